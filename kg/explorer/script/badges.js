// Marks at the nodes: how many neighbours are not drawn (+12), and a pin where a node was put by hand.
((kg) => {
  "use strict";

  const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
  const SMALL = 9; // pixels; a node with a smaller radius on the screen has no room for a mark
  let boxes = [];

  const counted = new WeakMap();
  /**
   * Position of a drawn entity -> number of its neighbours that pass and are not drawn.
   * @param {State} state
   * @param {Entity[]} shown  what is drawn; a figure may leave some of the picture out
   * @returns {Map<number, number>}
   */
  const counts = (state, shown = kg.picture.compose(state).shown) => {
    if (!counted.has(shown)) {
      const drawn = new Set(shown.map(({ i }) => i));
      counted.set(shown, new Map(shown.map((entity) => [entity.i, away(entity, drawn, state.filters)])));
    }
    return counted.get(shown);
  };
  const away = (entity, drawn, filters) => {
    const found = new Set();
    for (const { object } of entity.out) if (!drawn.has(object)) found.add(object);
    for (const { subject } of entity.into) if (!drawn.has(subject)) found.add(subject);
    let n = 0;
    for (const i of found) n += kg.filters.passesEntity(kg.store.entities[i], filters) ? 1 : 0;
    return n;
  };

  const short = (n) => (n < 1000 ? `+${n}` : `+${Math.floor(n / 100) / 10}k`);

  const pill = (ctx, text, x, y, scale, strong) => {
    const size = 9.5 / scale;
    ctx.font = `600 ${size}px ${FONT}`;
    const [wide, high] = [ctx.measureText(text).width + 7 / scale, 13 / scale];
    ctx.fillStyle = kg.theme.colour(strong ? "--accent" : "--paper");
    ctx.strokeStyle = kg.theme.colour(strong ? "--accent" : "--line-strong");
    ctx.lineWidth = 1 / scale;
    const outline = new Path2D(kg.shapes.pill(x, y - high / 2, wide, high));
    ctx.fill(outline);
    ctx.stroke(outline);
    ctx.fillStyle = kg.theme.colour(strong ? "--paper" : "--soft");
    ctx.fillText(text, x + 3.5 / scale, y + 0.5 / scale);
    return { left: x, right: x + wide, top: y - high / 2, bottom: y + high / 2 };
  };

  const pin = (ctx, x, y, scale) => {
    const { needle, head } = kg.shapes.pin(x, y, 1 / scale);
    ctx.strokeStyle = kg.theme.colour("--ink");
    ctx.fillStyle = kg.theme.colour("--mark");
    ctx.lineWidth = 1.4 / scale;
    ctx.stroke(new Path2D(needle));
    ctx.fill(new Path2D(head));
    ctx.stroke(new Path2D(head));
  };

  /**
   * @param {CanvasRenderingContext2D} ctx
   * @param {{i: number, id: string, x: number, y: number, size: number, strong: boolean, faint: boolean}[]} rows  drawn nodes
   * @param {State} state
   * @returns {{left: number, right: number, top: number, bottom: number, i: number}[]} where nothing else should be written
   */
  const draw = (ctx, rows, scale, state) => {
    const left = counts(state);
    boxes = [];
    ctx.save();
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    for (const { i, id, x, y, size, strong, faint } of rows) {
      const reach = size * 0.72;
      const n = left.get(i) ?? 0;
      if (n && !faint && (size * scale >= SMALL || strong)) {
        const box = { ...pill(ctx, short(n), x + reach, y - reach, scale, strong), i };
        boxes.push(box);
      }
      if (state.pinned[id]) pin(ctx, x - reach, y - reach, scale);
    }
    ctx.restore();
    return boxes;
  };

  /** The entity whose +N stands at a point of the canvas; null: none. */
  const at = (x, y) => boxes.find((box) => x > box.left && x < box.right && y > box.top && y < box.bottom)?.i ?? null;

  kg.badges = { draw, at, counts, short };
})(window.kg);
