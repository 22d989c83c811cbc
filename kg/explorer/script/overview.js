// The overview: the whole graph as a map, drawn by ourselves at the places that the build gave. Communities lie apart, each with a
// name; what passes the filters has its colour, the rest is faint; a click goes to an entity in the graph view.
((kg) => {
  "use strict";

  const { entities, types, facts, communities: named, neighbours, total } = kg.store;
  const { filters } = kg;
  const IN_MOTION = 9000; // nodes in a frame while the map moves
  const NAMED = 6; // px of radius, were it not slowed down, from which a node gets its name
  const GRID = 40; // units of the map, for finding the node under the pointer

  const all = [...entities].sort(kg.store.heavier).map(({ i }) => i);
  /** @type {Spots} */
  const spots = {
    x: Float32Array.from(entities, ({ x }) => x), y: Float32Array.from(entities, ({ y }) => y),
    r: Float32Array.from(entities, ({ size }) => 3.4 + (size - 13) * 0.3),
  };

  let root = null;
  let canvases = null; // lines below, nodes above
  let camera = null;
  let layers = [];
  let ends = new Uint32Array();
  let discs = [];
  let drawn = 0;
  let hovered = null;
  let written = { communities: [], nodes: [] };

  const measure = () => {
    const found = named.map((name, number) => ({ number, name, members: [], left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }));
    for (const i of all) {
      const disc = found[entities[i].community];
      disc.members.push(i);
      disc.left = Math.min(disc.left, spots.x[i]);
      disc.right = Math.max(disc.right, spots.x[i]);
      disc.top = Math.min(disc.top, spots.y[i]);
      disc.bottom = Math.max(disc.bottom, spots.y[i]);
    }
    return found.map((disc) => ({
      ...disc, x: (disc.left + disc.right) / 2, y: (disc.top + disc.bottom) / 2, reach: Math.max(disc.right - disc.left, disc.bottom - disc.top) / 2 + 8,
    }));
  };

  const grid = new Map();
  const cell = (x, y) => `${Math.floor(x / GRID)},${Math.floor(y / GRID)}`;
  const index = () => {
    for (const i of all) {
      const key = cell(spots.x[i], spots.y[i]);
      if (!grid.has(key)) grid.set(key, []);
      grid.get(key).push(i);
    }
  };

  const sight = () => ({ ...camera.get(), wide: root.clientWidth, high: root.clientHeight });
  const nameOf = (number) => (named[number] === null ? kg.t("overview.rest") : entities[named[number]].name);
  const bounds = () => discs.reduce((box, { x, y, reach }) => ({
    left: Math.min(box.left, x - reach), right: Math.max(box.right, x + reach), top: Math.min(box.top, y - reach), bottom: Math.max(box.bottom, y + reach),
  }), { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity });
  const fit = () => { if (discs.length) camera.show(bounds(), 24); };

  /** The node at a point of the window, the nearest within reach of a pointer. */
  const at = (px, py) => {
    const view = sight();
    const [x, y] = [(px - view.wide / 2) / view.scale + view.x, (py - view.high / 2) / view.scale + view.y];
    const steps = Math.ceil((14 + 7 / view.scale) / GRID);
    let best = null;
    let near = Infinity;
    for (let dx = -steps; dx <= steps; dx += 1) for (let dy = -steps; dy <= steps; dy += 1) for (const i of grid.get(cell(x + dx * GRID, y + dy * GRID)) ?? []) {
      const own = kg.sketch.radius(spots, i, view.scale);
      const far = Math.hypot(spots.x[i] - x, spots.y[i] - y) * view.scale - own;
      if (far < near && far < Math.max(2, 7 - own)) [best, near] = [i, far]; // small ones need not be hit exactly
    }
    return best;
  };

  /** A dark type on a dark page would not be seen. */
  const seen = (fill) => (kg.theme.get() === "dark" && /^#[0-4].[0-4].[0-4].$/.test(fill) ? kg.theme.colour("--soft") : fill);

  const sort = (state) => {
    const passes = Uint8Array.from(entities, (entity) => (filters.passesEntity(entity, state.filters) ? 1 : 0));
    const border = kg.theme.get() === "dark" ? () => kg.theme.colour("--canvas") : (type) => type.border;
    layers = [
      { fill: kg.theme.colour("--line"), border: "", shape: "dot", nodes: all.filter((i) => !passes[i]) },
      ...types.map((type, k) => ({ fill: seen(type.fill), border: border(type), shape: type.shape, nodes: all.filter((i) => passes[i] && entities[i].type === k) })),
    ];
    const pairs = new Set();
    for (const fact of facts) {
      if (fact.object === null || fact.object === fact.subject || !passes[fact.subject] || !passes[fact.object] || !filters.passesLine(fact, state.filters)) continue;
      pairs.add(Math.min(fact.subject, fact.object) * entities.length + Math.max(fact.subject, fact.object));
    }
    ends = Uint32Array.from([...pairs].flatMap((pair) => [Math.floor(pair / entities.length), pair % entities.length]));
    for (const disc of discs) disc.n = disc.members.reduce((sum, i) => sum + passes[i], 0);
    return passes.reduce((sum, each) => sum + each, 0);
  };

  const clear = ([canvas, ctx]) => {
    const ratio = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(root.clientWidth * ratio), Math.round(root.clientHeight * ratio)];
    if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.globalAlpha = 1;
    ctx.clearRect(0, 0, root.clientWidth, root.clientHeight);
  };

  const ground = (ctx, view) => {
    const [px, py] = kg.sketch.project(view);
    ctx.fillStyle = kg.theme.colour("--paper");
    ctx.strokeStyle = kg.theme.colour("--line");
    ctx.lineWidth = 1;
    for (const { x, y, reach } of discs) {
      ctx.beginPath();
      ctx.arc(px(x), py(y), reach * view.scale, 0, 2 * Math.PI);
      ctx.fill();
      ctx.stroke();
    }
  };

  /** The node under the pointer or selected: a ring, and lines to its neighbours. */
  const mark = (ctx, view, i) => {
    const [px, py] = kg.sketch.project(view);
    ctx.strokeStyle = kg.theme.colour("--edge-active");
    ctx.lineWidth = 1.2;
    ctx.beginPath();
    for (const other of neighbours(entities[i])) {
      ctx.moveTo(px(spots.x[i]), py(spots.y[i]));
      ctx.lineTo(px(spots.x[other.i]), py(spots.y[other.i]));
    }
    ctx.stroke();
    ctx.lineWidth = 2.5;
    ctx.beginPath();
    ctx.arc(px(spots.x[i]), py(spots.y[i]), Math.max(5, kg.sketch.radius(spots, i, view.scale) + 3), 0, 2 * Math.PI);
    ctx.stroke();
  };

  const names = (view) => {
    const box = kg.sketch.stretch(view);
    const large = NAMED / view.scale;
    const rows = layers.slice(1).flatMap(({ nodes }) => nodes).filter((i) => spots.r[i] >= large && spots.x[i] > box.left && spots.x[i] < box.right && spots.y[i] > box.top && spots.y[i] < box.bottom);
    const own = new Set(named);
    return rows.filter((i) => !own.has(i)).sort((a, b) => entities[b].weight - entities[a].weight || a - b)
      .map((i) => ({ name: entities[i].name, x: spots.x[i], y: spots.y[i], r: kg.sketch.radius(spots, i, view.scale) }));
  };

  /** @param {boolean} whole  with lines and names of nodes; else what a moving picture needs */
  const draw = (whole) => {
    if (!root?.clientWidth) return;
    const view = sight();
    const [lower, upper] = canvases;
    drawn += 1;
    const own = drawn;
    clear(lower);
    clear(upper);
    ground(lower[1], view);
    kg.sketch.nodes(upper[1], view, spots, layers, whole ? Infinity : IN_MOTION);
    const selected = kg.state.get().selected;
    if (selected) mark(upper[1], view, kg.store.byId.get(selected).i);
    if (hovered !== null) mark(upper[1], view, hovered);
    const titled = discs.map((disc) => ({ ...disc, name: nameOf(disc.number), n: disc.members.length }));
    written = kg.titles.draw(upper[1], view, titled, whole ? names(view) : []);
    if (!whole) return;
    lower[1].strokeStyle = kg.theme.colour("--edge");
    lower[1].globalAlpha = Math.max(0.08, Math.min(0.5, 3000 / (ends.length + 1)));
    kg.sketch.lines(lower[1], view, spots, ends, () => own !== drawn);
  };

  const tip = kg.el("div", "tip", "", { hidden: true });
  const hover = (i, px = 0, py = 0) => {
    root.classList.toggle("pointing", i !== null);
    tip.hidden = i === null;
    if (i !== null) {
      tip.replaceChildren(kg.sign(entities[i].type), kg.el("b", "", kg.format.short(entities[i].name, 40)), kg.el("span", "", `${types[entities[i].type].label} · ${kg.t("list.facts", { n: total(entities[i]) })}`));
      tip.style.left = `${Math.min(px + 14, root.clientWidth - tip.offsetWidth - 8)}px`;
      tip.style.top = `${Math.max(4, Math.min(py + 14, root.clientHeight - tip.offsetHeight - 8))}px`;
    }
    if (i === hovered) return;
    hovered = i;
    requestAnimationFrame(() => draw(true));
  };
  const go = (entity) => kg.state.set({ view: "graph", selected: entity.id, near: true, link: null });

  const list = kg.el("ul", "plain");
  const heading = kg.el("summary");
  const side = kg.el("details", "communities", [heading, list], { open: window.innerWidth > 1800 });
  const fillList = () => {
    heading.textContent = kg.t("overview.communities", { n: discs.length });
    list.replaceChildren(...discs.map((disc) => {
      const sign = named[disc.number] === null ? kg.el("span", "sign") : kg.sign(entities[named[disc.number]].type);
      const count = disc.n === disc.members.length ? kg.format.number(disc.n) : `${kg.format.number(disc.n)} / ${kg.format.number(disc.members.length)}`;
      return kg.el("li", "", kg.el("button", "row", [sign, kg.el("span", "name", nameOf(disc.number)), kg.el("span", "count", count)], {
        title: kg.t("overview.show", { name: nameOf(disc.number) }),
        onclick: () => camera.show({ left: disc.x - disc.reach, right: disc.x + disc.reach, top: disc.y - disc.reach, bottom: disc.y + disc.reach }),
      }));
    }));
  };

  const empty = kg.el("p", "empty", "", { hidden: true });
  const hint = kg.el("p", "hint");
  const mount = (element) => {
    root = kg.el("div", "map", "", { id: "map", tabIndex: 0 });
    root.setAttribute("role", "img");
    canvases = [kg.el("canvas"), kg.el("canvas")].map((canvas) => [canvas, canvas.getContext("2d")]);
    root.append(...canvases.map(([canvas]) => canvas));
    element.append(root, tip, side, empty, hint);
    discs = measure();
    index();
    camera = kg.camera(root, {
      moved: () => { hover(null); draw(false); },
      rested: () => { if (!camera.busy()) draw(true); },
      pointed: (x, y) => hover(at(x, y), x, y),
      left: () => hover(null),
      picked: (x, y) => { const i = at(x, y); if (i !== null) go(entities[i]); },
    }, [0.01, 12]);
    fit();
    new ResizeObserver(() => draw(true)).observe(root);
  };

  let painted = null;
  const update = (state, previous) => {
    const known = previous && previous.filters === state.filters;
    painted = known ? painted : sort(state);
    root.setAttribute("aria-label", kg.t("overview.label", { n: entities.length, communities: discs.length }));
    hint.textContent = kg.t("overview.hint");
    empty.hidden = entities.length > 0;
    empty.textContent = kg.t("app.empty_graph");
    if (!known) fillList();
    const shown = document.getElementById("shown");
    shown.textContent = kg.t("graph.shown", { seen: painted, all: entities.length });
    shown.title = kg.t("overview.shown_note");
    draw(true);
  };

  const tools = () => [kg.el("button", "", kg.t("actions.fit"), { id: "fit-map", title: kg.t("actions.fit_note"), onclick: fit })];
  kg.views.add({ id: "overview", label: "views.overview", order: 50, mount, update, tools, leave: () => hover(null) });
  kg.keys.add("0", "keys.fit", fit, { when: () => kg.views.shown() === "overview", hidden: true });

  kg.overview = { at, sight: () => sight(), spot: (i) => kg.sketch.project(sight()).map((turn, k) => turn([spots.x[i], spots.y[i]][k])), written: () => written, draw };
})(window.kg);
