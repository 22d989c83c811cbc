// Numbers and facts as readers write them, in the current language.
((kg) => {
  "use strict";

  const STEPS = {
    zh: [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]],
    en: [[1e12, "trillion "], [1e9, "billion "], [1e6, "million "]],
  };
  // Made once: toLocaleString makes one for each number, which takes seconds for a table.
  const grouping = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });
  const group = (number) => grouping.format(Number(number.toPrecision(10)));

  /** 5000000000, "CNY" -> "50 亿元"; both ends of a range in the unit of the upper one. */
  const amount = (value, unit, upper = null) => {
    const name = unit === null ? "" : kg.label("units", unit);
    if (unit === "percent" || unit === "permille") return upper === null ? group(value) + name : `${group(value)}–${group(upper)}${name}`;
    const [size, word] = STEPS[kg.language.get()].find(([step]) => Math.abs(upper ?? value) >= step) ?? [1, ""];
    const number = upper === null ? group(value / size) : `${group(value / size)}–${group(upper / size)}`;
    return `${number} ${word}${name}`.trim();
  };

  const state = (status, type) => kg.label(kg.store.types[type].id === "Policy" ? "policy_statuses" : "statuses", status);

  kg.format = {
    number: group,
    amount,
    /** The value of an investment or observation with its bound: "超过 50 亿元"; empty when the fact has none. */
    value: (fact) => {
      if (fact.value === null) return "";
      const bound = fact.bound === null || fact.bound === "exact" ? "" : kg.label("bounds", fact.bound);
      return `${bound} ${amount(fact.value, fact.unit, fact.upper)}`.trim();
    },
    growth: (fact) => {
      if (fact.growth === null) return "";
      return kg.t(fact.growth < 0 ? "fact.fall" : "fact.rise", { n: group(Math.abs(fact.growth)) });
    },
    /** A state as said of things of a type: what is built is in operation, a policy in force. */
    state,
    status: (fact) => {
      const type = kg.store.entities[fact.subject].type;
      const told = state(fact.status, type);
      return fact.goal === null || fact.goal === fact.status ? told : kg.t("fact.goal", { told, goal: state(fact.goal, type) });
    },
    year: (fact) => (fact.year === null ? "" : kg.t("fact.year", { year: String(fact.year) })),
    /** "located in" -> "Located in", for headings. */
    capital: (text) => text.charAt(0).toUpperCase() + text.slice(1),
    /** Title without the mark of the site in front: 【投资青禾市】2021年… -> 2021年… */
    title: (doc) => doc.title.replace(/^\s*[【[][^】\]]{1,20}[】\]]\s*/u, "") || doc.title,
    short: (name, limit) => {
      const points = Array.from(name.replace(/\s+/gu, " "));
      return points.length > limit ? `${points.slice(0, limit - 1).join("")}…` : points.join("");
    },
  };
})(window.kg);
