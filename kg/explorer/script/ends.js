// Chooses the other end of a path or a comparison: by search, from the picture, or by clicking a node.
((kg) => {
  "use strict";

  const { entities, types } = kg.store;
  const LIMIT = 12;

  /** Without a query: the weightiest in the picture. */
  const found = (query, not) =>
    (query.trim() ? kg.search.find(query) : kg.picture.compose(kg.state.get()).shown).filter((entity) => entity !== not).slice(0, LIMIT);

  /** @param {Entity} first @param {boolean} path */
  const open = (first, path) => {
    const take = (entity) => {
      kg.dialog.close();
      kg.walk.join(first, entity, path);
    };
    const list = kg.el("ul", "plain ends-list");
    const input = kg.el("input", "find-end", "", { type: "text", placeholder: kg.t("search.placeholder"), autocomplete: "off", spellcheck: false, id: "find-end" });
    input.setAttribute("aria-label", kg.t("walk.other_end"));
    let hits = [];
    const fill = () => {
      hits = found(input.value, first);
      list.replaceChildren(...hits.map((entity) => kg.el("li", "", kg.el("button", "entrance", [
        kg.sign(entity.type), kg.el("span", "name", entity.name),
        kg.el("span", "note", [entity.within === null ? "" : `${entities[entity.within].name} · `, types[entity.type].label]),
      ], { onclick: () => take(entity), title: entity.name }))));
      if (!hits.length) list.append(kg.el("li", "guide", kg.t("search.none")));
    };
    const move = (event) => {
      const all = [input, ...list.querySelectorAll("button")];
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.isComposing || !by) return;
      event.preventDefault();
      all[Math.min(all.length - 1, Math.max(0, all.indexOf(document.activeElement) + by))].focus();
    };
    input.oninput = fill;
    input.onkeydown = (event) => {
      if (event.key !== "Enter" || event.isComposing || !hits.length) return;
      event.preventDefault();
      take(hits[0]);
    };
    const body = kg.el("div", "ends-body", [input, list], { onkeydown: move });
    const click = kg.el("button", "", kg.t("walk.by_click"), { id: "by-click", onclick: () => { kg.dialog.close(); kg.walk.wait(first); } });
    fill();
    kg.dialog.open(kg.t(path ? "walk.path_from" : "walk.compare_with", { name: kg.format.short(first.name, 20) }), [
      body, kg.el("p", "guide ends-foot", [...(path ? [click] : []), kg.t("walk.shift_note")]),
    ]);
    input.focus();
  };

  kg.ends = { open };
})(window.kg);
