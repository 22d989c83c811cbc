// Writes names beside nodes. vis-network draws every label or none; here a label is drawn when it finds room, so that
// names stay readable and apart at every zoom, the important ones first.
((kg) => {
  "use strict";

  const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif';
  const widths = new Map();
  let boxes = [];

  const measure = (ctx, text, font, size) => {
    const key = `${font}${text}`;
    if (!widths.has(key)) widths.set(key, ctx.measureText(text).width / size);
    return widths.get(key);
  };
  const meets = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

  const write = (ctx, text, x, y, colour, halo) => {
    ctx.lineWidth = halo;
    ctx.strokeStyle = kg.theme.colour("--halo");
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  };

  /** Places where a label may stand: below, above, right, left of its node. */
  const spots = (x, y, reach, wide, high, gap) => [
    [x - wide / 2, y + reach + gap],
    [x - wide / 2, y - reach - gap - high],
    [x + reach + gap, y - high / 2],
    [x - reach - gap - wide, y - high / 2],
  ];

  const place = (ctx, node, { scale, window }, taken, obstacles) => {
    const size = (node.strong ? 14 : node.size >= 26 ? 14 : node.size >= 18 ? 12.5 : 11.5) / scale;
    const font = node.strong || node.size >= 26 ? "600" : "400";
    ctx.font = `${font} ${size}px ${FONT}`;
    const text = node.strong ? kg.format.short(node.name, 24) : node.text;
    const wide = measure(ctx, text, font, size) * size;
    const pad = 2 / scale;
    for (const [left, top] of spots(node.x, node.y, node.size, wide, size, 3 / scale)) {
      const box = { left: left - pad, right: left + wide + pad, top: top - pad, bottom: top + size + pad, i: node.i };
      if (box.left < window.left || box.right > window.right || box.top < window.top || box.bottom > window.bottom) continue;
      if (taken.some((other) => meets(box, other))) continue;
      if (!node.strong && obstacles.some((other) => other.i !== node.i && meets(box, other))) continue;
      taken.push(box);
      write(ctx, text, left, top, kg.theme.colour(node.faint ? "--faint" : "--ink"), 3.5 / scale);
      return;
    }
  };

  /** Draws the labels of `nodes` (most important first, clear of `all` and of `marks`) and what is written on lines. */
  const draw = (ctx, view, { nodes, all, lines, marks }) => {
    const { scale } = view;
    const taken = [...marks];
    const obstacles = all.map(({ i, x, y, size }) => ({
      i, left: x - size * 0.8, right: x + size * 0.8, top: y - size * 0.8, bottom: y + size * 0.8,
    }));
    ctx.save();
    ctx.textBaseline = "top";
    ctx.textAlign = "left";
    ctx.lineJoin = "round";
    for (const node of nodes) place(ctx, node, view, taken, obstacles);
    boxes = [...taken];
    const size = 10.5 / scale;
    ctx.font = `400 ${size}px ${FONT}`;
    for (const { text, x, y } of lines) {
      const wide = measure(ctx, text, "line", size) * size;
      const box = { left: x - wide / 2, right: x + wide / 2, top: y - size / 2, bottom: y + size / 2 };
      if ([...taken, ...obstacles].some((other) => meets(box, other))) continue;
      taken.push(box);
      write(ctx, text, box.left, box.top, kg.theme.colour("--soft"), 3 / scale);
    }
    ctx.restore();
  };

  /** The entity whose label stands at a point of the canvas, so that names can be clicked too. */
  const at = (x, y) => boxes.find((box) => x > box.left && x < box.right && y > box.top && y < box.bottom)?.i ?? null;

  kg.labels = { draw, at, boxes: () => boxes };
})(window.kg);
