// The header: what the graph holds, undo and redo, language, theme, help; and the drawers of a small screen.
((kg) => {
  "use strict";

  const { documents, entities, facts } = kg.store;
  const get = (id) => document.getElementById(id);

  const years = facts.map((fact) => fact.year).filter((year) => year !== null);
  const span = years.length ? [years.reduce((a, b) => Math.min(a, b)), years.reduce((a, b) => Math.max(a, b))] : null;
  const money = kg.countMoney(kg.store, kg.filters);

  /** Which figures a sum is made of, each a way to its entity. */
  const sources = () => {
    const part = ({ sum, rows }, kind) => (rows.length ? [
      kg.el("h3", "", kg.t("headline.sum", { kind: kg.label("kinds", kind), money: kg.format.amount(Number(sum.toPrecision(4)), "CNY"), n: rows.length })),
      kg.el("ul", "sources", rows.map((fact) => kg.el("li", "", kg.el("button", "entrance", [
        kg.sign(entities[fact.subject].type), kg.el("span", "name", entities[fact.subject].name), kg.el("span", "note", kg.fact.brief(fact)),
      ], { onclick: () => { kg.dialog.close(); kg.go(entities[fact.subject]); } })))),
    ] : []);
    kg.dialog.open(kg.t("headline.money_title"), [
      kg.el("p", "guide", kg.t("headline.money_note")),
      ...part(money.actual, "actual"), ...part(money.target, "target"),
      kg.el("p", "note", kg.t("headline.money_left", { repeated: money.repeated, others: money.others })),
    ]);
  };
  const sums = () => [["actual", money.actual], ["target", money.target]].filter(([, { sum }]) => sum > 0)
    .map(([kind, { sum }]) => kg.t(`headline.${kind}`, { money: kg.format.amount(Number(sum.toPrecision(4)), "CNY") }));

  const headline = () => {
    const parts = [["documents", documents.length], ["entities", entities.length], ["facts", facts.length]]
      .map(([key, n]) => kg.el("span", "", [kg.el("b", "", kg.format.number(n)), ` ${kg.t(`headline.${key}`, { n })}`]));
    if (sums().length) {
      parts.push(kg.el("span", "", kg.el("button", "money", kg.t("headline.money", { sums: sums().join(kg.t("list.comma")) }), { id: "money", onclick: sources, title: kg.t("headline.money_note") })));
    }
    if (span) parts.push(kg.el("span", "", kg.t(span[0] === span[1] ? "headline.year" : "headline.years", { from: String(span[0]), to: String(span[1]) })));
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
