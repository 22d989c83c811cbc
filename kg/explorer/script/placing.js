// Places names on paper so that none covers another, and breaks texts into lines. Pure: who measures is given.
/** @typedef {{left: number, top: number, right: number, bottom: number, owner?: number}} Box */
/** @typedef {(text: string, size: number, weight: number) => number} Measure */
((kg) => {
  "use strict";

  const LEADING = 1.22;
  const SMALLEST = 8; // CSS pixels: 6 points
  const CLOSING = /^[+＋、，。；：！？）】》」』”’…)\]},.;:!?·]/u;
  const OPENING = /[（【《「『“‘(\[{]$/u;
  const WORD = /[\p{Script=Latin}\p{N}]$/u;

  const meets = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
  const inside = (box, frame) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

  /** May a line end after `before`? Not before a closing sign, not after an opening one, not inside a word or number. */
  const breaks = (before, after) =>
    !CLOSING.test(after) && !OPENING.test(before) && !(WORD.test(before) && /^[\p{Script=Latin}\p{N}%]/u.test(after));

  const cut = (points, limit) => (points.length > limit ? [...points.slice(0, limit - 1), "…"] : points);

  /** A name in two lines of about the same length; null when it has no place to break. @returns {?string[]} */
  const halves = (name) => {
    const points = Array.from(name);
    const places = points.map((_, at) => at).filter((at) => at > 1 && at < points.length - 1 && breaks(points[at - 1], points[at]));
    const middle = points.length / 2;
    const best = places.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b)[0];
    return best === undefined ? null : [points.slice(0, best).join("").trim(), points.slice(best).join("").trim()];
  };

  /** The ways in which a name may be written, best first: whole, in two lines, shortened. @returns {string[][]} */
  const forms = (name) => {
    const flat = name.replace(/\s+/gu, " ").trim();
    const points = Array.from(flat);
    if (points.length <= 9) return [[flat]];
    const long = cut(points, 30).join("");
    const two = halves(long);
    return [...(two ? [two] : []), ...(points.length <= 16 ? [[flat]] : []), [cut(points, 9).join("")]];
  };

  /** Around a sign: below, right, left, above, then the corners. */
  const spots = ({ x, y, r }, wide, high, gap) => {
    const near = r * 0.75 + gap;
    return [
      [x - wide / 2, y + r + gap], [x + r + gap, y - high / 2], [x - r - gap - wide, y - high / 2], [x - wide / 2, y - r - gap - high],
      [x + near, y + near], [x - near - wide, y + near], [x + near, y - near - high], [x - near - wide, y - near - high],
    ];
  };

  /**
   * @param {{owner: number, x: number, y: number, r: number, forms: string[][], size: number, weight: number}[]} labels  most important first
   * @param {{measure: Measure, frame: Box, obstacles: Box[], gap?: number}} options  obstacles: signs, with their owner
   * @returns {{owner: number, lines: string[], size: number, weight: number, box: Box}[]} those that found room
   */
  const place = (labels, { measure, frame, obstacles, gap = 2.5 }) => {
    const taken = [];
    const placed = [];
    const left = [];
    const fit = (label) => {
      const found = first(label, { measure, frame, obstacles, gap, taken });
      if (!found) return false;
      taken.push(found.box);
      placed.push(found);
      return true;
    };
    for (const label of labels) if (!fit(label)) left.push(label);
    // Those without room once more, as small as can still be read on paper.
    for (const label of left) fit({ ...label, size: Math.min(label.size, SMALLEST), weight: 400 });
    return placed;
  };

  const first = (label, { measure, frame, obstacles, gap, taken }) => {
    const { owner, size, weight } = label;
    for (const lines of label.forms) {
      const wide = Math.max(...lines.map((line) => measure(line, size, weight)));
      const high = size * LEADING * lines.length;
      for (const [left, top] of spots(label, wide, high, gap)) {
        const box = { left: left - 1, top: top - 0.5, right: left + wide + 1, bottom: top + high + 0.5, owner };
        if (!inside(box, frame) || taken.some((other) => meets(box, other))) continue;
        if (obstacles.some((other) => other.owner !== owner && meets(box, other))) continue;
        return { owner, lines, size, weight, box };
      }
    }
    return null;
  };

  /** Breaks a text into lines no wider than `wide`; what is beyond `most` lines ends in an ellipsis. @returns {string[]} */
  const flow = (text, wide, most, width) => {
    const lines = [];
    let rest = Array.from(text.replace(/\s+/gu, " ").trim());
    while (rest.length) {
      let fit = 1;
      while (fit < rest.length && width(rest.slice(0, fit + 1).join("")) <= wide) fit += 1;
      if (fit < rest.length && lines.length === most - 1) {
        while (fit > 1 && width(`${rest.slice(0, fit).join("")}…`) > wide) fit -= 1;
        return [...lines, `${rest.slice(0, fit).join("").trim()}…`];
      }
      let end = fit;
      while (end > 1 && end < rest.length && !breaks(rest[end - 1], rest[end])) end -= 1;
      if (end === 1) end = fit; // one endless word
      lines.push(rest.slice(0, end).join("").trim());
      rest = rest.slice(end);
    }
    return lines;
  };

  kg.placing = { place, forms, flow, meets, LEADING };
})(window.kg);
