// Small charts as SVG: the figures of one indicator as bars, the course of a project as a line of stations.
((kg) => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const WIDE = 120;
  const HIGH = 14;

  const node = (tag, attributes) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    return element;
  };
  const picture = (wide, high, name, children) => {
    const svg = node("svg", { viewBox: `0 0 ${wide} ${high}`, class: name, "aria-hidden": "true" });
    svg.append(...children);
    return svg;
  };

  /** One bar of a row: results are full, plans are an outline with stripes; a minus goes to the left of the zero line. */
  const bar = (value, planned, [low, high]) => {
    const scale = WIDE / (high - low || 1);
    const zero = -low * scale;
    const [x, wide] = value < 0 ? [(value - low) * scale, -value * scale] : [zero, value * scale];
    const shape = { x, y: 2, width: Math.max(1.5, wide), height: HIGH - 4, class: planned ? "plan" : "actual" };
    const stripes = planned ? Array.from({ length: Math.floor(wide / 6) }, (_, k) =>
      node("path", { d: `M${x + 6 * k + 2} ${HIGH - 2}l4 ${4 - HIGH}`, class: "stripe" })) : [];
    const svg = picture(WIDE, HIGH, "bar-row", [node("rect", shape), ...stripes, node("path", { d: `M${zero} 0v${HIGH}`, class: "zero" })]);
    svg.setAttribute("preserveAspectRatio", "none"); // all bars of a table begin at one line and use the width there is
    return svg;
  };

  /** The value that one fact of a figure tells and the growth that another does. @param {Figure} figure */
  const merged = ({ facts }) => {
    const valued = facts.find(({ value }) => value !== null);
    return { value: valued?.value ?? null, unit: valued?.unit ?? null, growth: facts.find(({ growth }) => growth !== null)?.growth ?? null };
  };

  /** Bars stand for values of one unit, or else for growth. @param {{value: ?number, unit: ?string, growth: ?number}[]} facts */
  const measured = (facts) => {
    const valued = facts.filter((fact) => fact.value !== null);
    const units = new Set(valued.map((fact) => fact.unit));
    if (valued.length > 1 && units.size === 1) return { of: (fact) => fact.value, what: "value" };
    return facts.filter((fact) => fact.growth !== null).length > 1 ? { of: (fact) => fact.growth, what: "growth" } : null;
  };

  /** What the facts of a figure say, the same words once. */
  const told = (facts, say) => [...new Set(facts.map(say))].filter(Boolean).join(kg.t("list.comma"));

  /** A table of the figures with a bar each. @param {Figure[]} figures in the order of years @returns {HTMLElement} */
  const bars = (figures) => {
    const measure = measured(figures.map(merged));
    const values = measure ? figures.map((figure) => measure.of(merged(figure))).filter((value) => value !== null) : [];
    const range = /** @type {[number, number]} */ ([Math.min(0, ...values), Math.max(0, ...values)]);
    const row = (figure) => {
      const { year, planned, facts } = figure;
      const value = measure ? measure.of(merged(figure)) : null;
      const shown = [kg.el("strong", "", told(facts, kg.format.value)), kg.el("span", "growth", told(facts, kg.format.growth))];
      return kg.el("tr", "", [
        kg.el("th", "", [kg.el("span", "year", year === null ? kg.t("card.undated") : String(year)), kg.fact.badge(facts[0])]),
        kg.el("td", "", value === null ? "" : bar(value, planned, range)),
        kg.el("td", "figures", shown),
      ]);
    };
    const note = measure?.what === "growth" ? kg.el("caption", "", kg.t("card.bars_growth")) : "";
    return kg.el("table", "bars-table", [note, kg.el("tbody", "", figures.map(row))]);
  };

  /** Where the quote of a station stands: that of its first result, else of its first plan. @param {Fact[]} facts @returns {?Fact} */
  const proof = (facts) => {
    const shown = facts.filter(({ doc }) => doc !== null);
    return shown.find((fact) => !fact.planned) ?? shown[0] ?? null;
  };

  /** Why a station is marked as a step back; empty when it is none. @param {?[Fact, Fact]} back */
  const backward = (back, type) => {
    if (!back) return "";
    const [before, after] = back.map((fact) => ({ year: String(fact.year), state: kg.format.state(fact.status, type) }));
    return kg.t("card.backward", { before: before.state, since: before.year, after: after.state, year: after.year });
  };

  /** What a station shows, as a button to its quote where there is one. */
  const stop = (parts, facts, told) => {
    const fact = proof(facts);
    if (!fact) return kg.el("span", "halt", parts);
    const quote = kg.store.slice(fact.doc, fact.start, fact.end);
    return kg.el("button", "halt", parts, {
      title: [...told, quote, kg.t("fact.open")].filter(Boolean).join("\n"),
      onclick: () => kg.reader.open(fact.doc, fact.start, fact.end),
    });
  };

  /** The stations of a project, those that it has reached filled, those that are planned as rings. A policy has no fixed way: what is said of it. @param {Station[]} stations */
  const course = (stations, type) => {
    const fixed = kg.store.types[type].id !== "Policy";
    const passed = stations.filter(({ status, facts }) => (fixed && status !== "cancelled") || facts.length);
    const step = ({ status, facts, back }) => {
      const done = facts.some((fact) => !fact.planned);
      const state = done ? "done" : facts.length ? "wanted" : "open";
      const years = [...new Set(facts.filter((fact) => !done || !fact.planned).map((fact) => fact.year).filter((year) => year !== null))].sort();
      const told = facts.length ? kg.t(done ? "card.reached" : "card.planned") : kg.t("card.unsaid");
      const step = fixed ? backward(back, type) : "";
      const parts = [
        picture(14, 14, "station", [node("circle", { cx: 7, cy: 7, r: 5 })]),
        kg.el("span", "stage", kg.format.state(status, type)),
        kg.el("span", "when", years.length ? years.join("/") : facts.length ? kg.t("card.undated") : ""),
        kg.el("span", "unseen", told),
      ];
      if (step) parts.push(kg.el("span", "regress", ["↩ ", kg.t("card.back"), kg.el("span", "unseen", step)], { title: step }));
      const item = kg.el("li", step ? `${state} back` : state, stop(parts, facts, [step, told]));
      if (state !== "open") item.title = step || told;
      return item;
    };
    return kg.el("ol", "course", passed.map(step));
  };

  kg.chart = { bars, course };
})(window.kg);
