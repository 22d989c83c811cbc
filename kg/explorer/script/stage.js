// The graph view: draws with vis-network what picture.js composes; positions come from the build.
((kg) => {
  "use strict";

  const { entities, types, byId, neighbours } = kg.store;
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const ANIMATION = CALM ? false : { duration: 350, easingFunction: "easeInOutQuad" };

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let root = null;
  let network = null;
  let shown = [];
  let drawn = new Set();
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

  const outline = (edge) => `${edge.arrows}|${edge.dashes ? 1 : 0}|${edge.count}`;

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

  /** Leaves only what the state puts first in full colour: a path, or the selected entity with its neighbours. */
  const dim = (anew, state) => {
    const { node, line } = kg.trail.emphasis(state);
    const clear = (id) => (node(byId.get(id).i) ? 1 : 0.22);
    nodes.update(nodes.get().filter((each) => (each.opacity ?? 1) !== clear(each.id)).map(({ id }) => ({ id, opacity: clear(id) })));
    const strength = (edge) => line(byId.get(edge.from).i, byId.get(edge.to).i);
    const colour = kg.theme.colour;
    const broad = (edge) => Math.min(5, 1 + edge.count) + (state.pair && strength(edge) === 1 ? 1.5 : 0);
    const shade = (edge) => colour(strength(edge) < 1 ? "--edge" : state.pair ? "--accent" : "--edge-strong");
    edges.update(
      edges.get().filter((edge) => anew || edge.color?.opacity !== strength(edge) || edge.color.color !== shade(edge)).map((edge) => ({
        id: edge.id, width: broad(edge),
        color: { color: shade(edge), highlight: colour("--edge-active"), hover: colour("--edge-active"), opacity: strength(edge) },
      })),
    );
    const own = [state.selected, ...(state.pair ?? [])].filter((id) => id !== null && nodes.get(id));
    if (own.length) network.selectNodes(own, false);
    else network.unselectAll();
  };

  const corners = () => {
    const [low, high] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: root.clientWidth, y: root.clientHeight })];
    return { left: low.x, top: low.y, right: high.x, bottom: high.y };
  };

  const write = (ctx) => {
    const scale = network.getScale();
    const state = kg.state.get();
    const { node, some } = kg.trail.emphasis(state);
    const ends = new Set([state.selected, ...(state.pair ?? [])]);
    const at = network.getPositions();
    const turn = ({ i, id }) => (i === hovered ? 0 : ends.has(id) ? 1 : some && node(i) ? 2 : 3);
    const rows = [...shown].sort((a, b) => turn(a) - turn(b)).map((entity) => ({
      i: entity.i, id: entity.id, name: entity.name, text: kg.format.short(entity.name, 12), size: entity.size, ...at[entity.id],
      strong: ends.has(entity.id) || entity.i === hovered, faint: !node(entity.i),
    }));
    // Beside a selection only landmarks keep their names.
    const named = rows.filter((row) => row.x !== undefined && (!row.faint || row.size >= 28 || rows.length < 40));
    const marks = kg.badges.draw(ctx, rows, scale, state);
    const clear = rows.filter(({ faint }) => !faint); // what is faint may lie under a name
    kg.labels.draw(ctx, { scale, window: corners() }, { nodes: named, all: clear, lines: kg.captions(edges.get(), at, scale, state), marks });
  };

  const named = ({ x, y }) => {
    const i = kg.labels.at(x, y);
    return i === null ? null : entities[i];
  };
  const hit = (event) => (event.nodes?.length ? byId.get(event.nodes[0]) : named(event.pointer.canvas));
  /** What lies under a point of the window: an entity, a line (its two ends), or nothing. @returns {{entity: ?Entity, link: ?[string, string]}} */
  const under = (clientX, clientY) => {
    const box = root.getBoundingClientRect();
    const spot = { x: clientX - box.left, y: clientY - box.top };
    const id = network.getNodeAt(spot);
    const entity = id === undefined ? named(network.DOMtoCanvas(spot)) : byId.get(id);
    const edge = entity ? undefined : network.getEdgeAt(spot);
    return { entity, link: edge === undefined ? null : [edges.get(edge).from, edges.get(edge).to] };
  };
  const hover = (i) => {
    hovered = i;
    network.redraw();
    root.classList.toggle("pointing", i !== null);
  };
  const listen = () => {
    network.on("click", (event) => {
      const badge = kg.badges.at(event.pointer.canvas.x, event.pointer.canvas.y);
      if (badge !== null) return void expand(entities[badge]);
      const entity = hit(event);
      if (entity && kg.walk.takes(entity, event.event.srcEvent.shiftKey)) return;
      if (entity) kg.go(entity, { still: true });
      else if (event.edges.length) {
        const edge = edges.get(event.edges[0]);
        kg.state.set({ link: [edge.from, edge.to] });
      } else kg.go(null);
    });
    network.on("doubleClick", (event) => {
      const entity = hit(event);
      const badge = kg.badges.at(event.pointer.canvas.x, event.pointer.canvas.y);
      if (entity && badge === null) expand(entity);
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

  const frame = (ids = undefined) => {
    const spots = Object.values(network.getPositions(ids));
    if (!spots.length) return { position: { x: 0, y: 0 }, scale: 1 };
    const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = Math.min((root.clientWidth - 150) / (right - left || 1), (root.clientHeight - 116) / (bottom - top || 1), 1.1);
    // The foot of the window holds names below the lowest nodes and the hint.
    return { position: { x: (left + right) / 2, y: (top + bottom) / 2 + 16 / Math.max(scale, 0.02) }, scale: Math.max(scale, 0.02) };
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

  /** Draws the neighbours that are not drawn yet; when there are more than CAP, and no rule was given, asks which. */
  const expand = (entity, rule = null, most = undefined) => {
    if (most === undefined && rule === null && kg.picture.waiting(entity).length > kg.picture.CAP) return void kg.choices.open(entity);
    const { patch, added, left } = kg.picture.expansion(entity, rule, most);
    if (!added) return void kg.toast(kg.t("graph.all_drawn"));
    kg.state.set(patch);
    centre(entity);
    kg.toast(left ? kg.t("graph.expanded_left", { n: added, left }) : kg.t("graph.expanded", { n: added }));
  };

  let looked = null;
  /** Where to look after a change: at who was gone to, at a path, at what a filter left, else nowhere new; nor for a language or theme. */
  const look = (state) => {
    const previous = looked;
    looked = state;
    const comes = !previous || previous.selected !== state.selected || previous.near !== state.near;
    const trail = kg.trail.of(state);
    const turns = !previous || previous.pair !== state.pair || previous.path !== state.path || kg.trail.of(previous)?.at !== trail?.at;
    if (trail && turns) network.moveTo({ ...frame([...trail.nodes].map((i) => entities[i].id)), animation: previous ? ANIMATION : false });
    else if (state.selected && state.near && comes && (!state.focus || previous?.focus === state.focus)) centre(byId.get(state.selected));
    else if (!previous || ["filters", "focus", "only"].some((part) => previous[part] !== state[part])) fit(previous ? ANIMATION : false);
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

  /** Makes many changes one picture: vis-network would draw after each of them, up to eight times for a click. */
  const once = (change) => {
    const { emitter } = network.body;
    emitter.emit("_blockRedraw");
    try {
      change();
    } finally {
      emitter.emit("_allowRedraw");
    }
    emitter.emit("_requestRedraw");
  };

  const update = (state, previous) => {
    if (previous && kg.picture.same(state, previous)) return;
    once(() => {
      if (!previous) paint();
      sync(state);
      dim(!previous, state);
      look(state);
    });
    empty.hidden = shown.length > 0;
    empty.textContent = kg.t(entities.length ? "app.empty_filtered" : "app.empty_graph");
    hint.textContent = kg.t("graph.hint");
    root.setAttribute("aria-label", kg.t("access.picture", { n: shown.length }));
  };

  const empty = kg.el("p", "empty", "", { id: "empty", hidden: true });
  const hint = kg.el("p", "hint");
  const mount = (element) => {
    root = kg.el("div", "network", "", { id: "network" });
    root.setAttribute("role", "img");
    element.append(root, empty, hint);
    network = new vis.Network(root, { nodes, edges }, kg.store.read("kg-options"));
    kg.stage.network = network;
    // vis-network would take the focus and do nothing with it: the keyboard has the list of nodes (twin.js).
    root.querySelector("[tabindex]")?.removeAttribute("tabindex");
    listen();
    return new Promise((done) => { network.once("afterDrawing", done); });
  };

  const tools = () => [kg.el("button", "", kg.t("actions.fit"), { id: "fit", title: kg.t("actions.fit_note"), onclick: () => fit() })];

  kg.views.add({ id: "graph", label: "views.graph", order: 10, mount, update, tools });
  kg.keys.add("0", "keys.fit", () => fit(), { when: () => kg.views.shown() === "graph" });
  kg.keys.add("e", "keys.expand", () => expand(byId.get(kg.state.get().selected)), { when: () => kg.views.shown() === "graph" && kg.state.get().selected !== null });

  /** network: the vis.Network once the view was shown; nodes, edges: its data sets. */
  kg.stage = { network: null, nodes, edges, fit, centre, expand, frame, under };
  kg.visibleCount = () => nodes.length;
})(window.kg);
