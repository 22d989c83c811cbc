// What is written on the lines: the relations of the selected entity, those along a path, and ×3 where a line stands for several facts.
((kg) => {
  "use strict";

  const { entities, predicates, byId } = kg.store;
  const ROOM = 70; // pixels that a line needs for its relation
  const SOME = 44; // … for its count
  const NEAR = 0.6; // scale from which on counts are written where nothing is selected

  /** @param {{from: string, to: string}} edge @param {State} state */
  const relations = (edge, state) => {
    const [a, b] = [byId.get(edge.from), byId.get(edge.to)];
    return [...new Set(kg.trail.between(a.i, b.i, state.filters).map((fact) => predicates[fact.predicate].label))].join(kg.t("list.comma"));
  };

  /**
   * @param {{from: string, to: string, count: number}[]} edges  the lines drawn
   * @param {Record<string, {x: number, y: number}>} at  where the nodes stand
   * @param {State} state
   * @returns {{text: string, x: number, y: number, told: boolean, times: boolean}[]} the most telling first
   */
  const captions = (edges, at, scale, state) => {
    const { line } = kg.trail.emphasis(state);
    const found = [];
    for (const edge of edges) {
      const [from, to] = [at[edge.from], at[edge.to]];
      const strength = line(byId.get(edge.from).i, byId.get(edge.to).i);
      const far = from && to ? Math.hypot(to.x - from.x, to.y - from.y) * scale : 0;
      if (strength < 0.5 || far < SOME || (strength < 1 && scale < NEAR)) continue;
      const told = strength === 1 && far >= ROOM;
      const times = edge.count > 1 ? kg.t("walk.times", { n: edge.count }) : "";
      const text = [told ? relations(edge, state) : "", times].filter(Boolean).join(" ");
      if (!text) continue;
      // Nearer to the far end of the selected entity's lines: at its own end they lie close together.
      const part = edge.from === state.selected ? 0.55 : edge.to === state.selected ? 0.45 : 0.5;
      found.push({ text, x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part, told, times: times !== "" });
    }
    return found.sort((a, b) => Number(b.told) - Number(a.told));
  };

  kg.captions = captions;
})(window.kg);
