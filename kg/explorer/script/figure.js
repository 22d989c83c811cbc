// The graph view as a figure for paper: title, filters in words, signs, arrows, names that do not cover each other, legend, source.
// In: the state; out: a scene, plain marks on a sheet measured in CSS pixels (96 to the inch), which render.js makes SVG or PNG of.
/**
 * @typedef {{d: string, fill?: string, stroke?: string, width?: number, dash?: number[], opacity?: number, title?: string, kind?: string}} Shape
 * @typedef {{text: string, x: number, y: number, size: number, weight?: number, fill: string, opacity?: number}} Words  y: baseline
 * @typedef {{width: number, height: number, paper: string, title: string, description: string, missing: number,
 *   layers: {id: string, halo?: boolean, marks: any[]}[]}} Scene  marks: Shape or Words
 * @typedef {{paper?: string, title?: string, stamp?: boolean, near?: boolean, window?: ?{left: number, top: number, right: number, bottom: number}}} Wish
 *   near: only the selected entity and its neighbours; window: the part of the plane that is wanted, null: all of it
 */
((kg) => {
  "use strict";

  const { entities, types, predicates, neighbours } = kg.store;
  const PAPERS = { A4: { width: 1123, height: 794, mm: [297, 210] }, A3: { width: 1587, height: 1123, mm: [420, 297] } };
  const MARGIN = 40;
  // Ink on white paper, whatever the theme of the screen.
  const INK = { strong: "#17222d", soft: "#4f5c69", faint: "#7d8894", line: "#8796a5", active: "#4a5f73", rule: "#c9d2db" };
  const STRETCH = 1.8; // the axes mean nothing: a high picture may be drawn wider to fill the sheet, within measure
  const SIZES = [[26, 13, 600], [18, 11, 400], [0, 9.5, 400]]; // from this radius on: size and weight of the name

  const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif';
  let pen = null;
  /** @type {Measure} */
  const measure = (text, size, weight) => {
    pen ??= document.createElement("canvas").getContext("2d");
    pen.font = `${weight} ${size}px ${FONT}`;
    return pen.measureText(text).width;
  };

  const bounds = (points) => ({
    left: Math.min(...points.map(({ x }) => x)), right: Math.max(...points.map(({ x }) => x)),
    top: Math.min(...points.map(({ y }) => y)), bottom: Math.max(...points.map(({ y }) => y)),
  });

  /** Where a point of the plane comes to stand on the sheet. */
  const projection = (points, area, window) => {
    const box = window ?? bounds(points);
    const [side, end] = window ? [0, 0] : [46, 26]; // room for the names at the rim
    const [wide, high] = [area.right - area.left - side * 2, area.bottom - area.top - end * 2];
    const [sx, sy] = [wide / (box.right - box.left || 1), high / (box.bottom - box.top || 1)];
    const scale = Math.min(sx, sy, window ? Infinity : 1.3);
    const [kx, ky] = window ? [scale, scale] : [Math.min(sx, scale * STRETCH, 1.8), Math.min(sy, scale * STRETCH, 1.8)];
    const [mx, my] = [(area.left + area.right) / 2, (area.top + area.bottom) / 2];
    return { scale, at: ({ x, y }) => ({ x: mx + (x - (box.left + box.right) / 2) * kx, y: my + (y - (box.top + box.bottom) / 2) * ky }) };
  };

  /** The signs on the sheet; beside a selection the others step back, as on the screen. */
  const signs = (shown, state, area, window) => {
    const all = shown.map((entity) => ({ entity, spot: kg.spots.at(entity) }));
    const inside = window ? all.filter(({ spot: { x, y } }) => x > window.left && x < window.right && y > window.top && y < window.bottom) : all;
    if (!inside.length) return [];
    const { scale, at } = projection(inside.map(({ spot }) => spot), area, window);
    const own = state.selected ? kg.store.byId.get(state.selected) : null;
    const near = own ? new Set([own, ...neighbours(own)]) : null;
    return inside.map(({ entity, spot }) => ({
      entity, ...at(spot), r: Math.max(3.2, Math.min(entity.size * scale, 17)), faint: near !== null && !near.has(entity), strong: entity === own,
    }));
  };

  const edges = (lines, byEntity, own) => {
    const found = { lines: [], heads: [] };
    for (const { from, to, arrows, dashes, width } of lines) {
      const [a, b] = [byEntity.get(from), byEntity.get(to)];
      const drawn = a && b && kg.shapes.arrow(a, b, { ahead: arrows.includes("to"), back: arrows.includes("from"), head: 5.5 });
      if (!drawn) continue;
      const touches = own !== null && (from === own || to === own);
      const [stroke, opacity] = touches ? [INK.active, 0.85] : [INK.line, own === null ? 0.8 : 0.25];
      found.lines.push({ d: drawn.line, stroke, opacity, width: 0.5 + width * 0.22, ...(dashes ? { dash: [4, 3] } : {}) });
      found.heads.push(...drawn.heads.map((d) => ({ d, fill: stroke, opacity })));
    }
    return found;
  };

  const marks = (found) => found.map(({ entity, x, y, r, faint, strong }) => {
    const type = types[entity.type];
    return {
      d: kg.shapes.symbol(type.shape, x, y, r), fill: type.fill, stroke: strong ? INK.strong : type.border, width: strong ? 2.4 : 0.9,
      opacity: faint ? 0.3 : 1, kind: type.id, title: `${type.label} · ${entity.name}`,
    };
  });

  /** Names of the relations beside the selected entity, where there is room. */
  const relations = (found, state) => {
    const own = found.find(({ strong }) => strong);
    if (!own) return [];
    return found.filter(({ entity }) => entity !== own.entity).flatMap((other) => {
      const told = [...own.entity.out.filter((fact) => fact.object === other.entity.i), ...own.entity.into.filter((fact) => fact.subject === other.entity.i)]
        .filter((fact) => kg.filters.passesLine(fact, state.filters));
      if (!told.length || Math.hypot(other.x - own.x, other.y - own.y) < 60) return [];
      const text = [...new Set(told.map((fact) => predicates[fact.predicate].label))].join(kg.t("list.comma"));
      return [{ owner: -1, x: own.x * 0.45 + other.x * 0.55, y: own.y * 0.45 + other.y * 0.55, r: 0, forms: [[text]], size: 8, weight: 400 }];
    });
  };

  const words = ({ lines, size, weight, box }, fill) => lines.map((text, k) => ({
    text, size, weight, fill, x: (box.left + box.right) / 2 - measure(text, size, weight) / 2,
    y: box.top + 0.5 + size * kg.placing.LEADING * (k + 0.8),
  }));

  const names = (found, state, area) => {
    const turn = ({ strong, faint }) => (strong ? 0 : faint ? 2 : 1);
    const wanted = found.filter(({ faint, entity }) => !faint || entity.size >= 28).sort((a, b) => turn(a) - turn(b));
    const labels = wanted.map(({ entity, x, y, r, strong }) => {
      const [, size, weight] = SIZES.find(([from]) => strong || entity.size >= from);
      return { owner: entity.i, x, y, r, forms: kg.placing.forms(entity.name), size, weight };
    });
    const obstacles = found.map(({ entity, x, y, r }) => ({ owner: entity.i, left: x - r, right: x + r, top: y - r, bottom: y + r }));
    const placed = kg.placing.place([...labels, ...relations(found, state)], { measure, frame: area, obstacles });
    const faint = new Set(found.filter((each) => each.faint).map(({ entity }) => entity.i));
    const colour = (owner) => (owner < 0 ? INK.soft : faint.has(owner) ? INK.faint : INK.strong);
    return { marks: placed.flatMap((label) => words(label, colour(label.owner))), missing: wanted.length - placed.filter(({ owner }) => owner >= 0).length };
  };

  /**
   * @param {State} state
   * @param {Wish} wish
   * @returns {Scene}
   */
  const compose = (state, { paper = "A4", title = kg.caption.subject(state), stamp = false, near = false, window = null } = {}) => {
    const { width, height } = PAPERS[paper];
    const { shown, lines, facts } = kg.caption.contents(state, near);
    const sheet = { left: MARGIN, right: width - MARGIN, top: MARGIN, bottom: height - MARGIN };
    const told = { state, title, shown, lines, facts, stamp };
    const frame = kg.legend.frame(told, sheet, { measure, ink: INK });
    const found = signs(shown, state, frame.area, window);
    const drawn = edges(lines, new Map(found.map((sign) => [sign.entity.id, sign])), state.selected);
    const written = names(found, state, frame.area);
    const foot = kg.legend.foot({ ...told, seen: found.map(({ entity }) => entity), missing: written.missing }, frame, { measure, ink: INK });
    return {
      width, height, paper, title, description: [...frame.said, ...foot.said].join("\n"), missing: written.missing,
      layers: [
        { id: "edges", marks: drawn.lines }, { id: "arrows", marks: drawn.heads }, { id: "nodes", marks: marks(found) },
        { id: "labels", halo: true, marks: written.marks }, { id: "head", marks: frame.marks }, { id: "legend", marks: foot.marks },
      ],
    };
  };

  kg.figure = { compose, PAPERS, FONT };
})(window.kg);
