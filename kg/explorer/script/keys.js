// The keys of the page, and the dialog that lists them.
((kg) => {
  "use strict";

  const keys = [];
  const MOUSE = [["click", "click_does"], ["double", "double_does"], ["wheel", "wheel_does"], ["drag", "drag_does"], ["shift", "shift_does"], ["right", "right_does"]];
  const NAMES = { Escape: "Esc", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Enter: "Enter", Delete: "Del" };

  /**
   * Registers a key. The first one whose `when` agrees acts.
   * @param {string} key  "e", "/", "Escape", "Ctrl+z", "Ctrl+Shift+z"; Ctrl also stands for Cmd; letters are lower case
   * @param {string} labelKey  key of the text in the help dialog
   * @param {() => void} act
   * @param {{when?: () => boolean, hidden?: boolean}} options  hidden: a second key for the same, not listed
   */
  const add = (key, labelKey, act, { when = () => true, hidden = false } = {}) => { keys.push({ key, labelKey, act, when, hidden }); };

  const pressed = (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const shift = event.shiftKey && (event.ctrlKey || event.metaKey || key.length > 1);
    return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${shift ? "Shift+" : ""}${key}`;
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    const name = pressed(event);
    const found = keys.find(({ key, when }) => key === name && when());
    if (!found) return;
    event.preventDefault();
    found.act();
  });

  const caps = (key) => key.split("+").map((part) => kg.el("kbd", "", NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part)));
  const row = (caps_, text) => kg.el("tr", "", [kg.el("th", "", caps_), kg.el("td", "", text)]);

  const help = () => {
    const rows = keys.filter(({ hidden }) => !hidden).map(({ key, labelKey }) => row(caps(key), kg.t(labelKey)));
    const mouse = MOUSE.map(([what, does]) => row(kg.t(`keys.${what}`), kg.t(`keys.${does}`)));
    kg.dialog.open(kg.t("keys.title"), [
      kg.el("table", "keys", kg.el("tbody", "", rows)),
      kg.el("h3", "", kg.t("keys.mouse")),
      kg.el("table", "keys", kg.el("tbody", "", mouse)),
    ]);
  };

  kg.keys = { add, help, list: () => keys.map(({ key, labelKey }) => ({ key, labelKey })) };

  const box = document.getElementById("dialog");
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  /** The one dialog: a title and elements. Escape and a click beside it close it; the focus goes back by itself. */
  kg.dialog = {
    open: (title, children) => {
      const close = kg.el("button", "icon", "×", { onclick: () => box.close(), title: kg.t("actions.close") });
      close.setAttribute("aria-label", kg.t("actions.close"));
      box.replaceChildren(kg.el("header", "", [kg.el("h2", "", title, { id: "dialog-title" }), close]), kg.el("div", "body", children, { tabIndex: 0 }));
      if (!box.open) box.showModal();
    },
    close: () => box.close(),
  };
})(window.kg);
