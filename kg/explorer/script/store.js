// Reads the blocks of the page: the model, and the texts when the first quote is shown.
((kg) => {
  "use strict";

  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const model = kg.makeModel(read("kg-data"));

  let texts = null;
  /** Text and mentions of a document. The texts are parsed when the first quote is shown, not before. */
  const text = (doc) => {
    texts ??= read("kg-texts").map(([whole, mentions]) => ({ whole, mentions: mentions ?? [], points: null }));
    const found = texts[doc];
    // Offsets count code points; JavaScript counts halves of rare characters, so such texts are taken apart once.
    found.points ??= /[\ud800-\udfff]/.test(found.whole) ? Array.from(found.whole) : found.whole;
    return found;
  };
  const slice = (doc, start, end) => {
    const part = text(doc).points.slice(start, end);
    return typeof part === "string" ? part : part.join("");
  };
  /** Mentions of a document as [start, end, entity index], in order, those inside another left out. */
  const mentions = (doc) => {
    const flat = text(doc).mentions;
    const rows = [];
    let start = 0;
    let reached = 0;
    for (let k = 0; k < flat.length; k += 3) {
      start += flat[k];
      if (start < reached) continue;
      reached = start + flat[k + 1];
      rows.push([start, reached, flat[k + 2]]);
    }
    return rows;
  };

  kg.store = { ...model, first: read("kg-network").nodes, read, slice, mentions, chars: (doc) => text(doc).points.length };
  kg.filters = kg.makeFilters(kg.store);
})(window.kg);
