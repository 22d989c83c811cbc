// The active filters above the view, each with a way to take it away, and one button for all.
((kg) => {
  "use strict";

  const root = document.getElementById("chips");
  const clear = document.getElementById("clear");

  const chip = (facet, chosen) => {
    const values = kg.facets.describe(facet, chosen);
    const text = kg.t("facets.chip", { facet: kg.t(`facets.${facet}`), values });
    const button = kg.el("button", "chip", [text, kg.el("span", "cross", "×")], {
      title: text, onclick: () => {
        kg.state.filter({ [facet]: kg.filters.EMPTY[facet] });
        (root.querySelector("button") ?? document.getElementById("left")).focus();
      },
    });
    button.setAttribute("aria-label", kg.t("facets.remove", { name: text }));
    button.dataset.facet = facet;
    return button;
  };

  kg.state.subscribe((state, previous) => {
    if (previous && previous.filters === state.filters) return;
    const on = kg.filters.active(state.filters);
    root.replaceChildren(...on.map((facet) => chip(facet, state.filters[facet])));
    clear.hidden = !on.length;
  });

  clear.onclick = () => {
    kg.state.set({ filters: kg.filters.EMPTY });
    document.getElementById("left").focus();
  };
})(window.kg);
