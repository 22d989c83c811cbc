// The answer to a question: who or what, with the words that say so. The view beside it shows the same under filters.
((kg) => {
  "use strict";

  const { entities } = kg.store;
  const OTHERS = ["table", "timeline", "compare"];

  const found = (state) => (state.options.graph?.ask ? kg.questions.ask(state.options.graph.ask) : null);

  const leave = () => {
    const { options } = kg.state.get();
    const { ask: _, ...rest } = options.graph ?? {};
    const { graph: __, ...others } = options;
    kg.state.set({ filters: kg.filters.EMPTY, options: Object.keys(rest).length ? { ...others, graph: rest } : others });
  };

  const row = (question) => ({ entity, facts }) => {
    const own = question.rows.length > 1 && question.rows.every((each) => each.entity === entity); // answers about one place need not repeat it
    const name = own ? "" : kg.el("button", "entrance", [
      kg.sign(entity.type), kg.el("span", "name", entity.name),
      kg.el("span", "note", entity.within === null ? "" : entities[entity.within].name),
    ], { onclick: () => kg.go(entity) });
    return kg.el("li", "answer", [name, ...facts.flatMap((fact) => [
      kg.el("p", "says", [kg.el("span", fact.planned ? "brief planned" : "brief", kg.fact.brief(fact, entity))]), kg.fact.quote(fact),
    ])]);
  };

  const draw = (state) => {
    const question = found(state);
    const views = OTHERS.filter((id) => kg.views.ids().includes(id));
    kg.panel.show(
      kg.el("div", "head", [
        kg.el("div", "crumbs", kg.el("button", "link home", kg.t("panel.home"), { onclick: leave })),
        kg.el("p", "kind", [kg.t("start.answer"), kg.el("span", "count", kg.t("start.answers", { n: question.rows.length }))]),
        kg.el("h2", "", kg.ask.text(question)),
        kg.el("p", "guide", kg.t(`ask.${question.key}_note`)),
        kg.el("div", "tools", views.map((id) => kg.el("button", "", kg.t("start.see_in", { view: kg.t(`views.${id}`) }), { onclick: () => kg.state.set({ view: id }) }))),
      ]),
      kg.el("div", "answers", kg.pages(question.rows, 12, row(question))),
    );
  };

  kg.panel.card({ rank: 5, key: (state) => (found(state) ? state.options.graph.ask : null), draw });
})(window.kg);
