// The comparison: two to six places, parks or enterprises side by side. Every bar opens the facts that it stands for.
//
// Options of the state: who (ids), more (yes: every indicator), open (key of the bar in the panel).
((kg) => {
  "use strict";

  const { entities, types, byId, facts } = kg.store;
  const MOST = 6;
  const FIRST = 14; // indicators shown at once
  const contrast = kg.makeContrast(kg.store);
  const options = (state = kg.state.get()) => state.options.compare ?? {};
  const COMPARED = new Set(["Region", "Park", "Enterprise"]);
  const isCompared = (entity) => entity && COMPARED.has(types[entity.type].id);

  /** Where nobody has chosen: those that report, heaviest first; where these are too few, the heaviest places. */
  const usual = () => {
    const reporting = kg.store.places.map((i) => entities[i]).sort(kg.store.heavier);
    const regions = entities.filter((entity) => types[entity.type].id === "Region").sort(kg.store.heavier);
    return [...new Set([...reporting, ...regions.slice(0, 2)])].slice(0, Math.max(2, Math.min(4, reporting.length)));
  };
  const who = (state = kg.state.get()) => {
    const ids = options(state).who?.split(",") ?? [];
    const found = [...new Set(ids.map((id) => byId.get(id)).filter(isCompared))].slice(0, MOST);
    return options(state).who ? found : usual();
  };
  const choose = (chosen) => kg.state.option("compare", { who: chosen.length ? chosen.map(({ id }) => id).join(",") : null, open: null });

  let made = { key: null, filters: null, parts: null };
  const parts = (state = kg.state.get()) => {
    const those = who(state);
    const key = those.map(({ id }) => id).join(",");
    if (made.key === key && made.filters === state.filters) return made.parts;
    const passes = (entity) => kg.filters.passesEntity(entity, state.filters);
    const wanted = (fact) => kg.filters.passesFact(fact, state.filters);
    made = { key, filters: state.filters, parts: {
      indicators: contrast.indicators(those, facts.filter(wanted)), counts: contrast.counts(those, passes, wanted), money: contrast.money(those, passes, wanted),
    } };
    return made.parts;
  };

  const stageName = (id) => (id === "target" || id === "none" ? kg.t(`compare.stage_${id}`) : kg.label("statuses", id));
  const roleName = (id) => (id ? kg.label("roles", id) : kg.t("compare.role_none"));
  const names = {
    i: (group) => group.name,
    n: (group) => types.find(({ id }) => id === group.name).label,
    m: (group) => `${roleName(group.name)} · ${kg.label("units", group.unit)}`,
  };
  const nameOf = (group) => names[group.id[0]](group);

  const open = (bar) => kg.state.set({
    selected: bar.who.id, link: null, options: { ...kg.state.get().options, compare: { ...options(), open: bar.key } },
  });

  /** The bars of a group as rows of a chart; the name of its owner stands before the first of each. */
  const rows = (group, make) => group.bars.map((bar, k) => {
    const fresh = k === 0 || group.bars[k - 1].who !== bar.who;
    const { note = "", text, full = text, segments, bare = false } = make(bar);
    return {
      label: fresh ? bar.who.name : "", owner: bar.who.name, note, text, full, segments, bare, current: options().open === bar.key,
      say: kg.t("compare.say", { what: [bar.who.name, nameOf(group), note, full].filter(Boolean).join(" ") }),
      act: bar.facts.length || bar.members.length ? () => open(bar) : null,
    };
  });

  const observed = (bar) => {
    const value = kg.format.value({ ...bar, unit: bar.facts[0].unit });
    const growth = kg.format.growth(bar);
    return {
      note: [bar.year, kg.label("kinds", bar.kind)].filter(Boolean).join(" "), text: [value, growth].filter(Boolean).join(" · "), bare: bar.value === null,
      segments: bar.value === null ? [] : [{ value: bar.value, name: bar.kind }],
    };
  };
  const counted = (bar) => {
    const text = kg.format.number(bar.value);
    const stages = bar.parts.map(({ id, members }) => `${stageName(id)} ${kg.format.number(members.length)}`).join(kg.t("list.comma"));
    return {
      text, full: bar.parts.length ? kg.t("compare.of_which", { n: text, parts: stages }) : text,
      segments: bar.parts.map(({ id, members }) => ({ value: members.length, name: `stage-${id}`, text: kg.format.number(members.length) })),
    };
  };
  const summed = (bar) => ({
    note: kg.label("kinds", bar.kind),
    text: `${kg.format.amount(Number(bar.value.toPrecision(12)), bar.facts[0].unit)} · ${kg.t("compare.summed", { n: bar.facts.length })}`,
    segments: [{ value: bar.value, name: bar.kind }],
  });

  const chart = (group, make, description, width) =>
    kg.charts.bars({ title: nameOf(group), description, rows: rows(group, make), width });

  const part = (id, children) => {
    const section = kg.el("section", "contrast", [kg.el("h2", "", kg.t(`compare.${id}`)), kg.el("p", "guide", kg.t(`compare.${id}_note`)), ...children]);
    section.id = `compare-${id}`;
    return section;
  };

  const legend = (ids) => kg.el("p", "bars-legend", ids.map((id) => kg.el("span", "", [kg.el("i", `stage-${id}`), stageName(id)])));

  const indicators = (groups, width, state) => {
    const shared = groups.filter((group) => group.shared > 1);
    const alone = groups.length - shared.length;
    const shown = options(state).more ? groups : (shared.length ? shared : groups).slice(0, FIRST);
    const left = groups.length - shown.length;
    const more = left > 0 ? kg.el("button", "", kg.t("compare.more", { n: left, alone }), { id: "compare-more", onclick: () => kg.state.option("compare", { more: "yes" }) }) : "";
    return [...shown.map((group) => chart(group, observed, kg.t("compare.indicators_note"), width)), more];
  };

  const body = (state) => {
    const { indicators: told, counts, money } = parts(state);
    const inner = root.clientWidth - 40;
    const columns = inner > 900 ? 2 : 1;
    const width = Math.max(300, Math.floor((inner - (columns - 1) * 24) / columns) - 26);
    const stages = [...kg.store.statuses, "target", "none"].filter((id) => counts.some((group) => group.bars.some((bar) => bar.parts.some((each) => each.id === id))));
    return [
      told.length ? part("indicators", [kg.el("div", columns > 1 ? "charts two" : "charts", indicators(told, width, state))]) : "",
      counts.length ? part("counts", [legend(stages), ...counts.map((group) => chart(group, counted, kg.t("compare.counts_note"), inner - 26))]) : "",
      money.length ? part("money", [kg.el("div", "charts", money.map((group) => chart(group, summed, kg.t("compare.money_note"), inner - 26)))]) : "",
      told.length || counts.length || money.length ? "" : kg.el("p", "guide", kg.t("compare.nothing")),
    ].filter(Boolean);
  };

  const chip = (entity) => {
    const name = kg.el("button", "link", [kg.sign(entity.type), entity.name], { onclick: () => kg.go(entity) });
    const away = kg.el("button", "icon away", "×", { title: kg.t("compare.remove", { name: entity.name }), onclick: () => choose(who().filter((other) => other !== entity)) });
    away.setAttribute("aria-label", kg.t("compare.remove", { name: entity.name }));
    return kg.el("li", "chip", [name, away]);
  };

  let root = null;
  let content = null;
  let picked = null;
  let notes = null;
  let drawnWidth = 0;
  const mount = (element) => {
    picked = kg.el("ul", "chips", "", { id: "compare-who" });
    notes = kg.el("p", "note", "");
    content = kg.el("div", "contrasts");
    root = element;
    element.classList.add("compare");
    element.append(kg.el("div", "compare-bar", [picked, kg.picker({ id: "compare-add", label: () => kg.t("compare.add"), fits: (entity) => isCompared(entity) && !who().includes(entity), onpick: (entity) => choose([...who(), entity]) }), notes]), content);
    new ResizeObserver(() => { if (kg.views.shown() === "compare" && root.clientWidth !== drawnWidth) draw(kg.state.get()); }).observe(element);
  };

  const draw = (state) => {
    const those = who(state);
    drawnWidth = root.clientWidth;
    picked.replaceChildren(...those.map(chip));
    const add = root.querySelector(".picker");
    add.hidden = those.length >= MOST;
    add.querySelector("input").placeholder = kg.t("compare.add");
    add.querySelector("input").setAttribute("aria-label", kg.t("compare.add"));
    const nested = contrast.nested(those).map(([inner, outer]) => kg.t("compare.nested", { inner: inner.name, outer: outer.name }));
    kg.say(notes, those.length < 2 ? kg.t("compare.few") : nested.join(" "));
    const held = document.activeElement?.closest?.(".bar-row")?.getAttribute("aria-label");
    content.replaceChildren(...body(state));
    if (held) /** @type {any} */ ([...content.querySelectorAll(".bar-row")].find((row) => row.getAttribute("aria-label") === held))?.focus({ preventScroll: true });
    document.getElementById("shown").textContent = kg.t("compare.shown", { n: those.length });
  };

  const update = (state, previous) => {
    if (previous && previous.view === "compare" && previous.filters === state.filters && previous.options.compare === state.options.compare) return;
    draw(state);
  };

  kg.told.card({
    view: "compare", rank: 15,
    find: (state) => {
      const { indicators: told, counts, money } = parts(state);
      for (const group of [...told, ...counts, ...money]) {
        const bar = group.bars.find((each) => each.key === options(state).open);
        if (!bar) continue;
        if (state.selected !== bar.who.id) return null;
        const groups = bar.parts?.map(({ id, members }) => ({ title: stageName(id), members })) ?? [];
        const note = { i: () => [bar.year && kg.t("fact.year", { year: String(bar.year) }), kg.label("kinds", bar.kind), kg.t("list.facts", { n: bar.facts.length })].filter(Boolean).join(" · "),
          n: () => kg.t("compare.counts_note"), m: () => kg.t("compare.money_note") }[group.id[0]]();
        return { key: bar.key, title: `${bar.who.name} · ${nameOf(group)}`, note, facts: bar.facts, groups };
      }
      return null;
    },
  });

  kg.panel.tool((entity) => {
    const state = kg.state.get();
    if (!isCompared(entity) || (state.view === "compare" && who(state).includes(entity))) return null;
    const chosen = options(state).who ? who(state) : state.view === "compare" ? who(state) : [];
    const full = chosen.length >= MOST;
    return kg.el("button", "", kg.t("compare.tool"), { id: "compare-this", disabled: full, title: full ? kg.t("compare.full", { n: MOST }) : kg.t("compare.tool_note"),
      onclick: () => kg.state.set({ view: "compare", options: { ...state.options, compare: { ...options(state), who: [...new Set([...chosen, entity])].map(({ id }) => id).join(",") } } }) });
  });

  kg.views.add({ id: "compare", label: "views.compare", order: 40, mount, update });
  kg.compare = { who, parts };
})(window.kg);
