// The entries of the export menu that take the picture away, and the dialog with its preview.
((kg) => {
  "use strict";

  const FORMATS = ["png", "svg"];
  const RATIOS = ["2", "3", "4"];
  const wish = { format: "png", paper: "A4", ratio: "3", scope: "all", stamp: false };
  /** What can be on the sheet: value and text. */
  const extents = () => (kg.state.get().selected ? ["near", "all", "window"] : ["all", "window"]);

  const onGraph = () => kg.views.shown() === "graph";
  const label = (state) => (state.selected || state.focus || state.pair || state.link ? `${kg.t("app.title")}-${kg.caption.subject(state)}` : kg.t("app.title"));

  /** The part of the plane that the window shows. */
  const seen = () => {
    const { network } = kg.stage;
    const box = document.getElementById("network");
    const [low, high] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight })];
    return { left: low.x, top: low.y, right: high.x, bottom: high.y };
  };

  const scene = (title) => kg.figure.compose(kg.state.get(), {
    paper: wish.paper, title: title.trim() || kg.t("app.title"), stamp: wish.stamp, near: wish.scope === "near", window: wish.scope === "window" ? seen() : null,
  });

  const save = async (made) => {
    const name = label(kg.state.get());
    try {
      if (wish.format === "svg") kg.download(name, "svg", kg.render.file(made), "image/svg+xml");
      else kg.download(name, "png", await kg.render.png(made, Number(wish.ratio)), "image/png");
      kg.toast(kg.t("take.saved"));
    } catch (error) {
      kg.toast(kg.t("take.failed", { message: error.message }));
    }
  };

  /** A group of radio buttons. @param {[string, string][]} rows  value and text */
  const choice = (name, rows, changed) => {
    const buttons = rows.map(([value, text]) => {
      const input = kg.el("input", "", "", { type: "radio", name, value, checked: wish[name] === value, onchange: () => { wish[name] = value; changed(); } });
      return kg.el("label", "", [input, text]);
    });
    return kg.el("fieldset", "", [kg.el("legend", "", kg.t(`take.${name}`)), ...buttons], { id: `take-${name}` });
  };

  const check = (name, changed) => {
    const input = kg.el("input", "", "", { type: "checkbox", id: `take-${name}`, checked: wish[name], onchange: () => { wish[name] = input.checked; changed(); } });
    return kg.el("label", "check", [input, kg.t(`take.${name}`)]);
  };

  const picture = () => {
    [wish.scope] = extents(); // of a selection its neighbours: they fill the sheet
    const title = kg.el("input", "", "", { id: "take-title", type: "text", maxLength: 80, value: kg.caption.subject(kg.state.get()) });
    const preview = kg.el("div", "preview");
    const note = kg.el("p", "note", "", { id: "take-note" });
    note.setAttribute("role", "status");
    let made = null;
    const draw = () => {
      made = scene(title.value);
      preview.replaceChildren(kg.render.svg(made));
      const ratios = form.querySelector("#take-ratio");
      if (ratios) ratios.disabled = wish.format === "svg";
      const pixels = RATIOS.includes(wish.ratio) ? [made.width, made.height].map((side) => String(side * Number(wish.ratio))) : [];
      note.textContent = wish.format === "svg" ? kg.t("take.note_svg") : kg.t("take.note_png", { wide: pixels[0], high: pixels[1] });
    };
    title.oninput = draw;
    const form = kg.el("form", "take", [
      kg.el("div", "wishes", [
        choice("format", FORMATS.map((name) => [name, kg.t(`take.${name}`)]), draw),
        choice("paper", Object.keys(kg.figure.PAPERS).map((name) => [name, kg.t("take.landscape", { name })]), draw),
        choice("ratio", RATIOS.map((ratio) => [ratio, `${ratio}×`]), draw),
        choice("scope", extents().map((name) => [name, kg.t(`take.${name}`)]), draw),
        kg.el("label", "title", [kg.el("span", "", kg.t("take.title")), title]),
        check("stamp", draw),
        kg.el("div", "buttons", [kg.el("button", "main", kg.t("take.download"), { type: "submit", id: "take-download" })]),
        note,
      ]),
      preview,
    ]);
    form.onsubmit = (event) => {
      event.preventDefault();
      kg.dialog.close();
      void save(made);
    };
    draw();
    kg.dialog.open(kg.t("take.heading"), [form]);
  };

  const csv = (part, rows) => kg.download(`${label(kg.state.get())}-${kg.t(`rows.${part}`)}`, "csv", kg.csv.text(rows(kg.state.get())), "text/csv;charset=utf-8");
  const page = () => {
    const { text, cut } = kg.state.encode();
    kg.download(label(kg.state.get()), "html", kg.original(text), "text/html");
    kg.toast(kg.t(cut ? "take.page_cut" : "take.page_saved"));
  };

  kg.menu.add("take.picture", picture, { order: 10, when: onGraph });
  kg.menu.add("take.nodes", () => csv("nodes", kg.extract.nodes), { order: 40, when: onGraph });
  kg.menu.add("take.relations", () => csv("relations", kg.extract.relations), { order: 41, when: onGraph });
  kg.menu.add("take.json", () => kg.download(label(kg.state.get()), "json", kg.extract.json(kg.state.get()), "application/json"), { order: 42, when: onGraph });
  kg.menu.add("take.page", page, { order: 80 });
})(window.kg);
