// A text of which the page may hold but parts (kg/explorer/passages.py). Offsets are those of the whole text, in code points. Pure.
((kg) => {
  "use strict";

  const OMITTED = "\u2026\u2026";
  // JavaScript counts halves of rare characters, so texts with such are taken apart.
  const points = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text);

  /** @returns {[number, number, string|string[]][]} start, end, code points */
  const read = (held) => {
    if (typeof held === "string") held = [0, held];
    let reached = 0;
    return Array.from({ length: held.length / 2 }, (_, k) => {
      const signs = points(held[2 * k + 1]);
      const from = reached + held[2 * k];
      reached = from + signs.length;
      return [from, reached, signs];
    });
  };

  /**
   * @param {string|(number|string)[]} held  the text, or [gap, part, gap, part, …]: a gap is what is left out before a part
   * @param {number} all  how long the text is of which there are only parts
   */
  kg.makePieces = (held, all) => {
    const rows = read(held);
    const chars = typeof held === "string" ? rows[0][1] : all;

    /** The pieces that reach into a range, in order. They do not overlap, so only one that begins before it may. */
    const within = (start, end) => {
      const found = [];
      for (let k = Math.max(0, kg.firstFrom(rows, start) - 1); k < rows.length && rows[k][0] < end; k += 1) if (rows[k][1] > start) found.push(rows[k]);
      return found;
    };

    /** What there is between two offsets, dots for what there is not. */
    const slice = (start, end) => {
      const last = Math.min(end, chars);
      let reached = start;
      let written = "";
      for (const [from, to, signs] of within(start, last)) {
        const part = signs.slice(Math.max(0, start - from), Math.max(0, last - from));
        written += (from > reached ? OMITTED : "") + (typeof part === "string" ? part : part.join(""));
        reached = to;
      }
      return reached < last ? written + OMITTED : written;
    };

    /** The sentence around a passage, as far as it is there. @returns {[number, number]} */
    const sentence = (start, end) => {
      const [found] = within(start, start + 1);
      if (!found) return [start, end];
      const [from, to] = kg.sentence(found[2], start - found[0], end - found[0]);
      return [found[0] + from, found[0] + to];
    };

    return { rows, chars, slice, sentence };
  };
})(window.kg);
