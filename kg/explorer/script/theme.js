// Light or dark. Runs in the head, before anything is painted. Follows the system until somebody switches; the choice is
// remembered where the browser allows it, and the page works where it does not.
window.kg = {};
((kg) => {
  "use strict";

  const KEY = "kg.theme";
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const heard = [];
  let colours = new Map();

  /** Storage that may be switched off, full or forbidden for pages from disk: then it forgets, and nothing else happens. */
  kg.memory = {
    get: (key) => {
      try {
        return window.localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    set: (key, value) => {
      try {
        if (value === null) window.localStorage.removeItem(key);
        else window.localStorage.setItem(key, value);
      } catch {
        // the choice lasts as long as the page
      }
    },
  };

  let chosen = ["light", "dark"].find((name) => name === kg.memory.get(KEY)) ?? null;
  const current = () => chosen ?? (system.matches ? "dark" : "light");
  const apply = () => {
    root.dataset.theme = current();
    colours = new Map();
    for (const act of heard) act();
  };

  /** @param {"light"|"dark"|null} name null: as the system has it */
  const set = (name) => {
    chosen = name;
    kg.memory.set(KEY, name);
    apply();
  };

  /** The value of a custom property in the current theme, for canvas drawing: kg.theme.colour("--ink"). */
  const colour = (name) => {
    if (!colours.has(name)) colours.set(name, getComputedStyle(root).getPropertyValue(name).trim());
    return colours.get(name);
  };

  system.addEventListener("change", () => { if (!chosen) apply(); });
  apply();

  kg.theme = { get: current, set, toggle: () => set(current() === "dark" ? "light" : "dark"), colour, onchange: (act) => heard.push(act) };
})(window.kg);
