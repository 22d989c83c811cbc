// Paths between two entities: the shortest and the next ones, over what passes the filters. Pure.
//
// Search from both ends at once, level by level, the side with less to look at first (Pohl 1971); the next paths by Yen's method
// (1971). Among paths with the same number of steps the most particular one is first: through a park rather than through a
// province, so the cost of an entity in between is the logarithm of its number of relations. All ends of a level are looked at
// before the best of them is taken, so the cost is least among all shortest paths. Ties go to the order of the graph.
((kg) => {
  "use strict";

  /**
   * Who is beside whom, in three arrays: the neighbours of i are other[start[i]] … other[start[i + 1] - 1], over fact[…].
   * @param {{entities: Entity[], facts: Fact[]}} model
   */
  const weave = ({ entities, facts }) => {
    const start = new Uint32Array(entities.length + 1);
    let size = 0;
    // Plain loops: this runs once, when the first path is asked for, and at 200,000 facts small arrays cost 0.1 s.
    for (let i = 0; i < facts.length; i += 1) {
      const { subject, object } = facts[i];
      if (object === null || object === subject) continue;
      start[subject + 1] += 1;
      start[object + 1] += 1;
      size += 2;
    }
    for (let i = 0; i < entities.length; i += 1) start[i + 1] += start[i];
    const next = start.slice();
    const other = new Uint32Array(size);
    const fact = new Uint32Array(size);
    const put = (here, there, i) => {
      other[next[here]] = there;
      fact[next[here]] = i;
      next[here] += 1;
    };
    for (let i = 0; i < facts.length; i += 1) {
      const { subject, object } = facts[i];
      if (object === null || object === subject) continue;
      put(subject, object, i);
      put(object, subject, i);
    }
    const cost = new Float64Array(entities.length);
    for (let i = 0; i < cost.length; i += 1) cost[i] = Math.log2(1 + start[i + 1] - start[i]);
    return { start, other, fact, cost };
  };

  /** One of the two searches. A mark in `seen` holds for one round, so that nothing has to be wiped between rounds. */
  const makeSide = (size) => ({
    seen: new Uint32Array(size), level: new Uint16Array(size), parent: new Int32Array(size), cost: new Float64Array(size),
    edge: /** @type {number[]} */ ([]), work: 0, depth: 0,
  });

  const begin = (side, i, round, graph) => {
    side.seen[i] = round;
    side.level[i] = 0;
    side.parent[i] = -1;
    side.cost[i] = graph.cost[i];
    side.edge = [i];
    side.work = graph.start[i + 1] - graph.start[i];
    side.depth = 0;
  };

  /** Takes a side one step on. @param {(from: number, to: number, fact: number) => boolean} allowed */
  const advance = (side, round, graph, allowed) => {
    const { seen, level, parent, cost } = side;
    const next = [];
    const depth = side.depth + 1;
    for (const from of side.edge) {
      for (let k = graph.start[from]; k < graph.start[from + 1]; k += 1) {
        const to = graph.other[k];
        const known = seen[to] === round;
        const sum = cost[from] + graph.cost[to];
        if (known && (level[to] !== depth || sum >= cost[to])) continue;
        if (!allowed(from, to, graph.fact[k])) continue;
        if (!known) next.push(to);
        seen[to] = round;
        level[to] = depth;
        parent[to] = from;
        cost[to] = sum;
      }
    }
    side.edge = next;
    side.depth = depth;
    side.work = next.reduce((sum, i) => sum + graph.start[i + 1] - graph.start[i], 0);
  };

  const walkBack = (side, i) => {
    const way = [];
    for (let at = i; at !== -1; at = side.parent[at]) way.push(at);
    return way;
  };

  const before = (a, b) => {
    if (a.way.length !== b.way.length) return a.way.length - b.way.length;
    if (Math.abs(a.cost - b.cost) > 1e-9) return a.cost - b.cost;
    const k = a.way.findIndex((i, at) => i !== b.way[at]);
    return k < 0 ? 0 : a.way[k] - b.way[k];
  };

  /**
   * @param {{entities: Entity[], facts: Fact[]}} model
   * @param {{active: (f: Filters) => string[], passesLine: (x: Fact, f: Filters) => boolean,
   *   bound: (f: Filters) => {line: (i: number) => boolean, entity: (i: number) => boolean}}} filters
   */
  kg.makePaths = (model, filters) => {
    let graph = null;
    let sides = null;
    let round = 0;

    /** Weaves the net beforehand; find does it when nobody has. */
    const ready = () => {
      graph ??= weave(model);
      sides ??= [makeSide(model.entities.length), makeSide(model.entities.length)];
    };

    /** The best path, without the entities in `shut` and without a first step to one in `not`; null when there is none. */
    const best = (from, to, open, shut, not) => {
      round += 1;
      const [a, b] = sides;
      begin(a, from, round, graph);
      begin(b, to, round, graph);
      const allowed = (here, there, fact) =>
        (!open || (open.line(fact) && (open.entity(there) || there === from || there === to))) &&
        !shut.has(there) && !(here === from && not.has(there)) && !(there === from && not.has(here));
      while (a.edge.length && b.edge.length) {
        const [near, far] = a.work <= b.work ? [a, b] : [b, a];
        advance(near, round, graph, allowed);
        let found = null;
        for (const i of near.edge) {
          if (far.seen[i] !== round) continue;
          const cost = near.cost[i] + far.cost[i] - graph.cost[i];
          if (!found || cost < found.cost - 1e-9 || (cost <= found.cost + 1e-9 && i < found.i)) found = { i, cost };
        }
        if (found) return { way: [...walkBack(a, found.i).reverse(), ...walkBack(b, found.i).slice(1)], cost: found.cost };
      }
      return null;
    };

    /** Yen: each next path leaves an earlier one somewhere, and goes on without its step and without coming back. */
    const others = (found, waiting, to, open) => {
      const last = found.at(-1);
      let cost = 0;
      for (let at = 0; at < last.way.length - 1; at += 1) {
        const root = last.way.slice(0, at);
        const turn = last.way[at];
        const same = found.filter(({ way }) => way.slice(0, at + 1).every((i, k) => i === last.way[k]));
        const next = best(turn, to, open, new Set(root), new Set(same.map(({ way }) => way[at + 1])));
        if (next) {
          const made = { way: [...root, ...next.way], cost: cost + next.cost };
          if (!waiting.some((each) => before(each, made) === 0)) waiting.push(made);
        }
        cost += graph.cost[turn];
      }
      return waiting.sort(before);
    };

    /**
     * Up to `most` paths from a to b, best first; positions of entities, both ends included. The ends are not asked whether they pass.
     * @param {number} a
     * @param {number} b
     * @param {Filters} chosen
     * @returns {number[][]}
     */
    const find = (a, b, chosen, most = 3) => {
      if (a === b) return [];
      ready();
      const open = filters.active(chosen).length ? filters.bound(chosen) : null;
      const first = best(a, b, open, new Set(), new Set());
      const found = first ? [first] : [];
      let waiting = [];
      while (found.length && found.length < most) {
        waiting = others(found, waiting, b, open);
        if (!waiting.length) break;
        found.push(waiting.shift());
      }
      return found.map(({ way }) => way);
    };

    /** The facts between two entities that pass, results before plans, the newest first. @returns {Fact[]} */
    const between = (a, b, chosen) => {
      const told = (from, to) => model.entities[from].out.filter((fact) => fact.object === to);
      return [...told(a, b), ...told(b, a)]
        .filter((fact) => filters.passesLine(fact, chosen))
        .sort((x, y) => Number(x.planned) - Number(y.planned) || (y.year ?? 0) - (x.year ?? 0) || x.i - y.i);
    };

    return { find, between, ready };
  };
})(window.kg);
