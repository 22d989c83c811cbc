// Reads the blocks of the page and indexes them. The order of the cells is that of kg/explorer/payload.py.
((kg) => {
  "use strict";

  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("kg-data");

  const types = data.types.map(([id, fill, border, shape]) => ({ id, fill, border, shape, label: data.labels.types[id] ?? id }));
  const predicates = data.predicates.map((id) => ({
    id,
    label: data.labels.predicates[id] ?? id,
    inverse: data.labels.inverse[id] ?? data.labels.predicates[id] ?? id,
  }));
  const documents = data.documents.map(([id, title, kind, place, year, date, issued, path, chars], i) => ({
    i, id, title, kind, place, year, date, issued, path, chars,
  }));
  const entities = data.entities.map(
    ([id, type, name, weight, x, y, size, pinyin, aliases, code, level, within, description], i) => ({
      i, id, type, name, weight, x, y, size, pinyin: pinyin ?? "", aliases: aliases ?? [],
      code, level, within, description, facts: [], out: [], into: [],
    }),
  );
  const facts = data.facts.map(
    ([predicate, subject, object, doc, start, end, kind, year, by, status, value, unit, upper, growth, bound, indicator, role, stated], i) => ({
      i, predicate, subject, object: object ?? null, doc: doc ?? null, start, end, planned: data.kinds[kind] === "target",
      kind: data.kinds[kind], year: year ?? null, by, status, value: value ?? null, unit, upper: upper ?? null,
      growth: growth ?? null, bound, indicator, role, stated,
    }),
  );
  for (const fact of facts) {
    const subject = entities[fact.subject];
    if (fact.object === null) subject.facts.push(fact);
    else {
      subject.out.push(fact);
      entities[fact.object].into.push(fact);
    }
  }
  const byId = new Map(entities.map((entity) => [entity.id, entity]));

  /** The neighbours of an entity, heaviest first. */
  const neighbours = (entity) => {
    const found = new Set([...entity.out.map((fact) => fact.object), ...entity.into.map((fact) => fact.subject)]);
    found.delete(entity.i);
    return [...found].map((i) => entities[i]).sort((a, b) => b.weight - a.weight || a.i - b.i);
  };

  let texts = null;
  /** Text and mentions of a document. The texts are parsed when the first quote is shown, not before. */
  const text = (doc) => {
    texts ??= read("kg-texts").map(([whole, mentions]) => ({ whole, mentions: mentions ?? [], points: null }));
    const found = texts[doc];
    // Offsets count code points; JavaScript counts halves of rare characters, so such texts are taken apart once.
    found.points ??= /[\ud800-\udfff]/.test(found.whole) ? Array.from(found.whole) : found.whole;
    return found;
  };
  const slice = (doc, start, end) => {
    const part = text(doc).points.slice(start, end);
    return typeof part === "string" ? part : part.join("");
  };
  /** Mentions of a document as [start, end, entity index], in order, those inside another left out. */
  const mentions = (doc) => {
    const flat = text(doc).mentions;
    const rows = [];
    let reached = 0;
    for (let k = 0; k < flat.length; k += 3) {
      if (flat[k] < reached) continue;
      reached = flat[k] + flat[k + 1];
      rows.push([flat[k], reached, flat[k + 2]]);
    }
    return rows;
  };

  kg.store = {
    labels: data.labels, places: data.places, types, predicates, documents, entities, facts, byId,
    neighbours, slice, mentions, first: read("kg-network"), options: read("kg-options"),
    total: (entity) => entity.facts.length + entity.out.length + entity.into.length,
    chars: (doc) => text(doc).points.length,
  };
})(window.kg);
