// What two entities have in common and where they differ. Pure.
((kg) => {
  "use strict";

  kg.makeLikeness = (model, filters) => {
    const { entities, predicates, heavier } = model;

    /** Neighbour -> facts that pass, the two entities themselves left out. */
    const around = (entity, not, chosen) => {
      const found = new Map();
      for (const fact of [...entity.out, ...entity.into]) {
        const other = fact.subject === entity.i ? fact.object : fact.subject;
        if (other === entity.i || other === not.i || !filters.passesLine(fact, chosen) || !filters.passesEntity(entities[other], chosen)) continue;
        found.set(other, [...(found.get(other) ?? []), fact]);
      }
      return found;
    };

    /**
     * Neighbours of both, the most particular first: that two projects lie in one park says more than one province.
     * @returns {{entity: Entity, left: Fact[], right: Fact[]}[]}
     */
    const common = (a, b, chosen) => {
      const [ours, theirs] = [around(a, b, chosen), around(b, a, chosen)];
      return [...ours.keys()].filter((i) => theirs.has(i)).map((i) => ({ entity: entities[i], left: ours.get(i), right: theirs.get(i) }))
        .sort((x, y) => heavier(y.entity, x.entity));
    };

    const byRelation = (entity, not, chosen) => {
      const found = new Map();
      for (const [other, facts] of around(entity, not, chosen)) {
        for (const fact of facts) {
          const key = `${fact.predicate} ${fact.subject === entity.i ? 1 : 0}`;
          found.set(key, (found.get(key) ?? new Set()).add(other));
        }
      }
      return found;
    };
    const minus = (a, b) => [...a].filter((i) => !b.has(i)).map((i) => entities[i]).sort(heavier);

    /**
     * For each relation and direction whom only one of the two has; relations that hold the same for both are left out.
     * @returns {{predicate: number, ahead: boolean, left: Entity[], right: Entity[], both: number}[]}
     */
    const differing = (a, b, chosen) => {
      const [ours, theirs] = [byRelation(a, b, chosen), byRelation(b, a, chosen)];
      return [...new Set([...ours.keys(), ...theirs.keys()])].map((key) => {
        const [predicate, ahead] = key.split(" ").map(Number);
        const [left, right] = [ours.get(key) ?? new Set(), theirs.get(key) ?? new Set()];
        const both = [...left].filter((i) => right.has(i)).length;
        return { predicate, ahead: ahead === 1, left: minus(left, right), right: minus(right, left), both };
      }).filter(({ left, right }) => left.length || right.length).sort((x, y) => x.predicate - y.predicate || Number(y.ahead) - Number(x.ahead));
    };

    /** One literal fact for each question that both could answer, such as an indicator in a year; the latest stands for a state. */
    const questions = (entity, chosen) => {
      const found = new Map();
      const put = (key, fact, better) => { if (!found.has(key) || better(fact, found.get(key))) found.set(key, fact); };
      for (const fact of entity.facts) {
        if (!filters.passesLine(fact, chosen)) continue;
        const id = predicates[fact.predicate].id;
        if (id === "status") put("status", fact, (x, y) => (x.year ?? 0) > (y.year ?? 0) || ((x.year ?? 0) === (y.year ?? 0) && y.planned && !x.planned));
        else if (id === "investment") put(`investment ${fact.role ?? ""}`, fact, (x, y) => (x.value ?? 0) > (y.value ?? 0));
        else put(`observation ${fact.indicator ?? ""} ${fact.unit ?? ""} ${fact.year ?? ""} ${fact.kind}`, fact, () => false);
      }
      return found;
    };

    /**
     * The literal facts side by side, what both have first; the newest observations before older ones.
     * @returns {{key: string, left: ?Fact, right: ?Fact}[]}
     */
    const literals = (a, b, chosen) => {
      const [ours, theirs] = [questions(a, chosen), questions(b, chosen)];
      const rows = [...new Set([...ours.keys(), ...theirs.keys()])].map((key) => ({ key, left: ours.get(key) ?? null, right: theirs.get(key) ?? null }));
      const lone = (row) => (row.left && row.right ? 0 : 1);
      const fact = (row) => row.left ?? row.right;
      const rank = (row) => ["status", "investment", "observation"].indexOf(row.key.split(" ")[0]);
      return rows.sort((x, y) => Math.min(rank(x), 1) - Math.min(rank(y), 1) || lone(x) - lone(y) || rank(x) - rank(y)
        || (fact(y).year ?? 0) - (fact(x).year ?? 0) || fact(x).i - fact(y).i);
    };

    return { common, differing, literals };
  };
})(window.kg);
