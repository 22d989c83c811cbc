// The reader of documents: the text in the middle, its outline and facts beside it, steps from mention to mention.
((kg) => {
  "use strict";

  const { documents, docById, entities, byId, mentions, slice, sentence, kept } = kg.store;
  const root = document.getElementById("reader");
  let opener = null;
  let prose = null;
  /** Where somebody read before he followed a quote elsewhere: [passage, how far the text was scrolled]. */
  let trail = [];
  let left = null;

  const scroller = () => root.querySelector(".text");
  const here = () => [kg.state.get().doc, scroller().scrollTop];

  /** Opens a document (its position); with offsets, at the passage between them, which is marked. */
  const open = (index, start = 0, end = 0) => {
    const next = [documents[index].id, start, end];
    if (prose && JSON.stringify(kg.state.get().doc) !== JSON.stringify(next)) trail.push(here());
    kg.state.set({ doc: next });
  };
  const close = () => kg.state.set({ doc: null });
  /** A step inside the open text: no new place to come back to. */
  const move = (start, end) => kg.state.set({ doc: [documents[prose.doc].id, start, end] }, { replace: true, undo: false });

  const back = () => {
    const [doc, top] = trail.pop();
    kg.state.set({ doc });
    scroller().scrollTop = top;
    scroller().focus({ preventScroll: true });
  };
  /** Opens what was read last, where it was left. */
  const resume = () => {
    if (!left) return;
    const [doc, top] = left;
    kg.state.set({ doc });
    scroller().scrollTop = top;
  };

  const citation = (doc, start, end) => {
    const [from, to] = sentence(doc.i, start, end);
    return kg.t("fact.citation", {
      sentence: slice(doc.i, from, to).trim(), title: doc.title, day: kg.fact.day(doc), path: doc.path,
      start: String(start), end: String(end), quote: slice(doc.i, start, end),
    });
  };

  /** What the reader has to know of a text that is not whole. */
  const lacking = (doc) => {
    const how = kept(doc.i);
    if (how === "whole") return "";
    const path = doc.path || kg.format.title(doc);
    return kg.el("p", "partial", kg.t(how === "quotes" ? "reader.quotes_only" : "reader.passages_only", { path }), { id: "reader-partial" });
  };

  const head = (doc) => {
    const about = [kg.format.capital(kg.label("documents", doc.kind)), doc.place, kg.fact.day(doc), kg.t("reader.chars", { n: doc.chars })];
    const tools = [
      kg.el("button", "", kg.t("reader.back"), { id: "reader-back", onclick: back, title: kg.t("reader.back_note") }),
      kg.el("button", "", kg.t("reader.copy"), { id: "reader-copy", onclick: () => kg.copy(citation(doc, ...kg.state.get().doc.slice(1)), kg.t("reader.copied")) }),
      kg.el("button", "", kg.t("actions.close"), { onclick: close, id: "close-reader", title: kg.t("reader.close_note") }),
    ];
    return kg.el("header", "", [
      kg.el("div", "", [kg.el("h2", "", kg.format.title(doc)), kg.el("p", "meta", about.filter(Boolean).join(" \u00b7 "), { title: doc.path }), lacking(doc)]),
      kg.el("div", "tools", tools),
    ]);
  };

  /** Where one can go step by step: passages of facts, or mentions of the selected entity (without one, of all). */
  const steps = (what) => {
    if (what === "facts") return kg.readerSide.passages(prose.doc);
    const own = byId.get(kg.state.get().selected)?.i;
    const all = mentions(prose.doc);
    const mine = all.filter(([, , entity]) => entity === own);
    return mine.length ? mine : all;
  };
  /** The passage before or after where one is; at the end it goes on from the other end. */
  const step = (way, what) => {
    const rows = steps(what);
    if (!rows.length) return;
    const [, at, end] = kg.state.get().doc;
    const far = ([start, stop]) => start - at || stop - end;
    const next = way > 0 ? rows.find((row) => far(row) > 0) ?? rows[0] : rows.findLast((row) => far(row) < 0) ?? rows.at(-1);
    move(next[0], next[1]);
  };

  const show = (start, end) => {
    prose.mark(start, end);
    const passage = root.querySelector("mark");
    const place = passage ?? prose.block(start);
    if (end > start) place.scrollIntoView({ block: "center" });
    else if (start > 0) place.scrollIntoView({ block: "start" });
    else scroller().scrollTop = 0;
    root.querySelector("#reader-copy").hidden = end <= start;
    root.querySelector("#reader-back").hidden = !trail.length;
  };

  const draw = ([id, start, end], state, focus) => {
    const doc = docById.get(id);
    if (root.hidden) opener = document.activeElement;
    prose = kg.prose(doc.i);
    prose.element.tabIndex = 0;
    prose.element.setAttribute("role", "region");
    prose.element.setAttribute("aria-label", kg.t("reader.text", { title: kg.format.title(doc) }));
    prose.own(byId.get(state.selected)?.i ?? null);
    root.replaceChildren(head(doc), kg.readerTools.bar(prose, { step, steps }), kg.el("div", "pages", [kg.readerSide.draw(prose, move), prose.element]));
    root.hidden = false;
    resumed.hidden = true;
    show(start, end);
    kg.readerSide.follow(start, end);
    if (focus) root.focus({ preventScroll: true });
  };

  const offer = () => kg.say(resumed, kg.t("reader.resume", { title: kg.format.short(kg.format.title(docById.get(left[0][0])), 16) }));

  const clear = (doc) => {
    left = [doc, scroller().scrollTop];
    root.hidden = true;
    root.replaceChildren();
    prose = null;
    trail = [];
    resumed.hidden = false;
    offer();
    opener?.focus?.({ preventScroll: true });
  };

  const resumed = kg.el("button", "resume", "", { id: "resume", hidden: true, onclick: resume });
  root.after(resumed);

  // A name leads to its entity and leaves the text open. A plain link would forget the rest of the state.
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a.mention");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    kg.peek.hide();
    kg.go(entities[Number(link.dataset.entity)]);
  });

  kg.state.subscribe((state, previous) => {
    if (previous && previous.selected !== state.selected && prose) {
      prose.own(byId.get(state.selected)?.i ?? null);
      kg.readerTools.refresh();
    }
    if (previous && (previous.filters !== state.filters || previous.options !== state.options) && prose) {
      kg.readerSide.refresh();
      kg.readerTools.refresh();
    }
    if (previous && previous.doc === state.doc) return;
    kg.peek.hide();
    if (!state.doc) {
      if (!root.hidden) clear(previous?.doc ?? left[0]);
      else if (left) offer();
    } else if (!previous || !prose || documents[prose.doc].id !== state.doc[0]) {
      // A new language leaves the reader where he was, and the focus on the button.
      const top = !previous && prose ? scroller().scrollTop : null;
      draw(state.doc, state, top === null);
      if (top !== null) scroller().scrollTop = top;
    }
    else {
      show(state.doc[1], state.doc[2]);
      kg.readerSide.follow(state.doc[1], state.doc[2]);
      kg.readerTools.refresh();
    }
  });

  const reading = () => prose !== null;
  kg.keys.add("Escape", "keys.escape", () => (kg.state.get().doc ? close() : kg.go(null)), {
    when: () => Boolean(kg.state.get().doc ?? kg.state.get().link ?? kg.state.get().selected),
  });
  kg.keys.add("n", "keys.next_mention", () => step(1, "names"), { when: reading });
  kg.keys.add("b", "keys.last_mention", () => step(-1, "names"), { when: reading });
  kg.keys.add("]", "keys.next_fact", () => step(1, "facts"), { when: reading });
  kg.keys.add("[", "keys.last_fact", () => step(-1, "facts"), { when: reading });
  kg.keys.add("r", "keys.resume", resume, { when: () => !reading() && left !== null });

  kg.reader = { open, close, step, resume, citation };
})(window.kg);
