// The bar of the reader: find in the text, go from mention to mention, choose which types are set off.
((kg) => {
  "use strict";

  const { types, entities, byId, mentions, pieces, kept } = kg.store;
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  let refresh = [];

  /** Where words stand in what the page holds of a text, in code points. @returns {[number, number][]} */
  const search = (doc, words) => {
    const wanted = [...words].map(plain).join("");
    if (!wanted.trim()) return [];
    return pieces(doc).flatMap(([from, , signs]) => among(signs, wanted).map(([start, end]) => /** @type {[number, number]} */ ([from + start, from + end])));
  };
  /** Wide and narrow forms and cases are the same. @param {string|string[]} signs @returns {[number, number][]} */
  const among = (signs, wanted) => {
    const letters = [];
    [...signs].forEach((sign, at) => { for (const letter of plain(sign)) letters.push([letter, at]); });
    const text = letters.map(([letter]) => letter).join("");
    const simple = text.length === letters.length ? null : [...text].length === letters.length;
    const found = [];
    let units = 0;
    let seen = 0;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      // indexOf counts halves of rare characters, the list counts characters.
      seen += simple === null ? at - units : [...text.slice(units, at)].length;
      units = at;
      const last = seen + (simple === null ? wanted.length : [...wanted].length) - 1;
      found.push(/** @type {[number, number]} */ ([letters[seen][1], letters[last][1] + 1]));
    }
    return found;
  };

  const arrow = (text, label, act) => {
    const button = kg.el("button", "icon", text, { title: label, onclick: act });
    button.setAttribute("aria-label", label);
    return button;
  };

  const finder = (prose) => {
    const whole = kept(prose.doc) === "whole";
    const words = kg.t(whole ? "reader.find" : "reader.find_part");
    const box = kg.el("input", "", "", { type: "search", id: "reader-find", placeholder: words, autocomplete: "off", spellcheck: false });
    box.setAttribute("aria-label", words);
    const count = kg.el("span", "count", "", { id: "reader-found" });
    count.setAttribute("role", "status");
    let found = [];
    let now = -1;
    const show = () => {
      prose.find(found, now);
      count.textContent = !box.value.trim() ? "" : found.length ? kg.t("reader.found", { at: now + 1, n: found.length }) : kg.t(whole ? "reader.not_found" : "reader.not_found_part");
      prose.element.querySelector(".found.now")?.scrollIntoView({ block: "center" });
    };
    const go = (way) => {
      if (!found.length) return;
      now = (now + way + found.length) % found.length;
      show();
    };
    box.oninput = () => {
      found = search(prose.doc, box.value.trim());
      now = found.length ? 0 : -1;
      show();
    };
    box.onkeydown = (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
      else if (event.key === "Escape" && box.value) {
        box.value = "";
        box.oninput(event);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    return kg.el("div", "group", [box, arrow("\u2191", kg.t("reader.find_last"), () => go(-1)), arrow("\u2193", kg.t("reader.find_next"), () => go(1)), count]);
  };

  /** Back and forth, and where one is. @param {"names"|"facts"} what */
  const stepper = (what, { step, steps }) => {
    const count = kg.el("span", "count", "", { id: `reader-at-${what}` });
    const update = () => {
      const rows = steps(what);
      const [, at, end] = kg.state.get().doc ?? [null, 0, 0];
      const place = rows.findIndex(([start, stop]) => start === at && stop === end) + 1;
      const own = byId.get(kg.state.get().selected);
      const mine = what === "facts" ? kg.t("reader.all_facts") : own && rows.some(([, , entity]) => entity === own.i) ? kg.format.short(own.name, 8) : kg.t("reader.all_names");
      kg.say(count, kg.t("reader.step", { name: mine, at: place ? String(place) : "\u2013", n: rows.length }));
    };
    refresh.push(update);
    update();
    const [last, next] = what === "facts" ? ["keys.last_fact", "keys.next_fact"] : ["keys.last_mention", "keys.next_mention"];
    return kg.el("div", "group", [arrow("\u2039", kg.t(last), () => step(-1, what)), count, arrow("\u203a", kg.t(next), () => step(1, what))]);
  };

  /** The types in a text, with the line that stands under their names; a click sets a type off or lets it be. */
  const legend = (prose) => {
    const found = new Map();
    for (const [, , entity] of mentions(prose.doc)) found.set(entities[entity].type, (found.get(entities[entity].type) ?? 0) + 1);
    const toggle = (type) => {
      const { id, label, border, fill } = types[type];
      const sample = kg.el("span", "mention", label);
      sample.dataset.type = id;
      sample.style.setProperty("--type", border);
      sample.style.setProperty("--type-fill", fill);
      const button = kg.el("button", "toggle-type", [kg.sign(type), sample, kg.el("small", "", kg.format.number(found.get(type)))], { title: kg.t("reader.legend_note", { type: label }) });
      button.setAttribute("aria-pressed", "true");
      button.onclick = () => {
        const off = prose.element.classList.toggle(`without-${id}`);
        button.setAttribute("aria-pressed", String(!off));
      };
      return button;
    };
    const group = kg.el("div", "legend", [...found.keys()].sort((a, b) => a - b).map(toggle));
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", kg.t("reader.legend"));
    return group;
  };

  kg.readerTools = {
    bar: (prose, ways) => {
      refresh = [];
      return kg.el("div", "reader-bar", [kg.el("div", "rows", [finder(prose), stepper("facts", ways), stepper("names", ways)]), legend(prose)]);
    },
    refresh: () => { for (const act of refresh) act(); },
    search,
  };
})(window.kg);
