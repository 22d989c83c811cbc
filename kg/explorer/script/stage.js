// The picture: which entities are drawn, filters, selection, expansion. Draws with vis-network, positions come from the build.
((kg) => {
  "use strict";

  const { entities, types, predicates, byId, neighbours, first, options } = kg.store;
  const CAP = 50; // neighbours drawn at once
  const CALM = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const ANIMATION = CALM ? { duration: 350, easingFunction: "easeInOutQuad" } : false;

  const nodes = new vis.DataSet(first.nodes);
  const edges = new vis.DataSet(first.edges);
  const network = new vis.Network(document.getElementById("network"), { nodes, edges }, options);
  const core = first.nodes.map((node) => byId.get(node.id).i);
  const signs = new Map(first.edges.map((edge) => [edge.id, sign(edge)]));
  const hidden = { types: new Set(), predicates: new Set() };
  let drawn = new Set(core);
  let selected = null;
  let hovered = null;
  let ranked = [];
  let changed = () => {};

  function sign(edge) {
    return `${edge.arrows}|${edge.dashes ? 1 : 0}|${edge.width}`;
  }

  const visible = () => entities.filter(({ i, type }) => drawn.has(i) && !hidden.types.has(type));

  /** One line for each pair of visible entities; the same as page.py makes for the first view. */
  const lines = (seen) => {
    const inside = new Set(seen.map(({ i }) => i));
    const pairs = new Map();
    for (const entity of seen) {
      for (const fact of entity.out) {
        if (!inside.has(fact.object) || fact.object === fact.subject || hidden.predicates.has(fact.predicate)) continue;
        const ahead = fact.subject < fact.object;
        const [a, b] = ahead ? [fact.subject, fact.object] : [fact.object, fact.subject];
        const id = `${entities[a].id} ${entities[b].id}`;
        const pair = pairs.get(id) ?? { id, from: entities[a].id, to: entities[b].id, ahead: false, back: false, planned: true, count: 0 };
        pair.ahead ||= ahead;
        pair.back ||= !ahead;
        pair.planned &&= fact.planned;
        pair.count += 1;
        pairs.set(id, pair);
      }
    }
    return [...pairs.values()].map(({ id, from, to, ahead, back, planned, count }) => ({
      id, from, to, arrows: ahead && back ? "to, from" : ahead ? "to" : "from", dashes: planned ? [9, 7] : false, width: Math.min(5, 1 + count),
    }));
  };

  /** Brings the data sets of vis-network in line with what should be seen. */
  const sync = () => {
    const seen = visible();
    const wanted = new Set(seen.map(({ id }) => id));
    const wires = lines(seen);
    const kept = new Set(wires.map(({ id }) => id));
    nodes.remove(nodes.getIds().filter((id) => !wanted.has(id)));
    nodes.add(
      seen.filter(({ id }) => !nodes.get(id)).map((entity) => ({ id: entity.id, label: entity.name, group: types[entity.type].id, ...kg.spots.at(entity), size: entity.size })),
    );
    edges.remove(edges.getIds().filter((id) => !kept.has(id)));
    edges.update(wires.filter((edge) => !edges.get(edge.id) || signs.get(edge.id) !== sign(edge)));
    for (const edge of wires) signs.set(edge.id, sign(edge));
    if (selected !== null && !wanted.has(entities[selected].id)) selected = null;
    ranked = seen.sort((a, b) => b.weight - a.weight || a.i - b.i);
    dim();
    changed();
  };

  /** Leaves only the selected entity and its neighbours in full colour. */
  const dim = () => {
    const near = selected === null ? null : new Set([selected, ...neighbours(entities[selected]).map(({ i }) => i)]);
    const bright = (id) => near === null || near.has(byId.get(id).i);
    nodes.update(
      nodes.get().filter((node) => (node.opacity ?? 1) !== (bright(node.id) ? 1 : 0.22)).map(({ id }) => ({ id, opacity: bright(id) ? 1 : 0.22 })),
    );
    const own = selected === null ? null : entities[selected].id;
    const strength = (edge) => (own === null ? 0.75 : edge.from === own || edge.to === own ? 1 : 0.15);
    edges.update(
      edges.get().filter((edge) => (edge.color?.opacity ?? 0.75) !== strength(edge)).map((edge) => ({
        id: edge.id,
        color: { color: strength(edge) === 1 ? "#7d90a3" : "#98a6b5", highlight: "#33475b", hover: "#5b7083", opacity: strength(edge) },
      })),
    );
    if (own !== null) network.selectNodes([own], false);
    else network.unselectAll();
  };

  const linesOfSelected = (scale) => {
    if (selected === null) return [];
    const entity = entities[selected];
    const told = new Map();
    for (const fact of [...entity.out, ...entity.into]) {
      const other = entities[fact.object === selected ? fact.subject : fact.object];
      if (!drawn.has(other.i) || hidden.types.has(other.type) || hidden.predicates.has(fact.predicate) || other === entity) continue;
      const names = told.get(other) ?? new Set();
      told.set(other, names.add(predicates[fact.predicate].label));
    }
    const at = network.getPositions([entity.id, ...[...told.keys()].map(({ id }) => id)]);
    const own = at[entity.id];
    return [...told].flatMap(([other, names]) => {
      const end = at[other.id];
      if (!own || !end) return []; // filtered away: the network does not know where it would be
      const far = Math.hypot(end.x - own.x, end.y - own.y) * scale;
      return far < 70 ? [] : [{ text: [...names].join("、"), x: own.x * 0.45 + end.x * 0.55, y: own.y * 0.45 + end.y * 0.55 }];
    });
  };

  const corners = () => {
    const { clientWidth, clientHeight } = document.getElementById("network");
    const [low, high] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: clientWidth, y: clientHeight })];
    return { left: low.x, top: low.y, right: high.x, bottom: high.y };
  };

  network.on("afterDrawing", (ctx) => {
    const scale = network.getScale();
    const near = selected === null ? new Set() : new Set([selected, ...neighbours(entities[selected]).map(({ i }) => i)]);
    const at = network.getPositions();
    const turn = ({ i }) => (i === hovered ? 0 : i === selected ? 1 : near.has(i) ? 2 : 3);
    const order = [...ranked].sort((a, b) => turn(a) - turn(b));
    const rows = order.map((entity) => ({
      i: entity.i, name: entity.name, text: kg.format.short(entity.name, 12), size: entity.size, ...at[entity.id],
      strong: entity.i === selected || entity.i === hovered, faint: near.size > 0 && !near.has(entity.i),
    }));
    // Beside a selection only landmarks keep their names.
    const named = rows.filter((row) => row.x !== undefined && (!row.faint || row.size >= 28 || rows.length < 40));
    kg.labels.draw(ctx, { scale, window: corners() }, { nodes: named, all: rows, lines: linesOfSelected(scale) });
  });

  const hit = (event) => {
    if (event.nodes?.length) return byId.get(event.nodes[0]);
    const { x, y } = event.pointer.canvas;
    const i = kg.labels.at(x, y);
    return i === null ? null : entities[i];
  };
  network.on("click", (event) => {
    const entity = hit(event);
    if (entity) kg.go(entity, { still: true });
    else if (event.edges.length) {
      const edge = edges.get(event.edges[0]);
      kg.panel.link(byId.get(edge.from), byId.get(edge.to));
    } else kg.go(null);
  });
  network.on("doubleClick", (event) => {
    const entity = hit(event);
    if (!entity) return;
    expand(entity);
    kg.panel.entity(entity); // its button counts what is left
  });
  const hover = (i) => {
    hovered = i;
    network.redraw();
    network.canvas.body.container.classList.toggle("pointing", i !== null);
  };
  network.on("hoverNode", ({ node }) => hover(byId.get(node).i));
  network.on("blurNode", () => hover(null));

  /** All nodes in the window, with a margin for the names at the edges. */
  const fit = (animation = ANIMATION) => {
    const { position, scale } = frame();
    network.moveTo({ position, scale, animation });
  };
  const frame = () => {
    const spots = Object.values(network.getPositions());
    if (!spots.length) return { position: { x: 0, y: 0 }, scale: 1 };
    const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const { clientWidth, clientHeight } = document.getElementById("network");
    const scale = Math.min((clientWidth - 150) / (right - left || 1), (clientHeight - 80) / (bottom - top || 1), 1.1);
    return { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.02) };
  };

  /** Moves the picture so that an entity stands in the middle with as many neighbours around as stay readable. */
  const centre = (entity) => {
    const own = network.getPositions([entity.id])[entity.id];
    const at = network.getPositions(neighbours(entity).map(({ id }) => id).filter((id) => nodes.get(id)));
    const { clientWidth, clientHeight } = document.getElementById("network");
    const reach = Object.values(at).map(({ x, y }) => Math.max(Math.abs(x - own.x) / clientWidth, Math.abs(y - own.y) / clientHeight));
    // Four fifths of the neighbours: a few far relatives should not shrink all others.
    const wish = reach.sort((a, b) => a - b)[Math.floor(reach.length * 0.8)] ?? 0;
    const scale = Math.min(1.1, Math.max(0.45, wish ? 0.42 / wish : 1));
    network.moveTo({ position: own, scale, animation: ANIMATION });
  };

  const standing = () => [...drawn].map((i) => entities[i]);

  /** Draws these entities, those that are new around `middle`. */
  const gather = (middle, wanted) => {
    if (!drawn.has(middle.i)) {
      // Beside the most particular of its neighbours in the picture: a project by its park rather than by its province.
      const known = neighbours(middle).filter(({ i }) => drawn.has(i)).at(-1);
      if (known) kg.spots.settle(known, [middle], standing());
      drawn.add(middle.i);
    }
    const newcomers = wanted.filter(({ i }) => !drawn.has(i));
    kg.spots.settle(middle, newcomers, standing());
    for (const { i } of newcomers) drawn.add(i);
  };

  /** Draws up to CAP neighbours that are not drawn yet, and says how many are left. */
  const expand = (entity) => {
    const waiting = neighbours(entity).filter(({ i }) => !drawn.has(i));
    const added = Math.min(CAP, waiting.length);
    const left = waiting.length - added;
    gather(entity, waiting.slice(0, CAP));
    sync();
    centre(entity);
    if (!added) kg.toast("邻居已全部在图中");
    else kg.toast(left ? `已展开 ${added} 个邻居，还有 ${left} 个未显示，再次展开可继续` : `已展开 ${added} 个邻居`);
    return { added, left };
  };

  const select = (entity, { still = false } = {}) => {
    selected = entity ? entity.i : null;
    if (entity) {
      hidden.types.delete(entity.type);
      // Who comes by search or link wants to see what it stands among; a click in the picture should not change it.
      gather(entity, still ? [] : neighbours(entity).slice(0, CAP));
    }
    sync();
    if (entity && !still) centre(entity);
  };

  const reset = () => {
    drawn = new Set(core);
    hidden.types.clear();
    hidden.predicates.clear();
    selected = null;
    kg.spots.clear();
    sync();
    nodes.update(core.map((i) => ({ id: entities[i].id, x: entities[i].x, y: entities[i].y })));
    fit();
  };

  /** Shows one type alone; draws its heaviest so that there is something to see. */
  const only = (type) => {
    types.forEach((_, i) => (i === type ? hidden.types.delete(i) : hidden.types.add(i)));
    const best = entities.filter((entity) => entity.type === type).sort((a, b) => b.weight - a.weight || a.i - b.i);
    for (const { i } of best.slice(0, 100)) drawn.add(i);
    sync();
    fit();
  };

  // A node that was dragged keeps its place.
  network.on("dragEnd", ({ nodes: ids }) => {
    for (const [id, spot] of Object.entries(network.getPositions(ids))) kg.spots.keep(byId.get(id), spot);
  });
  fit(false);

  kg.stage = {
    hidden, sync, select, expand, reset, only, visible: () => ranked, fit: () => fit(),
    waiting: (entity) => neighbours(entity).filter(({ i }) => !drawn.has(i)).length,
    onchange: (act) => { changed = act; },
    selected: () => (selected === null ? null : entities[selected]),
    network,
  };
  kg.visibleCount = () => nodes.length;
})(window.kg);
