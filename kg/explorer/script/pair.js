// The card of two entities side by side: what is known of each in two columns, whom both know, where their relations differ.
((kg) => {
  "use strict";

  const { entities, types, predicates, total } = kg.store;
  const FACTS = 12;
  const NAMES = 8;

  const link = (one) => kg.el("button", "link", one.name, { onclick: () => kg.go(one, { still: true }), title: `${types[one.type].label} · ${one.name}` });
  const nothing = () => kg.el("span", "nothing", "—");

  const row = (title, left, right) => {
    const cells = [left, right].map((cell) => kg.el("td", "", cell === null || cell === "" ? nothing() : cell));
    const name = kg.el("th", "", title);
    name.setAttribute("scope", "row");
    return kg.el("tr", "", [name, ...cells]);
  };
  const table = (rows, a, b) => {
    const heads = [kg.t("walk.question"), a.name, b.name].map((text) => {
      const cell = kg.el("th", "", kg.format.short(text, 16), { title: text });
      cell.setAttribute("scope", "col");
      return cell;
    });
    return kg.el("table", "side", [kg.el("thead", "", kg.el("tr", "", heads)), kg.el("tbody", "", rows)]);
  };

  const about = (a, b) => {
    const place = (one) => (one.within === null ? null : link(entities[one.within]));
    const both = (title, of) => (of(a) || of(b) ? [row(title, of(a), of(b))] : []);
    return [
      row(kg.t("walk.kind"), types[a.type].label, types[b.type].label),
      ...both(kg.t("panel.within"), place),
      ...both(kg.t("panel.aliases"), (one) => one.aliases.slice(0, 4).join(kg.t("list.comma"))),
      ...both(kg.t("panel.code"), (one) => one.code),
      row(kg.t("walk.facts"), kg.format.number(total(a)), kg.format.number(total(b))),
    ];
  };

  const question = (fact) => {
    const id = predicates[fact.predicate].id;
    if (id === "observation") return [fact.indicator, kg.format.year(fact)].filter(Boolean).join(" · ");
    return [kg.format.capital(predicates[fact.predicate].label), id === "investment" ? fact.role : ""].filter(Boolean).join(" · ");
  };
  /** The answer of one side: a button that opens its sentence. */
  const answer = (fact) => {
    if (!fact) return null;
    const id = predicates[fact.predicate].id;
    const text = id === "status" ? kg.format.status(fact) : [kg.format.value(fact), kg.format.growth(fact)].filter(Boolean).join(kg.t("list.comma"));
    const more = [id === "observation" ? "" : kg.format.year(fact), fact.planned ? kg.label("kinds", fact.kind) : ""].filter(Boolean).join(" · ");
    const content = [kg.el("span", "value", text || "—"), more ? kg.el("small", fact.planned ? "planned" : "", more) : ""];
    if (fact.doc === null) return kg.el("span", "", content);
    return kg.el("button", "link answer", content, { onclick: () => kg.reader.open(fact.doc, fact.start, fact.end), title: kg.t("fact.open") });
  };

  const relation = (facts, one) => [...new Set(facts.map((fact) => {
    const { label, inverse } = predicates[fact.predicate];
    return fact.subject === one.i ? label : inverse;
  }))].join(kg.t("list.comma"));

  const shared = (found, a, b) => {
    const make = ({ entity, left, right }) => {
      const [ours, theirs] = [relation(left, a), relation(right, b)];
      const facts = (one, text) => kg.el("button", "link ways-of", text, { title: kg.t("walk.line_facts"), onclick: () => kg.state.set({ link: [one.id, entity.id] }) });
      return kg.el("li", "shared", [
        kg.el("button", "name", [kg.sign(entity.type), entity.name], { onclick: () => kg.go(entity, { still: true }) }),
        kg.el("span", "note", [facts(a, ours), " | ", facts(b, theirs)]),
      ]);
    };
    return kg.panel.section(kg.t("walk.common"), found.length, found.length ? kg.pages(found, NAMES, make) : kg.el("p", "guide", kg.t("walk.none_common")));
  };

  const names = (all) => (all.length ? kg.pages(all, 5, (one) => kg.el("li", "", [kg.sign(one.type), link(one)])) : null);
  const differing = (found, a, b) => {
    const rows = found.map(({ predicate, ahead, left, right, both }) => {
      const { label, inverse } = predicates[predicate];
      const title = [kg.el("i", "way", ahead ? "→" : "←"), kg.format.capital(ahead ? label : inverse),
        kg.el("small", "", kg.t("walk.split", { left: left.length, both, right: right.length }))];
      return row(title, names(left), names(right));
    });
    return kg.panel.section(kg.t("walk.differing"), found.length, rows.length ? table(rows, a, b) : kg.el("p", "guide", kg.t("walk.none_differing")));
  };

  const literals = (found, a, b) => {
    if (!found.length) return null;
    const both = found.filter(({ left, right }) => left && right).length;
    // pages makes a list; here its items are rows of a table, so the next ones come by hand.
    const body = table([], a, b);
    const rows = body.querySelector("tbody");
    const more = (from) => {
      rows.append(...found.slice(from, from + FACTS).map(({ left, right }) => row(question(left ?? right), answer(left), answer(right))));
      const left = found.length - from - FACTS;
      if (left <= 0) return;
      const button = kg.el("button", "link more", kg.t("list.more", { n: Math.min(FACTS, left), left }), { onclick: () => { button.remove(); more(from + FACTS); } });
      body.after(button);
    };
    const box = kg.el("div", "", body);
    more(0);
    return kg.panel.section(kg.t("walk.facts_beside", { n: both }), found.length, box);
  };

  const card = (state) => {
    const { a, b } = kg.trail.of(state);
    const { likeness, common } = kg.trail;
    const chosen = state.filters;
    const filtered = kg.filters.active(chosen).length ? [kg.el("p", "guide", kg.t("walk.under_filters"))] : [];
    kg.panel.show(
      kg.chain.head({ a, b }, state, filtered),
      kg.panel.section(kg.t("walk.basics"), "", table(about(a, b), a, b)),
      literals(likeness.literals(a, b, chosen), a, b),
      shared(common(a, b, chosen), a, b),
      differing(likeness.differing(a, b, chosen), a, b),
    );
  };

  kg.panel.card({
    rank: 30, draw: card,
    key: (state) => (kg.chain.shown(state) && !state.path ? JSON.stringify([state.pair, state.filters]) : null),
  });
  kg.state.subscribe((state) => { document.body.classList.toggle("side-by-side", kg.chain.shown(state) && !state.path); });
})(window.kg);
