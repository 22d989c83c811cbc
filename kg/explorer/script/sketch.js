// Draws many nodes and lines on a canvas: one colour after another, small nodes as squares, lines in slices of a frame.
// vis-network needs 0.6 s for a frame of 20,000 nodes, this a thirtieth.
/**
 * @typedef {Look & {wide: number, high: number}} Sight  wide, high: of the window in pixels
 * @typedef {{x: Float32Array, y: Float32Array, r: Float32Array}} Spots  by number of the entity, in units of the map
 * @typedef {{fill: string, border: string, shape: string, nodes: number[]}} Layer
 */
((kg) => {
  "use strict";

  const PLAIN = 2.4; // px of radius below which shapes cannot be told apart and squares are drawn
  const RIM = 5; // px of radius from which a node has a border
  const SLOW = 5; // px
  const SLICE = 8; // ms of lines in a frame
  const CHUNK = 400; // shapes or lines in one path; very long paths are slow

  const polygon = (points) => (ctx, x, y, r) => {
    ctx.moveTo(x + points[0] * r, y + points[1] * r);
    for (let k = 2; k < points.length; k += 2) ctx.lineTo(x + points[k] * r, y + points[k + 1] * r);
    ctx.closePath();
  };
  const star = Array.from({ length: 10 }, (_, k) => [k % 2 ? 0.5 : 1.15, (k * Math.PI) / 5 - Math.PI / 2]).flatMap(([far, angle]) => [far * Math.cos(angle), far * Math.sin(angle)]);
  const SHAPES = {
    dot: (ctx, x, y, r) => { ctx.moveTo(x + r, y); ctx.arc(x, y, r, 0, 2 * Math.PI); },
    square: polygon([-0.85, -0.85, 0.85, -0.85, 0.85, 0.85, -0.85, 0.85]),
    diamond: polygon([0, -1.15, 1.15, 0, 0, 1.15, -1.15, 0]),
    triangle: polygon([0, -1.05, 1.05, 0.85, -1.05, 0.85]),
    triangleDown: polygon([0, 1.05, 1.05, -0.85, -1.05, -0.85]),
    hexagon: polygon([1.05, 0, 0.52, 0.92, -0.52, 0.92, -1.05, 0, -0.52, -0.92, 0.52, -0.92]),
    star: polygon(star),
  };

  /** Turns units of the map into pixels. @param {Sight} sight */
  const project = ({ x, y, scale, wide, high }) => [(left) => (left - x) * scale + wide / 2, (top) => (top - y) * scale + high / 2];

  /** What a window holds, in units of the map, with so many pixels around it. */
  const stretch = ({ x, y, scale, wide, high }, margin = 0) => {
    const [a, b] = [(wide / 2 + margin) / scale, (high / 2 + margin) / scale];
    return { left: x - a, right: x + a, top: y - b, bottom: y + b };
  };

  const inside = (nodes, spots, { left, right, top, bottom }) =>
    nodes.filter((i) => spots.x[i] > left && spots.x[i] < right && spots.y[i] > top && spots.y[i] < bottom);

  /** Radius in px. From SLOW on it grows more slowly than the map, so that zooming in parts what touches. */
  const radius = (spots, i, scale) => {
    const whole = spots.r[i] * scale;
    return whole > SLOW ? SLOW + (whole - SLOW) * 0.3 : Math.max(1, whole);
  };

  const shapes = (ctx, sight, spots, nodes, { shape, border }) => {
    const [px, py] = project(sight);
    const add = SHAPES[shape];
    for (let from = 0; from < nodes.length; from += CHUNK) {
      const part = nodes.slice(from, from + CHUNK);
      ctx.beginPath();
      for (const i of part) add(ctx, px(spots.x[i]), py(spots.y[i]), radius(spots, i, sight.scale));
      ctx.fill();
      if (!border || radius(spots, part[0], sight.scale) < RIM) continue;
      ctx.strokeStyle = border;
      ctx.stroke();
    }
  };

  const squares = (ctx, sight, spots, nodes) => {
    const [px, py] = project(sight);
    for (const i of nodes) {
      const r = radius(spots, i, sight.scale) * 0.9;
      ctx.fillRect(px(spots.x[i]) - r, py(spots.y[i]) - r, 2 * r, 2 * r);
    }
  };

  /**
   * Draws the layers, small nodes below large ones.
   * @param {CanvasRenderingContext2D} ctx
   * @param {Sight} sight
   * @param {Spots} spots
   * @param {Layer[]} layers
   * @param {number} [most] no more nodes than that, the first of each layer: for a frame in motion
   */
  const nodes = (ctx, sight, spots, layers, most = Infinity) => {
    const window_ = stretch(sight, 30);
    const seen = layers.map((layer) => inside(layer.nodes, spots, window_));
    const share = Math.min(1, most / seen.reduce((sum, { length }) => sum + length, 1));
    const some = seen.map((found) => (share < 1 ? found.slice(0, Math.ceil(found.length * share)) : found));
    const small = (i) => radius(spots, i, sight.scale) < PLAIN;
    ctx.lineWidth = 1;
    for (const [k, layer] of layers.entries()) {
      ctx.fillStyle = layer.fill;
      squares(ctx, sight, spots, some[k].filter(small));
    }
    for (const [k, layer] of layers.entries()) {
      ctx.fillStyle = layer.fill;
      // Layers begin with the heaviest; those are drawn last, on top.
      shapes(ctx, sight, spots, some[k].filter((i) => !small(i)).reverse(), layer);
    }
  };

  /**
   * Draws lines a slice in each frame; ends when drawn or when `stale` says so.
   * @param {CanvasRenderingContext2D} ctx
   * @param {Sight} sight
   * @param {Spots} spots
   * @param {Uint32Array} ends  two for each line
   * @param {() => boolean} stale
   */
  const lines = (ctx, sight, spots, ends, stale) => {
    const [px, py] = project(sight);
    const { left, right, top, bottom } = stretch(sight);
    const outside = (a, b) => Math.max(a[0], b[0]) < left || Math.min(a[0], b[0]) > right || Math.max(a[1], b[1]) < top || Math.min(a[1], b[1]) > bottom;
    let next = 0;
    const slice = () => {
      if (stale()) return;
      const begun = performance.now();
      while (next < ends.length && performance.now() - begun < SLICE) {
        ctx.beginPath();
        for (const end = Math.min(ends.length, next + 2 * CHUNK); next < end; next += 2) {
          const [i, k] = [ends[next], ends[next + 1]];
          if (outside([spots.x[i], spots.y[i]], [spots.x[k], spots.y[k]])) continue;
          ctx.moveTo(px(spots.x[i]), py(spots.y[i]));
          ctx.lineTo(px(spots.x[k]), py(spots.y[k]));
        }
        ctx.stroke();
      }
      if (next < ends.length) requestAnimationFrame(slice);
    };
    slice();
  };

  kg.sketch = { nodes, lines, project, stretch, radius };
})(window.kg);
