// The panel on the right: entrances at the start, then the card of an entity or of a line.
((kg) => {
  "use strict";

  const { entities, types, predicates, documents, facts, places, byId, total } = kg.store;
  const root = document.getElementById("panel");
  const PAGE = 12;
  const ENTRANCES = ["Project", "Park", "Enterprise", "Policy", "Industry"];

  const section = (title, count, content, open = true) => {
    const summary = kg.el("summary", "", [title, kg.el("span", "count", count)]);
    return kg.el("details", "section", [summary, content], { open });
  };

  const show = (...children) => {
    root.replaceChildren(...children.filter(Boolean));
    root.scrollTop = 0;
  };

  const entrance = (entity, note) =>
    kg.el("li", "", kg.el("button", "entrance", [
      kg.sign(entity.type), kg.el("span", "name", entity.name), kg.el("span", "note", note ?? kg.t("list.facts", { n: total(entity) })),
    ], { onclick: () => kg.go(entity), title: entity.name }));

  const invested = (entity) =>
    Math.max(0, ...entity.facts.filter((fact) => predicates[fact.predicate].id === "investment" && fact.unit === "CNY").map((fact) => fact.value ?? 0));

  const heaviest = (type) => {
    const found = entities.filter((entity) => types[entity.type].id === type).sort((a, b) => b.weight - a.weight || a.i - b.i);
    if (type !== "Project") return found;
    const money = new Map(found.map((entity) => [entity, invested(entity)]));
    return found.sort((a, b) => money.get(b) - money.get(a)); // a stable sort: those without money stay by weight
  };

  const project = (entity) => {
    const most = invested(entity);
    const fact = most ? entity.facts.find((each) => each.unit === "CNY" && each.value === most) : null;
    return entrance(entity, fact ? kg.format.value(fact) : undefined);
  };

  /** Where to begin: places, projects, parks, enterprises, documents. */
  const start = () => {
    const reporting = places.map((i) => entities[i]).sort((a, b) => b.weight - a.weight || a.i - b.i);
    const parts = [];
    if (reporting.length) {
      const chips = reporting.map((entity) => kg.el("button", "chip", [entity.name, kg.el("small", "", total(entity))], { onclick: () => kg.go(entity), title: kg.t("list.facts", { n: total(entity) }) }));
      parts.push(section(kg.t("panel.reporting"), reporting.length, kg.el("div", "chips", chips)));
    }
    for (const type of ENTRANCES) {
      const rows = heaviest(type);
      const make = type === "Project" ? project : (one) => entrance(one);
      if (rows.length) parts.push(section(kg.t(`panel.${type}`), rows.length, kg.pages(rows, 6, make), parts.length < 4));
    }
    if (documents.length) {
      const make = (doc) => kg.el("li", "", kg.el("button", "entrance", [
        kg.el("span", "name", kg.format.title(doc)), kg.el("span", "note", doc.date ?? kg.format.year(doc)),
      ], { onclick: () => kg.reader.open(doc.i), title: doc.title }));
      parts.push(section(kg.t("panel.documents"), documents.length, kg.pages(documents, 6, make), parts.length < 3));
    }
    const guide = kg.t(entities.length ? "panel.guide" : "panel.empty");
    show(kg.el("div", "head", [kg.el("h2", "", kg.t("panel.begin")), kg.el("p", "guide", guide)]), ...parts);
  };

  const byValue = (a, b) => (b.value ?? 0) - (a.value ?? 0) || a.i - b.i;
  const byTime = (a, b) => (b.year ?? 0) - (a.year ?? 0) || a.planned - b.planned || a.i - b.i;

  const literal = (entity, id, order) => {
    const found = entity.facts.filter((fact) => predicates[fact.predicate].id === id).sort(order);
    return found.length ? section(kg.format.capital(kg.label("predicates", id)), found.length, kg.pages(found, PAGE, kg.fact[id])) : null;
  };

  /** Facts of one predicate and direction, one entry for each neighbour. */
  const relations = (entity, ahead) => {
    const groups = new Map();
    for (const fact of ahead ? entity.out : entity.into) {
      const others = groups.get(fact.predicate) ?? new Map();
      const other = ahead ? fact.object : fact.subject;
      others.set(other, [...(others.get(other) ?? []), fact]);
      groups.set(fact.predicate, others);
    }
    return [...groups].sort((a, b) => a[0] - b[0]).map(([predicate, others]) => {
      const rows = [...others].sort((a, b) => entities[b[0]].weight - entities[a[0]].weight || a[0] - b[0]);
      const { label, inverse } = predicates[predicate];
      const title = kg.el("span", "way", [kg.el("i", "", ahead ? "→" : "←"), kg.format.capital(ahead ? label : inverse)]);
      return section(title, rows.length, kg.pages(rows, PAGE, ([other, told]) => kg.fact.relation(other, told)));
    });
  };

  /** Ways to the sections of a long card: a city has hundreds of facts. */
  const index = (parts) => {
    const found = parts.filter(Boolean);
    if (found.length < 4) return null;
    const jumps = found.map((part) => {
      const [title, count] = [...part.querySelector("summary").childNodes].map((node) => node.textContent);
      return kg.el("button", "chip", [title, kg.el("small", "", count)], {
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

  const made = [];
  /** Buttons under the name of an entity: make(entity) gives one or null. The order of registration is that on screen. */
  const tool = (make) => { made.push(make); };
  tool((one) => {
    const waiting = kg.picture.waiting(one).length;
    return kg.el("button", "", waiting ? kg.t("panel.expand", { n: waiting }) : kg.t("panel.expanded"), {
      disabled: !waiting, id: "expand", onclick: () => kg.stage.expand(one),
    });
  });
  tool((one) => kg.el("button", "", kg.t("panel.centre"), { onclick: () => { kg.state.set({ near: true }); kg.stage.centre(one); } }));

  /** The card of an entity. */
  const entity = (one) => {
    const kind = kg.el("p", "kind", [kg.sign(one.type), types[one.type].label, kg.el("span", "count", kg.t("list.facts", { n: total(one) }))]);
    const home = kg.el("button", "link home", kg.t("panel.home"), { onclick: () => kg.go(null) });
    const parts = [
      literal(one, "investment", byValue), literal(one, "status", byTime),
      ...relations(one, true), ...relations(one, false), literal(one, "observation", byTime),
    ];
    show(
      kg.el("div", "head", [
        kg.el("div", "crumbs", [home]), kind, kg.el("h2", "", one.name), properties(one),
        one.description ? kg.el("p", "description", one.description) : "",
        kg.el("div", "tools", tools(one)),
        index(parts),
      ].filter(Boolean)),
      ...parts,
      parts.some(Boolean) ? null : kg.el("p", "guide", kg.t("panel.no_facts")),
    );
  };
  const tools = (one) => made.map((make) => make(one)).filter(Boolean);

  /** The facts of a line: everything between two entities. */
  const link = (a, b) => {
    const told = facts.filter((fact) => (fact.subject === a.i && fact.object === b.i) || (fact.subject === b.i && fact.object === a.i));
    const name = (one) => kg.el("button", "name", [kg.sign(one.type), one.name], { onclick: () => kg.go(one) });
    const rows = told.map((fact) => kg.el("li", "pair", [
      kg.el("p", "triple", [entities[fact.subject].name, kg.el("b", "", predicates[fact.predicate].label), entities[fact.object].name]),
      kg.el("ul", "plain", kg.fact.relation(fact.object, [fact])),
    ]));
    show(
      kg.el("div", "head", [
        kg.el("div", "crumbs", kg.el("button", "link home", kg.t("panel.back"), { onclick: () => kg.state.set({ link: null }) })),
        kg.el("p", "kind", [kg.t("panel.line"), kg.el("span", "count", kg.t("list.facts", { n: told.length }))]),
        kg.el("h2", "ends", [name(a), name(b)]),
      ]),
      kg.el("ul", "plain", rows),
    );
  };

  const cards = [];
  /**
   * What the panel can show. The card with the highest rank whose key is not null is drawn; it is drawn anew when the key
   * changes. Ranks: start 0, entity 10, line 20.
   * @param {{rank: number, key: (state: State) => ?string, draw: (state: State) => void}} one  draw calls kg.panel.show
   */
  const card = (one) => {
    cards.push(one);
    cards.sort((a, b) => b.rank - a.rank);
  };
  card({ rank: 0, key: () => "", draw: start });
  card({ rank: 10, key: (state) => state.selected, draw: (state) => entity(byId.get(state.selected)) });
  card({ rank: 20, key: (state) => state.link?.join(" ") ?? null, draw: (state) => link(...state.link.map((id) => byId.get(id))) });

  let drawn = null;
  kg.state.subscribe((state, previous) => {
    const found = cards.find(({ key }) => key(state) !== null);
    const mark = `${found.rank} ${found.key(state)}`;
    if (!previous || mark !== drawn) found.draw(state);
    else if (state.selected) root.querySelector(".head .tools")?.replaceChildren(...tools(byId.get(state.selected)));
    drawn = mark;
  });

  kg.panel = { show, section, card, tool };
})(window.kg);
