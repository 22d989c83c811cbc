// What the page says. kg.t("views.graph"), kg.label("types", "Park"); switching the language needs no reload.
((kg) => {
  "use strict";

  const KEY = "kg.language";
  const { texts, labels } = JSON.parse(document.getElementById("kg-strings").textContent);
  const heard = [];
  let language = Object.keys(texts).find((name) => name === kg.memory.get(KEY)) ?? "zh";

  /** The text of a key in the current language, filled with values (see words.js). */
  kg.t = (key, values) => kg.fill(texts[language][key] ?? key, values);

  /** The name of a term: section is types, predicates, inverse, statuses, units, bounds, kinds or documents. */
  kg.label = (section, id) => labels[language][section]?.[id] ?? id ?? "";

  /** @type {[string, (element: any, text: string) => void][]} */
  const MARKS = [["t", kg.say], ["tTitle", (e, text) => { e.title = text; }],
    ["tLabel", (e, text) => { e.setAttribute("aria-label", text); }], ["tPlaceholder", (e, text) => { e.placeholder = text; }]];
  /** Gives the elements of the template (data-t, data-t-title, data-t-label, data-t-placeholder) their texts. */
  const apply = (root = document) => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : language;
    for (const element of root.querySelectorAll("[data-t],[data-t-title],[data-t-label],[data-t-placeholder]")) {
      for (const [mark, put] of MARKS) if (element.dataset[mark]) put(element, kg.t(element.dataset[mark]));
    }
  };

  const set = (name) => {
    if (!texts[name] || name === language) return;
    language = name;
    kg.memory.set(KEY, name);
    apply();
    for (const act of heard) act();
  };

  kg.language = { get: () => language, set, toggle: () => set(language === "zh" ? "en" : "zh"), apply, onchange: (act) => heard.push(act) };
})(window.kg);
