// The card of a line: everything that is said between two entities.
((kg) => {
  "use strict";

  const { entities, predicates, byId } = kg.store;

  const row = (fact) => kg.el("li", fact.planned ? "pair planned" : "pair", [
    kg.el("p", "triple", [entities[fact.subject].name, kg.el("b", "", predicates[fact.predicate].label), entities[fact.object].name]),
    kg.el("p", "says", [kg.el("span", "role", fact.role), kg.fact.year(fact), kg.fact.badge(fact)]),
    kg.fact.quote(fact),
  ]);

  const draw = (a, b, state) => {
    const told = [...a.out, ...b.out].filter((fact) => (fact.subject === a.i && fact.object === b.i) || (fact.subject === b.i && fact.object === a.i));
    const facts = [...new Set(told)].sort((x, y) => x.predicate - y.predicate || kg.dossier.inTime(x, y));
    const fits = (fact) => kg.filters.passesLine(fact, state.filters);
    const away = facts.filter((fact) => !fits(fact)).length;
    const shown = state.options.graph?.outside === "1" ? facts : facts.filter(fits);
    const name = (one) => kg.el("button", "name", [kg.sign(one.type), one.name], { onclick: () => kg.go(one) });
    kg.panel.show(
      kg.el("div", "head", [
        kg.el("div", "crumbs", kg.el("button", "link home", kg.t("panel.back"), { onclick: () => kg.state.set({ link: null }) })),
        kg.el("p", "kind", [kg.t("panel.line"), kg.el("span", "count", kg.t("list.facts", { n: facts.length }))]),
        kg.el("h2", "ends", [name(a), kg.el("span", "to", kg.t("card.and")), name(b)]),
        away ? kg.panel.outside(away, state) : "",
      ]),
      kg.el("ul", "plain", shown.map(row)),
    );
  };

  kg.panel.card({
    rank: 20,
    key: (state) => (state.link === null ? null : JSON.stringify([state.link, state.filters, state.options.graph])),
    draw: (state) => draw(...state.link.map((id) => byId.get(id)), state),
  });
})(window.kg);
