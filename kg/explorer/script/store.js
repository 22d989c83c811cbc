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
    texts ??= read("kg-texts").map(([held, mentions, headings, quotes]) => ({
      held, flat: starts(mentions ?? []), headings: headings ?? [], kept: typeof held === "string" ? "whole" : quotes ? "quotes" : "passages",
      pieces: null, rows: null, spans: null,
    }));
    const found = texts[doc];
    found.pieces ??= kg.makePieces(found.held, model.documents[doc].chars);
    return found;
  };
  const slice = (doc, start, end) => text(doc).pieces.slice(start, end);
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
  /** The sentence around a passage, as far as the page holds it: [start, end]. */
  const sentence = (doc, start, end) => text(doc).pieces.sentence(start, end);
  /** The parts of a document that the page holds, as [start, end, code points]; in between something is left out. */
  const pieces = (doc) => text(doc).pieces.rows;
  /** How much of a document the page holds: "whole", "passages" (sentences) or "quotes". */
  const kept = (doc) => text(doc).kept;

  kg.store = { ...model, first: read("kg-network").nodes, read, slice, mentions, named, headings, sentence, pieces, kept, chars: (doc) => text(doc).pieces.chars };
  kg.filters = kg.makeFilters(kg.store);
})(window.kg);
