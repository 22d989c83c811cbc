// The text of a document, with every name that was read in it, scrolled to a passage.
((kg) => {
  "use strict";

  const { labels, documents, entities, types, slice, mentions, chars } = kg.store;
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
    name.style.setProperty("--type", types[one.type].fill);
    return [quoted ? kg.el("mark", "", name) : name];
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      kg.toast("引文已复制");
    } catch {
      kg.toast("浏览器不允许复制，请手动选取");
    }
  };

  const head = (doc, start, end) => {
    const facts = [labels.documents[doc.kind] ?? doc.kind, doc.place, doc.issued ?? doc.date, `${(doc.chars ?? 0).toLocaleString("zh-CN")} 字`];
    const tools = [kg.el("button", "", "关闭", { onclick: close, id: "close-reader", title: "关闭（Esc）" })];
    if (end > start) {
      const citation = `“${slice(doc.i, start, end)}”（${doc.title}，第 ${start}–${end} 字）`;
      tools.unshift(kg.el("button", "", "复制引文", { onclick: () => copy(citation) }));
    }
    return kg.el("header", "", [
      kg.el("div", "", [kg.el("h2", "", kg.format.title(doc)), kg.el("p", "meta", facts.filter(Boolean).join(" · "))]),
      kg.el("div", "tools", tools),
    ]);
  };

  /** Opens a document; with offsets, at the passage between them, which is marked. */
  const open = (index, start = 0, end = 0) => {
    if (root.hidden) opener = document.activeElement;
    const doc = documents[index];
    const text = kg.el("div", "text", pieces(index, start, end).flatMap((piece) => write(index, piece)));
    root.replaceChildren(head(doc, start, end), text);
    root.hidden = false;
    root.focus({ preventScroll: true });
    const passage = text.querySelector("mark");
    if (passage) passage.scrollIntoView({ block: "center" });
    else text.scrollTop = 0;
  };

  const close = () => {
    root.hidden = true;
    root.replaceChildren();
    opener?.focus?.({ preventScroll: true });
  };

  kg.reader = { open, close, isOpen: () => !root.hidden };
})(window.kg);
