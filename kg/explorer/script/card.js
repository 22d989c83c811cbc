// The card of an entity: its amounts, its course, its relations, its figures, each with the sentence that says so.
((kg) => {
  "use strict";

  const { entities, types, predicates, byId, total } = kg.store;
  const { section } = kg.panel;
  const dossier = kg.makeDossier(kg.store, kg.filters);
  const PAGE = 12;

  /** Facts that contradict, side by side. */
  const clash = (groups) => groups.map((facts) => kg.el("div", "clash", [
    kg.el("p", "", kg.t("card.clash", { year: String(facts[0].year), kind: kg.label("kinds", facts[0].kind) })),
    kg.el("ul", "", facts.map((fact) => kg.el("li", "", [
      kg.el("strong", "", [kg.format.value(fact), kg.format.growth(fact)].filter(Boolean).join(" ")),
      kg.el("small", "", fact.doc === null ? "" : kg.format.title(kg.store.documents[fact.doc])),
    ]))),
  ]));

  const counted = (inside, all) => (inside === all ? kg.format.number(all) : `${kg.format.number(inside)}/${kg.format.number(all)}`);
  const title = (id) => kg.format.capital(kg.label("predicates", id));

  const amounts = (facts, all) => {
    const groups = dossier.amounts(facts).flatMap(({ facts: told, clashes }) => [...clash(clashes).map((box) => kg.el("li", "", box)), ...told]);
    const make = (row) => (row instanceof Node ? row : kg.fact.investment(row));
    return section(title("investment"), counted(facts.length, all), kg.pages(groups, PAGE, make));
  };

  const states = (facts, all, type) => {
    const rows = [...facts].sort(dossier.inTime);
    return section(title("status"), counted(facts.length, all), kg.el("div", "", [kg.chart.course(dossier.course(facts), type), kg.pages(rows, PAGE, kg.fact.status)]));
  };

  /** A fact of an indicator with its sentence; its own figures where its row in the table tells those of others too. */
  const said = (fact, name, shared) => {
    const [value, growth, , ...marks] = kg.fact.figures(fact);
    const own = [fact.indicator === name ? "" : kg.el("span", "indicator", fact.indicator), ...(shared ? [value, growth] : [])];
    const year = kg.el("span", "year", fact.year === null ? "" : String(fact.year));
    return kg.el("li", fact.planned ? "planned" : "", [kg.el("p", "says again", [...own, year, ...marks]), kg.fact.quote(fact)]);
  };

  /** An indicator: one fact as a line, several as bars with their sentences below. */
  const indicator = ({ name, facts, figures: rows, clashes }) => {
    if (facts.length === 1) return kg.fact.observation(facts[0]);
    const quotes = rows.flatMap((row) => row.facts.map((fact) => said(fact, name, row.facts.length > 1)));
    return kg.el("li", "fact series", [
      kg.el("div", "says", kg.el("span", "indicator", name)), kg.chart.bars(rows), ...clash(clashes),
      kg.el("details", "sentences", [kg.el("summary", "", kg.t("card.sentences", { n: facts.length })), kg.el("ul", "", quotes)]),
    ]);
  };

  const figures = (facts, all) => section(title("observation"), counted(facts.length, all), kg.pages(dossier.series(facts), PAGE, indicator));

  const LITERAL = { investment: amounts, status: states, observation: figures };
  const literal = (entity, id, fits) => {
    const all = dossier.of(entity, id);
    const facts = all.filter(fits);
    return facts.length ? LITERAL[id](facts, all.length, entity.type) : null;
  };

  /** Facts of one predicate and direction, one entry for each neighbour. */
  const relations = (entity, ahead, fits) => {
    const groups = new Map();
    const totals = new Map();
    for (const fact of ahead ? entity.out : entity.into) {
      const other = ahead ? fact.object : fact.subject;
      totals.set(fact.predicate, (totals.get(fact.predicate) ?? new Set()).add(other));
      if (!fits(fact)) continue;
      const others = groups.get(fact.predicate) ?? new Map();
      others.set(other, [...(others.get(other) ?? []), fact]);
      groups.set(fact.predicate, others);
    }
    return [...groups].sort((a, b) => a[0] - b[0]).map(([predicate, others]) => {
      const rows = [...others].sort((a, b) => entities[b[0]].weight - entities[a[0]].weight || a[0] - b[0]);
      const { label, inverse } = predicates[predicate];
      const name = kg.el("span", "way", [kg.el("i", "", ahead ? "→" : "←"), kg.format.capital(ahead ? label : inverse)]);
      return section(name, counted(rows.length, totals.get(predicate).size), kg.pages(rows, PAGE, ([other, told]) => kg.fact.relation(other, told)));
    });
  };

  /** Ways to the sections of a long card: a city has hundreds of facts. */
  const index = (parts) => {
    const found = parts.filter(Boolean);
    if (found.length < 4) return null;
    const jumps = found.map((part) => {
      const [name, count] = [...part.querySelector("summary").childNodes].map((node) => node.textContent);
      return kg.el("button", "chip", [name, kg.el("small", "", count)], {
        onclick: () => { part.open = true; part.scrollIntoView({ block: "start" }); },
      });
    });
    const nav = kg.el("nav", "chips index", jumps);
    nav.setAttribute("aria-label", kg.t("panel.sections"));
    return nav;
  };

  const property = (name, value) => (value ? [kg.el("dt", "", name), kg.el("dd", "", value)] : []);
  const properties = (entity) => {
    const place = entity.within === null ? null : entities[entity.within];
    const rows = [
      ...property(kg.t("panel.aliases"), entity.aliases.join(kg.t("list.comma"))),
      ...property(kg.t("panel.code"), entity.code),
      ...property(kg.t("panel.within"), place && kg.el("button", "link", place.name, { onclick: () => kg.go(place) })),
    ];
    return rows.length ? kg.el("dl", "properties", rows) : null;
  };

  /** What can be asked of a place. */
  const asked = (entity) => {
    const found = types[entity.type].id === "Region" ? kg.questions.about(entity) : [];
    return found.length ? kg.el("div", "asks", found.map((question) => kg.ask.chip(question))) : "";
  };

  const draw = (one, state) => {
    const all = state.options.graph?.outside === "1";
    const fits = (fact) => all || dossier.shows(fact, one, state.filters);
    const facts = [...one.facts, ...one.out, ...one.into];
    const away = facts.filter((fact) => !dossier.shows(fact, one, state.filters)).length;
    const kind = kg.el("p", "kind", [kg.sign(one.type), types[one.type].label, kg.el("span", "count", kg.t("list.facts", { n: total(one) }))]);
    const home = kg.el("button", "link home", kg.t(state.options.graph?.ask ? "panel.answer" : "panel.home"), { onclick: () => kg.go(null) });
    const own = [literal(one, "investment", fits), literal(one, "status", fits)];
    const [ahead, back] = [relations(one, true, fits), relations(one, false, fits)];
    const observed = literal(one, "observation", fits);
    // Of a place one wants its figures and what it holds, of all others to whom and where they belong.
    const parts = types[one.type].id === "Region" ? [...own, observed, ...back, ...ahead] : [...own, ...ahead, ...back, observed];
    kg.panel.show(
      kg.el("div", "head", [
        kg.el("div", "crumbs", [home]), kind, kg.el("h2", "", one.name), properties(one),
        one.description ? kg.el("p", "description", one.description) : "",
        kg.el("div", "tools", kg.panel.tools(one)),
        asked(one),
        index(parts),
        away ? kg.panel.outside(away, state) : "",
      ].filter(Boolean)),
      ...parts,
      facts.length ? null : kg.el("p", "guide", kg.t("panel.no_facts")),
    );
  };

  kg.dossier = dossier;
  kg.panel.card({
    rank: 10,
    key: (state) => (state.selected === null ? null : JSON.stringify([state.selected, state.filters, state.options.graph])),
    draw: (state) => draw(byId.get(state.selected), state),
  });
})(window.kg);
