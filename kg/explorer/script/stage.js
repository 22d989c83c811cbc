// The graph view: draws with vis-network what picture.js composes; positions come from the build.
((kg) => {
  "use strict";

  const { entities, types, predicates, byId, neighbours } = kg.store;
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const ANIMATION = CALM ? false : { duration: 350, easingFunction: "easeInOutQuad" };

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let root = null;
  let network = null;
  let shown = [];
  let drawn = new Set();
  let selected = null;
  let hovered = null;

  /** Beside the most particular of its neighbours in the picture: a project by its park rather than by its province. */
  const beside = (entity, standing) => neighbours(entity).filter((other) => standing.has(other)).at(-1);

  /** Gives the newcomers of a picture their places: around whom they came with; the core stands where the build put it. */
  const settle = ({ shown: next, groups }) => {
    const inside = new Set(next);
    for (const entity of shown) if (!inside.has(entity)) kg.spots.forget(entity);
    const standing = new Set(next.filter((entity) => (drawn.size ? drawn.has(entity.i) : kg.spots.fixed(entity))));
    for (const [middle, members] of groups) {
      if (!standing.has(middle) && inside.has(middle)) {
        const known = beside(middle, standing);
        if (known) kg.spots.settle(known, [middle], [...standing]);
        standing.add(middle);
      }
      const newcomers = members.filter((entity) => inside.has(entity) && !standing.has(entity));
      kg.spots.settle(middle, newcomers, [...standing]);
      for (const entity of newcomers) standing.add(entity);
    }
    for (const entity of next.filter((each) => !standing.has(each))) {
      // What a filter brings in and nothing here knows gathers with the rest instead of standing screens away.
      const middle = kg.spots.fixed(entity) ? null : beside(entity, standing) ?? [...standing][0];
      if (middle) kg.spots.settle(middle, [entity], [...standing]);
      standing.add(entity);
    }
  };

  const outline = (edge) => `${edge.arrows}|${edge.dashes ? 1 : 0}|${edge.width}`;

  /** Brings the data sets of vis-network in line with what should be seen. */
  const sync = (state) => {
    const next = kg.picture.compose(state);
    settle(next);
    shown = next.shown;
    drawn = new Set(shown.map(({ i }) => i));
    const wanted = new Map(shown.map((entity) => [entity.id, kg.spots.at(entity)]));
    nodes.remove(nodes.getIds().filter((id) => !wanted.has(id)));
    nodes.update(shown.filter(({ id }) => {
      const node = nodes.get(id);
      return !node || node.x !== wanted.get(id).x || node.y !== wanted.get(id).y;
    }).map((entity) => ({ id: entity.id, label: entity.name, group: types[entity.type].id, ...wanted.get(entity.id), size: entity.size })));
    const wires = kg.picture.lines(shown, state.filters);
    const kept = new Set(wires.map(({ id }) => id));
    edges.remove(edges.getIds().filter((id) => !kept.has(id)));
    edges.update(wires.filter((edge) => {
      const old = edges.get(edge.id);
      return !old || outline(old) !== outline(edge);
    }));
  };

  /** Leaves only the selected entity and its neighbours in full colour. */
  const dim = (anew) => {
    const near = selected === null ? null : new Set([selected, ...neighbours(entities[selected]).map(({ i }) => i)]);
    const bright = (id) => near === null || near.has(byId.get(id).i);
    nodes.update(
      nodes.get().filter((node) => (node.opacity ?? 1) !== (bright(node.id) ? 1 : 0.22)).map(({ id }) => ({ id, opacity: bright(id) ? 1 : 0.22 })),
    );
    const own = selected === null ? null : entities[selected].id;
    const strength = (edge) => (own === null ? 0.75 : edge.from === own || edge.to === own ? 1 : 0.15);
    const colour = kg.theme.colour;
    edges.update(
      edges.get().filter((edge) => anew || edge.color?.opacity !== strength(edge)).map((edge) => ({
        id: edge.id,
        color: { color: colour(strength(edge) === 1 ? "--edge-strong" : "--edge"), highlight: colour("--edge-active"), hover: colour("--edge-active"), opacity: strength(edge) },
      })),
    );
    if (own !== null && nodes.get(own)) network.selectNodes([own], false);
    else network.unselectAll();
  };

  const linesOfSelected = (scale) => {
    if (selected === null) return [];
    const entity = entities[selected];
    const told = new Map();
    for (const fact of [...entity.out, ...entity.into]) {
      const other = entities[fact.object === selected ? fact.subject : fact.object];
      if (!drawn.has(other.i) || other === entity || !kg.filters.passesLine(fact, kg.state.get().filters)) continue;
      told.set(other, (told.get(other) ?? new Set()).add(predicates[fact.predicate].label));
    }
    const at = network.getPositions([entity.id, ...[...told.keys()].map(({ id }) => id)]);
    const own = at[entity.id];
    return [...told].flatMap(([other, names]) => {
      const end = at[other.id];
      if (!own || !end) return [];
      const far = Math.hypot(end.x - own.x, end.y - own.y) * scale;
      return far < 70 ? [] : [{ text: [...names].join(kg.t("list.comma")), x: own.x * 0.45 + end.x * 0.55, y: own.y * 0.45 + end.y * 0.55 }];
    });
  };

  const corners = () => {
    const [low, high] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: root.clientWidth, y: root.clientHeight })];
    return { left: low.x, top: low.y, right: high.x, bottom: high.y };
  };

  const write = (ctx) => {
    const scale = network.getScale();
    const near = selected === null ? new Set() : new Set([selected, ...neighbours(entities[selected]).map(({ i }) => i)]);
    const at = network.getPositions();
    const turn = ({ i }) => (i === hovered ? 0 : i === selected ? 1 : near.has(i) ? 2 : 3);
    const rows = [...shown].sort((a, b) => turn(a) - turn(b)).map((entity) => ({
      i: entity.i, name: entity.name, text: kg.format.short(entity.name, 12), size: entity.size, ...at[entity.id],
      strong: entity.i === selected || entity.i === hovered, faint: near.size > 0 && !near.has(entity.i),
    }));
    // Beside a selection only landmarks keep their names.
    const named = rows.filter((row) => row.x !== undefined && (!row.faint || row.size >= 28 || rows.length < 40));
    kg.labels.draw(ctx, { scale, window: corners() }, { nodes: named, all: rows, lines: linesOfSelected(scale) });
  };

  const hit = (event) => {
    if (event.nodes?.length) return byId.get(event.nodes[0]);
    const { x, y } = event.pointer.canvas;
    const i = kg.labels.at(x, y);
    return i === null ? null : entities[i];
  };
  const hover = (i) => {
    hovered = i;
    network.redraw();
    root.classList.toggle("pointing", i !== null);
  };
  const listen = () => {
    network.on("click", (event) => {
      const entity = hit(event);
      if (entity) kg.go(entity, { still: true });
      else if (event.edges.length) {
        const edge = edges.get(event.edges[0]);
        kg.state.set({ link: [edge.from, edge.to] });
      } else kg.go(null);
    });
    network.on("doubleClick", (event) => {
      const entity = hit(event);
      if (entity) expand(entity);
    });
    network.on("hoverNode", ({ node }) => hover(byId.get(node).i));
    network.on("blurNode", () => hover(null));
    network.on("dragEnd", ({ nodes: ids }) => {
      if (!ids.length) return;
      const moved = Object.entries(network.getPositions(ids)).map(([id, { x, y }]) => [id, [Math.round(x), Math.round(y)]]);
      kg.state.set({ pinned: { ...kg.state.get().pinned, ...Object.fromEntries(moved) } }, { replace: true });
    });
    network.on("afterDrawing", write);
  };

  const frame = () => {
    const spots = Object.values(network.getPositions());
    if (!spots.length) return { position: { x: 0, y: 0 }, scale: 1 };
    const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = Math.min((root.clientWidth - 150) / (right - left || 1), (root.clientHeight - 80) / (bottom - top || 1), 1.1);
    return { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.02) };
  };
  /** All nodes in the window, with a margin for the names at the edges. */
  const fit = (animation = ANIMATION) => network?.moveTo({ ...frame(), animation });

  /** Moves the picture so that an entity stands in the middle with as many neighbours around as stay readable. */
  const centre = (entity) => {
    const own = network?.getPositions([entity.id])[entity.id];
    if (!own) return;
    const at = network.getPositions(neighbours(entity).map(({ id }) => id).filter((id) => nodes.get(id)));
    const reach = Object.values(at).map(({ x, y }) => Math.max(Math.abs(x - own.x) / root.clientWidth, Math.abs(y - own.y) / root.clientHeight));
    // Four fifths of the neighbours: a few far relatives should not shrink all others.
    const wish = reach.sort((a, b) => a - b)[Math.floor(reach.length * 0.8)] ?? 0;
    network.moveTo({ position: own, scale: Math.min(1.1, Math.max(0.45, wish ? 0.42 / wish : 1)), animation: ANIMATION });
  };

  /** Draws up to CAP neighbours that are not drawn yet, and says how many are left. */
  const expand = (entity) => {
    const { patch, added, left } = kg.picture.expansion(entity);
    if (!added) return void kg.toast(kg.t("graph.all_drawn"));
    kg.state.set(patch);
    centre(entity);
    kg.toast(left ? kg.t("graph.expanded_left", { n: added, left }) : kg.t("graph.expanded", { n: added }));
  };

  let looked = null;
  /** Where to look after a change: at who was gone to, at what a filter left, else nowhere new; nor for a language or theme. */
  const look = (state) => {
    const previous = looked;
    looked = state;
    const comes = !previous || previous.selected !== state.selected || previous.near !== state.near;
    if (state.selected && state.near && comes) centre(byId.get(state.selected));
    else if (!previous || previous.filters !== state.filters || previous.focus !== state.focus) fit(previous ? ANIMATION : false);
  };

  /** The borders of the types are dark shades, which vanish on a dark page. */
  const paint = () => {
    const dark = kg.theme.get() === "dark";
    const strong = kg.theme.colour("--ink");
    network.setOptions({ groups: Object.fromEntries(types.map(({ id, fill, border, shape }) => [id, {
      shape,
      color: { background: fill, border: dark ? kg.theme.colour("--soft") : border, highlight: { background: fill, border: strong }, hover: { background: fill, border: strong } },
    }])) });
  };

  const update = (state, previous) => {
    selected = state.selected ? byId.get(state.selected).i : null;
    if (!previous) paint();
    sync(state);
    dim(!previous);
    empty.hidden = shown.length > 0;
    empty.textContent = kg.t(entities.length ? "app.empty_filtered" : "app.empty_graph");
    hint.textContent = kg.t("graph.hint");
    look(state);
    network.redraw();
  };

  const empty = kg.el("p", "empty", "", { id: "empty", hidden: true });
  const hint = kg.el("p", "hint");
  const mount = (element) => {
    root = kg.el("div", "network", "", { id: "network" });
    root.setAttribute("aria-label", kg.t("graph.label"));
    element.append(root, empty, hint);
    network = new vis.Network(root, { nodes, edges }, kg.store.read("kg-options"));
    kg.stage.network = network;
    listen();
    return new Promise((done) => { network.once("afterDrawing", done); });
  };

  const tools = () => [kg.el("button", "", kg.t("actions.fit"), { id: "fit", title: kg.t("actions.fit_note"), onclick: () => fit() })];

  kg.views.add({ id: "graph", label: "views.graph", order: 10, mount, update, tools });
  kg.keys.add("0", "keys.fit", () => fit(), { when: () => kg.views.shown() === "graph" });
  kg.keys.add("e", "keys.expand", () => expand(byId.get(kg.state.get().selected)), { when: () => kg.views.shown() === "graph" && kg.state.get().selected !== null });

  /** network: the vis.Network once the view was shown; nodes, edges: its data sets. */
  kg.stage = { network: null, nodes, edges, fit, centre, expand, frame };
  kg.visibleCount = () => nodes.length;
})(window.kg);
