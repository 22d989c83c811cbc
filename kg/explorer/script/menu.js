// The export menu. Parts of the page add what can be taken away.
((kg) => {
  "use strict";

  const button = document.getElementById("export");
  const list = document.getElementById("export-menu");
  const entries = [];

  const close = (focus) => {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (focus) button.focus();
  };
  const items = () => [...list.querySelectorAll("button:not(:disabled)")];

  const open = () => {
    list.replaceChildren(...[...entries].sort((a, b) => a.order - b.order).map(({ labelKey, act, when }) => {
      const item = kg.el("button", "item", kg.t(labelKey), { onclick: () => { close(true); act(); }, disabled: !when() });
      item.setAttribute("role", "menuitem");
      return item;
    }));
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    items()[0]?.focus();
  };

  button.onclick = () => (list.hidden ? open() : close(false));
  document.addEventListener("click", (event) => { if (!event.target.closest(".menu")) close(false); });
  list.addEventListener("focusout", (event) => { if (event.relatedTarget && !event.relatedTarget.closest(".menu")) close(false); });
  list.onkeydown = (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) all[to].focus();
    else if (event.key === "Escape") close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /**
   * @param {string} labelKey
   * @param {() => void} act
   * @param {{order?: number, when?: () => boolean}} options  when: greyed unless it agrees, asked as the menu opens
   */
  const add = (labelKey, act, { order = 50, when = () => true } = {}) => { entries.push({ labelKey, act, order, when }); };

  kg.menu = { add };

  add("actions.copy_link", () => {
    const { cut } = kg.state.encode();
    kg.copy(location.href, kg.t(cut ? "toast.link_cut" : "toast.link_copied"));
  }, { order: 90 });
})(window.kg);
