// Reads the blocks of the page: the model, and the texts when the first quote is shown.
((kg) => {
  "use strict";

  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const model = kg.makeModel(read("kg-data"));

  /** Gaps from start to start, as the page holds them, made starts. */
  const starts = (flat) => {
    let start = 0;
    return flat.map((number, k) => (k % 3 === 0 ? (start += number) : number));
  };

  let texts = null;
  /** Text and mentions of a document. The texts are parsed when the first quote is shown, not before. */
  const text = (doc) => {
    texts ??= read("kg-texts").map(([whole, mentions, headings]) => ({ whole, flat: starts(mentions ?? []), headings: headings ?? [], points: null, rows: null, spans: null }));
    const found = texts[doc];
    // Offsets count code points; JavaScript counts halves of rare characters, so such texts are taken apart once.
    found.points ??= /[\ud800-\udfff]/.test(found.whole) ? Array.from(found.whole) : found.whole;
    return found;
  };
  const slice = (doc, start, end) => {
    const part = text(doc).points.slice(start, end);
    return typeof part === "string" ? part : part.join("");
  };
  const spans = (doc) => {
    const found = text(doc);
    found.spans ??= triples(found.flat);
    return found.spans;
  };
  const triples = (flat) => Array.from({ length: flat.length / 3 }, (_, k) => flat.slice(3 * k, 3 * k + 3));
  /** Mentions of a document as [start, end, entity index], in order, those inside another left out. */
  const mentions = (doc) => {
    const found = text(doc);
    let reached = 0;
    found.rows ??= spans(doc).flatMap(([start, length, entity]) => {
      if (start < reached) return [];
      reached = start + length;
      return [[start, reached, entity]];
    });
    return found.rows;
  };
  /** The entities that are named between two offsets, those inside longer names too. @returns {Set<number>} */
  const named = (doc, from, to) => {
    const rows = spans(doc);
    const found = new Set();
    for (let k = kg.firstFrom(rows, from); k < rows.length && rows[k][0] <= to; k += 1) if (rows[k][0] + rows[k][1] <= to) found.add(rows[k][2]);
    return found;
  };
  /** Headings of a document as [start, end, level]. */
  const headings = (doc) => triples(text(doc).headings);
  /** The sentence around a passage: [start, end]. */
  const sentence = (doc, start, end) => kg.sentence(text(doc).points, start, end);

  kg.store = { ...model, first: read("kg-network").nodes, read, slice, mentions, named, headings, sentence, chars: (doc) => text(doc).points.length };
  kg.filters = kg.makeFilters(kg.store);
})(window.kg);
