// The columns of the table: what each says of an entity or a fact, to sort by, to show, to write into a file.
/**
 * @typedef {object} Column
 * @property {string} id
 * @property {number} width
 * @property {boolean} [grow]
 * @property {boolean} [number]   set at the right
 * @property {boolean} [hidden]   not shown until chosen
 * @property {boolean} [plain]    a number that is not grouped: a year
 * @property {(record: any, lens: any) => (string|number|null)} read  to sort by and to write into files
 * @property {(record: any, lens: any) => (string|number|null)} [show]  what is seen, when it is not that
 * @property {(record: any, lens: any) => (Node|string)[]} [draw]  elements, when text is not enough
 */
((kg) => {
  "use strict";

  const { entities, types, predicates, documents, statuses } = kg.store;
  const comma = () => kg.t("list.comma");
  const idOf = (fact) => predicates[fact.predicate].id;
  const least = (values) => (values.length ? values.reduce((a, b) => Math.min(a, b)) : null);
  const most = (values) => (values.length ? values.reduce((a, b) => Math.max(a, b)) : null);

  const gather = (entity, filters) => {
    const facts = [...entity.facts, ...entity.out, ...entity.into].filter((fact) => kg.filters.passesFact(fact, filters));
    const years = facts.map((fact) => fact.year).filter((year) => year !== null);
    const money = facts.filter((fact) => fact.subject === entity.i && idOf(fact) === "investment" && kg.filters.isMoney(fact));
    const states = new Set(facts.filter((fact) => fact.status !== null).map((fact) => fact.status));
    return {
      facts: facts.length, first: least(years), last: most(years),
      largest: money.length ? money.reduce((a, b) => (b.value > a.value ? b : a)) : null,
      states: statuses.filter((status) => states.has(status)),
      documents: new Set(facts.map((fact) => fact.doc).filter((doc) => doc !== null)).size,
    };
  };

  const lenses = new WeakMap();
  /** What the facts that pass the filters say of an entity, each worked out when it is first asked for. */
  const lens = (filters) => {
    if (!lenses.has(filters)) {
      const known = new Map();
      lenses.set(filters, (entity) => {
        if (!known.has(entity)) known.set(entity, gather(entity, filters));
        return known.get(entity);
      });
    }
    return lenses.get(filters);
  };

  const place = (entity) => {
    const found = entity.within ?? kg.store.regions(entity).find((i) => i !== entity.i);
    return found === undefined ? null : entities[found].name;
  };

  /** @type {Column[]} */
  const OF_ENTITIES = [
    { id: "name", width: 170, grow: true, read: (one) => one.name, draw: (one) => [kg.sign(one.type), one.name] },
    { id: "type", width: 78, read: (one) => types[one.type].label },
    { id: "place", width: 88, read: place },
    { id: "facts", width: 58, number: true, read: (one, of) => of(one).facts },
    { id: "investment", width: 116, number: true, read: (one, of) => of(one).largest?.value ?? null, show: (one, of) => (of(one).largest ? kg.format.value(of(one).largest) : "") },
    { id: "statuses", width: 108, read: (one, of) => of(one).states.map((status) => kg.format.state(status, one.type)).join(comma()) },
    { id: "first", width: 52, number: true, plain: true, read: (one, of) => of(one).first },
    { id: "last", width: 52, number: true, plain: true, read: (one, of) => of(one).last },
    { id: "documents", width: 56, number: true, read: (one, of) => of(one).documents },
    { id: "aliases", width: 200, hidden: true, read: (one) => one.aliases.join(comma()) },
    { id: "industries", width: 160, hidden: true, read: (one) => kg.store.industries(one).filter((i) => i !== one.i).map((i) => entities[i].name).join(comma()) },
    { id: "code", width: 80, hidden: true, read: (one) => one.code },
    { id: "description", width: 320, hidden: true, read: (one) => one.description },
    { id: "id", width: 170, hidden: true, read: (one) => one.id },
  ];

  const object = (fact) => (fact.object === null ? null : entities[fact.object].name);
  const unit = (fact) => (fact.unit === null ? null : kg.label("units", fact.unit));
  const kind = (fact) => kg.label("kinds", fact.kind);
  /** What a relation leads to, the name of an indicator, what an amount is. */
  const about = (fact) => object(fact) ?? fact.indicator ?? fact.role;

  /** @type {Column[]} */
  const OF_FACTS = [
    { id: "subject", width: 116, read: (fact) => entities[fact.subject].name, draw: (fact) => [kg.sign(entities[fact.subject].type), entities[fact.subject].name] },
    { id: "relation", width: 66, read: (fact) => predicates[fact.predicate].label },
    { id: "object", width: 124, read: about, draw: (fact) => (fact.object === null ? [about(fact) ?? ""] : [kg.sign(entities[fact.object].type), about(fact)]) },
    { id: "amount", width: 106, number: true, read: (fact) => fact.value, show: kg.format.value },
    { id: "value", width: 130, number: true, read: (fact) => fact.value },
    { id: "growth", width: 58, number: true, read: (fact) => fact.growth },
    { id: "status", width: 72, read: (fact) => (fact.status === null ? null : kg.format.status(fact)) },
    { id: "year", width: 50, number: true, plain: true, read: (fact) => fact.year },
    { id: "kind", width: 58, read: kind, draw: (fact) => [kg.el("span", fact.planned ? "badge plan" : "badge actual", kind(fact))] },
    { id: "quote", width: 300, grow: true, read: (fact) => (fact.doc === null ? null : kg.store.slice(fact.doc, fact.start, fact.end)) },
    { id: "document", width: 180, read: (fact) => (fact.doc === null ? null : kg.format.title(documents[fact.doc])) },
    { id: "unit", width: 70, hidden: true, read: unit },
    { id: "upper", width: 120, number: true, hidden: true, read: (fact) => fact.upper },
    { id: "standard", width: 140, hidden: true, read: (fact) => kg.store.standard(fact) },
    { id: "stated", width: 110, hidden: true, read: (fact) => fact.stated },
    { id: "rule", width: 140, hidden: true, read: (fact) => fact.by },
  ];

  /** The cell as text. */
  const show = (column, record, of) => {
    const value = column.show ? column.show(record, of) : column.read(record, of);
    if (value === null || value === undefined) return "";
    return typeof value === "number" && !column.plain ? kg.format.number(value) : String(value);
  };

  /**
   * Heading and rows for a file: every column; an amount as it is read stands as text before its number.
   * @returns {(string|number|null)[][]}
   */
  const sheet = (columns, records, of) => {
    const cells = columns.flatMap((column) => [
      ...(column.show ? [{ label: kg.t(`columns.${column.id}`), read: (record) => column.show(record, of) || null }] : []),
      ...(column.id === "amount" ? [] : [{ label: kg.t(column.show ? "columns.number" : `columns.${column.id}`), read: (record) => column.read(record, of) }]),
    ]);
    return [cells.map(({ label }) => label), ...records.map((record) => cells.map(({ read }) => read(record)))];
  };

  kg.columns = { entities: OF_ENTITIES, facts: OF_FACTS, lens, show, sheet };
})(window.kg);
