// What is known of an entity, put in order: amounts by role, states in time, indicators as series; what contradicts. Pure.
/**
 * @typedef {{role: ?string, facts: Fact[], clashes: Fact[][]}} Amounts
 * @typedef {{year: ?number, kind: string, planned: boolean, facts: Fact[]}} Figure  what is told of one period: the value here, its growth there
 * @typedef {{name: string, facts: Fact[], figures: Figure[], clashes: Fact[][]}} Series  in the order of years, results before plans
 * @typedef {{status: string, facts: Fact[], back: ?[Fact, Fact]}} Station  back: the result before, and the lesser one of a later year
 */
((kg) => {
  "use strict";

  const LOOSE = 0.05; // "about"
  const ROUNDED = 0.006; // 38.249 billion and 38.2 billion are the same figure
  const GROWTH = 0.11; // so are 13.31 % and 13.3 %

  /** The values that a fact allows. @returns {[number, number]} */
  const allows = ({ value, upper, bound }) => {
    const high = upper ?? value;
    const slack = bound === "about" ? LOOSE : ROUNDED;
    const room = (number) => Math.abs(number) * slack;
    if (bound === "at_least" || bound === "more_than") return [value - room(value), Infinity];
    if (bound === "at_most" || bound === "less_than") return [-Infinity, high + room(high)];
    return [value - room(value), high + room(high)];
  };

  /** Can both be true of the same thing? */
  const agree = (a, b) => {
    if (a.value !== null && b.value !== null && a.unit === b.unit) {
      const [low, high] = allows(a);
      const [other, top] = allows(b);
      if (low > top || other > high) return false;
    }
    return a.growth === null || b.growth === null || Math.abs(a.growth - b.growth) <= GROWTH;
  };

  const by = (rows, key) => {
    const groups = new Map();
    for (const row of rows) {
      const name = key(row);
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(row);
    }
    return [...groups.values()];
  };

  /** Groups of facts that say different things of the same year and kind. */
  const clashes = (facts) =>
    by(facts.filter((fact) => fact.year !== null), (fact) => `${fact.year} ${fact.kind} ${fact.value === null ? "" : fact.unit}`)
      .filter((told) => told.some((a, i) => told.slice(i + 1).some((b) => !agree(a, b))));

  /** Do two facts tell of the same figure? An undated one may be of any period. */
  const alike = (a, b) =>
    a.year !== null && a.year === b.year && a.kind === b.kind && (a.value === null || b.value === null || a.unit === b.unit) && agree(a, b);

  /** @param {Fact[]} facts in time @returns {Figure[]} what can be told together, each fact once */
  const figures = (facts) => {
    const found = [];
    for (const fact of facts) {
      const known = found.find((figure) => figure.facts.every((other) => alike(fact, other)));
      if (known) known.facts.push(fact);
      else found.push({ year: fact.year, kind: fact.kind, planned: fact.planned, facts: [fact] });
    }
    return found;
  };

  const inTime = (a, b) => (a.year ?? 9999) - (b.year ?? 9999) || Number(a.planned) - Number(b.planned) || a.i - b.i;

  kg.makeDossier = (model, filters) => {
    const { entities, predicates, statuses, standard } = model;
    const of = (entity, id) => entity.facts.filter((fact) => predicates[fact.predicate].id === id);
    const otherEnd = (fact, entity) => (fact.subject === entity.i ? fact.object : fact.subject);

    /** Is a fact on the card of an entity under these filters? The entity itself is not asked: it was chosen by name. */
    const shows = (fact, entity, chosen) => {
      if (!filters.passesLine(fact, chosen)) return false;
      if (fact.object !== null) return filters.passesEntity(entities[otherEnd(fact, entity)], chosen);
      const [low, high] = chosen.amount ?? [null, null];
      return !chosen.amount || !filters.isMoney(fact) || (fact.value >= (low ?? 0) && fact.value < (high ?? Infinity));
    };

    /** @param {Fact[]} facts @returns {Amounts[]} largest first */
    const amounts = (facts) =>
      by([...facts].sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || a.i - b.i), (fact) => fact.role ?? "")
        .map((told) => ({ role: told[0].role, facts: told, clashes: clashes(told) }));

    /** One for each indicator, however the texts call it. @param {Fact[]} facts @returns {Series[]} those with several figures first, then in the order of the text */
    const series = (facts) =>
      by([...facts].sort((a, b) => (a.doc ?? 0) - (b.doc ?? 0) || a.start - b.start || a.i - b.i), (fact) => standard(fact) ?? "")
        .map((told) => {
          const inOrder = [...told].sort(inTime);
          const names = by(told, (fact) => fact.indicator ?? "");
          // What is called by two names may differ in some detail: only the same words contradict each other.
          return { name: (names.length > 1 ? standard(told[0]) : told[0].indicator) ?? "", facts: inOrder, figures: figures(inOrder), clashes: names.flatMap(clashes) };
        })
        .sort((a, b) => Number(b.facts.length > 1) - Number(a.facts.length > 1));

    /** The station that a fact is about: a plan stands where it aims at. @param {Fact} fact @returns {?string} */
    const aim = (fact) => (fact.planned ? fact.goal ?? fact.status : fact.status);

    /** Steps back: a result of a later year that is less than one before it. @param {Fact[]} facts @returns {Map<?string, [Fact, Fact]>} by the later state */
    const backward = (facts) => {
      const rank = (fact) => statuses.indexOf(fact.status);
      const found = new Map();
      let peak = null;
      for (const fact of facts.filter((one) => !one.planned && one.year !== null).sort((a, b) => a.year - b.year || rank(a) - rank(b) || a.i - b.i)) {
        const less = peak !== null && rank(fact) < rank(peak);
        if (less && fact.year === peak.year) continue;
        if (less && !found.has(fact.status)) found.set(fact.status, [peak, fact]);
        peak = fact;
      }
      return found;
    };

    /** States in the order in which a project passes them, with the facts that tell of each or aim at it; `back`: what came before a step back to it. @returns {Station[]} */
    const course = (facts) => {
      const steps = backward(facts);
      return statuses.map((status) => ({
        status, facts: facts.filter((fact) => aim(fact) === status).sort(inTime), back: steps.get(status) ?? null,
      }));
    };

    return { of, shows, amounts, series, course, inTime, agree, otherEnd };
  };
})(window.kg);
