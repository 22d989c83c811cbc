// Rows of a table: which come first, which fit some words, how they are copied. Pure.
((kg) => {
  "use strict";

  /**
   * The order of values: texts by the collator, numbers by size, texts after numbers, empty ones always last; equal ones stay.
   * Each text is collated once however often it stands there: 40,000 facts have 2,000 subjects.
   * @param {(string|number|null)[]} values
   * @param {boolean} descending
   * @param {(a: string, b: string) => number} collate
   * @returns {number[]} positions
   */
  const order = (values, descending, collate) => {
    const texts = [...new Set(values.filter((value) => typeof value === "string" && value !== ""))].sort(collate);
    const rank = new Map(texts.map((text, i) => [text, i]));
    const empty = (value) => value === null || value === undefined || value === "";
    const key = (value) => (typeof value === "number" ? [0, value] : [1, rank.get(value)]);
    const keys = values.map((value) => (empty(value) ? null : key(value)));
    const sign = descending ? -1 : 1;
    const compare = (a, b) => {
      if (keys[a] === null || keys[b] === null) return (keys[a] === null ? 1 : 0) - (keys[b] === null ? 1 : 0);
      return sign * (keys[a][0] - keys[b][0] || keys[a][1] - keys[b][1]);
    };
    return values.map((_, i) => i).sort((a, b) => compare(a, b) || a - b);
  };

  /** Texts as they are compared: width and case do not matter. */
  const fold = (text) => text.normalize("NFKC").toLowerCase();

  /** Positions of the (folded) texts that hold every word of the query. @returns {number[]} */
  const sieve = (texts, query) => {
    const words = fold(query).split(/\s+/u).filter(Boolean);
    const found = [];
    texts.forEach((text, i) => { if (words.every((word) => text.includes(word))) found.push(i); });
    return found;
  };

  /** Rows for the clipboard: tabs between cells; no cell breaks a line, none is run as a formula where it is pasted. */
  const tsv = (rows) => rows.map((row) => row.map((value) => kg.csv.safe(typeof value === "string" ? value.replace(/\s+/gu, " ").trim() : value)).join("\t")).join("\n");

  kg.rows = { order, sieve, fold, tsv };
})(window.kg);
