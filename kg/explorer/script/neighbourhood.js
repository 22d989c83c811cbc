// The neighbours of an entity by relation, type and year, for the choice of those to draw. Pure.
//
// A rule names some of them: "t.Park" by type, "o.locatedIn" by a relation from the entity, "i.locatedIn" to it, "y.2018" by the
// year of a fact between them. Rules stand in the state, so that a view can be sent.
((kg) => {
  "use strict";

  const RULE = /^(?:[toi]\.[A-Za-z]\w*|y\.\d{1,4})$/;

  /** Is it a rule of this vocabulary? @param {{types: string[], relations: string[]}} known */
  kg.isRule = (text, known) => {
    if (!RULE.test(text)) return false;
    const value = text.slice(2);
    return text[0] === "y" || (text[0] === "t" ? known.types : known.relations).includes(value);
  };

  kg.makeNeighbourhood = (model, filters) => {
    const { entities, types, predicates, neighbours } = model;

    /** For each neighbour the rules that name it, over facts that pass. @returns {Map<number, Set<string>>} */
    const told = (entity, chosen) => {
      const found = new Map();
      const note = (i, rule) => found.set(i, (found.get(i) ?? new Set()).add(rule));
      for (const [way, facts] of [["o", entity.out], ["i", entity.into]]) {
        for (const fact of facts) {
          const other = way === "o" ? fact.object : fact.subject;
          if (other === entity.i || !filters.passesLine(fact, chosen)) continue;
          note(other, `${way}.${predicates[fact.predicate].id}`);
          note(other, `t.${types[entities[other].type].id}`);
          if (fact.year !== null) note(other, `y.${fact.year}`);
        }
      }
      return found;
    };

    /** Neighbours that pass the filters and that the rule names (null: all), heaviest first. @returns {Entity[]} */
    const members = (entity, rule, chosen) => {
      const fits = neighbours(entity).filter((other) => filters.passesEntity(other, chosen));
      if (rule === null) return fits;
      const named = told(entity, chosen);
      return fits.filter(({ i }) => named.get(i)?.has(rule));
    };

    /**
     * How many of these neighbours each rule names, the largest class first, years newest first.
     * @param {Entity} entity
     * @param {Entity[]} others
     * @returns {{relations: [string, number][], types: [string, number][], years: [string, number][]}} pairs of rule and number
     */
    const classes = (entity, others, chosen) => {
      const named = told(entity, chosen);
      const counts = new Map();
      for (const { i } of others) for (const rule of named.get(i) ?? []) counts.set(rule, (counts.get(rule) ?? 0) + 1);
      const those = (marks) => [...counts].filter(([rule]) => marks.includes(rule[0]));
      const larger = (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
      return {
        relations: those("oi").sort(larger), types: those("t").sort(larger),
        years: those("y").sort((a, b) => Number(b[0].slice(2)) - Number(a[0].slice(2))),
      };
    };

    return { members, classes };
  };
})(window.kg);
