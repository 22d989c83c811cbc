// Names on the overview: those of the communities, each where it finds room in or beside its disc, then those of nodes that are
// large enough on the screen. None covers another; the important ones choose first.
((kg) => {
  "use strict";

  const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif';
  const CELL = 48; // px, of the grid in which taken boxes are looked up
  const NODES = 160; // names of nodes at most
  const widths = new Map();

  const measure = (ctx, text, font) => {
    const key = `${font}${text}`;
    if (!widths.has(key)) {
      ctx.font = font;
      widths.set(key, ctx.measureText(text).width);
    }
    return widths.get(key);
  };

  /** Boxes that are taken, in a grid. */
  const board = (wide, high) => {
    const cells = new Map();
    const keys = ({ left, right, top, bottom }) => {
      const found = [];
      for (let x = Math.floor(left / CELL); x <= right / CELL; x += 1) for (let y = Math.floor(top / CELL); y <= bottom / CELL; y += 1) found.push(x * 10000 + y);
      return found;
    };
    const meets = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
    return {
      free: (box) => box.left >= 0 && box.top >= 0 && box.right <= wide && box.bottom <= high && !keys(box).some((key) => cells.get(key)?.some((other) => meets(box, other))),
      take: (box) => { for (const key of keys(box)) cells.set(key, [...(cells.get(key) ?? []), box]); },
    };
  };

  const write = (ctx, text, box, font, size, colour) => {
    ctx.font = font;
    ctx.lineWidth = 4;
    ctx.strokeStyle = kg.theme.colour("--halo");
    ctx.strokeText(text, box.left + 2, box.top + 2 + size / 2);
    ctx.fillStyle = colour;
    ctx.fillText(text, box.left + 2, box.top + 2 + size / 2);
  };

  /** Middle of the disc, then above and below it, then between. */
  const spots = (x, y, reach, high) => [[x, y], [x, y - reach - high / 2], [x, y + reach + high / 2], [x, y - reach / 2], [x, y + reach / 2], [x - reach / 2, y], [x + reach / 2, y]];

  const place = (ctx, taken, { text, size, bold, places, colour }) => {
    const font = `${bold ? 700 : 400} ${size}px ${FONT}`;
    const wide = measure(ctx, text, font);
    for (const [x, y] of places) {
      const box = { left: x - wide / 2 - 2, right: x + wide / 2 + 2, top: y - size / 2 - 2, bottom: y + size / 2 + 2 };
      if (!taken.free(box)) continue;
      taken.take(box);
      write(ctx, text, box, font, size, colour);
      return box;
    }
    return null;
  };

  /**
   * @param {CanvasRenderingContext2D} ctx
   * @param {Sight} sight
   * @param {{name: string, x: number, y: number, reach: number, n: number}[]} communities  largest first
   * @param {{name: string, x: number, y: number, r: number}[]} nodes  heaviest first, r in px
   * @returns {{communities: object[], nodes: object[]}} the boxes that were written, for tests
   */
  const draw = (ctx, sight, communities, nodes) => {
    const [px, py] = kg.sketch.project(sight);
    const taken = board(sight.wide, sight.high);
    const written = { communities: [], nodes: [] };
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.lineJoin = "round";
    for (const { name, x, y, reach, n } of communities) {
      const size = Math.max(12, Math.min(20, 9 + Math.sqrt(n) * 0.45 * Math.min(1.4, Math.max(0.7, sight.scale * 2))));
      const text = kg.format.short(name, 12);
      const box = place(ctx, taken, { text, size, bold: true, places: spots(px(x), py(y), reach * sight.scale, size + 4), colour: kg.theme.colour("--ink") });
      if (box) written.communities.push({ ...box, name });
    }
    for (const { name, x, y, r } of nodes.slice(0, NODES)) {
      const [at, top] = [px(x), py(y)];
      const box = place(ctx, taken, { text: kg.format.short(name, 10), size: 12, bold: false, places: [[at, top + r + 9], [at, top - r - 9]], colour: kg.theme.colour("--soft") });
      if (box) written.nodes.push({ ...box, name });
    }
    return written;
  };

  kg.titles = { draw };
})(window.kg);
