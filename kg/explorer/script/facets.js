// The left column: legend and filters, with the number that each choice would leave.
((kg) => {
  "use strict";

  const { store, filters } = kg;
  const { entities, types, predicates, documents, places } = store;
  const root = document.getElementById("facets");
  const OPEN = new Set(["types", "years", "kinds", "places"]);

  const base = filters.counts(filters.EMPTY);
  const present = (facet, ids) => ids.filter((id) => base[facet].has(id));
  const byCount = (facet) => [...base[facet]].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id);
  const named = (id) => ({ id, label: () => store.byId.get(id).name });

  const lists = {
    types: { allOn: true, data: "type", rows: present("types", types.map(({ id }) => id)).map((id) => {
      const at = types.findIndex((type) => type.id === id);
      return { id, label: () => types[at].label, sign: () => kg.sign(at) };
    }) },
    relations: { allOn: true, data: "predicate", rows: present("relations", predicates.map(({ id }) => id)).map((id) => ({ id, label: () => kg.label("predicates", id) })) },
    kinds: { rows: present("kinds", store.kinds).map((id) => ({ id, label: () => kg.label("kinds", id) })) },
    statuses: { rows: present("statuses", store.statuses).map((id) => ({ id, label: () => kg.label("statuses", id) })) },
    places: { rows: [...new Set([...places.map((i) => entities[i]).sort(store.heavier).map(({ id }) => id), ...byCount("places")])].map(named) },
    industries: { rows: byCount("industries").map(named) },
    documents: { rows: present("documents", documents.map(({ id }) => id)).map((id) => ({ id, label: () => kg.format.title(store.docById.get(id)) })) },
  };

  const years = [...base.years.keys()].sort((a, b) => a - b);
  const steps = [...base.amount.keys()].sort((a, b) => a - b);
  const classes = steps.length ? Array.from({ length: steps.at(-1) - steps[0] + 1 }, (_, k) => steps[0] + k) : [];

  const money = (value) => kg.format.amount(value, "CNY");
  /** @returns {[number, ?number]} */
  const bounds = (at) => [filters.STEPS[classes[at]], filters.STEPS[classes[at] + 1] ?? null];
  /** [1e8, 1e9] as text. */
  const sayAmount = ([low, high]) => {
    if (!low) return high === null ? kg.t("facets.any") : kg.t("facets.below", { to: money(high) });
    return high === null ? kg.t("facets.above", { from: money(low) }) : kg.t("facets.between", { from: money(low), to: money(high) });
  };
  const sayYears = ([low, high]) => {
    const [from, to] = [low ?? years[0], high ?? years.at(-1)];
    return kg.t(from === to ? "headline.year" : "headline.years", { from: String(from), to: String(to) });
  };

  const ranges = {
    years: {
      stops: years.length,
      say: (at) => String(years[at]),
      text: sayYears,
      value: (from, to) => [years[from], years[to]],
      read: ([low, high]) => [years.findIndex((year) => year >= (low ?? -Infinity)), years.findLastIndex((year) => year <= (high ?? Infinity))],
      counts: (found) => years.map((year) => found.get(year) ?? 0),
    },
    amount: {
      stops: classes.length,
      say: (at) => sayAmount(bounds(at)),
      text: sayAmount,
      value: (from, to) => [from === 0 ? null : bounds(from)[0], to === classes.length - 1 ? null : bounds(to)[1]],
      read: ([low, high]) => [
        Math.max(0, classes.findIndex((_, at) => bounds(at)[0] >= (low ?? -Infinity))),
        high === null ? classes.length - 1 : Math.max(0, classes.findLastIndex((_, at) => (bounds(at)[1] ?? Infinity) <= high)),
      ],
      counts: (found) => classes.map((step) => found.get(step) ?? 0),
    },
  };

  const range = (facet) => {
    const { stops, say, text, value, read, counts } = ranges[facet];
    const shown = kg.el("p", "range");
    const { element, update } = kg.slider({
      stops, say, name: () => kg.t(`facets.${facet}`),
      onchange: (from, to) => kg.state.filter({ [facet]: from === 0 && to === stops - 1 ? null : value(from, to) }, { merge: facet }),
    });
    return {
      element: kg.el("div", "", [element, shown]),
      update: (found, chosen) => {
        const [from, to] = chosen ? read(chosen) : [0, stops - 1];
        update(Math.max(0, from), Math.max(0, to), counts(found));
        shown.textContent = chosen || facet === "years" ? text(chosen ?? [null, null]) : kg.t("facets.any");
      },
    };
  };

  const section = (facet, part) => {
    const title = kg.el("span", "title");
    const all = kg.el("button", "link", "", { onclick: () => kg.state.filter({ [facet]: filters.EMPTY[facet] }) });
    const summary = kg.el("summary", "", title);
    const element = kg.el("details", "facet", [summary, all, part.element], { open: OPEN.has(facet), id: `facet-section-${facet}` });
    return {
      element,
      update: (found, chosen, on) => {
        title.textContent = kg.t(`facets.${facet}`);
        all.textContent = kg.t("facets.all");
        all.hidden = !on;
        element.classList.toggle("on", on);
        part.update(found, chosen);
      },
    };
  };

  const legendOfLines = () => {
    const draw = (dashed) => {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      svg.setAttribute("viewBox", "0 0 34 8");
      svg.setAttribute("aria-hidden", "true");
      if (dashed) svg.setAttribute("class", "dashed");
      path.setAttribute("d", "M0 4h34");
      svg.append(path);
      return svg;
    };
    return kg.el("p", "key", [draw(false), kg.t("graph.actual"), draw(true), kg.t("graph.planned")]);
  };

  const ORDER = ["types", "places", "years", "kinds", "statuses", "relations", "amount", "industries", "documents"];
  /** @type {[string, {element: HTMLElement, update: Function}][]} */
  const parts = ORDER.filter((facet) => (lists[facet] ? lists[facet].rows.length : ranges[facet].stops))
    .map((facet) => [facet, section(facet, lists[facet] ? kg.checklist({ facet, ...lists[facet] }) : range(facet))]);
  root.replaceChildren(...parts.map(([, { element }]) => element));

  kg.state.subscribe((state, previous) => {
    if (previous && previous.filters === state.filters) return;
    const found = filters.counts(state.filters);
    const on = new Set(filters.active(state.filters));
    for (const [facet, part] of parts) part.update(found[facet], state.filters[facet], on.has(facet));
    const relations = parts.find(([facet]) => facet === "relations")?.[1].element;
    relations?.querySelector(".key")?.remove();
    relations?.append(legendOfLines());
  });

  /** What a filter says, in words: for chips, titles of exports, captions; so many names at `most` are written out. */
  const describe = (facet, chosen, most = 2) => {
    if (facet === "years") return sayYears(chosen);
    if (facet === "amount") return sayAmount(chosen);
    const row = (id) => lists[facet].rows.find((each) => each.id === id);
    const say = (ids) => {
      const names = ids.map((id) => kg.format.capital(row(id)?.label() ?? id));
      if (names.length <= most) return names.join(kg.t("list.comma"));
      return kg.t("facets.several", { first: names[0], n: names.length, rest: names.length - 1 });
    };
    const missing = lists[facet].allOn ? lists[facet].rows.map(({ id }) => id).filter((id) => !chosen.includes(id)) : [];
    return missing.length && missing.length < chosen.length ? kg.t("facets.without", { names: say(missing) }) : say(chosen);
  };

  kg.facets = { describe };
})(window.kg);
