// For those who do not see the picture or do not use a mouse: what was selected is said aloud, F6 goes from part to part.
((kg) => {
  "use strict";

  const { byId, types, total } = kg.store;
  const PARTS = [".search input", "#left", "#tabs [aria-selected=true]", "#reader", "#panel"];

  const voice = kg.el("p", "unseen", "", { id: "voice" });
  voice.setAttribute("role", "status");
  document.body.append(voice);

  // The first picture is not announced: the title of the page says it already.
  kg.state.subscribe((state, previous) => {
    if (!previous || previous.selected === state.selected) return;
    const entity = state.selected ? byId.get(state.selected) : null;
    kg.say(voice, entity ? kg.t("access.selected", { name: entity.name, type: types[entity.type].label, n: total(entity) }) : kg.t("access.none"));
  });

  const visible = (element) => element && element.checkVisibility({ visibilityProperty: true });
  const holds = (element) => (element.closest(".search, #tabs") ?? element).contains(document.activeElement);

  /** Puts the focus into the next visible part of the page, or the one before. */
  const go = (step) => {
    const parts = PARTS.map((selector) => document.querySelector(selector)).filter(visible);
    const at = parts.findIndex(holds);
    const next = at < 0 && step < 0 ? parts.length - 1 : (at + step + parts.length) % parts.length;
    /** @type {HTMLElement} */ (parts[next]).focus();
  };
  kg.keys.add("F6", "keys.parts", () => go(1));
  kg.keys.add("Shift+F6", "keys.parts", () => go(-1), { hidden: true });
  // Keys in text fields stay text; this one is none.
  document.getElementById("search").addEventListener("keydown", (event) => {
    if (event.key !== "F6") return;
    event.preventDefault();
    event.stopPropagation();
    go(event.shiftKey ? -1 : 1);
  });
})(window.kg);
