// How a fact is shown: what it says, for which year, whether it is result or plan, and the sentence that carries it.
((kg) => {
  "use strict";

  const { documents, entities, predicates, slice, mentions, named, sentence, kept, total } = kg.store;
  const NEAR = 60; // characters of a long sentence that are shown before and behind the quote

  const badge = (fact) => kg.el("span", fact.planned ? "badge plan" : "badge actual", kg.label("kinds", fact.kind));
  // Between entities only a plan is worth a mark: nobody needs to read that 云岭芯谷 really lies in 云岭高新区.
  const plan = (fact) => (fact.planned ? badge(fact) : "");
  const year = (fact) => kg.el("span", "year", kg.format.year(fact));
  const marks = (fact) => [kg.el("span", "role", fact.role), year(fact), plan(fact)];

  /** Part of a text with the names of the two ends of a fact marked. */
  const words = (fact, from, to) => {
    const ends = new Set([fact.subject, fact.object]);
    const parts = [];
    let at = from;
    const rows = mentions(fact.doc);
    for (let k = kg.firstFrom(rows, from); k < rows.length && rows[k][0] < to; k += 1) {
      const [start, end, entity] = rows[k];
      if (start < at || end > to || !ends.has(entity)) continue;
      parts.push(slice(fact.doc, at, start), kg.el("b", "", slice(fact.doc, start, end)));
      at = end;
    }
    return [...parts, slice(fact.doc, at, to)];
  };

  /** The sentence with the quote in it; a long one only around the quote, unless `whole`. */
  const context = (fact, whole) => {
    const [from, to] = sentence(fact.doc, fact.start, fact.end);
    const low = whole ? from : Math.max(from, fact.start - NEAR);
    const high = whole ? to : Math.min(to, fact.end + NEAR);
    return {
      cut: low > from || high < to,
      parts: [
        low > from ? "…" : "", ...words(fact, low, fact.start),
        kg.el("q", "", words(fact, fact.start, fact.end)),
        ...words(fact, fact.end, high), high < to ? "…" : "",
      ],
    };
  };

  const day = (doc) => doc.issued ?? doc.date ?? (doc.year === null ? "" : String(doc.year));

  /** Sentence, document and place, for a footnote. */
  const citation = (fact) => {
    const doc = documents[fact.doc];
    const [from, to] = sentence(fact.doc, fact.start, fact.end);
    return kg.t("fact.citation", {
      sentence: slice(fact.doc, from, to).trim(), title: doc.title, day: day(doc), path: doc.path,
      start: String(fact.start), end: String(fact.end), quote: slice(fact.doc, fact.start, fact.end),
    });
  };

  /** Ends of a fact that its sentence does not name: the reader must know that they come from the context. */
  const unnamed = (fact) => {
    // The sentence may name them: the page does not hold it.
    if (kept(fact.doc) === "quotes") return [];
    const [from, to] = sentence(fact.doc, fact.start, fact.end);
    const there = named(fact.doc, from, to);
    return [fact.subject, fact.object].filter((i) => i !== null && !there.has(i));
  };

  /** The sentence as a button that opens the document at its place; under it what one does with it. */
  const quote = (fact) => {
    if (fact.doc === null) return kg.el("p", "missing", kg.t("fact.no_text"));
    const doc = documents[fact.doc];
    const around = context(fact, false);
    const text = kg.el("span", "words", around.parts, { lang: kg.sourceLanguage() });
    const place = kg.el("span", "source", [
      kg.el("span", "title", kg.format.title(doc)),
      kg.el("span", "offsets", kg.t("fact.offsets", { start: String(fact.start), end: String(fact.end) })),
    ]);
    const button = kg.el("button", "quote", [text, place], {
      title: [kg.t("fact.open"), doc.title, day(doc)].filter(Boolean).join("\n"),
      onclick: () => kg.reader.open(fact.doc, fact.start, fact.end),
    });
    return kg.el("div", "evidence", [button, below(fact, text, around.cut)]);
  };

  const below = (fact, text, cut) => {
    const copy = kg.el("button", "link", kg.t("fact.copy"), { onclick: () => kg.copy(citation(fact), kg.t("fact.copied")) });
    const missing = unnamed(fact);
    const rule = fact.by ? kg.el("span", "rule", kg.t("fact.rule", { rule: fact.by })) : "";
    const row = kg.el("p", "cite", [kg.el("span", "date", day(documents[fact.doc])), rule, copy]);
    if (cut) {
      const whole = kg.el("button", "link", kg.t("fact.whole"));
      whole.setAttribute("aria-expanded", "false");
      whole.onclick = () => {
        const open = whole.getAttribute("aria-expanded") === "true";
        text.replaceChildren(...context(fact, !open).parts);
        whole.setAttribute("aria-expanded", String(!open));
        whole.textContent = kg.t(open ? "fact.whole" : "fact.part");
      };
      row.append(whole);
    }
    if (!missing.length) return row;
    const names = missing.map((i) => entities[i].name).join(kg.t("list.comma"));
    return kg.el("div", "", [kg.el("p", "inferred", kg.t("fact.inferred", { names })), row]);
  };

  const line = (fact, content) => kg.el("li", fact.planned ? "fact planned" : "fact", [kg.el("div", "says", content), quote(fact)]);

  const stated = (fact) => (fact.stated ? kg.el("span", "stated", kg.t("fact.stated", { words: fact.stated })) : "");

  /** The number in full behind a shortened one: 5,465,000,000. */
  const exact = (fact) => {
    if (fact.value === null || Math.abs(fact.upper ?? fact.value) < 1e4) return "";
    const unit = kg.label("units", fact.unit);
    const numbers = [fact.value, ...(fact.upper === null ? [] : [fact.upper])].map((number) => number.toLocaleString("en-US"));
    return kg.el("span", "exact", kg.t("fact.exact", { number: numbers.join("–"), unit }));
  };

  const figures = (fact) => [
    kg.el("strong", "", kg.format.value(fact)), kg.el("span", "growth", kg.format.growth(fact)),
    year(fact), badge(fact), exact(fact), stated(fact),
  ];

  /** A fact in a few words, as said of one of its ends (without a word of the subject, unless `from` is the object). */
  const brief = (fact, from = null) => {
    const id = predicates[fact.predicate].id;
    const parts = id === "status" ? [kg.format.status(fact)]
      : id === "investment" ? [fact.role ?? kg.label("predicates", id), kg.format.value(fact)]
        : id === "observation" ? [fact.indicator, kg.format.value(fact), kg.format.growth(fact)]
          : from?.i === fact.object ? [predicates[fact.predicate].inverse, entities[fact.subject].name]
            : [predicates[fact.predicate].label, entities[fact.object].name];
    return [...parts, fact.year === null ? "" : String(fact.year), fact.planned ? kg.label("kinds", fact.kind) : ""].filter(Boolean).join(" ");
  };

  kg.fact = {
    quote, brief, citation, figures, badge, year, day,
    investment: (fact) =>
      line(fact, [
        kg.el("strong", "", kg.format.value(fact)), kg.el("span", "role", fact.role), year(fact), badge(fact), exact(fact), stated(fact),
      ]),
    status: (fact) => line(fact, [kg.el("strong", "", kg.format.status(fact)), year(fact), badge(fact)]),
    observation: (fact) => line(fact, [kg.el("span", "indicator", fact.indicator), ...figures(fact)]),
    /** One neighbour with all facts that lead to it. */
    relation: (other, [told, ...more]) => {
      const name = kg.el("button", "name", [kg.sign(entities[other].type), entities[other].name], {
        onclick: () => kg.go(entities[other]), title: kg.t("list.facts", { n: total(entities[other]) }),
      });
      return kg.el("li", [told, ...more].every((fact) => fact.planned) ? "fact planned" : "fact", [
        kg.el("div", "says", [name, ...marks(told)]), quote(told),
        ...more.flatMap((fact) => [kg.el("div", "says again", marks(fact)), quote(fact)]),
      ]);
    },
  };
})(window.kg);
