// Entities and relations of the picture as rows (for CSV) and as JSON.
((kg) => {
  "use strict";

  const { entities, types, predicates, documents, slice, total } = kg.store;
  const heads = (names) => names.map((name) => kg.t(`rows.${name}`));

  /** One row for each entity in the picture, heaviest first. @param {State} state */
  const nodes = (state) => [
    heads(["id", "name", "type", "aliases", "code", "within", "facts"]),
    ...kg.caption.contents(state).shown.map((entity) => [
      entity.id, entity.name, types[entity.type].label, entity.aliases.join(kg.t("list.comma")), entity.code,
      entity.within === null ? null : entities[entity.within].name, total(entity),
    ]),
  ];

  const quote = (fact) => (fact.doc === null ? null : slice(fact.doc, fact.start, fact.end));

  /** One row for each fact behind a line of the picture, with its sentence. @param {State} state */
  const relations = (state) => [
    heads(["subject", "relation", "object", "kind", "year", "quote", "document", "start", "end", "rule", "subject_id", "relation_id", "object_id"]),
    ...kg.caption.contents(state).facts.map((fact) => [
      ...kg.caption.triple(fact), kg.label("kinds", fact.kind), fact.year, quote(fact), fact.doc === null ? null : documents[fact.doc].title,
      fact.doc === null ? null : fact.start, fact.doc === null ? null : fact.end, fact.by, entities[fact.subject].id, predicates[fact.predicate].id, entities[fact.object].id,
    ]),
  ];

  const node = (entity) => ({
    id: entity.id, name: entity.name, type: types[entity.type].id, aliases: entity.aliases, code: entity.code,
    within: entity.within === null ? null : entities[entity.within].id, facts: total(entity),
  });
  const relation = (fact) => ({
    subject: entities[fact.subject].id, predicate: predicates[fact.predicate].id, object: entities[fact.object].id, kind: fact.kind, year: fact.year,
    quote: quote(fact), document: fact.doc === null ? null : documents[fact.doc].id, start: fact.start, end: fact.end, rule: fact.by,
  });

  /** The picture for programs: terms by id, offsets in code points, the documents that are quoted. @param {State} state */
  const json = (state) => {
    const { shown, facts } = kg.caption.contents(state);
    const used = [...new Set(facts.map(({ doc }) => doc))].filter((doc) => doc !== null).sort((a, b) => a - b);
    const whole = {
      title: kg.caption.subject(state), filters: kg.caption.filters(state), view: kg.state.encode().text,
      documents: used.map((doc) => ({ id: documents[doc].id, title: documents[doc].title, date: documents[doc].date, path: documents[doc].path })),
      nodes: shown.map(node), relations: facts.map(relation),
    };
    return `${JSON.stringify(whole, null, 1)}\n`;
  };

  kg.extract = { nodes, relations, json };
})(window.kg);
