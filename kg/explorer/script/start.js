// What the panel says at first sight: what the graph is about, questions that it answers, and lists to enter through.
((kg) => {
  "use strict";

  const { entities, types, documents, facts, places, total } = kg.store;
  const { section } = kg.panel;
  const LISTS = ["Project", "Park", "Enterprise", "Policy", "Industry"];
  const FIRST = 8; // questions before "more"

  kg.questions = kg.makeQuestions(kg.store, kg.filters);
  const text = (question) => kg.t(`ask.${question.key}`, question.values);

  /** Shows the answer in the panel, and what it is about in the view. */
  const go = (question) => {
    const { options, view } = kg.state.get();
    kg.state.set({
      view: kg.views.ids().includes(question.view) ? question.view : view,
      filters: { ...kg.filters.EMPTY, ...question.filters }, selected: null, link: null, focus: null, doc: null,
      options: { ...options, graph: { ...options.graph, ask: question.id } },
    });
  };
  const chip = (question) => {
    const button = kg.el("button", "chip ask", [text(question), kg.el("small", "", kg.format.number(question.rows.length))], { onclick: () => go(question) });
    button.dataset.ask = question.id;
    return button;
  };
  kg.ask = { chip, go, text };

  const entrance = (entity, note) =>
    kg.el("li", "", kg.el("button", "entrance", [
      kg.sign(entity.type), kg.el("span", "name", entity.name), kg.el("span", "note", note ?? kg.t("list.facts", { n: total(entity) })),
    ], { onclick: () => kg.go(entity), title: entity.name }));

  const largest = (entity) => kg.dossier.of(entity, "investment").filter(kg.filters.isMoney).sort((a, b) => b.value - a.value)[0];
  const heaviest = (type) => {
    const found = entities.filter((entity) => types[entity.type].id === type).sort(kg.store.heavier);
    if (type !== "Project") return found;
    const money = new Map(found.map((entity) => [entity, largest(entity)?.value ?? 0]));
    return found.sort((a, b) => money.get(b) - money.get(a)); // a stable sort: those without money stay by weight
  };
  const project = (entity) => {
    const fact = largest(entity);
    return entrance(entity, fact ? `${kg.format.value(fact)}${fact.planned ? ` ${kg.label("kinds", fact.kind)}` : ""}` : undefined);
  };

  /** What the graph holds, in a sentence. */
  const lead = () => {
    const reports = documents.filter((doc) => doc.kind === "report").length;
    const planned = facts.filter((fact) => fact.planned).length;
    const of = (id) => entities.filter((entity) => types[entity.type].id === id).length;
    return kg.t("start.lead", {
      reports, news: documents.length - reports, projects: of("Project"), parks: of("Park"), enterprises: of("Enterprise"),
      actual: facts.length - planned, planned,
    });
  };

  const asks = () => {
    const found = kg.questions.all();
    if (!found.length) return null;
    const list = kg.el("div", "asks", found.slice(0, FIRST).map(chip));
    if (found.length > FIRST) {
      const more = kg.el("button", "link more", kg.t("start.more", { n: found.length - FIRST }));
      more.onclick = () => { more.replaceWith(...found.slice(FIRST).map(chip)); };
      list.append(more);
    }
    return section(kg.t("start.ask"), found.length, list);
  };

  const reporting = () => {
    const found = places.map((i) => entities[i]).sort(kg.store.heavier);
    if (!found.length) return null;
    const make = (entity) => kg.el("button", "chip", [kg.sign(entity.type), entity.name, kg.el("small", "", total(entity))], { onclick: () => kg.go(entity), title: kg.t("list.facts", { n: total(entity) }) });
    return section(kg.t("panel.reporting"), found.length, kg.el("div", "chips", found.map(make)));
  };

  const texts = () => {
    const make = (doc) => kg.el("li", "", kg.el("button", "entrance", [
      kg.el("span", "name", kg.format.title(doc)), kg.el("span", "note", kg.label("documents", doc.kind)),
    ], { onclick: () => kg.reader.open(doc.i), title: doc.title }));
    return documents.length ? section(kg.t("panel.documents"), documents.length, kg.pages(documents, 6, make), false) : null;
  };

  const draw = () => {
    const lists = LISTS.map((type) => [type, heaviest(type)]).filter(([, rows]) => rows.length)
      .map(([type, rows], at) => section(kg.t(`panel.${type}`), rows.length, kg.pages(rows, 6, type === "Project" ? project : (one) => entrance(one)), at < 2));
    const money = kg.money.text();
    const worth = money ? [kg.el("p", "lead", [money, kg.el("button", "link", kg.t("start.how"), { onclick: kg.money.open })])] : [];
    const say = entities.length ? [kg.el("p", "lead", lead()), ...worth, kg.el("p", "guide", kg.t("panel.guide"))] : [kg.el("p", "guide", kg.t("panel.empty"))];
    kg.panel.show(kg.el("div", "head", [kg.el("h2", "", kg.t("panel.begin")), ...say]), asks(), reporting(), ...lists, texts());
  };

  kg.panel.card({ rank: 0, key: () => "", draw });
})(window.kg);
