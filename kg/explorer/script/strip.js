// Above the picture: what was done to it (focus, hidden, pinned, left alone, a pair), each with its way back.
((kg) => {
  "use strict";

  const { byId } = kg.store;
  const root = kg.el("div", "strip", "", { id: "strip" });
  root.setAttribute("role", "group");

  const name = (id) => kg.format.short(byId.get(id).name, 14);
  const cross = (label, act) => {
    const button = kg.el("button", "cross", "×", { onclick: act, title: label });
    button.setAttribute("aria-label", label);
    return button;
  };
  const chip = (id, content, label, act) => kg.el("div", "step", [...content, cross(label, act)], { id: `strip-${id}` });

  const step = (by, sign, { id, steps }) => {
    const to = steps + by;
    const button = kg.el("button", "stepper", sign, {
      disabled: to < 1 || to > 3, onclick: () => kg.walk.focus(byId.get(id), to), title: kg.t("walk.focus_steps", { n: to }),
    });
    button.setAttribute("aria-label", kg.t(by > 0 ? "walk.more_steps" : "walk.fewer_steps"));
    return button;
  };

  const focus = (state) => {
    const all = kg.picture.around(state.focus, state.filters).size;
    return chip("focus", [
      kg.el("span", "", kg.t("walk.strip_focus", { name: name(state.focus.id) })), step(-1, "−", state.focus),
      kg.el("output", "", kg.t("walk.steps", { n: state.focus.steps })), step(1, "+", state.focus), kg.el("span", "count", kg.t("walk.within", { n: all })),
    ], kg.t("walk.unfocus"), () => kg.state.set({ focus: null }));
  };

  /** The hidden ones by name, each with a way back. */
  const list = () => {
    const rows = () => [...kg.state.get().hidden].reverse().map((id) => kg.el("li", "", kg.el("button", "entrance", [
      kg.sign(byId.get(id).type), kg.el("span", "name", byId.get(id).name), kg.el("span", "note", kg.t("walk.bring_back")),
    ], { onclick: () => {
      kg.state.set({ hidden: kg.state.get().hidden.filter((other) => other !== id) });
      if (kg.state.get().hidden.length) list();
      else kg.dialog.close();
    } })));
    kg.dialog.open(kg.t("walk.hidden_title"), [kg.pages(rows(), 50, (row) => row)]);
  };

  const pair = (state) => {
    const [a, b] = state.pair.map(name);
    const back = kg.el("button", "link", kg.t(state.path ? "walk.strip_path" : "walk.strip_pair", { a, b }), {
      onclick: () => kg.state.set({ selected: null, link: null }), title: kg.t("walk.strip_back"),
    });
    return chip("pair", [back], kg.t("walk.end"), kg.walk.part);
  };

  const parts = (state) => {
    const found = [];
    const waits = kg.walk.waiting(state);
    const pins = Object.keys(state.pinned).length;
    if (waits) {
      found.push(chip("end", [
        kg.el("span", "", kg.t("walk.strip_end", { name: kg.format.short(waits.name, 14) })),
        kg.el("button", "link", kg.t("walk.by_search"), { onclick: () => kg.ends.open(waits, true) }),
      ], kg.t("walk.cancel"), () => kg.walk.wait(null)));
    }
    if (state.pair) found.push(pair(state));
    if (state.focus) found.push(focus(state));
    if (state.only) found.push(chip("only", [kg.el("span", "", kg.t("walk.strip_only", { n: state.only.length }))], kg.t("walk.unisolate"), () => kg.state.set({ only: null })));
    if (state.hidden.length) {
      const names = kg.el("button", "link", kg.t("walk.strip_hidden", { n: state.hidden.length }), { onclick: list, title: kg.t("walk.hidden_title") });
      found.push(chip("hidden", [names], kg.t("walk.show_hidden", { n: state.hidden.length }), () => kg.state.set({ hidden: [] })));
    }
    if (pins) found.push(chip("pinned", [kg.el("span", "", kg.t("walk.strip_pinned", { n: pins }))], kg.t("walk.unpin_all", { n: pins }), () => kg.state.set({ pinned: {} })));
    return found;
  };

  kg.state.subscribe((state) => {
    if (state.view !== "graph") return;
    if (!root.parentNode) document.getElementById("view-graph")?.append(root);
    const held = root.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    root.setAttribute("aria-label", kg.t("walk.strip"));
    root.replaceChildren(...parts(state));
    root.hidden = !root.childElementCount;
    if (held === null) return;
    const same = [...root.querySelectorAll("button:not(:disabled)")].find((button) => button.getAttribute("aria-label") === held);
    (same ?? root.querySelector("button:not(:disabled)") ?? document.querySelector("#tab-graph"))?.focus();
  });
})(window.kg);
