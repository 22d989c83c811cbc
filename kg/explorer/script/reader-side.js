// Beside the text: its outline, and the facts that were read in it, those of the marked passage first.
((kg) => {
  "use strict";

  const { facts, entities, headings, slice } = kg.store;
  const byDoc = new Map();
  for (const fact of facts) if (fact.doc !== null) byDoc.set(fact.doc, [...(byDoc.get(fact.doc) ?? []), fact]);
  let redraw = () => {};
  let mark = (_start, _end) => {};

  const outline = (prose, move) => {
    const rows = headings(prose.doc);
    if (!rows.length) return null;
    const row = ([start, end, level]) => {
      const button = kg.el("button", `level-${level}`, slice(prose.doc, start, end), { onclick: () => move(start, end) });
      button.dataset.at = String(start);
      return kg.el("li", "", button);
    };
    const nav = kg.el("nav", "", kg.el("ul", "", rows.map(row)), { id: "reader-outline" });
    nav.setAttribute("aria-label", kg.t("reader.outline"));
    return nav;
  };

  const says = (fact, move) => {
    const planned = fact.planned ? "planned" : "";
    const button = kg.el("button", planned, [kg.el("span", "who", entities[fact.subject].name), " ", kg.fact.brief(fact)], { onclick: () => move(fact.start, fact.end) });
    return kg.el("li", "", button);
  };

  /** The facts of a text that the filters leave, in the order of the text. */
  const passing = (doc) => {
    const { filters, options } = kg.state.get();
    const all = [...(byDoc.get(doc) ?? [])].sort((a, b) => a.start - b.start || a.end - b.end || a.i - b.i);
    return options.graph?.outside === "1" ? all : all.filter((fact) => kg.filters.passesFact(fact, filters));
  };
  /** Their passages, each once. @returns {[number, number][]} */
  const passages = (doc) => [...new Map(passing(doc).map(({ start, end }) => [`${start} ${end}`, /** @type {[number, number]} */ ([start, end])])).values()];

  /** @param {[number, number]} marked */
  const list = (prose, move, marked) => {
    const [start, end] = marked;
    const { filters } = kg.state.get();
    const all = byDoc.get(prose.doc) ?? [];
    const shown = passing(prose.doc);
    const here = shown.filter((fact) => end > start && fact.start < end && fact.end > start);
    const away = all.filter((fact) => !kg.filters.passesFact(fact, filters)).length;
    const box = kg.el("div", "", [
      kg.el("h3", "", [kg.t("reader.facts"), kg.el("span", "count", shown.length)]),
      away ? kg.panel.outside(away, kg.state.get()) : "",
      ...(here.length ? [kg.el("h4", "", kg.t("reader.facts_here")), kg.el("ul", "here", here.map((fact) => says(fact, move)))] : []),
      kg.el("h4", "", kg.t("reader.facts_all")), kg.pages(shown, 30, (fact) => says(fact, move)),
    ], { id: "reader-facts" });
    return box;
  };

  /** @param {object} prose @param {(start: number, end: number) => void} move */
  const draw = (prose, move) => {
    const side = kg.el("aside", "beside", "", { tabIndex: 0 });
    side.setAttribute("aria-label", kg.t("reader.side"));
    const index = outline(prose, move);
    let passage = /** @type {[number, number]} */ ([0, 0]);
    redraw = () => {
      const top = side.scrollTop;
      side.replaceChildren(...(index ? [kg.el("h3", "", kg.t("reader.outline")), index] : []), list(prose, move, passage));
      side.scrollTop = top;
    };
    mark = (start, end) => {
      passage = [start, end];
      redraw();
      const rows = [...side.querySelectorAll("#reader-outline button")];
      const now = rows.findLast((row) => Number(row.dataset.at) <= start);
      for (const row of rows) row.toggleAttribute("aria-current", row === now && start > 0);
      if (now && start > 0) now.setAttribute("aria-current", "true");
    };
    redraw();
    return side;
  };

  kg.readerSide = { draw, passages, refresh: () => redraw(), follow: (start, end) => mark(start, end) };
})(window.kg);
