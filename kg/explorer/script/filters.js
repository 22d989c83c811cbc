// Which entities and facts pass the filters, and how many each choice of a facet would leave. Pure.
//
// An entity passes when its type, place and industry are chosen, it is in a chosen state, has an amount in the range, and
// at least one of its facts passes relation, year, result or plan, and document. State and amount are asked of one fact
// together with year, kind and document: "planned to start in 2018" finds what was planned to start in 2018.
// A fact passes when it is chosen itself and one of its ends passes.
//
// Each choice in another facet counts with all facets but its own. So every record carries the set of facets that it fails;
// a record that fails none passes, one that fails a single facet counts for this facet alone.
/**
 * @typedef {{types: string[], relations: string[], places: string[], years: ?[number, number], kinds: string[],
 *   statuses: string[], amount: ?[?number, ?number], industries: string[], documents: string[]}} Filters
 *   empty list or null: no restriction; amount in CNY, from inclusive, to exclusive; ids, not positions
 */
((kg) => {
  "use strict";

  const FACETS = ["types", "relations", "places", "years", "kinds", "statuses", "amount", "industries", "documents"];
  const BIT = Object.fromEntries(FACETS.map((facet, i) => [facet, 1 << i]));
  const PASS = 1 << FACETS.length;
  const ALL = PASS * 2 - 1;
  const OF_FACT = BIT.relations | BIT.years | BIT.kinds | BIT.documents; // at least one fact has to pass these together
  const ALONGSIDE = BIT.years | BIT.kinds | BIT.documents; // what a state or an amount has to pass too
  /** Bounds of the classes of amounts in CNY. */
  const STEPS = [0, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

  const EMPTY = Object.freeze({
    types: [], relations: [], places: [], years: null, kinds: [], statuses: [], amount: null, industries: [], documents: [],
  });

  /** For which facets a record counts that fails these. */
  const counts = (fails) => (fails === 0 ? ALL : (fails & (fails - 1)) === 0 ? fails : 0);
  const isActive = (filters, facet) => (Array.isArray(filters[facet]) ? filters[facet].length > 0 : Boolean(filters[facet]));
  /** The facets that restrict anything. @returns {string[]} */
  const active = (filters) => FACETS.filter((facet) => isActive(filters, facet));
  const within = (value, [low, high]) => (low === null || value >= low) && (high === null || value < high);
  const step = (value) => STEPS.findLastIndex((bound) => value >= bound);

  kg.makeFilters = (model) => {
    const { entities, facts, types, predicates, documents, byId, docById } = model;

    const isMoney = (fact) => fact.unit === "CNY" && fact.value !== null && fact.value >= 0;
    const positions = (ids, find) => new Set(ids.map(find));

    /** A test for each facet: does a fact (or an entity) fail it? */
    const failing = (filters) => {
      const on = (facet) => isActive(filters, facet);
      const relation = positions(filters.relations, (id) => predicates.findIndex((predicate) => predicate.id === id));
      const doc = positions(filters.documents, (id) => docById.get(id)?.i);
      const type = positions(filters.types, (id) => types.findIndex((each) => each.id === id));
      const place = positions(filters.places, (id) => byId.get(id)?.i);
      const industry = positions(filters.industries, (id) => byId.get(id)?.i);
      const [from, to] = filters.years ?? [];
      return {
        fact: (fact) =>
          (on("relations") && !relation.has(fact.predicate) ? BIT.relations : 0) |
          (on("years") && (fact.year === null || fact.year < (from ?? -Infinity) || fact.year > (to ?? Infinity)) ? BIT.years : 0) |
          (on("kinds") && !filters.kinds.includes(fact.kind) ? BIT.kinds : 0) |
          (on("documents") && !doc.has(fact.doc) ? BIT.documents : 0) |
          (on("statuses") && fact.status !== null && !filters.statuses.includes(fact.status) ? BIT.statuses : 0) |
          (on("amount") && isMoney(fact) && !within(fact.value, filters.amount) ? BIT.amount : 0),
        entity: (entity) =>
          (on("types") && !type.has(entity.type) ? BIT.types : 0) |
          (on("places") && !model.regions(entity).some((i) => place.has(i)) ? BIT.places : 0) |
          (on("industries") && !model.industries(entity).some((i) => industry.has(i)) ? BIT.industries : 0),
      };
    };

    /** For which facets some of these facts let their entity count. */
    const some = (told, fails, mask) => {
      let found = 0;
      for (const fact of told) {
        found |= counts(fails[fact.i] & mask);
        if (found === ALL) break;
      }
      return found;
    };

    /**
     * Facts of which one has to pass together: [facets that ask for it, facets that it has to pass, facts].
     * @type {[number, number, (entity: Entity) => Fact[]][]}
     */
    const groups = [
      [OF_FACT, OF_FACT, (entity) => [...entity.out, ...entity.into, ...entity.facts]],
      [BIT.statuses, BIT.statuses | ALONGSIDE, (entity) => entity.facts.filter((fact) => fact.status !== null)],
      [BIT.amount, BIT.amount | ALONGSIDE, (entity) => entity.facts.filter(isMoney)],
    ];

    const ofEntity = (entity, test, fails, on) => {
      let found = counts(test.entity(entity));
      for (const [asking, mask, those] of groups) {
        const alone = on & asking;
        if (found === 0 || !alone) continue;
        // Without its only active facet a group asks for nothing.
        found &= some(those(entity), fails, mask) | ((alone & (alone - 1)) === 0 ? alone : 0);
      }
      return found;
    };

    const compile = (filters) => {
      const test = failing(filters);
      const on = active(filters).reduce((bits, facet) => bits | BIT[facet], 0);
      const fails = Uint16Array.from(facts, test.fact);
      const entity = Uint16Array.from(entities, (each) => (on ? ofEntity(each, test, fails, on) : ALL));
      const fact = Uint16Array.from(facts, (each, i) =>
        counts(fails[i]) & (entity[each.subject] | (each.object === null ? 0 : entity[each.object])));
      return { fails, entity, fact, on };
    };

    const known = new WeakMap(); // states are frozen, so filters can be told apart by identity
    const view = (filters) => {
      if (!known.has(filters)) known.set(filters, compile(filters));
      return known.get(filters);
    };

    const passesEntity = (entity, filters) => (view(filters).entity[entity.i] & PASS) !== 0;
    const passesFact = (fact, filters) => (view(filters).fact[fact.i] & PASS) !== 0;
    /** Is a relation to be drawn between two entities that are drawn? Its ends are not asked. */
    const passesLine = (fact, filters) => (view(filters).fails[fact.i] & (OF_FACT | BIT.statuses)) === 0;

    /** The same two by position, for searches that ask hundreds of thousands of times. */
    const bound = (filters) => {
      const { fails, entity } = view(filters);
      return { line: (i) => (fails[i] & (OF_FACT | BIT.statuses)) === 0, entity: (i) => (entity[i] & PASS) !== 0 };
    };

    const selected = new WeakMap();
    /** All that passes, heaviest entities first, facts in their order. @returns {{entities: Entity[], facts: Fact[]}} */
    const select = (filters) => {
      if (!selected.has(filters)) {
        selected.set(filters, {
          entities: entities.filter((entity) => passesEntity(entity, filters)).sort(model.heavier),
          facts: facts.filter((fact) => passesFact(fact, filters)),
        });
      }
      return selected.get(filters);
    };

    const tally = (rows, keys) => {
      const found = new Map();
      for (const row of rows) for (const key of new Set(keys(row))) found.set(key, (found.get(key) ?? 0) + 1);
      return found;
    };

    /** The facts that count for a facet, those whose end would not pass any more once their own year, kind ... is chosen left out. */
    const factsFor = (facet, value, { fails, entity, fact, on }) => {
      const bit = BIT[facet];
      const asking = groups.slice(1).filter(([asked]) => on & asked);
      const holds = (end, wanted) =>
        end !== null && (entity[end] & bit) !== 0 &&
        asking.every(([, mask, those]) => those(entities[end]).some((each) => (fails[each.i] & mask & ~bit) === 0 && value(each) === wanted));
      return facts.filter((each) => (fact[each.i] & bit) !== 0 && (!asking.length || holds(each.subject, value(each)) || holds(each.object, value(each))));
    };

    /**
     * How many records each choice would leave: facts for relations, years, kinds and documents; entities for the others.
     * @returns {Record<string, Map<string|number, number>>} id (year; class of STEPS for amount) -> count
     */
    const facetCounts = (filters) => {
      if (!counted.has(filters)) counted.set(filters, count(filters));
      return counted.get(filters);
    };
    const counted = new WeakMap();
    const count = (filters) => {
      const made = view(filters);
      const { fails, entity, fact } = made;
      const those = (facet) => entities.filter(({ i }) => entity[i] & BIT[facet]);
      const ids = (found) => found.map((i) => entities[i].id);
      const fits = (each) => (fails[each.i] & ALONGSIDE) === 0;
      return {
        types: tally(those("types"), (each) => [types[each.type].id]),
        places: tally(those("places"), (each) => ids(model.regions(each))),
        industries: tally(those("industries"), (each) => ids(model.industries(each))),
        statuses: tally(those("statuses"), (each) => each.facts.filter((one) => one.status !== null && fits(one)).map((one) => one.status)),
        amount: tally(those("amount"), (each) => each.facts.filter((one) => isMoney(one) && fits(one)).map((one) => step(one.value))),
        relations: tally(facts.filter(({ i }) => fact[i] & BIT.relations), (each) => [predicates[each.predicate].id]),
        years: tally(factsFor("years", (each) => each.year, made), (each) => (each.year === null ? [] : [each.year])),
        kinds: tally(factsFor("kinds", (each) => each.kind, made), (each) => [each.kind]),
        documents: tally(factsFor("documents", (each) => each.doc, made), (each) => (each.doc === null ? [] : [documents[each.doc].id])),
      };
    };

    return { EMPTY, FACETS, STEPS, active, passesEntity, passesFact, passesLine, bound, select, counts: facetCounts, isMoney };
  };
  kg.NO_FILTERS = EMPTY;
})(window.kg);
