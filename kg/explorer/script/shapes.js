// The shapes of the picture as path data, which SVG and canvas (Path2D) both read. Pure. Radii as vis-network means them.
((kg) => {
  "use strict";

  const round = (number) => Math.round(number * 100) / 100;
  /** Corners as [angle in degrees, part of the radius]; 0 degrees points right, 90 down. */
  const CORNERS = {
    square: [[-135, 1.25], [-45, 1.25], [45, 1.25], [135, 1.25]],
    diamond: [[-90, 1], [0, 1], [90, 1], [180, 1]],
    triangle: [[-90, 1.15], [30, 1.15], [150, 1.15]],
    triangleDown: [[90, 1.15], [210, 1.15], [330, 1.15]],
    hexagon: [0, 60, 120, 180, 240, 300].map((angle) => [angle, 1]),
    star: Array.from({ length: 10 }, (_, k) => [k * 36 - 90, k % 2 ? 0.52 : 1.3]),
  };

  const polygon = (points) => `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join("L")}Z`;

  /** @returns {string} path data of a sign with its middle at x, y; what is no known shape is a dot */
  const symbol = (shape, x, y, r) => {
    if (!Object.hasOwn(CORNERS, shape)) {
      return `M${round(x - r)} ${round(y)}a${round(r)} ${round(r)} 0 1 0 ${round(r * 2)} 0a${round(r)} ${round(r)} 0 1 0 ${round(-r * 2)} 0Z`;
    }
    return polygon(CORNERS[shape].map(([angle, part]) => {
      const turn = (angle * Math.PI) / 180;
      return [x + Math.cos(turn) * part * r, y + Math.sin(turn) * part * r];
    }));
  };

  /**
   * A line between two signs, from rim to rim, and the heads at its ends.
   * @param {{x: number, y: number, r: number}} from
   * @param {{x: number, y: number, r: number}} to
   * @param {{ahead: boolean, back: boolean, head: number}} how  head: length of an arrow head
   * @returns {{line: string, heads: string[]}|null} null: the signs touch
   */
  const arrow = (from, to, { ahead, back, head }) => {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const far = Math.hypot(dx, dy);
    const free = far - from.r - to.r - 3;
    if (!(free > 1)) return null;
    const [ux, uy] = [dx / far, dy / far];
    const long = Math.min(head, free / (ahead && back ? 2 : 1));
    const [a, b] = [from.r + 1.5, far - to.r - 1.5];
    const at = (along, side = 0) => [from.x + ux * along - uy * side, from.y + uy * along + ux * side];
    const tip = (point, base) => polygon([at(point), at(base, long * 0.42), at(base, -long * 0.42)]);
    // The line ends inside the head: its blunt end would stick out of the point.
    const [start, end] = [at(back ? a + long * 0.7 : a), at(ahead ? b - long * 0.7 : b)];
    return {
      line: `M${round(start[0])} ${round(start[1])}L${round(end[0])} ${round(end[1])}`,
      heads: [...(ahead ? [tip(b, b - long)] : []), ...(back ? [tip(a, a + long)] : [])],
    };
  };

  /** A box whose ends are half circles, for numbers. */
  const pill = (x, y, wide, high) => {
    const [r, left, right] = [round(high / 2), round(x + high / 2), round(x + wide - high / 2)];
    return `M${left} ${round(y)}H${right}A${r} ${r} 0 0 1 ${right} ${round(y + high)}H${left}A${r} ${r} 0 0 1 ${left} ${round(y)}Z`;
  };

  /** A drawing pin whose point is near x, y. @returns {{needle: string, head: string}} */
  const pin = (x, y, unit) => ({
    needle: `M${round(x)} ${round(y)}L${round(x + 6 * unit)} ${round(y + 9 * unit)}`,
    head: symbol("dot", x - 2 * unit, y - 3 * unit, 5 * unit),
  });

  kg.shapes = { symbol, arrow, pill, pin };
})(window.kg);
