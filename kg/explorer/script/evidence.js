// How a fact is shown: what it says, for which year, whether it is result or plan, and the words that carry it.
((kg) => {
  "use strict";

  const { documents, entities, slice, mentions } = kg.store;

  const badge = (fact) => kg.el("span", fact.planned ? "badge plan" : "badge actual", kg.label("kinds", fact.kind));
  // Between entities only a plan is worth a mark: nobody needs to read that 云岭芯谷 really lies in 云岭高新区.
  const plan = (fact) => (fact.planned ? badge(fact) : "");
  const marks = (fact) => [kg.el("span", "role", fact.role), year(fact), plan(fact)];
  const year = (fact) => kg.el("span", "year", kg.format.year(fact));

  /** The quote as text, with the names of the two ends of the fact marked. */
  const words = (fact) => {
    const ends = new Set([fact.subject, fact.object]);
    const parts = [];
    let at = fact.start;
    for (const [start, end, entity] of mentions(fact.doc)) {
      if (start < at || end > fact.end || !ends.has(entity)) continue;
      parts.push(slice(fact.doc, at, start), kg.el("b", "", slice(fact.doc, start, end)));
      at = end;
    }
    return [...parts, slice(fact.doc, at, fact.end)];
  };

  /** The quote as a button that opens the document at its place. */
  const quote = (fact) => {
    if (fact.doc === null) return kg.el("p", "missing", kg.t("fact.no_text"));
    const doc = documents[fact.doc];
    const place = kg.el("span", "source", [
      kg.el("span", "title", kg.format.title(doc)),
      kg.el("span", "offsets", kg.t("fact.offsets", { start: fact.start, end: fact.end })),
    ]);
    return kg.el("button", "quote", [kg.el("q", "", words(fact)), place], {
      title: [kg.t("fact.open"), doc.title, kg.t("fact.rule", { rule: fact.by ?? "" })].join("\n"),
      onclick: () => kg.reader.open(fact.doc, fact.start, fact.end),
    });
  };

  const line = (fact, content) => kg.el("li", fact.planned ? "fact planned" : "fact", [kg.el("div", "says", content), quote(fact)]);

  const stated = (fact) => (fact.stated ? kg.el("span", "stated", kg.t("fact.stated", { words: fact.stated })) : "");

  kg.fact = {
    quote,
    investment: (fact) =>
      line(fact, [kg.el("strong", "", kg.format.value(fact)), kg.el("span", "role", fact.role), year(fact), badge(fact), stated(fact)]),
    status: (fact) => line(fact, [kg.el("strong", "", kg.format.status(fact)), year(fact), badge(fact)]),
    observation: (fact) =>
      line(fact, [
        kg.el("span", "indicator", fact.indicator),
        kg.el("strong", "", kg.format.value(fact)),
        kg.el("span", "growth", kg.format.growth(fact)),
        year(fact), badge(fact), stated(fact),
      ]),
    /** One neighbour with all facts that lead to it. */
    relation: (other, [told, ...more]) => {
      const name = kg.el("button", "name", [kg.sign(entities[other].type), entities[other].name], { onclick: () => kg.go(entities[other]) });
      return kg.el("li", [told, ...more].every((fact) => fact.planned) ? "fact planned" : "fact", [
        kg.el("div", "says", [name, ...marks(told)]), quote(told),
        ...more.flatMap((fact) => [kg.el("div", "says again", marks(fact)), quote(fact)]),
      ]);
    },
  };
})(window.kg);
