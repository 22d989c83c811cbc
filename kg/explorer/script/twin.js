// The list of the nodes in the picture: what a screen reader and the keyboard have for the canvas. And the count above the view.
((kg) => {
  "use strict";

  const { entities } = kg.store;
  const title = kg.el("span", "title");
  const count = kg.el("span", "count", "", { id: "twin-count" });
  const list = kg.el("ul", "plain", "", { id: "twin" });
  const section = kg.el("details", "facet twin", [kg.el("summary", "", [title, count]), list]);
  document.getElementById("facets").append(section);
  const shown = document.getElementById("shown");

  const row = (entity) => {
    const button = kg.el("button", "row", [kg.sign(entity.type), entity.name], { onclick: () => kg.go(entity), title: entity.name });
    button.setAttribute("aria-label", `${entity.name} (${kg.store.types[entity.type].label})`); // the sign says it to the eye
    button.dataset.id = entity.id;
    return kg.el("li", "", button);
  };

  // Rows stay from picture to picture: most nodes do too.
  let rows = new Map();
  const fill = (seen) => {
    rows = new Map(seen.map((entity) => [entity, rows.get(entity) ?? row(entity)]));
    const wanted = [...rows.values()];
    const held = document.activeElement?.closest("#twin [data-id]")?.dataset.id;
    if (wanted.length !== list.childElementCount || wanted.some((item, k) => item !== list.children[k])) list.replaceChildren(...wanted);
    if (held) list.querySelector(`[data-id="${CSS.escape(held)}"]`)?.focus();
  };

  const point = (own) => {
    list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    if (own !== null) list.querySelector(`[data-id="${CSS.escape(own)}"]`)?.setAttribute("aria-current", "true");
    if (section.open) list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  };

  kg.state.subscribe((state, previous) => {
    section.hidden = state.view !== "graph";
    if (state.view !== "graph" || (previous?.view === state.view && kg.picture.same(state, previous))) return;
    if (!previous) rows = new Map(); // types are called otherwise in another language
    const seen = kg.picture.compose(state).shown;
    const all = kg.filters.active(state.filters).length ? kg.filters.select(state.filters).entities.length : entities.length;
    title.textContent = kg.t("graph.nodes");
    count.textContent = kg.format.number(seen.length);
    fill(seen);
    point(state.selected);
    shown.textContent = kg.t("graph.shown", { seen: seen.length, all });
    shown.title = kg.t("graph.shown_note");
  });
})(window.kg);
