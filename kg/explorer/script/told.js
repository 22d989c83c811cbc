// A card of the panel for facts of many entities: what stands behind a cell of the timeline or a bar of the comparison.
((kg) => {
  "use strict";

  const { entities, predicates } = kg.store;
  const PAGE = 20;

  const says = (fact) => (fact.object === null ? kg.fact[predicates[fact.predicate].id](fact) : kg.fact.relation(fact.object, [fact]));
  const name = (entity) => kg.el("button", "name", [kg.sign(entity.type), entity.name], { onclick: () => kg.go(entity) });
  const row = (fact) => kg.el("li", "pair", [
    kg.el("div", "says", [name(entities[fact.subject]), kg.el("span", "role", predicates[fact.predicate].label)]),
    kg.el("ul", "plain", says(fact)),
  ]);
  const plain = (entity) => kg.el("li", "pair", kg.el("div", "says", [name(entity), kg.el("span", "note", kg.t("list.facts", { n: kg.store.total(entity) }))]));

  /**
   * @typedef {{key: string, title: string, note: string, facts?: Fact[], groups?: {title: string, members: Entity[]}[]}} Told
   * Registers a card: find(state) says what it shows; null: another card is shown. It stays while the entity that was selected
   * with it is selected, so that a name in it leads on.
   * @param {{view: string, rank: number, find: (state: State) => ?Told}} options
   */
  const card = ({ view, rank, find }) => {
    const close = () => kg.state.option(view, { open: null });
    const found = (state) => (state.view === view && state.options[view]?.open ? find(state) : null);
    kg.panel.card({
      rank,
      // Filters change what is behind a bar, so they are part of what the card is.
      key: (state) => {
        const told = found(state);
        return told ? `${view} ${told.key} ${JSON.stringify(state.filters)}` : null;
      },
      draw: (state) => {
        const { title, note, facts = [], groups = [] } = found(state);
        kg.panel.show(
          kg.el("div", "head", [
            kg.el("div", "crumbs", kg.el("button", "link home", kg.t("panel.back"), { onclick: close })),
            kg.el("h2", "", title),
            kg.el("p", "guide", note),
          ]),
          facts.length ? kg.pages(facts, PAGE, row) : null,
          ...groups.map((group) => kg.panel.section(group.title, group.members.length, kg.pages(group.members, PAGE, plain))),
        );
      },
    });
  };

  /** Opens the quote of a fact, and the card of its subject. */
  const open = (fact) => kg.state.set({
    selected: entities[fact.subject].id, link: null,
    ...(fact.doc === null ? {} : { doc: [kg.store.documents[fact.doc].id, fact.start, fact.end] }),
  });

  /** What a fact says in a few words: 在建; 总投资 50 亿元; 地区生产总值 1234.5 亿元; 位于 云岭高新区. */
  const short = (fact) => {
    if (fact.object !== null) return `${predicates[fact.predicate].label} ${entities[fact.object].name}`;
    if (fact.status !== null) return kg.format.status(fact);
    return [fact.indicator ?? fact.role, kg.format.value(fact), kg.format.growth(fact)].filter(Boolean).join(" ");
  };

  kg.told = { card, open, short };
})(window.kg);
