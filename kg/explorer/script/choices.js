// Which neighbours to draw when there are too many for one picture: the most connected, or those of a relation, type or year.
((kg) => {
  "use strict";

  const ALL = 150; // as many can still be drawn at once
  const SHOWN = 6; // rows of a group before the rest is asked for

  /** "i.locatedIn" -> its name as read from the entity: 位于 backwards. */
  const name = (rule) => {
    const value = rule.slice(2);
    if (rule[0] === "t") return kg.label("types", value);
    if (rule[0] === "y") return kg.t("fact.year", { year: value });
    return kg.format.capital(kg.label(rule[0] === "o" ? "predicates" : "inverse", value));
  };
  const mark = (rule) => {
    if (rule[0] === "t") return kg.sign(kg.store.types.findIndex(({ id }) => id === rule.slice(2)));
    return rule[0] === "y" ? "" : kg.el("i", "way", rule[0] === "o" ? "→" : "←");
  };

  const choose = (entity, rule, most) => {
    kg.dialog.close();
    kg.stage.expand(entity, rule, most);
  };

  const choice = (entity, rule, text, n, most) => {
    const button = kg.el("button", "choice", [...text, kg.el("span", "count", kg.format.number(n))], { onclick: () => choose(entity, rule, most) });
    button.dataset.rule = rule ?? "";
    return button;
  };

  const group = (entity, title, rows) => {
    if (!rows.length) return [];
    const make = ([rule, n]) => kg.el("li", "", choice(entity, rule, [mark(rule), kg.el("span", "name", name(rule))], n, kg.picture.CAP));
    return [kg.el("section", "choices", [kg.el("h3", "", title), kg.pages(rows, SHOWN, make)])];
  };

  /** Asks which of the neighbours that are not drawn should come. @param {Entity} entity */
  const open = (entity) => {
    const left = kg.picture.waiting(entity);
    const { CAP } = kg.picture;
    const { relations, types, years } = kg.picture.hood.classes(entity, left, kg.state.get().filters);
    const heads = [choice(entity, null, [kg.el("span", "name", kg.t("walk.most", { n: CAP }))], CAP, CAP)];
    if (left.length <= ALL) heads.push(choice(entity, null, [kg.el("span", "name", kg.t("walk.all"))], left.length, left.length));
    kg.dialog.open(kg.t("walk.choose", { name: kg.format.short(entity.name, 20) }), [
      kg.el("p", "guide", kg.t("walk.choose_note", { n: left.length, cap: CAP })),
      kg.el("div", "choices heads", heads),
      kg.el("div", "columns", [
        ...group(entity, kg.t("walk.by_relation"), relations),
        ...group(entity, kg.t("walk.by_type"), types),
        ...group(entity, kg.t("walk.by_year"), years),
      ]),
    ]);
    /** @type {?HTMLElement} */ (document.querySelector("#dialog .choice"))?.focus();
  };

  kg.choices = { open };
})(window.kg);
