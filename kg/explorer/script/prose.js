// Writes a document: headings, names by type, the marked passage, what was searched. A text is a list of blocks; a new mark
// rewrites only the blocks that it touches, so that 25,000 characters stay quick. The characters stay as they are.
((kg) => {
  "use strict";

  const { entities, types, slice, mentions, headings, pieces, chars } = kg.store;
  const PARAGRAPH = /(?<=[\u3002\uff01\uff1f]["\u201d\u300d]?\s)/u;

  /** Where blocks of a part begin and where the last ends: at headings, after the title, after a full stop with a space behind (there a line ended). */
  const borders = (doc, heads, [from, to]) => {
    const cuts = new Set([from, to, ...heads.map(([start]) => start)]);
    let at = from;
    for (const line of slice(doc, from, to).split(/(?<=\n)/u)) for (const part of line.split(PARAGRAPH)) {
      at += /[\ud800-\udfff]/.test(part) ? [...part].length : part.length;
      cuts.add(at);
    }
    return [...cuts].filter((cut) => cut >= from && cut <= to).sort((a, b) => a - b);
  };

  const name = (text, entity, own) => {
    const one = entities[entity];
    const type = types[one.type];
    const link = kg.el("a", own === entity ? "mention own" : "mention", text, { href: `#e=${encodeURIComponent(one.id)}` });
    link.dataset.entity = String(entity);
    link.dataset.type = type.id;
    link.style.setProperty("--type", type.border);
    link.style.setProperty("--type-fill", type.fill);
    return link;
  };

  /** @param {number} doc */
  kg.prose = (doc) => {
    const heads = headings(doc);
    const names = mentions(doc);
    const look = { passage: [0, 0], found: [], now: -1, own: null };

    /** Spans between two offsets whose look does not change. */
    const spans = (from, to, found) => {
      // Names do not overlap, so only the one before may reach into the block.
      const inside = [];
      for (let k = Math.max(0, kg.firstFrom(names, from) - 1); k < names.length && names[k][0] < to; k += 1) if (names[k][1] > from) inside.push(names[k]);
      const head = heads.find(([start]) => start === from);
      const ends = [from, to, ...inside.flat().filter((_, k) => k % 3 < 2), ...look.passage, ...found.flatMap(([start, end]) => [start, end]), ...(head ? [head[1]] : [])];
      const order = [...new Set(ends)].filter((cut) => cut >= from && cut <= to).sort((a, b) => a - b);
      let next = 0;
      return order.slice(0, -1).map((start, k) => {
        while (next < inside.length && inside[next][1] <= start) next += 1;
        const end = order[k + 1];
        return {
          start, end, heading: Boolean(head) && end <= head[1],
          entity: next < inside.length && inside[next][0] <= start ? inside[next][2] : null,
          quoted: start >= look.passage[0] && end <= look.passage[1],
          hit: found.findIndex(([low, high]) => start >= low && end <= high),
        };
      });
    };

    const write = ({ start, end, heading, entity, quoted, hit }, found) => {
      const text = slice(doc, start, end);
      let node = entity === null ? document.createTextNode(text) : name(text, entity, look.own);
      if (hit >= 0) node = kg.el("span", found[hit][2] === look.now ? "found now" : "found", node);
      if (heading) node = kg.el("b", "", node);
      return quoted ? kg.el("mark", "", node) : node;
    };

    const draw = ({ from, to, element: box }) => {
      const found = look.found.map(([start, end], k) => [start, end, k]).filter(([start, end]) => start < to && end > from);
      box.replaceChildren(...spans(from, to, found).map((span) => write(span, found)));
    };

    const block = (from, to) => {
      const head = heads.find(([start]) => start === from);
      const element = kg.el("div", head ? `block level-${head[2]}` : from === 0 ? "block title" : "block");
      element.dataset.at = String(from);
      element.lang = kg.sourceLanguage();
      return { from, to, element };
    };
    const blocks = [];
    /** All that stands in the text: blocks, and where the page lacks something a line that says how much. */
    const lines = [];
    const gap = (from, to) => { if (to > from) lines.push({ from, element: kg.el("p", "omitted", kg.t("reader.omitted", { n: to - from })) }); };
    let reached = 0;
    for (const [from, to] of pieces(doc)) {
      gap(reached, from);
      const cuts = borders(doc, heads, [from, to]);
      const made = cuts.slice(0, -1).map((cut, k) => block(cut, cuts[k + 1]));
      blocks.push(...made);
      lines.push(...made);
      reached = to;
    }
    gap(reached, chars(doc));
    for (const one of blocks) draw(one);
    const element = kg.el("div", "text", lines.map((line) => line.element));

    const touches = ({ from, to }, [start, end]) => end > start && start < to && end > from;
    const redraw = (marks) => { for (const one of blocks) if (marks.some((mark) => touches(one, mark))) draw(one); };

    return {
      element, doc,
      /** Marks a passage; nothing is marked when it is empty. */
      mark: (start, end) => {
        const old = look.passage;
        look.passage = [start, end];
        redraw([old, look.passage]);
      },
      /** Marks what was found, and which of it is the present one. @param {[number, number][]} found */
      find: (found, now) => {
        const old = look.found;
        look.found = found;
        look.now = now;
        redraw([...old, ...found]);
      },
      /** Sets off the names of one entity. */
      own: (entity) => {
        look.own = entity;
        for (const link of element.querySelectorAll("a.mention")) link.classList.toggle("own", link.dataset.entity === String(entity));
      },
      /** The element in which an offset stands, or the line that stands for it. */
      block: (at) => lines.findLast(({ from }) => from <= at)?.element ?? element,
    };
  };
})(window.kg);
