// Numbers and facts as readers write them.
((kg) => {
  "use strict";

  const { labels } = kg.store;
  const STEPS = [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]];
  const group = (number) => Number(number.toPrecision(10)).toLocaleString("zh-CN", { maximumFractionDigits: 4 });

  /** 5000000000, "CNY" -> "50 亿元"; both ends of a range in the unit of the upper one. */
  const amount = (value, unit, upper) => {
    const name = labels.units[unit] ?? unit ?? "";
    if (unit === "percent" || unit === "permille") return upper === null ? group(value) + name : `${group(value)}–${group(upper)}${name}`;
    const [size, word] = STEPS.find(([step]) => Math.abs(upper ?? value) >= step) ?? [1, ""];
    const number = upper === null ? group(value / size) : `${group(value / size)}–${group(upper / size)}`;
    return `${number} ${word}${name}`.trim();
  };

  kg.format = {
    number: group,
    /** The value of an investment or observation with its bound: "超过 50 亿元"; empty when the fact has none. */
    value: (fact) => {
      if (fact.value === null) return "";
      return `${labels.bounds[fact.bound] ?? ""} ${amount(fact.value, fact.unit, fact.upper)}`.trim();
    },
    growth: (fact) => {
      if (fact.growth === null) return "";
      return fact.growth < 0 ? `下降 ${group(-fact.growth)}%` : `增长 ${group(fact.growth)}%`;
    },
    status: (fact) => labels.statuses[fact.status] ?? fact.status ?? "",
    year: (fact) => (fact.year === null ? "" : `${fact.year} 年`),
    /** Title without the mark of the site in front: 【投资青禾市】2021年… -> 2021年… */
    title: (doc) => doc.title.replace(/^\s*[【[][^】\]]{1,20}[】\]]\s*/u, "") || doc.title,
    short: (name, limit) => {
      const points = Array.from(name.replace(/\s+/gu, " "));
      return points.length > limit ? `${points.slice(0, limit - 1).join("")}…` : points.join("");
    },
  };
})(window.kg);
