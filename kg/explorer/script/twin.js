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

  const row = (entity, own) => {
    const button = kg.el("button", "row", [kg.sign(entity.type), entity.name], { onclick: () => kg.go(entity), title: entity.name });
    button.setAttribute("aria-label", `${entity.name} (${kg.store.types[entity.type].label})`); // the sign says it to the eye
    if (entity.id === own) button.setAttribute("aria-current", "true");
    button.dataset.id = entity.id;
    return kg.el("li", "", button);
  };

  kg.state.subscribe((state) => {
    section.hidden = state.view !== "graph";
    if (state.view !== "graph") return;
    const seen = kg.picture.compose(state).shown;
    const all = kg.filters.active(state.filters).length ? kg.filters.select(state.filters).entities.length : entities.length;
    const held = document.activeElement?.closest("#twin [data-id]")?.dataset.id;
    title.textContent = kg.t("graph.nodes");
    count.textContent = kg.format.number(seen.length);
    list.replaceChildren(...seen.map((entity) => row(entity, state.selected)));
    if (held) list.querySelector(`[data-id="${CSS.escape(held)}"]`)?.focus();
    if (section.open) list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
    shown.textContent = kg.t("graph.shown", { seen: seen.length, all });
    shown.title = kg.t("graph.shown_note");
  });
})(window.kg);
