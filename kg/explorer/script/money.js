// How much money the texts name, and which figures the sum is made of. Pure.
((kg) => {
  "use strict";

  /**
   * Of each entity the largest result and the largest plan, in CNY: several amounts of one project are stages of the same
   * money, and a plan is no result, so the two are never added. Other currencies are counted, not converted.
   * @param {object} model
   * @param {{isMoney: (fact: Fact) => boolean}} filters
   * @returns {{actual: {sum: number, rows: Fact[]}, target: {sum: number, rows: Fact[]}, others: number, repeated: number}}
   *   rows: largest first; others: amounts in other currencies; repeated: amounts left out because a larger one of the same kind stands
   */
  kg.countMoney = (model, filters) => {
    const { predicates, entities } = model;
    const told = entities.map((entity) => entity.facts.filter((fact) => predicates[fact.predicate].id === "investment" && fact.value !== null));
    const largest = (kind) => {
      const rows = told.flatMap((facts) => facts.filter((fact) => filters.isMoney(fact) && fact.kind === kind)
        .reduce((best, fact) => (best.length && best[0].value >= fact.value ? best : [fact]), []));
      rows.sort((a, b) => b.value - a.value || a.i - b.i);
      return { rows, sum: rows.reduce((sum, fact) => sum + fact.value, 0) };
    };
    const [actual, target] = [largest("actual"), largest("target")];
    const all = told.flat();
    const ours = all.filter(filters.isMoney).length;
    return { actual, target, others: all.length - ours, repeated: ours - actual.rows.length - target.rows.length };
  };
})(window.kg);
