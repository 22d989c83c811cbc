// The data of the page as objects. Pure. The names of the columns are those of kg/explorer/payload.py.
/**
 * @typedef {{id: string, fill: string, border: string, shape: string, label: string}} Type
 * @typedef {{id: string, label: string, inverse: string}} Predicate
 * @typedef {{i: number, id: string, title: string, kind: string, place: ?string, year: ?number, date: ?string,
 *   issued: ?string, path: string, chars: number}} Doc
 * @typedef {{i: number, id: string, type: number, name: string, weight: number, x: number, y: number,
 *   community: number, size: number, pinyin: string, aliases: string[], code: ?string, level: ?string, within: ?number, description: ?string,
 *   facts: Fact[], out: Fact[], into: Fact[]}} Entity  facts: literal ones; out, into: relations from it and to it;
 *   x, y: its place on the map of the whole graph
 * @typedef {{i: number, predicate: number, subject: number, object: ?number, doc: ?number, start: number, end: number,
 *   kind: string, planned: boolean, year: ?number, by: ?string, status: ?string, goal: ?string, value: ?number, unit: ?string,
 *   upper: ?number, growth: ?number, bound: ?string, indicator: ?string, role: ?string, stated: ?string}} Fact
 *   predicate, subject, object, doc: positions in predicates, entities, documents
 */
((kg) => {
  "use strict";

  const INTO = new Set(["locatedIn", "partOf", "appliesTo"]);
  const NONE = Object.freeze([]);
  const named = (section, id) => kg.label?.(section, id) ?? id;

  /** Radius of a node; the same as kg/explorer/ranking.py gives the first picture. */
  const radius = (weight) => Math.min(40, 13 + Math.round(Math.sqrt(weight % 1000) * 1.8)) + (weight >= 1000 ? 10 : 0);

  const readEntities = (columns, spell) => {
    const cells = Object.fromEntries(Object.entries(columns).map(([name, packed]) => [name, kg.unpack(packed)]));
    // A prototype with a getter: pinyin is put together when it is asked for, not for 100,000 entities at the start.
    const spelled = { get pinyin() { return cells.pinyin[this.i] ?? [...new Set([this.name, ...this.aliases].map(spell))].join("|"); } };
    return cells.id.map((id, i) => Object.assign(Object.create(spelled), {
      i, id, type: cells.type[i], name: cells.name[i], weight: cells.weight[i], x: cells.x[i], y: cells.y[i], community: cells.community[i],
      size: radius(cells.weight[i]), aliases: cells.aliases[i] ?? NONE, code: cells.code[i], level: cells.level[i],
      within: cells.within[i], description: cells.description[i], facts: [], out: [], into: [],
    }));
  };

  const readFacts = (columns, kinds) => {
    const cells = Object.fromEntries(Object.entries(columns).map(([name, packed]) => [name, kg.unpack(packed)]));
    return cells.predicate.map((predicate, i) => ({
      i, predicate, subject: cells.subject[i], object: cells.object[i], doc: cells.doc[i], start: cells.start[i],
      end: cells.start[i] + cells.length[i], kind: kinds[cells.kind[i]], planned: kinds[cells.kind[i]] === "target", year: cells.year[i],
      by: cells.by[i], status: cells.status[i], value: cells.value[i], unit: cells.unit[i], upper: cells.upper[i], growth: cells.growth[i],
      goal: cells.goal[i], bound: cells.bound[i], indicator: cells.indicator[i], role: cells.role[i], stated: cells.as_stated[i],
    }));
  };

  const readDocuments = (rows) =>
    rows.map(([id, title, kind, place, year, date, issued, path, chars], i) => ({
      i, id, title, kind, place: place ?? null, year: year ?? null, date: date ?? null, issued: issued ?? null, path, chars: chars ?? 0,
    }));

  /** What a step may reach, over all steps, the start included; each entity once, loops end. step(i, add) adds the next ones. */
  const closure = (start, step) => {
    const found = new Set([start]);
    const add = (i) => found.add(i);
    for (const i of found) step(i, add);
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
    const entities = readEntities(data.entities, kg.speller(data.sounds));
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
    const typeOf = (id) => types.findIndex((type) => type.id === id);
    const [region, industry] = [typeOf("Region"), typeOf("Industry")];
    const into = predicates.map(({ id }) => INTO.has(id));
    const [engaged, part] = ["engagedIn", "partOf"].map((id) => predicates.findIndex((predicate) => predicate.id === id));
    const upward = (i, add) => {
      if (entities[i].within !== null) add(entities[i].within);
      for (const fact of entities[i].out) if (into[fact.predicate]) add(fact.object);
    };

    const remembered = (make) => {
      const known = new Array(entities.length);
      return (entity) => (known[entity.i] ??= make(entity.i));
    };
    /** @type {(entity: Entity) => number[]} Regions that an entity is, lies in, or (a policy) applies to, with all above them. */
    const regions = remembered((own) => closure(own, upward).filter((i) => entities[i].type === region));
    /** @type {(entity: Entity) => number[]} Industries that an entity is or is engaged in, with those that they are part of. */
    const industries = remembered((own) => closure(own, (i, add) => {
      for (const fact of entities[i].out) {
        if ((i === own && fact.predicate === engaged) || (entities[i].type === industry && fact.predicate === part)) add(fact.object);
      }
    }).filter((i) => entities[i].type === industry));

    const heavier = (a, b) => b.weight - a.weight || a.i - b.i;
    /** @type {(entity: Entity) => readonly Entity[]} The neighbours of an entity, heaviest first; asked many times for one click. */
    const neighbours = remembered((own) => {
      const found = new Set([...entities[own].out.map((fact) => fact.object), ...entities[own].into.map((fact) => fact.subject)]);
      found.delete(own);
      return Object.freeze([...found].map((i) => entities[i]).sort(heavier));
    });

    return {
      types, predicates, entities, facts, documents, byId, docById, neighbours, regions, industries, heavier,
      kinds: data.kinds, statuses: data.statuses, places: data.places ?? [],
      communities: data.communities, excerpt: data.excerpt ?? null,
      total: (entity) => entity.facts.length + entity.out.length + entity.into.length,
      /** The usual name of the indicator of an observation, under which places can be compared. */
      standard: (fact) => data.standards?.[fact.indicator] ?? fact.indicator,
      /** What an amount of investment is (total_investment ...); null when the text says only that it is one. */
      role: (fact) => data.roles?.[fact.role] ?? null,
    };
  };
})(window.kg);
