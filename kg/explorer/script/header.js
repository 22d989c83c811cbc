// The header: what the graph holds, undo and redo, language, theme, help; and the drawers of a small screen.
((kg) => {
  "use strict";

  const { documents, entities, facts } = kg.store;
  const get = (id) => document.getElementById(id);

  const years = facts.map((fact) => fact.year).filter((year) => year !== null);
  const span = years.length ? [years.reduce((a, b) => Math.min(a, b)), years.reduce((a, b) => Math.max(a, b))] : null;

  const headline = () => {
    const parts = [["documents", documents.length], ["entities", entities.length], ["facts", facts.length]]
      .map(([key, n]) => kg.el("span", "", [kg.el("b", "", kg.format.number(n)), ` ${kg.t(`headline.${key}`, { n })}`]));
    if (span) parts.push(kg.el("span", "", kg.t(span[0] === span[1] ? "headline.year" : "headline.years", { from: String(span[0]), to: String(span[1]) })));
    const text = kg.money.text();
    if (text) parts.push(kg.el("span", "", kg.el("button", "money", text, { id: "money", onclick: kg.money.open, title: kg.t("headline.money_note") })));
    get("totals").replaceChildren(...parts);
  };

  const undo = () => { if (!kg.state.undo()) kg.toast(kg.t("toast.nothing_undo")); };
  const redo = () => { if (!kg.state.redo()) kg.toast(kg.t("toast.nothing_redo")); };
  get("undo").onclick = undo;
  get("redo").onclick = redo;
  get("language").onclick = kg.language.toggle;
  get("theme").onclick = kg.theme.toggle;
  get("help").onclick = kg.keys.help;
  get("reset").onclick = () => {
    kg.search.clear();
    kg.state.reset();
    if (kg.views.shown() === "graph") kg.stage.fit();
  };
  kg.keys.add("Ctrl+z", "keys.undo", undo);
  kg.keys.add("Ctrl+Shift+z", "keys.redo", redo);
  kg.keys.add("Ctrl+y", "keys.redo", redo, { hidden: true });
  kg.keys.add("?", "keys.help", kg.keys.help);

  const SIDES = { left: get("left"), right: get("panel") };
  /** Opens one side column as a drawer (only a small screen has drawers); null closes both. */
  const drawer = (side) => {
    for (const [name, column] of Object.entries(SIDES)) {
      column.classList.toggle("open", name === side);
      get(`open-${name}`).setAttribute("aria-expanded", String(name === side));
    }
    get("shade").hidden = side === null;
    if (side) SIDES[side].focus();
  };
  const isOpen = () => !get("shade").hidden;
  for (const side of Object.keys(SIDES)) get(`open-${side}`).onclick = () => drawer(SIDES[side].classList.contains("open") ? null : side);
  get("shade").onclick = () => drawer(null);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen() || event.target.closest("dialog")) return;
    event.preventDefault();
    drawer(null);
  }, { capture: true });

  kg.state.subscribe((state, previous) => {
    get("undo").disabled = !kg.state.canUndo();
    get("redo").disabled = !kg.state.canRedo();
    const entity = state.selected ? kg.store.byId.get(state.selected) : null;
    document.title = entity ? `${entity.name} - ${kg.t("app.title")}` : kg.t("app.title");
    // What was asked for lies under the drawer: the text always, an entity unless it came from the panel itself.
    if (previous && isOpen() && state.doc !== previous.doc) drawer(null);
    else if (previous && SIDES.left.classList.contains("open") && state.selected !== previous.selected) drawer(null);
    if (previous) return;
    headline();
    const name = kg.t(kg.theme.get() === "dark" ? "actions.light" : "actions.dark");
    get("theme").title = name;
    get("theme").setAttribute("aria-label", name);
  });
})(window.kg);
