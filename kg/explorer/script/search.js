// The search box: names, aliases, codes, pinyin and initials.
((kg) => {
  "use strict";

  const { entities, types, total } = kg.store;
  const LIMIT = 40;
  const norm = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s·“”"'《》「」]+/gu, "");
  const rows = entities.map((entity) => ({
    entity,
    name: norm(entity.name),
    others: [...entity.aliases, entity.code ?? "", entity.id].map(norm).filter(Boolean),
    pinyin: entity.pinyin.split(/[| ]/).filter(Boolean),
  }));

  /** 0 is best: exact, then prefix, then inside; in each the name before other names before pinyin. null: no match. */
  const rank = (row, query) => {
    const ways = [
      (text) => text === query,
      (text) => text.startsWith(query),
      (text) => query.length > 1 && text.includes(query),
    ];
    for (const [level, fits] of ways.entries()) {
      if (fits(row.name)) return level * 3;
      if (row.others.some(fits)) return level * 3 + 1;
      if (row.pinyin.some(fits)) return level * 3 + 2;
    }
    return row.name.includes(query) ? 9 : null;
  };

  /** Entities that fit all words of the query, best first. */
  const find = (text) => {
    const whole = norm(text);
    if (!whole) return [];
    const words = text.trim().split(/\s+/).map(norm).filter(Boolean);
    const found = [];
    for (const row of rows) {
      let best = rank(row, whole);
      if (best === null && words.length > 1) {
        const each = words.map((word) => rank(row, word));
        if (!each.includes(null)) best = 10 + Math.max(...each);
      }
      if (best !== null) found.push([best, row.entity]);
    }
    return found.sort((a, b) => a[0] - b[0] || b[1].weight - a[1].weight || a[1].i - b[1].i).map((hit) => hit[1]);
  };

  const box = document.getElementById("search");
  const list = document.getElementById("results");
  let hits = [];
  let active = -1;

  const marked = (name, query) => {
    const at = query ? name.toLowerCase().indexOf(query.toLowerCase()) : -1;
    if (at < 0) return [name];
    return [name.slice(0, at), kg.el("b", "", name.slice(at, at + query.length)), name.slice(at + query.length)];
  };

  const option = (entity, index, query) => {
    const alias = entity.name.includes(query) ? null : entity.aliases.find((other) => other.includes(query));
    const place = entity.within === null ? null : entities[entity.within];
    const side = alias ? [kg.t("search.alias"), ...marked(alias, query)] : place ? place.name : "";
    const row = kg.el("div", "hit", [
      kg.sign(entity.type),
      kg.el("span", "name", marked(entity.name, query)),
      kg.el("span", "side", side),
      kg.el("span", "kind", types[entity.type].label),
      kg.el("span", "count", kg.t("list.facts", { n: total(entity) })),
    ], { id: `hit-${index}`, title: entity.name });
    row.setAttribute("role", "option");
    // mousedown, because the box would lose the focus and close before a click arrives.
    row.onmousedown = (event) => {
      event.preventDefault();
      choose(index);
    };
    return row;
  };

  const mark = (index) => {
    active = index;
    [...list.querySelectorAll(".hit")].forEach((row, i) => {
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

  const open = () => {
    const query = box.value.trim();
    const found = find(query);
    hits = found.slice(0, LIMIT);
    list.replaceChildren(...hits.map((entity, index) => option(entity, index, query)));
    if (query && !hits.length) list.append(kg.el("p", "none", kg.t("search.none")));
    if (found.length > LIMIT) list.append(kg.el("p", "none", kg.t("search.more", { n: found.length, shown: LIMIT })));
    list.hidden = !query;
    box.setAttribute("aria-expanded", String(!list.hidden));
    mark(hits.length ? 0 : -1);
  };

  const choose = (index) => {
    const entity = hits[index];
    if (!entity) return;
    close();
    box.blur();
    kg.go(entity);
  };

  box.oninput = open;
  box.onfocus = () => {
    box.select();
    if (box.value.trim()) open();
  };
  box.onblur = close;
  box.onkeydown = (event) => {
    if (event.isComposing) return; // Enter that ends an input method's word is not a choice
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) {
      if (list.hidden) open();
      else mark((active + step + hits.length) % hits.length);
    } else if (event.key === "Enter") choose(Math.max(active, 0));
    else if (event.key === "Escape") {
      if (list.hidden) box.blur();
      else close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  kg.keys.add("/", "keys.search", () => box.focus());
  kg.state.subscribe((state, previous) => { if (!previous && !list.hidden) open(); });

  kg.search = { find, focus: () => box.focus(), clear: () => { box.value = ""; hits = []; close(); } };
})(window.kg);
