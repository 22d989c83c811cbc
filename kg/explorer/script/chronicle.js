// Dated facts in lanes, a column for each year. Pure.
/**
 * @typedef {{facts: Fact[], actual: number, planned: number}} Cell
 * @typedef {{key: string, who: ?Entity, total: number, cells: Map<number, Cell>}} Lane  key: id of the entity or place; "" for all
 */
((kg) => {
  "use strict";

  const LONGEST = 30; // a span of more years than this shows only those in which something happens
  const LITERAL = new Set(["status", "investment", "observation"]);

  /**
   * The columns between two years.
   * @param {number[]} years  in which something happens, any order
   * @returns {{year: number, gap: boolean}[]} gap: years without facts were left out before this one
   */
  const axis = (years) => {
    const found = [...new Set(years)].sort((a, b) => a - b);
    if (!found.length) return [];
    const [first, last] = [found[0], found.at(-1)];
    const whole = last - first < LONGEST ? Array.from({ length: last - first + 1 }, (_, k) => first + k) : found;
    return whole.map((year, k) => ({ year, gap: k > 0 && year - whole[k - 1] > 1 }));
  };

  const put = (lane, fact) => {
    const cell = lane.cells.get(fact.year) ?? { facts: [], actual: 0, planned: 0 };
    cell.facts.push(fact);
    cell[fact.planned ? "planned" : "actual"] += 1;
    lane.cells.set(fact.year, cell);
    lane.total += 1;
  };
  const lane = (who) => ({ key: who?.id ?? "", who, total: 0, cells: new Map() });

  kg.makeChronicle = (model) => {
    const { entities, predicates, types } = model;

    /** Facts that can stand on a line of time; relations only when asked for: their year is mostly that of the report. */
    const dated = (facts, relations) => facts.filter((fact) => fact.year !== null && (relations || LITERAL.has(predicates[fact.predicate].id)));

    const ends = (fact) => (fact.object === null || fact.object === fact.subject ? [fact.subject] : [fact.subject, fact.object]);
    const ways = {
      entity: ends,
      /** A place has what happens inside it too, so places inside each other tell of the same fact. */
      place: (fact) => [...new Set(ends(fact).flatMap((i) => model.regions(entities[i])))],
    };

    /**
     * Lanes with most facts first, the one of all facts in front.
     * @param {Fact[]} facts  dated ones
     * @param {"entity"|"place"} by
     * @param {(entity: Entity) => boolean} wanted  which entities or places may have a lane
     * @returns {Lane[]}
     */
    const lanes = (facts, by, wanted) => {
      const all = lane(null);
      const found = new Map();
      for (const fact of facts) {
        put(all, fact);
        for (const i of ways[by](fact)) {
          if (!wanted(entities[i])) continue;
          if (!found.has(i)) found.set(i, lane(entities[i]));
          put(found.get(i), fact);
        }
      }
      const rows = [...found.values()].sort((a, b) => b.total - a.total || model.heavier(a.who, b.who));
      return rows.length || facts.length ? [all, ...rows] : [];
    };

    const isRegion = (entity) => types[entity.type].id === "Region";
    /** Facts of a cell in the order in which they are read: what is, then what is planned, heaviest subject first. */
    const sorted = (facts) => [...facts].sort((a, b) => Number(a.planned) - Number(b.planned) || model.heavier(entities[a.subject], entities[b.subject]) || a.i - b.i);

    return { axis, dated, lanes, sorted, isRegion };
  };
})(window.kg);
