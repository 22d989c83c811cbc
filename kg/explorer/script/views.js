// The views in the middle and their tabs. A view is mounted when it is first shown and told of the state while it is shown.
/**
 * @typedef {object} View
 * @property {string} id            also stands in the address
 * @property {string} label         key of its name
 * @property {number} [order]       place of its tab; graph 10, table 20, timeline 30, compare 40, overview 50
 * @property {(element: HTMLElement) => void|Promise<void>} mount  once; the element is visible; a promise: first picture drawn
 * @property {(state: State, previous: ?State) => void} update  previous null: draw everything
 * @property {() => HTMLElement[]} [tools]  buttons at the right of the tabs while it is shown
 * @property {() => void} [leave]   another view is shown now
 */
((kg) => {
  "use strict";

  const tabs = document.getElementById("tabs");
  const tools = document.getElementById("tools");
  const centre = document.getElementById("centre");
  /** @type {View[]} */
  const views = [];
  const mounted = new Map();
  let shown = null;

  /** @param {View} view */
  const add = (view) => {
    views.push(view);
    views.sort((a, b) => (a.order ?? 50) - (b.order ?? 50));
  };

  const tab = (view, on) => {
    const button = kg.el("button", "tab", kg.t(view.label), { id: `tab-${view.id}`, onclick: () => kg.state.set({ view: view.id }), tabIndex: on ? 0 : -1 });
    button.setAttribute("role", "tab");
    button.setAttribute("aria-selected", String(on));
    button.setAttribute("aria-controls", `view-${view.id}`);
    return button;
  };

  const drawTabs = (id) => {
    const held = tabs.contains(document.activeElement);
    tabs.replaceChildren(...views.map((view) => tab(view, view.id === id)));
    if (held) tabs.querySelector("[aria-selected=true]")?.focus();
  };

  tabs.onkeydown = (event) => {
    const at = views.findIndex(({ id }) => id === shown);
    const to = { ArrowRight: (at + 1) % views.length, ArrowLeft: (at - 1 + views.length) % views.length, Home: 0, End: views.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    kg.state.set({ view: views[to].id });
  };

  const place = (view) => {
    const element = kg.el("section", "view", "", { id: `view-${view.id}` });
    element.setAttribute("role", "tabpanel");
    element.setAttribute("aria-labelledby", `tab-${view.id}`);
    centre.prepend(element);
    return element;
  };

  /** A view that throws must not take the page with it: the others go on. */
  const guarded = (act) => {
    try {
      return act();
    } catch (error) {
      console.error(error);
      kg.toast(kg.t("toast.broken_view", { message: error.message }));
      return undefined;
    }
  };

  const show = (view) => {
    const old = views.find(({ id }) => id === shown);
    if (old) {
      mounted.get(old.id).hidden = true;
      guarded(() => old.leave?.());
    }
    shown = view.id;
    document.body.dataset.view = view.id;
    if (!mounted.has(view.id)) {
      const element = place(view);
      mounted.set(view.id, element);
      // For tests and scripts: the first picture stands.
      Promise.resolve(guarded(() => view.mount(element))).then(() => { document.body.dataset.ready = "yes"; });
    }
    mounted.get(view.id).hidden = false;
  };

  kg.state.subscribe((state, previous) => {
    const view = views.find(({ id }) => id === state.view) ?? views[0];
    const comes = view.id !== shown;
    if (comes) show(view);
    if (comes || !previous) {
      drawTabs(view.id);
      tools.replaceChildren(...(view.tools?.() ?? []));
    }
    guarded(() => view.update(state, comes ? null : previous));
  });

  kg.views = { add, ids: () => views.map(({ id }) => id), shown: () => shown };
})(window.kg);
