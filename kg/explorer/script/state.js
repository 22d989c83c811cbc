// The one state of the page. Everything that is seen is a function of it; it stands in the address, so that a view can be
// bookmarked and sent with the file, and back and forward work. Whoever shows something subscribes; whoever is clicked sets.
/**
 * @typedef {object} State  plain, frozen, serialisable; entities, documents, terms by id
 * @property {string} view          id of the view
 * @property {?string} selected     entity in the panel
 * @property {boolean} near         the neighbours of the selected entity are drawn with it
 * @property {?[string, string]} link  the line in the panel: two entities
 * @property {?[string, string]} pair  two entities side by side, or the ends of a path
 * @property {boolean} path         the path between the pair is shown
 * @property {?{id: string, steps: number}} focus  only what is within so many steps of an entity
 * @property {Record<string, number>} expanded  entity -> how many of its neighbours are drawn
 * @property {Record<string, Record<string, number>>} picked  entity -> rule (see neighbourhood.js) -> how many of those are drawn
 * @property {?string[]} only       these alone are drawn instead of the first picture; what comes in later is added
 * @property {string[]} added       drawn besides
 * @property {string[]} hidden      not drawn
 * @property {Record<string, [number, number]>} pinned  where nodes were put by hand
 * @property {?[string, number, number]} doc  the open document: id, start and end of the marked passage
 * @property {Filters} filters      see filters.js
 * @property {Record<string, Record<string, string>>} options  of views: view -> name -> value
 */
((kg) => {
  "use strict";

  const MERGE_MS = 1000;
  const MEMORY = 200; // steps that can be undone

  const freeze = (value) => {
    if (value && typeof value === "object" && !Object.isFrozen(value)) {
      for (const part of Object.values(value)) freeze(part);
      Object.freeze(value);
    }
    return value;
  };
  const same = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

  const EMPTY = freeze({
    view: "graph", selected: null, near: true, link: null, pair: null, path: false, focus: null, expanded: {}, picked: {}, only: null, added: [],
    hidden: [], pinned: {}, doc: null, filters: kg.NO_FILTERS, options: {},
  });

  let state = EMPTY;
  let known = null;
  let undone = [];
  let done = [];
  let last = { merge: null, at: 0 };
  let address = null;
  const heard = [];
  // Entries of the history that an earlier load of the page left may name what is no more; they are read from the address.
  const session = String(performance.timeOrigin);

  const tell = (previous) => { for (const act of [...heard]) act(state, previous); };

  const remember = (replace) => {
    const { text } = kg.hash.encode(state, known);
    address = text ? `#${text}` : "";
    const url = address || location.pathname + location.search;
    const entry = { session, state };
    if (replace) history.replaceState(entry, "", url);
    else history.pushState(entry, "", url);
  };

  const step = (next, { undo, replace, write = true }) => {
    const previous = state;
    if (undo) {
      done = [...done.slice(1 - MEMORY), previous];
      undone = [];
    }
    state = freeze(next);
    if (write) remember(replace);
    tell(previous);
  };

  /** The parts of next that are equal to the old ones stay the very same objects, so that !== means changed. */
  const settle = (patch) => {
    const next = { ...state };
    for (const [key, value] of Object.entries(patch)) {
      if (!Object.hasOwn(EMPTY, key)) throw new TypeError(`the state has no ${key}`);
      if (!same(value, state[key])) next[key] = value;
    }
    return Object.keys(next).some((key) => next[key] !== state[key]) ? next : null;
  };

  /**
   * @param {Partial<State>} patch  top-level fields; filters and options whole (or use filter and option)
   * @param {{undo?: boolean, replace?: boolean, merge?: string}} how  undo: can be undone (yes); replace: no new entry for
   *   the back button (no); merge: steps with the same word within a second count as one, for sliders and typing
   */
  const set = (patch, { undo = true, replace = false, merge = null } = {}) => {
    const next = settle(patch);
    if (!next) return;
    const now = performance.now();
    const joins = merge !== null && merge === last.merge && now - last.at < MERGE_MS;
    last = { merge, at: now };
    step(next, { undo: undo && !joins, replace: replace || joins });
  };

  const filter = (patch, how) => set({ filters: { ...state.filters, ...patch } }, how);
  /** Options of a view: strings; null removes one. */
  const option = (view, patch, how) => {
    const kept = Object.entries({ ...state.options[view], ...patch }).filter(([, value]) => value !== null);
    const { [view]: _, ...others } = state.options;
    set({ options: kept.length ? { ...others, [view]: Object.fromEntries(kept.map(([key, value]) => [key, String(value)])) } : others }, how);
  };

  const travel = (from, to) => {
    if (!from.length) return false;
    const next = from.at(-1);
    from.pop();
    to.push(state);
    last = { merge: null, at: 0 };
    step(next, { undo: false, replace: false });
    return true;
  };

  /** The address; a page that was saved with a view (script/original.js) starts with that one. */
  const stated = () => location.hash || document.documentElement.dataset.start || "";

  const report = ({ damaged, unknown }) => {
    if (damaged) kg.toast(kg.t("toast.damaged", { n: damaged }));
    else if (unknown) kg.toast(kg.t("toast.unknown"));
  };

  const arrive = (saved) => {
    const read = saved?.session === session ? { state: saved.state, damaged: 0, unknown: 0 } : kg.hash.decode(stated(), EMPTY, known);
    const next = settle(read.state);
    address = location.hash;
    last = { merge: null, at: 0 };
    if (next) step(next, { undo: true, replace: true, write: false });
    report(read);
  };

  /** Reads the address and lets everybody draw. Called once, when all views are registered. */
  const start = (vocabulary) => {
    known = vocabulary;
    const read = kg.hash.decode(stated(), EMPTY, known);
    state = freeze(settle(read.state) ?? EMPTY);
    address = location.hash;
    window.addEventListener("popstate", (event) => arrive(event.state));
    window.addEventListener("hashchange", () => { if (location.hash !== address) arrive(null); });
    tell(null);
    report(read);
  };

  kg.state = {
    EMPTY, set, filter, option, start,
    /** @returns {State} */
    get: () => state,
    /** act(state, previous); previous is null when everything has to be drawn anew: at the start, for a new language or theme. */
    subscribe: (act) => { heard.push(act); },
    refresh: () => tell(null),
    undo: () => travel(done, undone),
    redo: () => travel(undone, done),
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
    /** Back to the first picture; the view stays. */
    reset: () => set({ ...EMPTY, view: state.view }),
    encode: () => kg.hash.encode(state, known),
  };
})(window.kg);
