// The context menu of nodes, lines and the empty picture; by right click, by the menu key and Shift+F10. It mirrors the keys.
((kg) => {
  "use strict";

  const { byId } = kg.store;
  const box = kg.el("div", "pop context", "", { id: "context", hidden: true, tabIndex: -1 });
  box.setAttribute("role", "menu");
  document.body.append(box);
  let opener = null;
  let byKey = -Infinity; // when a key opened it: some systems send a contextmenu event after that too

  const close = (back = true) => {
    if (box.hidden) return;
    box.hidden = true;
    if (back) opener?.focus?.({ preventScroll: true });
  };
  const items = () => [...box.querySelectorAll("[role=menuitem]:not(:disabled)")];

  /** @typedef {{text: string, act: () => void, key?: string, off?: boolean}} Item null: a line between groups */
  /** @param {string} title @param {(?Item)[]} rows @param {number} x of the window @param {number} y */
  const open = (title, rows, x, y) => {
    if (box.hidden) opener = document.activeElement;
    box.replaceChildren(kg.el("p", "heading", title), ...rows.map((row) => {
      if (!row) return kg.el("hr", "");
      const item = kg.el("button", "item", [kg.el("span", "name", row.text), row.key ? kg.el("kbd", "", row.key.toUpperCase()) : ""], {
        disabled: Boolean(row.off), onclick: () => { close(); row.act(); },
      });
      item.setAttribute("role", "menuitem");
      if (row.key) {
        item.dataset.key = row.key;
        item.setAttribute("aria-keyshortcuts", row.key.toUpperCase());
      }
      return item;
    }));
    box.setAttribute("aria-label", title);
    box.hidden = false;
    const { offsetWidth: wide, offsetHeight: high } = box;
    box.style.left = `${Math.max(4, Math.min(x, window.innerWidth - wide - 4))}px`;
    box.style.top = `${Math.max(4, y + high > window.innerHeight - 4 ? Math.min(y - high, window.innerHeight - high - 4) : y)}px`;
    (items()[0] ?? box).focus({ preventScroll: true });
  };

  box.onkeydown = (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key];
    const named = event.ctrlKey || event.metaKey ? null : all.find((item) => item.dataset.key === event.key.toLowerCase());
    if (to !== undefined) all[to].focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else if (named) named.click();
    else if (event.key !== "Enter" && event.key !== " ") return;
    else return void event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest("#context")) close(false); }, { capture: true });
  window.addEventListener("blur", () => close(false));
  box.addEventListener("contextmenu", (event) => event.preventDefault());

  const action = (entity) => (one) => ({
    text: kg.walk.says(one, entity), key: one.key, off: !kg.walk.can(one, entity), act: () => one.act(entity),
  });

  /** The menu of a node. @param {Entity} one */
  const entity = (one, x, y) => {
    const [expand, focus, pin, hide, isolate, second, compare] = kg.walk.ACTIONS.map(action(one));
    const waiting = kg.walk.waiting();
    const steps = [1, 2, 3].map((n) => ({ text: kg.t("walk.focus_steps", { n }), key: String(n), act: () => kg.walk.focus(one, n) }));
    open(one.name, [
      { text: kg.t("walk.details"), act: () => kg.go(one, { still: true }) }, expand, null,
      ...(kg.state.get().focus?.id === one.id ? [focus] : []), ...steps, null, pin, hide, isolate, null,
      ...(waiting && waiting !== one ? [{ text: kg.t("walk.as_second", { name: kg.format.short(waiting.name, 10) }), act: () => kg.walk.join(waiting, one, true) }] : []),
      second, compare,
    ], x, y);
  };

  const link = (ends, x, y) => {
    const [a, b] = ends.map((id) => byId.get(id));
    open(`${kg.format.short(a.name, 12)} — ${kg.format.short(b.name, 12)}`, [
      { text: kg.t("walk.line_facts"), act: () => kg.state.set({ link: ends }) },
      { text: kg.t("walk.line_pair"), act: () => kg.walk.join(a, b, false) },
    ], x, y);
  };

  const ground = (x, y) => {
    const state = kg.state.get();
    open(kg.t("walk.picture"), [
      { text: kg.t("actions.fit"), key: "0", act: () => kg.stage.fit() },
      { text: kg.t("actions.undo"), off: !kg.state.canUndo(), act: () => kg.state.undo() },
      { text: kg.t("actions.redo"), off: !kg.state.canRedo(), act: () => kg.state.redo() }, null,
      { text: kg.t("walk.show_hidden", { n: state.hidden.length }), off: !state.hidden.length, act: () => kg.state.set({ hidden: [] }) },
      { text: kg.t("walk.unpin_all", { n: Object.keys(state.pinned).length }), off: !Object.keys(state.pinned).length, act: () => kg.state.set({ pinned: {} }) },
    ], x, y);
  };

  /** By key: for the row of the list that has the focus, else the selected entity where it stands, else the picture. */
  const here = () => {
    byKey = performance.now();
    const row = document.activeElement?.closest("[data-id]");
    const state = kg.state.get();
    const one = byId.get(row?.dataset.id ?? state.selected);
    const canvas = document.getElementById("network").getBoundingClientRect();
    if (row && one) {
      const at = row.getBoundingClientRect();
      return void entity(one, at.left + 20, at.bottom);
    }
    if (one && kg.stage.nodes.get(one.id)) {
      const spot = kg.stage.network.canvasToDOM(kg.stage.network.getPosition(one.id));
      const inside = (value, size) => Math.min(size - 20, Math.max(20, value));
      return void entity(one, canvas.left + inside(spot.x, canvas.width), canvas.top + inside(spot.y, canvas.height));
    }
    if (state.link) return void link(state.link, canvas.left + canvas.width / 2, canvas.top + canvas.height / 2);
    ground(canvas.left + 20, canvas.top + 60);
  };
  const shown = () => kg.views.shown() === "graph";
  kg.keys.add("Shift+F10", "walk.menu", here, { when: shown });
  kg.keys.add("ContextMenu", "walk.menu", here, { when: shown, hidden: true });

  document.addEventListener("contextmenu", (event) => {
    const row = event.target.closest("#twin [data-id]");
    if (!row && !event.target.closest("#network")) return;
    event.preventDefault();
    if (performance.now() - byKey < 500) return;
    const { clientX: x, clientY: y } = event;
    if (row) return void entity(byId.get(row.dataset.id), x, y);
    const found = kg.stage.under(x, y);
    if (found.entity) entity(found.entity, x, y);
    else if (found.link) link(found.link, x, y);
    else ground(x, y);
  });

  kg.popup = { open, entity, close };
})(window.kg);
