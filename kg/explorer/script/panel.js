// The panel on the right: entrances at the start, then the card of an entity or of a line.
((kg) => {
  "use strict";

  const { labels, entities, types, predicates, documents, facts, places, total } = kg.store;
  const root = document.getElementById("panel");
  const PAGE = 12;
  const ENTRANCES = [
    ["Project", "重大项目"], ["Park", "重点园区"], ["Enterprise", "活跃企业"], ["Policy", "主要政策"], ["Industry", "主要产业"],
  ];

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
      kg.sign(entity.type), kg.el("span", "name", entity.name), kg.el("span", "note", note ?? `${total(entity)} 条事实`),
    ], { onclick: () => kg.go(entity), title: entity.name }));

  const invested = (entity) =>
    Math.max(0, ...entity.facts.filter((fact) => predicates[fact.predicate].id === "investment" && fact.unit === "CNY").map((fact) => fact.value ?? 0));

  const heaviest = (type) => {
    const found = entities.filter((entity) => types[entity.type].id === type).sort((a, b) => b.weight - a.weight || a.i - b.i);
    if (type !== "Project") return found.map((entity) => entrance(entity));
    const rich = found.filter(invested).sort((a, b) => invested(b) - invested(a));
    return [...rich, ...found.filter((entity) => !invested(entity))].map((entity) => {
      const fact = entity.facts.filter((each) => each.unit === "CNY" && each.value === invested(entity))[0];
      return entrance(entity, fact ? kg.format.value(fact) : undefined);
    });
  };

  const entrances = (rows) => kg.pages(rows, 6, (row) => row);

  /** Where to begin: places, projects, parks, enterprises, documents. */
  const start = () => {
    const reporting = places.map((i) => entities[i]).sort((a, b) => b.weight - a.weight || a.i - b.i);
    const parts = [];
    if (reporting.length) {
      const chips = reporting.map((entity) => kg.el("button", "chip", [entity.name, kg.el("small", "", total(entity))], { onclick: () => kg.go(entity), title: `${total(entity)} 条事实` }));
      parts.push(section("报告地区", reporting.length, kg.el("div", "chips", chips)));
    }
    for (const [type, title] of ENTRANCES) {
      const rows = heaviest(type);
      if (rows.length) parts.push(section(title, rows.length, entrances(rows), parts.length < 4));
    }
    if (documents.length) {
      const rows = documents.map((doc) => kg.el("li", "", kg.el("button", "entrance", [
        kg.el("span", "name", kg.format.title(doc)), kg.el("span", "note", doc.date ?? (doc.year ? `${doc.year} 年` : "")),
      ], { onclick: () => kg.reader.open(doc.i), title: doc.title })));
      parts.push(section("文档", rows.length, entrances(rows), parts.length < 3));
    }
    const guide = entities.length
      ? "从一个地区、项目或企业进入，或按 / 搜索。每条事实都带原文，点引文就能看到它在文中的位置。"
      : "图谱里还没有实体。";
    show(kg.el("div", "head", [kg.el("h2", "", "从这里开始"), kg.el("p", "guide", guide)]), ...parts);
  };

  const byValue = (a, b) => (b.value ?? 0) - (a.value ?? 0) || a.i - b.i;
  const byTime = (a, b) => (b.year ?? 0) - (a.year ?? 0) || a.planned - b.planned || a.i - b.i;

  const literal = (entity, id, order) => {
    const found = entity.facts.filter((fact) => predicates[fact.predicate].id === id).sort(order);
    return found.length ? section(labels.predicates[id] ?? id, found.length, kg.pages(found, PAGE, kg.fact[id])) : null;
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
      const title = kg.el("span", "way", [kg.el("i", "", ahead ? "→" : "←"), ahead ? label : inverse]);
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
    nav.setAttribute("aria-label", "本页各节");
    return nav;
  };

  const property = (name, value) => (value ? [kg.el("dt", "", name), kg.el("dd", "", value)] : []);

  const properties = (entity) => {
    const place = entity.within !== null && entity.within !== undefined ? entities[entity.within] : null;
    const rows = [
      ...property("别名", entity.aliases.join("、")),
      ...property(labels.columns?.code ?? "区划代码", entity.code),
      ...property("所在", place && kg.el("button", "link", place.name, { onclick: () => kg.go(place) })),
    ];
    return rows.length ? kg.el("dl", "properties", rows) : null;
  };

  /** The card of an entity. */
  const entity = (one) => {
    const waiting = kg.stage.waiting(one);
    const expand = kg.el("button", "", waiting ? `展开邻居（${waiting} 个未显示）` : "邻居已全部显示", {
      disabled: !waiting, id: "expand",
      onclick: () => { kg.stage.expand(one); entity(one); },
    });
    const kind = kg.el("p", "kind", [kg.sign(one.type), types[one.type].label, kg.el("span", "count", `${total(one)} 条事实`)]);
    const home = kg.el("button", "link home", "‹ 返回开始", { onclick: () => kg.go(null) });
    const parts = [
      literal(one, "investment", byValue), literal(one, "status", byTime),
      ...relations(one, true), ...relations(one, false), literal(one, "observation", byTime),
    ];
    show(
      kg.el("div", "head", [
        kg.el("div", "crumbs", [home]), kind, kg.el("h2", "", one.name), properties(one),
        one.description ? kg.el("p", "description", one.description) : "",
        kg.el("div", "tools", [expand, kg.el("button", "", "居中", { onclick: () => kg.stage.select(one) })]),
        index(parts),
      ].filter(Boolean)),
      ...parts,
      parts.some(Boolean) ? null : kg.el("p", "guide", "文中提到了它，但没有读出事实。"),
    );
  };

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
        kg.el("div", "crumbs", kg.el("button", "link home", "‹ 返回", { onclick: () => kg.stage.selected() ? entity(kg.stage.selected()) : start() })),
        kg.el("p", "kind", ["连线", kg.el("span", "count", `${told.length} 条事实`)]),
        kg.el("h2", "ends", [name(a), name(b)]),
      ]),
      kg.el("ul", "plain", rows),
    );
  };

  kg.panel = { start, entity, link };
})(window.kg);
