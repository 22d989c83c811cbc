// What the pair of the state means for the picture: a path between the two, or what they have in common.
/**
 * @typedef {{a: Entity, b: Entity, ways: number[][], at: number, way: number[], nodes: Set<number>, lines: Set<string>,
 *   groups: [Entity, Entity[]][]}} Trail  ways: the paths found; at: which one is shown; lines: "smaller larger" positions
 */
((kg) => {
  "use strict";

  const { entities, byId } = kg.store;
  const MOST = 3; // paths offered
  const SHARED = 30; // common neighbours drawn
  const paths = kg.makePaths(kg.store, kg.filters);
  const likeness = kg.makeLikeness(kg.store, kg.filters);
  const later = window.requestIdleCallback ?? setTimeout;
  later(paths.ready);

  const key = (a, b) => (a < b ? `${a} ${b}` : `${b} ${a}`);
  /** The answer to the last question: many states ask the same one. */
  const remembered = (ask) => {
    let last = { a: null, b: null, filters: null, answer: null };
    return (a, b, filters) => {
      if (last.a !== a || last.b !== b || last.filters !== filters) last = { a, b, filters, answer: ask(a, b, filters) };
      return last.answer;
    };
  };
  const ways = remembered((a, b, filters) => paths.find(a.i, b.i, filters, MOST));
  const common = remembered((a, b, filters) => likeness.common(a, b, filters));

  const ofPath = (a, b, state) => {
    const found = ways(a, b, state.filters);
    const at = Math.min(Math.max(0, (Number(state.options.graph?.way) || 1) - 1), Math.max(0, found.length - 1));
    const way = found[at] ?? [];
    const hops = way.slice(1).map((to, k) => [way[k], to]);
    return {
      a, b, ways: found, at, way, nodes: new Set([a.i, b.i, ...way]), lines: new Set(hops.map(([from, to]) => key(from, to))),
      groups: hops.map(([from, to]) => [entities[from], [entities[to]]]),
    };
  };

  const ofLikeness = (a, b, state) => {
    const shared = common(a, b, state.filters).slice(0, SHARED).map(({ entity }) => entity);
    return {
      a, b, ways: [], at: 0, way: [], nodes: new Set([a.i, b.i, ...shared.map(({ i }) => i)]),
      lines: new Set([key(a.i, b.i), ...shared.flatMap(({ i }) => [key(a.i, i), key(b.i, i)])]), groups: [[a, shared]],
    };
  };

  const made = new WeakMap();
  /** @param {State} state @returns {?Trail} null when no pair is chosen */
  const of = (state) => {
    if (!state.pair) return null;
    if (!made.has(state)) {
      const [a, b] = state.pair.map((id) => byId.get(id));
      made.set(state, (state.path ? ofPath : ofLikeness)(a, b, state));
    }
    return made.get(state);
  };

  /**
   * Which nodes and lines stand out: those of the trail, else the selected entity with its neighbours, else all.
   * @param {State} state
   * @returns {{node: (i: number) => boolean, line: (a: number, b: number) => number, some: boolean}} line: opacity
   */
  const emphasis = (state) => {
    if (!told.has(state)) told.set(state, weighed(state));
    return told.get(state);
  };
  const told = new WeakMap();
  const weighed = (state) => {
    const trail = of(state);
    const own = state.selected ? byId.get(state.selected) : null;
    if (trail) return { some: true, node: (i) => trail.nodes.has(i) || i === own?.i, line: (a, b) => (trail.lines.has(key(a, b)) ? 1 : 0.1) };
    if (!own) return { some: false, node: () => true, line: () => 0.75 };
    // What is in focus is all that was asked for.
    if (own.id === state.focus?.id) return { some: false, node: () => true, line: (a, b) => (a === own.i || b === own.i ? 1 : 0.6) };
    const near = new Set([own.i, ...kg.store.neighbours(own).map(({ i }) => i)]);
    return { some: true, node: (i) => near.has(i), line: (a, b) => (a === own.i || b === own.i ? 1 : 0.15) };
  };

  kg.trail = {
    of, emphasis, common, likeness, between: paths.between,
    /** Ids of what has to be drawn for it. @param {State} state */
    ids: (state) => [...(of(state)?.nodes ?? [])].map((i) => entities[i].id),
    /** Who comes in around whom. @param {State} state */
    groups: (state) => of(state)?.groups ?? [],
  };
})(window.kg);
