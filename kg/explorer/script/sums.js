// The money that the texts name, as the header and the start card say it, and a dialog with what it is made of.
((kg) => {
  "use strict";

  const { entities } = kg.store;
  const money = kg.countMoney(kg.store, kg.filters);

  /** Which figures a sum is made of, each a way to its entity. */
  const open = () => {
    const part = ({ sum, rows }, kind) => (rows.length ? [
      kg.el("h3", "", kg.t("headline.sum", { kind: kg.label("kinds", kind), money: kg.format.amount(Number(sum.toPrecision(4)), "CNY"), n: rows.length })),
      kg.el("ul", "sources", rows.map((fact) => kg.el("li", "", kg.el("button", "entrance", [
        kg.sign(entities[fact.subject].type), kg.el("span", "name", entities[fact.subject].name), kg.el("span", "note", kg.fact.brief(fact)),
      ], { onclick: () => { kg.dialog.close(); kg.go(entities[fact.subject]); } })))),
    ] : []);
    kg.dialog.open(kg.t("headline.money_title"), [
      kg.el("p", "guide", kg.t("headline.money_note")),
      ...part(money.actual, "actual"), ...part(money.target, "target"),
      money.repeated + money.others ? kg.el("p", "note", kg.t("headline.money_left", { repeated: money.repeated, others: money.others })) : "",
    ]);
  };
  /** "Investment: … realised, … planned"; empty when no text names an amount. */
  const text = () => {
    const parts = [["actual", money.actual], ["target", money.target]].filter(([, { sum }]) => sum > 0)
      .map(([kind, { sum }]) => kg.t(`headline.${kind}`, { money: kg.format.amount(Number(sum.toPrecision(4)), "CNY") }));
    return parts.length ? kg.t("headline.money", { sums: parts.join(kg.t("list.comma")) }) : "";
  };

  kg.money = { text, open };
})(window.kg);
