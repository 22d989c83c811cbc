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

  const { types, byId } = kg.store;
  const PAPERS = { A4: { width: 1123, height: 794, mm: [297, 210] }, A3: { width: 1587, height: 1123, mm: [420, 297] } };
  const MARGIN = 40;
  // Ink on white paper, whatever the theme of the screen.
  const INK = { strong: "#17222d", soft: "#4f5c69", faint: "#7d8894", line: "#8796a5", active: "#4a5f73", rule: "#c9d2db", accent: "#0b5394", pin: "#ffe27a" };
  const STRETCH = 1.8; // the axes mean nothing: a high picture may be drawn wider to fill the sheet, within measure
  const SIZES = [[26, 13, 600], [18, 11, 400], [0, 9.5, 400]]; // from this radius on: size and weight of the name

  const ROOMY = 7; // from this radius on a sign has room for its +N
  const [CAPTION, MARK] = [-1, -2]; // owners of boxes that belong to no entity

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

  /** The signs on the sheet; beside a path, a pair or a selection the others step back, as on the screen. */
  const signs = (shown, state, area, window) => {
    const all = shown.map((entity) => ({ entity, spot: kg.spots.at(entity) }));
    const inside = window ? all.filter(({ spot: { x, y } }) => x > window.left && x < window.right && y > window.top && y < window.bottom) : all;
    if (!inside.length) return [];
    const { scale, at } = projection(inside.map(({ spot }) => spot), area, window);
    const { node } = kg.trail.emphasis(state);
    const ends = new Set([state.selected, ...(state.pair ?? [])]);
    return inside.map(({ entity, spot }) => ({
      entity, ...at(spot), r: Math.max(3.2, Math.min(entity.size * scale, 17)), faint: !node(entity.i), strong: ends.has(entity.id),
    }));
  };

  /** How a line looks by its strength on the screen: paper needs more ink for what steps back. */
  const stroke = (strength, state) => {
    if (strength === 1) return { stroke: state.pair ? INK.accent : INK.active, opacity: state.pair ? 1 : 0.85, more: state.pair ? 0.8 : 0 };
    return { stroke: INK.line, opacity: strength > 0.5 ? 0.8 : 0.25, more: 0 };
  };

  const edges = (lines, byEntity, state) => {
    const { line } = kg.trail.emphasis(state);
    const found = { lines: [], heads: [] };
    for (const { from, to, arrows, dashes, width } of lines) {
      const [a, b] = [byEntity.get(from), byEntity.get(to)];
      const drawn = a && b && kg.shapes.arrow(a, b, { ahead: arrows.includes("to"), back: arrows.includes("from"), head: 5.5 });
      if (!drawn) continue;
      const { more, ...look } = stroke(line(byId.get(from).i, byId.get(to).i), state);
      found.lines.push({ d: drawn.line, ...look, width: 0.5 + width * 0.22 + more, ...(dashes ? { dash: [4, 3] } : {}) });
      found.heads.push(...drawn.heads.map((d) => ({ d, fill: look.stroke, opacity: look.opacity })));
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

  /** What is written on the lines: relations, and for how many facts a line stands. */
  const captions = (lines, byEntity, state) =>
    kg.captions(lines, Object.fromEntries(byEntity), 1, state)
      .map(({ text, x, y, times }) => ({ owner: CAPTION, x, y, r: 0, forms: [[text]], size: 8, weight: 400, times }));

  /** +N at a sign. */
  const more = ({ x, y, r, strong }, n) => {
    const text = kg.badges.short(n);
    const [left, top, wide, high] = [x + r * 0.72, y - r * 0.72 - 5.5, measure(text, 8, 600) + 6, 11];
    const [ground, ink] = strong ? [INK.accent, "#ffffff"] : ["#ffffff", INK.soft];
    return {
      box: { owner: MARK, left, right: left + wide, top, bottom: top + high },
      marks: [
        { d: kg.shapes.pill(left, top, wide, high), fill: ground, stroke: strong ? INK.accent : INK.line, width: 0.8, kind: "more" },
        { text, x: left + 3, y: top + 8.4, size: 8, weight: 600, fill: ink },
      ],
    };
  };

  const pin = ({ x, y, r }) => {
    const { needle, head } = kg.shapes.pin(x - r * 0.72, y - r * 0.72, 0.8);
    return [{ d: needle, stroke: INK.strong, width: 1.1 }, { d: head, fill: INK.pin, stroke: INK.strong, width: 1.1, kind: "pin" }];
  };

  /** The marks at the signs, and where names should not stand because of them. */
  const badges = (found, shown, state) => {
    const left = kg.badges.counts(state, shown);
    const pills = found.filter((sign) => left.get(sign.entity.i) && !sign.faint && (sign.r >= ROOMY || sign.strong))
      .map((sign) => more(sign, left.get(sign.entity.i)));
    const pins = found.filter(({ entity }) => state.pinned[entity.id]).flatMap(pin);
    return { marks: [...pills.flatMap(({ marks: made }) => made), ...pins], boxes: pills.map(({ box }) => box) };
  };

  const words = ({ lines, size, weight, box }, fill) => lines.map((text, k) => ({
    text, size, weight, fill, x: (box.left + box.right) / 2 - measure(text, size, weight) / 2,
    y: box.top + 0.5 + size * kg.placing.LEADING * (k + 0.8),
  }));

  const names = (found, written, boxes, area) => {
    const turn = ({ strong, faint }) => (strong ? 0 : faint ? 2 : 1);
    const wanted = found.filter(({ faint, entity }) => !faint || entity.size >= 28).sort((a, b) => turn(a) - turn(b));
    const labels = wanted.map(({ entity, x, y, r, strong }) => {
      const [, size, weight] = SIZES.find(([from]) => strong || entity.size >= from);
      return { owner: entity.i, x, y, r, forms: kg.placing.forms(entity.name), size, weight };
    });
    const obstacles = found.map(({ entity, x, y, r }) => ({ owner: entity.i, left: x - r, right: x + r, top: y - r, bottom: y + r }));
    const placed = kg.placing.place([...labels, ...written], { measure, frame: area, obstacles: [...obstacles, ...boxes] });
    const faint = new Set(found.filter((each) => each.faint).map(({ entity }) => entity.i));
    const colour = (owner) => (owner < 0 ? INK.soft : faint.has(owner) ? INK.faint : INK.strong);
    const timed = new Set(written.filter(({ times }) => times).map(({ forms }) => forms[0]));
    return {
      marks: placed.flatMap((label) => words(label, colour(label.owner))), times: placed.some(({ lines }) => timed.has(lines)),
      missing: wanted.length - placed.filter(({ owner }) => owner >= 0).length,
    };
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
    const byEntity = new Map(found.map((sign) => [sign.entity.id, sign]));
    const drawn = edges(lines, byEntity, state);
    const beside = badges(found, shown, state);
    const written = names(found, captions(lines, byEntity, state), beside.boxes, frame.area);
    const marked = { more: beside.boxes.length > 0, times: written.times, missing: written.missing };
    const foot = kg.legend.foot({ ...told, seen: found.map(({ entity }) => entity), marks: marked }, frame, { measure, ink: INK });
    return {
      width, height, paper, title, description: [...frame.said, ...foot.said].join("\n"), missing: written.missing,
      layers: [
        { id: "edges", marks: drawn.lines }, { id: "arrows", marks: drawn.heads }, { id: "nodes", marks: marks(found) },
        { id: "badges", marks: beside.marks }, { id: "labels", halo: true, marks: written.marks }, { id: "head", marks: frame.marks }, { id: "legend", marks: foot.marks },
      ],
    };
  };

  kg.figure = { compose, PAPERS, FONT };
})(window.kg);
