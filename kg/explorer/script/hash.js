// The state as text behind the # of the address, and back. Pure. Tolerant: a damaged part is dropped, the rest is kept.
//
//   e=region-441900            selected        n=0   its neighbours were not drawn in
//   v=table                    view            l=a,b the line shown in the panel      p=a,b  pair   w=1  path between them
//   x=a:50,b:100  expanded     a=… added       h=… hidden      pin=a:120:-40  pinned  f=a:2  focus  d=doc:12:40  document
//   q=a:t.Park:50  picked      o=a,b  only these
//   t=Park,Project  or  t=!Honor (all but)     r=… relations   g=… places  y=2017-2018  k=target  s=started  m=1e8-1e9
//   i=… industries  c=… documents              table.sort=year  an option of a view
((kg) => {
  "use strict";

  const LIMIT = 2000; // longer addresses are cut by chat programs and some browsers' bookmarks
  const LISTS = { t: "types", r: "relations", g: "places", k: "kinds", s: "statuses", i: "industries", c: "documents" };
  const KEYS = { table: /^[a-z][\w-]*\.[a-z]\w*$/i };

  const wrap = (text) => encodeURIComponent(text).replace(/%2F/g, "/");
  const write = (ids) => ids.map(wrap).join(",");
  const range = ([low, high]) => `${low ?? ""}-${high ?? ""}`;
  const short = (number) => (number === null ? null : String(number).length > 5 ? number.toExponential().replace("+", "") : String(number));

  /** The list itself, or what is missing from all, whichever is shorter. */
  const choice = (ids, all) => {
    const rest = all ? all.filter((id) => !ids.includes(id)) : [];
    return all && rest.length && rest.length < ids.length ? `!${write(rest)}` : write(ids);
  };

  const filterParts = (filters, known) => [
    ...Object.entries(LISTS).filter(([, facet]) => filters[facet].length).map(([key, facet]) => [key, choice(filters[facet], known[facet])]),
    ...(filters.years ? [["y", range(filters.years)]] : []),
    ...(filters.amount ? [["m", range(filters.amount.map(short))]] : []),
  ];

  const parts = (state, known) => [
    ...(state.selected ? [["e", wrap(state.selected)]] : []),
    ...(state.view !== "graph" ? [["v", state.view]] : []),
    ...(state.selected && !state.near ? [["n", "0"]] : []),
    ...(state.link ? [["l", write(state.link)]] : []),
    ...(state.pair ? [["p", write(state.pair)]] : []),
    ...(state.path ? [["w", "1"]] : []),
    ...(state.focus ? [["f", `${wrap(state.focus.id)}:${state.focus.steps}`]] : []),
    ...(state.doc ? [["d", state.doc.map((cell) => wrap(String(cell))).join(":")]] : []),
    ...filterParts(state.filters, known),
    ...(Object.keys(state.expanded).length ? [["x", Object.entries(state.expanded).map(([id, n]) => `${wrap(id)}:${n}`).join(",")]] : []),
    ...(Object.keys(state.picked).length ? [["q", Object.entries(state.picked).flatMap(([id, rules]) => Object.entries(rules).map(([rule, n]) => `${wrap(id)}:${rule}:${n}`)).join(",")]] : []),
    ...(state.only ? [["o", write(state.only)]] : []),
    ...(state.added.length ? [["a", write(state.added)]] : []),
    ...(state.hidden.length ? [["h", write(state.hidden)]] : []),
    ...(Object.keys(state.pinned).length ? [["pin", Object.entries(state.pinned).map(([id, [x, y]]) => `${wrap(id)}:${Math.round(x)}:${Math.round(y)}`).join(",")]] : []),
    ...Object.entries(state.options).flatMap(([view, options]) => Object.entries(options).map(([key, value]) => [`${view}.${key}`, wrap(String(value))])),
  ];

  const half = (value) => {
    if (Array.isArray(value)) return value.slice(Math.ceil(value.length / 2)); // the newest are at the end
    const entries = Object.entries(value);
    return Object.fromEntries(entries.slice(Math.ceil(entries.length / 2)));
  };
  const size = (value) => (Array.isArray(value) ? value.length : Object.keys(value).length);

  /**
   * @param {object} state
   * @param {{views: string[], types: string[], relations: string[]}} known
   * @returns {{text: string, cut: boolean}} text without #; cut: something was left out to stay under the limit
   */
  const encode = (state, known, limit = LIMIT) => {
    let cut = false;
    let kept = state;
    const text = () => parts(kept, known).map(([key, value]) => `${key}=${value}`).join("&");
    for (const key of ["pinned", "added", "hidden", "picked", "expanded"]) {
      while (text().length > limit && size(kept[key])) {
        kept = { ...kept, [key]: half(kept[key]) };
        cut = true;
      }
    }
    for (const facet of ["industries", "places", "documents", "relations", "types"]) {
      if (text().length <= limit || !kept.filters[facet].length) continue;
      kept = { ...kept, filters: { ...kept.filters, [facet]: [] } };
      cut = true;
    }
    return { text: text().length > limit ? "" : text(), cut: cut || text().length > limit };
  };

  const number = (text) => {
    if (!/^-?\d+(\.\d+)?(e\d+)?$/.test(text)) throw new RangeError(text);
    return Number(text);
  };
  const ends = (text) => {
    const found = /^([\d.e]*)-([\d.e]*)$/.exec(text);
    if (!found || found[0] === "-") throw new RangeError(text);
    const [low, high] = found.slice(1).map((part) => (part === "" ? null : number(part)));
    if (low !== null && high !== null && low > high) throw new RangeError(text);
    return [low, high];
  };

  /** Reads one value into a state; throws when nothing of it makes sense; calls lost() for each item that does not. */
  const readers = (known, lost) => {
    const keep = (has) => (text) => {
      const id = decodeURIComponent(text);
      if (has(id)) return [id];
      lost("unknown");
      return [];
    };
    const entity = keep(known.entity);
    const items = (text, read) => [...new Set(text.split(",").flatMap(read))];
    const pairs = (text, cells, make) => Object.fromEntries(text.split(",").flatMap((item) => {
      const [id, ...rest] = item.split(":");
      if (rest.length !== cells) throw new RangeError(item);
      return entity(id).map((found) => [found, make(rest.map(number))]);
    }));
    const picks = (text) => {
      const found = {};
      for (const item of text.split(",")) {
        const [id, rule, n, ...rest] = item.split(":");
        if (!n || rest.length || !kg.isRule(rule, known)) throw new RangeError(item);
        for (const one of entity(id)) found[one] = { ...found[one], [rule]: number(n) };
      }
      return found;
    };
    const two = (text) => {
      const found = items(text, entity);
      return found.length === 2 ? found : null;
    };
    const list = (facet) => (state, text) => {
      const all = known[facet];
      const has = all ? (id) => all.includes(id) : facet === "documents" ? known.document : known.entity;
      const chosen = items(text.replace(/^!/, ""), keep(has));
      state.filters[facet] = text.startsWith("!") && all ? (chosen.length ? all.filter((id) => !chosen.includes(id)) : []) : chosen;
    };
    return {
      e: (state, text) => { [state.selected = null] = entity(text); },
      v: (state, text) => { [state.view = state.view] = keep((id) => known.views.includes(id))(text); },
      n: (state, text) => { state.near = text !== "0"; },
      l: (state, text) => { state.link = two(text); },
      p: (state, text) => { state.pair = two(text); },
      w: (state, text) => { state.path = text === "1"; },
      f: (state, text) => { for (const [id, steps] of Object.entries(pairs(text, 1, ([n]) => Math.min(3, Math.max(1, n))))) state.focus = { id, steps }; },
      d: (state, text) => {
        const [id, start = "0", end = "0"] = text.split(":");
        for (const found of keep(known.document)(id)) state.doc = [found, number(start), number(end)];
      },
      x: (state, text) => { state.expanded = pairs(text, 1, ([n]) => Math.max(0, n)); },
      a: (state, text) => { state.added = items(text, entity); },
      q: (state, text) => { state.picked = picks(text); },
      o: (state, text) => { const found = items(text, entity); state.only = found.length ? found : null; },
      h: (state, text) => { state.hidden = items(text, entity); },
      pin: (state, text) => { state.pinned = pairs(text, 2, (at) => at); },
      y: (state, text) => { state.filters.years = ends(text); },
      m: (state, text) => { state.filters.amount = ends(text); },
      ...Object.fromEntries(Object.entries(LISTS).map(([key, facet]) => [key, list(facet)])),
    };
  };

  const copy = (empty) => ({ ...empty, filters: { ...empty.filters }, options: {}, expanded: {}, picked: {}, pinned: {} });

  /**
   * @param {string} text with or without #
   * @param {object} empty the state to start from
   * @param {{views, types, relations, statuses, kinds: string[], entity: (id) => boolean, document: (id) => boolean}} known
   * @returns {{state: object, damaged: number, unknown: number}} how many parts made no sense, how many ids are not in this graph
   */
  const decode = (text, empty, known) => {
    const state = copy(empty);
    const lost = { damaged: 0, unknown: 0 };
    const read = readers(known, (why) => { lost[why] += 1; });
    for (const part of text.replace(/^#/, "").split("&").filter(Boolean)) {
      const [, key, value] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
      try {
        if (value && Object.hasOwn(read, key)) read[key](state, value);
        else if (value && KEYS.table.test(key) && known.views.includes(key.split(".")[0])) {
          const [view, name] = key.split(".");
          state.options[view] = { ...state.options[view], [name]: decodeURIComponent(value) };
        } else lost.damaged += 1;
      } catch {
        lost.damaged += 1; // an escape cut in two, a number that is none
      }
    }
    if (!state.pair) state.path = false;
    return { state, ...lost };
  };

  kg.hash = { encode, decode, LIMIT };
})(window.kg);
