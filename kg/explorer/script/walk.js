// What can be done with a node: expand, focus, pin, hide, leave alone, a path or a comparison with another. One list for the keys,
// the context menu and the card.
((kg) => {
  "use strict";

  const { byId } = kg.store;
  const STEPS = 3;
  const here = () => kg.views.shown() === "graph";
  const own = () => byId.get(kg.state.get().selected) ?? null;
  const has = (entity) => Boolean(kg.stage.nodes.get(entity.id));
  const without = (record, id) => Object.fromEntries(Object.entries(record).filter(([key]) => key !== id));

  /** Only what is within so many steps (1 to 3); 0: the focus ends. */
  const focus = (entity, steps) =>
    kg.state.set({ focus: steps > 0 ? { id: entity.id, steps: Math.min(STEPS, steps) } : null, view: "graph" });

  const isFocus = (entity) => kg.state.get().focus?.id === entity.id;

  /** Takes a node out of the picture; whatever else showed it, lets it go. */
  const hide = (entity) => {
    const state = kg.state.get();
    const { id } = entity;
    const shown = [state.selected, ...(state.link ?? [])].includes(id);
    kg.state.set({
      ...(state.selected === id ? kg.picture.kept(state) : {}),
      hidden: [...state.hidden.filter((other) => other !== id), id],
      added: state.added.filter((other) => other !== id),
      only: state.only?.filter((other) => other !== id) ?? null,
      ...(shown ? { selected: state.selected === id ? null : state.selected, link: null } : {}),
      ...(state.focus?.id === id ? { focus: null } : {}),
      ...(state.pair?.includes(id) ? { pair: null, path: false } : {}),
    });
    kg.toast(kg.t("walk.hidden_one", { name: kg.format.short(entity.name, 20) }));
  };

  /** Leaves this node alone in the picture, or the path when one is shown: a clean sheet to expand from. */
  const isolate = (entity) => {
    const state = kg.state.get();
    const trail = state.path ? kg.trail.of(state) : null;
    const left = trail?.nodes.has(entity.i) ? [...trail.nodes].map((i) => kg.store.entities[i].id) : [entity.id];
    kg.state.set({
      only: left, expanded: {}, picked: {}, added: [], hidden: [], focus: null, near: false,
      ...(trail ? {} : { selected: entity.id, link: null, pair: null, path: false }),
    });
  };

  /** Puts a node fast where it stands, or lets it go back to its place. */
  const pin = (entity) => {
    const { pinned } = kg.state.get();
    if (pinned[entity.id]) return void kg.state.set({ pinned: without(pinned, entity.id) });
    const { x, y } = kg.stage.network.getPosition(entity.id);
    kg.state.set({ pinned: { ...pinned, [entity.id]: [Math.round(x), Math.round(y)] } });
  };

  const options = (state, patch) => {
    const { graph, ...others } = state.options;
    const left = Object.fromEntries(Object.entries({ ...graph, way: null, end: null, ...patch }).filter(([, value]) => value !== null));
    return Object.keys(left).length ? { ...others, graph: left } : others;
  };

  /** Shows two entities together: the path between them, or side by side. */
  const join = (a, b, path) => {
    if (a === b) return void kg.toast(kg.t("walk.same"));
    const state = kg.state.get();
    kg.state.set({
      pair: [a.id, b.id], path, ...kg.picture.kept(state), selected: null, near: true, link: null, doc: null,
      options: options(state, {}), ...(here() || kg.views.shown() === "overview" ? { view: "graph" } : {}),
    });
  };
  const part = () => {
    const state = kg.state.get();
    kg.state.set({ pair: null, path: false, options: options(state, {}) });
  };

  /** The entity that waits for its other end; null: none does. */
  const waiting = (state = kg.state.get()) => byId.get(state.options.graph?.end) ?? null;
  const wait = (entity) => kg.state.option("graph", { end: entity ? entity.id : null });

  /** Does a click on a node choose the other end? With Shift, or when one was asked for; then the path is shown. */
  const takes = (entity, shift) => {
    const first = waiting() ?? (shift ? own() : null);
    if (!first || first === entity) return false;
    join(first, entity, true);
    return true;
  };

  /**
   * @typedef {{id: string, key: string, act: (entity: Entity) => void, when?: (entity: Entity) => boolean, on?: (entity: Entity) => boolean}} Action
   * @type {Action[]} on: the action ends what it began; its text is then walk.un…
   */
  const ACTIONS = [
    { id: "expand", key: "e", act: (one) => kg.stage.expand(one), when: (one) => kg.picture.waiting(one).length > 0 },
    { id: "focus", key: "f", act: (one) => focus(one, isFocus(one) ? 0 : 1), on: isFocus },
    { id: "pin", key: "p", act: pin, when: has, on: (one) => Boolean(kg.state.get().pinned[one.id]) },
    { id: "hide", key: "h", act: hide, when: has },
    { id: "isolate", key: "o", act: isolate },
    { id: "second", key: "s", act: (one) => kg.ends.open(one, true) },
    { id: "compare", key: "c", act: (one) => kg.ends.open(one, false) },
  ];
  const says = ({ id, on }, entity) => kg.t(on?.(entity) ? `walk.un${id}` : `walk.${id}`);
  /** @param {Action} action @param {Entity} entity */
  const can = ({ when }, entity) => when?.(entity) ?? true;

  for (const action of ACTIONS.filter(({ key }) => key !== "e")) { // e is the graph's own
    kg.keys.add(action.key, `walk.${action.id}`, () => action.act(own()), { when: () => here() && own() !== null && can(action, own()) });
  }
  for (let steps = 1; steps <= STEPS; steps += 1) {
    kg.keys.add(String(steps), "walk.steps_key", () => focus(own() ?? byId.get(kg.state.get().focus.id), steps), {
      when: () => here() && (own() !== null || kg.state.get().focus !== null), hidden: steps > 1,
    });
  }
  kg.keys.add("Escape", "keys.escape", () => wait(null), { when: () => waiting() !== null, hidden: true });
  kg.keys.add("Escape", "keys.escape", part, {
    hidden: true, when: () => { const { pair, selected, link, doc } = kg.state.get(); return Boolean(pair && !selected && !link && !doc); },
  });

  const button = (id, act, text) => kg.el("button", "", text, { id, onclick: act });
  kg.panel.tool((one) => button("focus", () => focus(one, isFocus(one) ? 0 : 1), kg.t(isFocus(one) ? "walk.unfocus" : "walk.focus")));
  kg.panel.tool((one) => {
    const first = waiting();
    if (first && first !== one) return kg.el("button", "primary", kg.t("walk.as_second", { name: kg.format.short(first.name, 10) }), { id: "as-second", onclick: () => join(first, one, true) });
    return button("second", () => kg.ends.open(one, true), kg.t("walk.second"));
  });
  kg.panel.tool((one) => {
    const more = button("more", () => {
      const { left, bottom } = more.getBoundingClientRect();
      kg.popup.entity(one, left, bottom + 2);
    }, kg.t("walk.more"));
    more.setAttribute("aria-haspopup", "menu");
    return more;
  });

  kg.walk = { ACTIONS, says, can, focus, hide, isolate, pin, join, part, wait, waiting, takes, own };
})(window.kg);
