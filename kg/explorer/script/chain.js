// The card of a path: the ways found, and the chain of steps with the facts and the words that carry each.
((kg) => {
  "use strict";

  const { entities, predicates } = kg.store;

  const end = (one) => kg.el("button", "name", [kg.sign(one.type), one.name], { onclick: () => kg.go(one, { still: true }) });

  /** One fact of a step: its relation, which way it points, and its quote. */
  const told = (fact, from) => {
    const ahead = fact.subject === from;
    const { label, inverse } = predicates[fact.predicate];
    const arrow = kg.el("i", "arrow", ahead ? "→" : "←");
    arrow.setAttribute("aria-hidden", "true");
    return kg.el("li", fact.planned ? "fact planned" : "fact", [
      kg.el("div", "says", [arrow, kg.el("strong", "relation", ahead ? label : inverse),
        kg.el("span", "year", kg.format.year(fact)), fact.planned ? kg.el("span", "badge plan", kg.label("kinds", fact.kind)) : ""]),
      kg.fact.quote(fact),
    ]);
  };

  const hop = (from, to, state) => {
    const facts = kg.trail.between(from, to, state.filters);
    return kg.el("li", "hop", [kg.pages(facts, 1, (fact) => told(fact, from))]);
  };

  const chain = ({ way }, state) => kg.el("ol", "plain chain", way.flatMap((i, k) => [
    kg.el("li", "stop", end(entities[i])), ...(k < way.length - 1 ? [hop(i, way[k + 1], state)] : []),
  ]));

  /** The ways to choose from, as a group of switches. */
  const ways = ({ ways: found, at }) => {
    const box = kg.el("div", "chips ways", found.map((way, k) => {
      const through = way.slice(1, -1).map((i) => entities[i].name);
      const button = kg.el("button", "chip", kg.t("walk.way", { k: k + 1, n: way.length - 1 }), {
        onclick: () => kg.state.option("graph", { way: k ? k + 1 : null }),
        title: through.length ? kg.t("walk.through", { names: through.join(kg.t("list.comma")) }) : kg.t("walk.direct"),
      });
      button.setAttribute("aria-pressed", String(k === at));
      return button;
    }));
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", kg.t("walk.ways"));
    return box;
  };

  /** No way under these filters: says so, and whether there is one without them. */
  const none = ({ a, b }, state) => {
    const filtered = kg.filters.active(state.filters).length > 0;
    if (!filtered) return [kg.el("p", "guide", kg.t("walk.unconnected"))];
    const free = kg.trail.of({ ...state, filters: kg.NO_FILTERS }).ways[0];
    return [
      kg.el("p", "guide", kg.t(free ? "walk.filters_cut" : "walk.unconnected_anyway", { n: free ? free.length - 1 : 0, a: a.name, b: b.name })),
      ...(free ? [kg.el("button", "", kg.t("actions.clear"), { id: "path-clear", onclick: () => kg.state.set({ filters: kg.NO_FILTERS }) })] : []),
    ];
  };

  /** Head of the two cards about a pair: the ends, the switch between path and side by side, the ways out. */
  const head = ({ a, b }, state, more) => {
    const tabs = [["path", true], ["pair", false]].map(([id, path]) => {
      const button = kg.el("button", "", kg.t(`walk.as_${id}`), { id: `as-${id}`, onclick: () => kg.walk.join(a, b, path) });
      button.setAttribute("aria-pressed", String(state.path === path));
      return button;
    });
    const swap = kg.el("button", "icon", "⇄", { id: "swap", title: kg.t("walk.swap"), onclick: () => kg.walk.join(b, a, state.path) });
    swap.setAttribute("aria-label", kg.t("walk.swap"));
    const switches = kg.el("div", "tools switch", [...tabs, swap,
      kg.el("button", "", kg.t("walk.other"), { id: "other-end", onclick: () => kg.ends.open(a, state.path) })]);
    return kg.el("div", "head", [
      kg.el("div", "crumbs", kg.el("button", "link home", kg.t("walk.close"), { id: "close-pair", onclick: kg.walk.part })),
      kg.el("h2", "ends", [end(a), kg.el("span", "to", kg.t(state.path ? "walk.to" : "walk.and")), end(b)]),
      switches, ...more,
    ]);
  };

  const card = (state) => {
    const trail = kg.trail.of(state);
    if (!trail.ways.length) {
      kg.panel.show(head(trail, state, []), kg.el("div", "no-path", [kg.el("h3", "", kg.t("walk.no_path")), ...none(trail, state)]));
      return;
    }
    const filtered = kg.filters.active(state.filters).length ? [kg.el("p", "guide", kg.t("walk.under_filters"))] : [];
    kg.panel.show(head(trail, state, [...filtered, ways(trail)]), chain(trail, state));
  };

  const shown = (state) => state.pair !== null && !state.selected && !state.link;
  // The filters are part of the key: under others the facts of a step, or the way itself, may be others.
  kg.panel.card({
    rank: 30, draw: card,
    key: (state) => (shown(state) && state.path ? JSON.stringify([state.pair, kg.trail.of(state).at, state.filters]) : null),
  });

  kg.chain = { head, shown };
})(window.kg);
