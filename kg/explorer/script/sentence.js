// Where the sentence begins and ends that a passage stands in. Pure.
((kg) => {
  "use strict";

  const STOPS = new Set("\u3002\uff01\uff1f!?\n"); // the half-width full stop stands in numbers
  const CLOSING = new Set("\u201d\u2019\u300d\u300f\uff09)\"'"); // quotation marks and brackets that still belong to it
  const BLANK = /\s/;
  const LIMIT = 400; // texts without full stops

  /**
   * @param {string|string[]} points  a text, or its code points
   * @param {number} start
   * @param {number} end
   * @returns {[number, number]} start and end of the sentence or sentences that hold the passage
   */
  kg.sentence = (points, start, end) => {
    const low = Math.max(0, start - LIMIT);
    const high = Math.min(points.length, end + LIMIT);
    let from = start;
    while (from > low && !STOPS.has(points[from - 1]) && !(CLOSING.has(points[from - 1]) && STOPS.has(points[from - 2]))) from -= 1;
    while (from < start && BLANK.test(points[from])) from += 1;
    let to = Math.max(end, start);
    while (to < high && !STOPS.has(points[to - 1])) to += 1;
    while (to < high && CLOSING.has(points[to])) to += 1;
    if (points[to - 1] === "\n" && to > end) to -= 1;
    return [from, to];
  };
  /** Where in rows that are in the order of their first number those from `from` on begin. @param {number[][]} rows */
  kg.firstFrom = (rows, from) => {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle][0] < from) low = middle + 1;
      else high = middle;
    }
    return low;
  };
})(window.kg);
