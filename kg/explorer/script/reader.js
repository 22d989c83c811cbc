// The text of a document, with every name that was read in it, scrolled to a passage.
((kg) => {
  "use strict";

  const { documents, docById, entities, types, slice, mentions, chars } = kg.store;
  const root = document.getElementById("reader");
  let opener = null;

  /** Where the text changes its look: ends of names and of the quote, in order. */
  const pieces = (doc, start, end) => {
    const whole = chars(doc);
    const cuts = new Set([0, whole, start, end]);
    const names = mentions(doc);
    for (const [from, to] of names) cuts.add(from).add(to);
    const order = [...cuts].filter((cut) => cut >= 0 && cut <= whole).sort((a, b) => a - b);
    let next = 0;
    return order.slice(0, -1).map((from, k) => {
      while (next < names.length && names[next][1] <= from) next += 1;
      const name = next < names.length && names[next][0] <= from ? names[next][2] : null;
      return { from, to: order[k + 1], entity: name, quoted: from >= start && order[k + 1] <= end };
    });
  };

  /** Reports come as one line; a gap after a full stop shows where a paragraph ended. The characters stay as they are. */
  const paragraphs = (text) =>
    text.split(/(?<=[。！？;；]\s)/u).flatMap((part, k) => (k ? [kg.el("span", "gap"), part] : [part]));

  const write = (doc, { from, to, entity, quoted }) => {
    const text = slice(doc, from, to);
    if (entity === null) return quoted ? [kg.el("mark", "", text)] : paragraphs(text);
    const one = entities[entity];
    const name = kg.el("a", quoted ? "mention quoted" : "mention", text, {
      title: `${types[one.type].label} · ${one.name}`, href: `#e=${encodeURIComponent(one.id)}`,
    });
    name.dataset.entity = String(entity);
    name.style.setProperty("--type", types[one.type].fill);
    return [quoted ? kg.el("mark", "", name) : name];
  };

  const head = (doc, start, end) => {
    const facts = [kg.format.capital(kg.label("documents", doc.kind)), doc.place, doc.issued ?? doc.date, kg.t("reader.chars", { n: doc.chars })];
    const tools = [kg.el("button", "", kg.t("actions.close"), { onclick: close, id: "close-reader", title: kg.t("reader.close_note") })];
    if (end > start) {
      const citation = kg.t("reader.citation", { quote: slice(doc.i, start, end), title: doc.title, start, end });
      tools.unshift(kg.el("button", "", kg.t("reader.copy"), { onclick: () => kg.copy(citation, kg.t("reader.copied")) }));
    }
    return kg.el("header", "", [
      kg.el("div", "", [kg.el("h2", "", kg.format.title(doc)), kg.el("p", "meta", facts.filter(Boolean).join(" · "))]),
      kg.el("div", "tools", tools),
    ]);
  };

  const draw = ([id, start, end]) => {
    const doc = docById.get(id);
    if (root.hidden) opener = document.activeElement;
    const text = kg.el("div", "text", pieces(doc.i, start, end).flatMap((piece) => write(doc.i, piece)));
    root.replaceChildren(head(doc, start, end), text);
    root.hidden = false;
    root.focus({ preventScroll: true });
    const passage = text.querySelector("mark");
    if (passage) passage.scrollIntoView({ block: "center" });
    else text.scrollTop = 0;
  };

  const clear = () => {
    root.hidden = true;
    root.replaceChildren();
    opener?.focus?.({ preventScroll: true });
  };

  /** Opens a document (its position); with offsets, at the passage between them, which is marked. */
  const open = (index, start = 0, end = 0) => kg.state.set({ doc: [documents[index].id, start, end] });
  const close = () => kg.state.set({ doc: null });

  // A name leads to its entity and leaves the text open. A plain link would forget the rest of the state.
  root.addEventListener("click", (event) => {
    const name = event.target.closest("a.mention");
    if (!name || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    kg.go(entities[Number(name.dataset.entity)]);
  });

  kg.state.subscribe((state, previous) => {
    if (previous && previous.doc === state.doc) return;
    if (state.doc) draw(state.doc);
    else if (!root.hidden) clear();
  });

  kg.keys.add("Escape", "keys.escape", () => (kg.state.get().doc ? close() : kg.go(null)), {
    when: () => Boolean(kg.state.get().doc ?? kg.state.get().link ?? kg.state.get().selected),
  });

  kg.reader = { open, close };
})(window.kg);
