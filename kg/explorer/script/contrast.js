// Places, parks or enterprises side by side: what is compared with what, and which facts carry each number. Pure.
/**
 * @typedef {{key: string, who: Entity, kind: string, year: ?number, value: ?number, upper: ?number, growth: ?number, bound: ?string,
 *   facts: Fact[], members: Entity[], parts?: {id: string, members: Entity[]}[]}} Bar
 * @typedef {{id: string, name: string, unit: ?string, bars: Bar[], shared: number}} Group  shared: how many of those compared have a bar
 */
((kg) => {
  "use strict";

  const COUNTED = ["Park", "Project", "Enterprise", "Policy"];
  const GROWTH = "growth"; // a group of which only rates of change are known

  kg.makeContrast = (model) => {
    const { entities, types, predicates, statuses } = model;
    const idOf = (fact) => predicates[fact.predicate].id;
    const typeOf = (entity) => types[entity.type].id;

    const grouped = (rows, key) => {
      const found = new Map();
      for (const row of rows) {
        const at = key(row);
        if (!found.has(at)) found.set(at, []);
        found.get(at).push(row);
      }
      return found;
    };
    const shared = (bars) => new Set(bars.map((bar) => bar.who)).size;

    /** Units of one indicator, most facts first; what has only a growth belongs to the first of them. */
    const units = (facts) => {
      const valued = [...grouped(facts.filter((fact) => fact.value !== null), (fact) => fact.unit ?? "")].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
      const bare = facts.filter((fact) => fact.value === null && fact.growth !== null);
      if (!valued.length) return bare.length ? [[GROWTH, bare]] : [];
      valued[0][1].push(...bare);
      return valued;
    };

    /** One bar for each year, kind and value of those compared; facts that say the same share one. */
    const observed = (name, unit, facts, who) =>
      who.flatMap((entity) => {
        const own = facts.filter((fact) => fact.subject === entity.i);
        const bars = [...grouped(own, (fact) => [fact.year, fact.kind, fact.value, fact.upper, fact.growth].join(" ")).values()].map((told) => {
          const { year, kind, value, upper, growth, bound } = told[0];
          const key = ["i", name, unit, entity.id, year, kind, value, growth].join("~");
          return { key, who: entity, kind, year, value, upper, growth, bound, facts: told, members: [] };
        });
        // A growth said again without the amount is the same statement.
        const again = (bar) => bars.find((other) => bar.value === null && other.value !== null && other.year === bar.year && other.kind === bar.kind && other.growth === bar.growth);
        for (const bar of bars) again(bar)?.facts.push(...bar.facts);
        return bars.filter((bar) => !again(bar)).sort((a, b) => (a.year ?? 0) - (b.year ?? 0) || (a.kind < b.kind ? -1 : 1) || (b.value ?? 0) - (a.value ?? 0));
      });

    /**
     * The indicators of those compared under their usual names; what most of them have comes first.
     * @param {Entity[]} who
     * @param {Fact[]} facts  that pass the filters
     * @returns {Group[]}
     */
    const indicators = (who, facts) => {
      const chosen = new Set(who.map(({ i }) => i));
      const told = facts.filter((fact) => idOf(fact) === "observation" && chosen.has(fact.subject) && fact.indicator !== null);
      const groups = [...grouped(told, model.standard)].flatMap(([name, those]) => units(those).map(([unit, some]) => {
        const bars = observed(name, unit, some, who);
        return { id: ["i", name, unit].join("~"), name, unit: unit === GROWTH || unit === "" ? null : unit, bars, shared: shared(bars) };
      }));
      return groups.sort((a, b) => b.shared - a.shared || b.bars.length - a.bars.length || (a.name < b.name ? -1 : 1));
    };

    const insides = new Map();
    /** What lies in a place (of policies: what applies to it), or is tied to what is no place, by type. */
    const inside = (entity) => {
      if (!insides.has(entity)) {
        const those = typeOf(entity) === "Region" ? entities.filter((other) => other !== entity && model.regions(other).includes(entity.i)) : model.neighbours(entity);
        insides.set(entity, grouped(those, typeOf));
      }
      return insides.get(entity);
    };
    const members = (entity, type, passes) => (inside(entity).get(type) ?? []).filter(passes);

    /** How far an entity has come: its last state that is a result, else target when all states are planned, else none. */
    const stage = (entity, wanted) => {
      const told = entity.facts.filter((fact) => fact.status !== null && wanted(fact));
      const real = told.filter((fact) => !fact.planned);
      if (!real.length) return told.length ? "target" : "none";
      const later = (a, b) => (b.year ?? 0) - (a.year ?? 0) || statuses.indexOf(b.status) - statuses.indexOf(a.status);
      return [...real].sort(later)[0].status;
    };

    /**
     * How many parks, projects, enterprises, policies each has, by their last state.
     * @param {(entity: Entity) => boolean} passes
     * @param {(fact: Fact) => boolean} wanted
     * @returns {Group[]}
     */
    const counts = (who, passes, wanted) =>
      COUNTED.map((type) => {
        const bars = who.map((entity) => {
          const found = members(entity, type, passes);
          const stages = grouped(found, (other) => stage(other, wanted));
          const parts = [...statuses, "target", "none"].filter((id) => stages.has(id)).map((id) => ({ id, members: stages.get(id) }));
          return { key: ["n", type, entity.id].join("~"), who: entity, kind: "actual", year: null, value: found.length, upper: null, growth: null, bound: null, facts: [], members: found, parts };
        });
        return { id: `n~${type}`, name: type, unit: null, bars, shared: bars.filter((bar) => bar.value).length };
      }).filter((group) => group.shared > 0);

    /** What is summed for one of those compared: of each entity the largest amount of this role, kind and currency. */
    const sum = (told) => [...grouped(told, (fact) => fact.subject).values()].map((own) => own.reduce((a, b) => (b.value > a.value ? b : a)));

    /**
     * Investment of those compared and of what they have, by role, kind and currency, which are never added to each other.
     * @returns {Group[]}
     */
    const money = (who, passes, wanted) => {
      const rows = who.flatMap((entity) => {
        const those = [entity, ...["Park", "Project", "Enterprise", "Organization", "Policy", "Industry", "Event"].flatMap((type) => members(entity, type, passes))];
        return those.flatMap((one) => one.facts).filter((fact) => idOf(fact) === "investment" && fact.value !== null && wanted(fact)).map((fact) => ({ entity, fact }));
      });
      const groups = [...grouped(rows, ({ fact }) => [model.role(fact) ?? "", fact.unit].join("~"))].map(([id, told]) => {
        const [role, unit] = id.split("~");
        const bars = [...grouped(told, ({ entity, fact }) => `${fact.kind}~${entity.id}`).values()].map((own) => {
          const { entity, fact: { kind } } = own[0];
          const facts = sum(own.map(({ fact }) => fact));
          const value = facts.reduce((total, fact) => total + fact.value, 0);
          return { key: ["m", id, kind, entity.id].join("~"), who: entity, kind, year: null, value, upper: null, growth: null, bound: null, facts, members: facts.map((fact) => entities[fact.subject]) };
        });
        bars.sort((a, b) => who.indexOf(a.who) - who.indexOf(b.who) || (a.kind < b.kind ? -1 : 1));
        return { id: `m~${id}`, name: role, unit, bars, shared: shared(bars) };
      });
      return groups.sort((a, b) => b.shared - a.shared || b.bars.length - a.bars.length || (a.id < b.id ? -1 : 1));
    };

    /** Pairs of which the first lies in the second, so that their numbers hold the same things. */
    const nested = (who) => who.flatMap((inner) => who.filter((outer) => outer !== inner && model.regions(inner).includes(outer.i)).map((outer) => [inner, outer]));

    return { indicators, counts, money, nested, stage };
  };
})(window.kg);
