// What is seen, in words: title, filters, counts, sources. For pictures, prints and files that leave the page.
((kg) => {
  "use strict";

  const { documents, byId, predicates, neighbours } = kg.store;
  const WRITTEN = 8; // choices of a filter that are written out: paper cannot be clicked
  const NAMED = 3; // so many documents are named, the others counted

  const name = (id) => byId.get(id)?.name ?? id;

  /** What the view is about: its focus, path, line or entity; else the graph as a whole. */
  const subject = ({ focus, pair, path, link, selected }) => {
    if (focus) return kg.t("caption.focus", { name: name(focus.id), n: focus.steps });
    if (path && pair) return kg.t("caption.path", { from: name(pair[0]), to: name(pair[1]) });
    const two = link ?? pair;
    if (two) return kg.t("caption.pair", { a: name(two[0]), b: name(two[1]) });
    return selected ? name(selected) : kg.t("app.title");
  };

  /** The active filters, each in words; empty when none is. @returns {string[]} */
  const filters = ({ filters: chosen }) => kg.filters.active(chosen).map((facet) =>
    kg.t("facets.chip", { facet: kg.t(`facets.${facet}`), values: kg.facets.describe(facet, chosen[facet], WRITTEN) }));

  const filterLine = (state) => {
    const said = filters(state);
    return said.length ? kg.t("caption.filters", { filters: said.join(kg.t("caption.semicolon")) }) : kg.t("caption.no_filters");
  };

  /** Lowest and highest of some values (dates or years), as words. */
  const span = (values, key) => {
    const known = values.filter((value) => value !== null).map(String).sort();
    if (!known.length) return "";
    const [from, to] = [known[0], known[known.length - 1]];
    return kg.t(from === to ? `${key}_one` : key, { from, to });
  };

  /**
   * Where these facts come from: documents, the span of their dates, the span of the years that the facts speak of. No date of
   * today: the same view makes the same file; the reader may ask for it (stamp).
   * @param {Fact[]} facts
   */
  const source = (facts, stamp = false) => {
    const used = [...new Set(facts.map(({ doc }) => doc))].filter((doc) => doc !== null).sort((a, b) => a - b).map((doc) => documents[doc]);
    const titles = used.slice(0, NAMED).map(kg.format.title).join(kg.t("list.comma"));
    const parts = [
      used.length > NAMED ? kg.t("caption.documents", { titles, n: used.length }) : titles,
      span(used.map(({ date, year }) => date ?? year), "caption.dates"),
      span(facts.map(({ year }) => year), "caption.years"),
      stamp ? kg.t("caption.stamp", { date: today() }) : "",
    ];
    return used.length ? kg.t("caption.source", { source: parts.filter(Boolean).join(kg.t("caption.semicolon")) }) : kg.t("caption.no_source");
  };

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  /**
   * What the graph view shows: entities, lines, and the facts behind the lines (if it has none, those of its entities).
   * @param {State} state
   * @param {boolean} near  only the selected entity and its neighbours, and the path or the pair that is shown
   * @returns {{shown: Entity[], lines: object[], facts: Fact[]}}
   */
  const contents = (state, near = false) => {
    const own = near && state.selected ? byId.get(state.selected) : null;
    const close = own ? new Set([own, ...neighbours(own), ...kg.trail.ids(state).map((id) => byId.get(id))]) : null;
    const shown = kg.picture.compose(state).shown.filter((entity) => !close || close.has(entity));
    const inside = new Set(shown.map(({ i }) => i));
    const facts = shown.flatMap((entity) =>
      entity.out.filter((fact) => inside.has(fact.object) && fact.object !== fact.subject && kg.filters.passesLine(fact, state.filters)));
    return { shown, lines: kg.picture.lines(shown, state.filters), facts: facts.sort((a, b) => a.i - b.i) };
  };

  /** A triple in words. */
  const triple = (fact) => [kg.store.entities[fact.subject].name, predicates[fact.predicate].label, kg.store.entities[fact.object].name];

  kg.caption = { subject, filters, filterLine, source, contents, triple };
})(window.kg);
