// The data of the page as objects. Pure. The order of the cells is that of kg/explorer/payload.py.
/**
 * @typedef {{id: string, fill: string, border: string, shape: string, label: string}} Type
 * @typedef {{id: string, label: string, inverse: string}} Predicate
 * @typedef {{i: number, id: string, title: string, kind: string, place: ?string, year: ?number, date: ?string,
 *   issued: ?string, path: string, chars: number}} Doc
 * @typedef {{i: number, id: string, type: number, name: string, weight: number, x: number, y: number, size: number,
 *   pinyin: string, aliases: string[], code: ?string, level: ?string, within: ?number, description: ?string,
 *   facts: Fact[], out: Fact[], into: Fact[]}} Entity  facts: literal ones; out, into: relations from it and to it
 * @typedef {{i: number, predicate: number, subject: number, object: ?number, doc: ?number, start: number, end: number,
 *   kind: string, planned: boolean, year: ?number, by: ?string, status: ?string, value: ?number, unit: ?string,
 *   upper: ?number, growth: ?number, bound: ?string, indicator: ?string, role: ?string, stated: ?string}} Fact
 *   predicate, subject, object, doc: positions in predicates, entities, documents
 */
((kg) => {
  "use strict";

  const INTO = new Set(["locatedIn", "partOf", "appliesTo"]);
  const named = (section, id) => kg.label?.(section, id) ?? id;

  const readEntities = (rows) =>
    rows.map(([id, type, name, weight, x, y, size, pinyin, aliases, code, level, within, description], i) => ({
      i, id, type, name, weight, x, y, size, pinyin: pinyin ?? "", aliases: aliases ?? [], code: code ?? null,
      level: level ?? null, within: within ?? null, description: description ?? null, facts: [], out: [], into: [],
    }));

  const readFacts = (rows, kinds) =>
    rows.map(
      ([predicate, subject, object, doc, start, end, kind, year, by, status, value, unit, upper, growth, bound, indicator, role, stated], i) => ({
        i, predicate, subject, object: object ?? null, doc: doc ?? null, start, end, kind: kinds[kind], planned: kinds[kind] === "target",
        year: year ?? null, by: by ?? null, status: status ?? null, value: value ?? null, unit: unit ?? null, upper: upper ?? null,
        growth: growth ?? null, bound: bound ?? null, indicator: indicator ?? null, role: role ?? null, stated: stated ?? null,
      }),
    );

  const readDocuments = (rows) =>
    rows.map(([id, title, kind, place, year, date, issued, path, chars], i) => ({
      i, id, title, kind, place: place ?? null, year: year ?? null, date: date ?? null, issued: issued ?? null, path, chars: chars ?? 0,
    }));

  /** What a step may reach, over all steps, the start included; each entity once, loops end. */
  const closure = (start, step) => {
    const found = new Set([start]);
    for (const i of found) for (const next of step(i)) found.add(next);
    return [...found];
  };

  /** @param {object} data the block kg-data */
  kg.makeModel = (data) => {
    const types = data.types.map(([id, fill, border, shape]) => ({ id, fill, border, shape, get label() { return named("types", id); } }));
    const predicates = data.predicates.map((id) => ({
      id,
      get label() { return named("predicates", id); },
      get inverse() { return named("inverse", id); },
    }));
    const entities = readEntities(data.entities);
    const facts = readFacts(data.facts, data.kinds);
    const documents = readDocuments(data.documents);
    for (const fact of facts) {
      if (fact.object === null) entities[fact.subject].facts.push(fact);
      else {
        entities[fact.subject].out.push(fact);
        entities[fact.object].into.push(fact);
      }
    }
    const byId = new Map(entities.map((entity) => [entity.id, entity]));
    const docById = new Map(documents.map((doc) => [doc.id, doc]));
    const isType = (i, id) => types[entities[i].type].id === id;
    const steps = (i, wanted) => entities[i].out.filter((fact) => wanted(predicates[fact.predicate].id)).map((fact) => fact.object);

    const remembered = (make) => {
      const known = new Map();
      return (entity) => {
        if (!known.has(entity.i)) known.set(entity.i, make(entity.i));
        return known.get(entity.i);
      };
    };
    /** @type {(entity: Entity) => number[]} Regions that an entity is, lies in, or (a policy) applies to, with all above them. */
    const regions = remembered((own) =>
      closure(own, (i) => [...(entities[i].within === null ? [] : [entities[i].within]), ...steps(i, (id) => INTO.has(id))]).filter((i) => isType(i, "Region")));
    /** @type {(entity: Entity) => number[]} Industries that an entity is or is engaged in, with those that they are part of. */
    const industries = remembered((own) =>
      closure(own, (i) => steps(i, (id) => (i === own && id === "engagedIn") || (isType(i, "Industry") && id === "partOf"))).filter((i) => isType(i, "Industry")));

    /** The neighbours of an entity, heaviest first. @returns {Entity[]} */
    const neighbours = (entity) => {
      const found = new Set([...entity.out.map((fact) => fact.object), ...entity.into.map((fact) => fact.subject)]);
      found.delete(entity.i);
      return [...found].map((i) => entities[i]).sort(heavier);
    };
    const heavier = (a, b) => b.weight - a.weight || a.i - b.i;

    return {
      types, predicates, entities, facts, documents, byId, docById, neighbours, regions, industries, heavier,
      kinds: data.kinds, statuses: data.statuses, places: data.places ?? [],
      total: (entity) => entity.facts.length + entity.out.length + entity.into.length,
      /** The usual name of the indicator of an observation, under which places can be compared. */
      standard: (fact) => data.standards?.[fact.indicator] ?? fact.indicator,
      /** What an amount of investment is (total_investment ...); null when the text says only that it is one. */
      role: (fact) => data.roles?.[fact.role] ?? null,
    };
  };
})(window.kg);
