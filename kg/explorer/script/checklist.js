// The choices of one facet as a list of switches with counts.
//
// Two readings of the same filter (a list of ids, empty = all). Of the few types and relations one switches off what
// disturbs: all are on, a click takes one away. Of the many places and industries one picks what is wanted: a click chooses.
((kg) => {
  "use strict";

  const SHORT = 8; // rows of a long list before "more"

  const toggled = (chosen, id) => (chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);

  /** What the filter becomes when a switch of an all-on list is clicked: all or none switched on both mean all. */
  const switched = (chosen, id, all) => {
    const next = toggled(chosen.length ? chosen : all, id);
    return next.length === all.length ? [] : all.filter((each) => next.includes(each));
  };

  /**
   * @param {object} options
   * @param {string} options.facet  a facet of kg.filters whose value is a list
   * @param {{id: string, label: () => string, sign?: () => Node}[]} options.rows  in the order in which they are shown
   * @param {boolean} [options.allOn]
   * @param {string} [options.data]  name of the data attribute of a row
   * @returns {{element: HTMLElement, update: (counts: Map<string, number>, chosen: string[]) => void}}
   */
  kg.checklist = ({ facet, rows, allOn = false, data = "id" }) => {
    const ids = rows.map(({ id }) => id);
    const list = kg.el("ul", allOn ? "switches" : "choices", "", { id: `facet-${facet}` });
    const more = kg.el("button", "link more", "");
    const find = kg.el("input", "find", "", { type: "search", autocomplete: "off", spellcheck: false });
    const long = rows.length > SHORT + 2;
    const element = kg.el("div", "", long ? [find, list, more] : list);
    let open = false;
    let drawn = null;

    const choose = (id) => {
      const chosen = kg.state.get().filters[facet];
      kg.state.filter({ [facet]: allOn ? switched(chosen, id, ids) : toggled(chosen, id) });
    };
    const only = (id, label) => {
      const button = kg.el("button", "only", kg.t("facets.only"), { title: kg.t("facets.only_this", { name: label }), onclick: () => kg.state.filter({ [facet]: [id] }) });
      button.setAttribute("aria-label", button.title);
      return button;
    };

    /** @param {{id: string, label: () => string, sign?: () => Node}} row */
    const entry = ({ id, label, sign }, count, on) => {
      const name = kg.format.capital(label());
      const button = kg.el("button", "toggle", [sign?.() ?? kg.el("span", "box"), kg.el("span", "name", name), kg.el("span", "count", kg.format.number(count))], {
        onclick: () => choose(id), title: name,
      });
      button.setAttribute("aria-pressed", String(on));
      const item = kg.el("li", `${on ? "" : "off"}${count ? "" : " nil"}`.trim(), allOn ? [button, only(id, name)] : button);
      item.dataset[data] = id;
      return item;
    };

    const wanted = (counts, chosen) => {
      const query = find.value.trim().toLowerCase();
      return rows.filter(({ id, label }) => {
        if (query && !label().toLowerCase().includes(query)) return false;
        return !long || chosen.includes(id) || counts.get(id);
      });
    };

    const draw = () => {
      const [counts, chosen] = drawn;
      const held = list.contains(document.activeElement) ? document.activeElement.closest("li")?.dataset[data] : undefined;
      const all = wanted(counts, chosen);
      const first = long && !open && !find.value ? all.filter(({ id }, at) => at < SHORT || chosen.includes(id)) : all;
      list.replaceChildren(...first.map((row) => entry(row, counts.get(row.id) ?? 0, chosen.length ? chosen.includes(row.id) : allOn)));
      if (!first.length) list.append(kg.el("li", "none", kg.t("facets.none")));
      more.hidden = Boolean(find.value) || all.length <= SHORT;
      more.textContent = open ? kg.t("facets.fewer") : kg.t("facets.more", { n: all.length - first.length });
      find.placeholder = kg.t("facets.find");
      find.setAttribute("aria-label", kg.t("facets.find_in", { name: kg.t(`facets.${facet}`) }));
      // Rebuilding a list drops the focus; a keyboard user must keep it.
      if (held !== undefined) [...list.children].find((item) => item.dataset[data] === held)?.querySelector(".toggle")?.focus();
    };
    more.onclick = () => { open = !open; draw(); };
    find.oninput = draw;

    return { element, update: (counts, chosen) => { drawn = [counts, chosen]; draw(); } };
  };
})(window.kg);
