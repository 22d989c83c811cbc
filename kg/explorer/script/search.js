// The search box: names, aliases, codes, pinyin and initials; by type; in all or in what the filters leave.
((kg) => {
  "use strict";

  const { entities, types, total } = kg.store;
  const LIMIT = 40;
  const RECENT = 6;
  const KEY = "kg.recent";
  const finder = kg.makeFinder(kg.store);

  const box = document.getElementById("search");
  const list = document.getElementById("results");
  let rows = []; // what Enter chooses: entities, or searches of before
  let active = -1;
  let narrow = null; // type that was clicked
  let inside = false; // only what passes the filters

  /** @returns {string[]} searches that led somewhere, newest first; what others left in the storage is not trusted */
  const recent = () => {
    try {
      const found = JSON.parse(kg.memory.get(KEY) ?? "[]");
      return Array.isArray(found) ? found.filter((text) => typeof text === "string" && text.trim() && text.length <= 60).slice(0, RECENT) : [];
    } catch {
      return [];
    }
  };
  let remembered = recent(); // lasts as long as the page where there is no storage
  const remember = (text) => {
    if (!text || text.length > 60) return;
    remembered = [text, ...remembered.filter((each) => each !== text)].slice(0, RECENT);
    kg.memory.set(KEY, JSON.stringify(remembered));
  };

  const filtered = () => kg.filters.active(kg.state.get().filters).length > 0;
  const find = (text) => {
    const { filters } = kg.state.get();
    const fits = inside && filtered() ? (entity) => kg.filters.passesEntity(entity, filters) : undefined;
    return finder.find(text, { type: narrow, fits });
  };

  const marked = (name, { whole, words }) => {
    const spot = finder.spot(name, whole) ?? words.map((word) => finder.spot(name, word)).find(Boolean);
    return spot ? [name.slice(0, spot[0]), kg.el("b", "", name.slice(...spot)), name.slice(spot[1])] : [name];
  };

  const choice = (content, name, title) => {
    const row = kg.el("div", name, content, { id: `hit-${rows.length}`, title });
    const index = rows.length;
    row.setAttribute("role", "option");
    // mousedown, because the box would lose the focus and close before a click arrives.
    row.onmousedown = (event) => {
      event.preventDefault();
      choose(index);
    };
    return row;
  };

  const option = (entity, query) => {
    const shown = finder.spot(entity.name, query.whole) ? null : entity.aliases.find((other) => finder.spot(other, query.whole));
    const place = entity.within === null ? null : entities[entity.within];
    const row = choice([
      kg.sign(entity.type),
      kg.el("span", "name", marked(entity.name, query)),
      kg.el("span", "side", shown ? [kg.t("search.alias"), ...marked(shown, query)] : place?.name ?? ""),
      kg.el("span", "kind", types[entity.type].label),
      kg.el("span", "count", kg.t("list.facts", { n: total(entity) })),
    ], "hit", entity.name);
    rows.push({ entity });
    return row;
  };

  const again = (text) => {
    const row = choice([kg.el("span", "name", text)], "again", text);
    rows.push({ text });
    return row;
  };

  const press = (content, on, act) => {
    const button = kg.el("button", "chip", content);
    button.setAttribute("aria-pressed", String(on));
    button.onmousedown = (event) => event.preventDefault();
    button.onclick = act;
    return button;
  };
  const group = (name, label, children) => {
    const element = kg.el("div", name, children);
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", label);
    return element;
  };

  /** One chip for each type that is among the hits. */
  const kinds = ({ types: counts, query }) => {
    const chosen = narrow ?? query.type;
    const take = (type) => () => { narrow = type; draw(); box.focus(); };
    const all = [...counts.values()].reduce((a, b) => a + b, 0);
    const chips = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([type, n]) =>
      press([kg.sign(type), types[type].label, kg.el("small", "", kg.format.number(n))], chosen === type, take(chosen === type ? null : type)));
    return group("kinds", kg.t("search.kinds"), [press([kg.t("search.all_kinds"), kg.el("small", "", kg.format.number(all))], chosen === null, take(null)), ...chips]);
  };

  /** Says where is searched; with filters on, lets one choose. */
  const scope = () => {
    if (!filtered()) return kg.el("p", "scope", kg.t("search.everywhere", { n: entities.length }));
    const take = (next) => () => { inside = next; draw(); box.focus(); };
    const left = kg.filters.select(kg.state.get().filters).entities.length;
    return group("scope", kg.t("search.scope"), [
      press(kg.t("search.in_all", { n: entities.length }), !inside, take(false)), press(kg.t("search.in_filtered", { n: left }), inside, take(true)),
    ]);
  };

  const mark = (index) => {
    active = index;
    [...list.querySelectorAll("[role=option]")].forEach((row, i) => {
      row.setAttribute("aria-selected", String(i === active));
      if (i === active) row.scrollIntoView({ block: "nearest" });
    });
    if (active >= 0) box.setAttribute("aria-activedescendant", `hit-${active}`);
    else box.removeAttribute("aria-activedescendant");
  };

  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    mark(-1);
  };

  const listbox = (children) => {
    const element = kg.el("div", "", children, { id: "hits" });
    element.setAttribute("role", "listbox");
    element.setAttribute("aria-label", kg.t("search.results"));
    return element;
  };

  const results = (text) => {
    const found = find(text);
    const hits = found.hits.slice(0, LIMIT).map((entity) => option(entity, found.query));
    const more = found.hits.length > LIMIT ? kg.el("p", "none", kg.t("search.more", { n: found.hits.length, shown: LIMIT })) : "";
    const none = hits.length ? "" : kg.el("p", "none", kg.t(inside && filtered() ? "search.none_filtered" : "search.none"));
    return [kinds(found), listbox(hits), none, more, scope()].filter(Boolean);
  };

  const history = () => {
    const clear = kg.el("button", "link", kg.t("search.forget"));
    clear.onmousedown = (event) => event.preventDefault();
    clear.onclick = () => { remembered = []; kg.memory.set(KEY, null); draw(); box.focus(); };
    return [kg.el("p", "recent", [kg.el("span", "", kg.t("search.recent")), clear]), listbox(remembered.map(again)), kg.el("p", "scope", kg.t("search.hint"))];
  };

  const draw = () => {
    const text = box.value.trim();
    rows = [];
    list.replaceChildren(...(text ? results(text) : remembered.length ? history() : [kg.el("p", "scope", kg.t("search.hint"))]));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    mark(text && rows.length ? 0 : -1);
  };

  const choose = (index) => {
    const row = rows[index];
    if (!row) return;
    if (row.text) {
      box.value = row.text;
      return void draw();
    }
    remember(box.value.trim());
    close();
    box.blur();
    kg.go(row.entity);
  };

  box.oninput = () => {
    if (!box.value.trim()) narrow = null;
    draw();
  };
  box.onfocus = () => {
    if (!list.hidden) return;
    narrow = null;
    box.select();
    draw();
  };
  const leaving = (event) => { if (!list.contains(event.relatedTarget) && event.relatedTarget !== box) close(); };
  box.onblur = leaving;
  list.addEventListener("focusout", leaving);
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    box.focus();
    close();
  });
  box.onkeydown = (event) => {
    if (event.isComposing) return; // Enter that ends an input method's word is not a choice
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) draw();
    else if (step && rows.length) mark(active < 0 && step < 0 ? rows.length - 1 : (active + step + rows.length) % rows.length);
    else if (event.key === "Enter") choose(Math.max(active, 0));
    else if (event.key === "Escape") {
      if (list.hidden) box.blur();
      else close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  kg.keys.add("/", "keys.search", () => box.focus());
  kg.state.subscribe((state, previous) => {
    if (previous?.filters !== state.filters && !filtered()) inside = false;
    if (!list.hidden) draw();
  });
  // The index is made while nothing else is to do, not with the first letter.
  (window.requestIdleCallback ?? setTimeout)(() => finder.warm());

  kg.search = { find: (text) => find(text).hits, focus: () => box.focus(), clear: () => { box.value = ""; narrow = null; rows = []; close(); } };
})(window.kg);
