// Printing. Before a print the page gets a sheet: the graph as a figure, or, for other views, a heading and a source line around
// them. An open document is printed instead of both: it covers them on the screen too. style/print.css does the rest.
((kg) => {
  "use strict";

  const CROP = 36; // CSS pixels
  const sheet = kg.el("section", "", "", { id: "sheet", hidden: true });
  const foot = kg.el("p", "", "", { id: "sheet-source", hidden: true });
  const centre = document.getElementById("centre");

  const heading = (state) => {
    const tab = document.getElementById("tabs").querySelector("[aria-selected=true]")?.textContent ?? "";
    return [kg.el("h1", "", `${kg.caption.subject(state)} · ${tab}`), kg.el("p", "", kg.caption.filterLine(state))];
  };

  /** The figure without most of its own margin: paper has one. With a selection: it and its neighbours. */
  const figure = (state) => {
    const made = kg.render.svg(kg.figure.compose(state, { near: state.selected !== null }));
    const { width, height } = kg.figure.PAPERS.A4;
    made.setAttribute("viewBox", `${CROP} ${CROP} ${width - CROP * 2} ${height - CROP * 2}`);
    return made;
  };

  /** What is printed: "doc", "card" (nothing but the panel), "graph" or "view". */
  const part = (state) => {
    if (document.body.dataset.print === "card") return "card";
    if (state.doc) return "doc";
    return kg.views.shown() === "graph" ? "graph" : "view";
  };

  const before = () => {
    const state = kg.state.get();
    const what = part(state);
    document.body.dataset.sheet = what;
    sheet.replaceChildren(...(what === "graph" ? [figure(state)] : what === "view" ? heading(state) : []));
    kg.say(foot, what === "view" ? kg.caption.source(kg.filters.select(state.filters).facts) : "");
    // The start card says nothing that a sheet needs; that of an entity or a line follows the view.
    document.body.dataset.card = state.selected || state.link || state.pair ? "yes" : "no";
    centre.prepend(sheet); // before the views, which come as they are first shown
    centre.append(foot);
    sheet.hidden = foot.hidden = false;
  };
  const after = () => {
    sheet.hidden = foot.hidden = true;
    sheet.replaceChildren();
    delete document.body.dataset.print;
  };
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);

  kg.menu.add("take.print", () => window.print(), { order: 20 });
  kg.menu.add("take.print_card", () => {
    document.body.dataset.print = "card";
    window.print();
  }, { order: 21, when: () => Boolean(kg.state.get().selected ?? kg.state.get().link ?? kg.state.get().pair) });
})(window.kg);
