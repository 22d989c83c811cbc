// The timeline: dated facts in lanes, one for each entity or place, a column for each year; what is planned looks other than what is.
// Facts stand there one by one while they find room; else a bar says how many, so 10 entities and 20,000 can be read.
//
// Options of the state: by (entity, place), what (all: with relations), zoom (2016-2019), open (lane~year: the cell in the panel).
((kg) => {
  "use strict";

  const { entities, byId } = kg.store;
  const HEIGHT = { entity: 52, place: 34 }; // px of a lane: what one entity does is read in two lines
  const LINES = { entity: 2, place: 1 };
  const NAME = 168; // px of the first column
  const LEAST = 74; // px of a year; more years than find room scroll
  const ROOM = { entity: 80, place: 92 }; // px that an event needs to be read; in the lane of a place it names its subject
  const NOTHING = 48; // px of a year without facts
  const MANY = 60; // more entities than this start as places
  const ALL = "all";

  const chronicle = kg.makeChronicle(kg.store);
  const regions = entities.filter(chronicle.isRegion).length;
  const options = (state = kg.state.get()) => state.options.timeline ?? {};
  const selection = (state) => kg.filters.select(state.filters);
  const by = (state) => {
    const asked = options(state).by;
    if (asked === "entity" || asked === "place") return asked;
    return selection(state).entities.length > MANY && regions > 1 ? "place" : "entity";
  };

  let made = { key: null, filters: null, lanes: [], years: [] };
  /** Lanes and years of a state, whatever the zoom. */
  const lay = (state = kg.state.get()) => {
    const key = `${by(state)} ${options(state).what}`;
    if (made.key === key && made.filters === state.filters) return made;
    const dated = chronicle.dated(selection(state).facts, options(state).what === ALL);
    const wanted = by(state) === "place" ? chronicle.isRegion : (entity) => kg.filters.passesEntity(entity, state.filters);
    const lanes = chronicle.lanes(dated, by(state), wanted);
    made = { key, filters: state.filters, lanes, years: chronicle.axis([...(lanes[0]?.cells.keys() ?? [])]) };
    return made;
  };

  const zoom = (state) => {
    const [, from, to] = /^(\d{1,4})-(\d{1,4})$/.exec(options(state).zoom ?? "") ?? [];
    const { years } = lay(state);
    const found = from ? years.filter(({ year }) => year >= Number(from) && year <= Number(to)) : [];
    return found.length ? found : years;
  };

  const open = (lane, year) => {
    const cell = lane.cells.get(year);
    if (!cell) return;
    if (cell.facts.length === 1) kg.told.open(cell.facts[0]);
    else show(lane, `${lane.key || ALL}~${year}`);
  };
  const show = (lane, key) => kg.state.set({
    selected: lane.key || null, link: null, options: { ...kg.state.get().options, timeline: { ...options(), open: key } },
  });

  /** Facts of a cell by what they say: several documents tell of the same start. @returns {[string, Fact[]][]} */
  const events = (cell, lane) => {
    const found = new Map();
    for (const fact of chronicle.sorted(cell.facts)) {
      const text = fact.subject === lane.who.i ? kg.told.short(fact) : `${entities[fact.subject].name} ${kg.told.short(fact)}`;
      const key = `${fact.kind} ${text}`;
      found.set(key, [text, [...(found.get(key)?.[1] ?? []), fact]]);
    }
    return [...found.values()];
  };

  const event = ([text, told]) => kg.el("span", `event ${told[0].planned ? "plan" : "actual"}`, told.length > 1 ? `${text} ×${told.length}` : text, {
    title: `${text}\n${kg.label("kinds", told[0].kind)}`,
    // Several facts: the click goes on to the cell, which lists them.
    onclick: (click) => {
      if (told.length > 1) return;
      click.preventDefault();
      kg.told.open(told[0]);
    },
  });

  /** Two bars whose lengths go with the root of the counts: a lane with ten facts stays visible beside one with a thousand. */
  const stack = ({ actual, planned }, room, most) => {
    const whole = Math.sqrt((actual + planned) / most) * room;
    const bars = [["actual", actual], ["plan", planned]].filter(([, n]) => n).map(([name, n]) => {
      const bar = kg.el("i", name);
      bar.style.width = `${(n / (actual + planned)) * whole}px`;
      return bar;
    });
    const box = kg.el("span", "stack", bars);
    box.setAttribute("aria-hidden", "true");
    return box;
  };
  const tally = ({ actual, planned }) => kg.el("span", "tally", [
    actual ? kg.el("span", "actual", kg.format.number(actual)) : "", actual && planned ? " + " : "", planned ? kg.el("span", "plan", kg.format.number(planned)) : "",
  ]);

  let width = LEAST;
  let most = 1;
  const happens = (state, year) => lay(state).lanes[0].cells.has(year);
  const wide = (state, year) => (happens(state, year) ? width : NOTHING);
  const fill = (element, row, column) => {
    const state = kg.state.get();
    const lane = lay(state).lanes[row];
    if (column === 0) {
      element.append(...(lane.who ? [kg.sign(lane.who.type), kg.text(lane.who.name)] : [kg.t("timeline.all")]));
      element.title = lane.who?.name ?? kg.t("timeline.all");
      return;
    }
    const { year, gap } = zoom(state)[column - 1];
    if (gap) element.classList.add("gap");
    const cell = lane.cells.get(year);
    if (!cell) return;
    element.classList.add("happens");
    const room = wide(state, year) - 14;
    const said = [cell.actual && kg.t("timeline.actual", { n: cell.actual }), cell.planned && kg.t("timeline.planned", { n: cell.planned })].filter(Boolean);
    const capacity = Math.max(1, Math.floor(room / ROOM[by(state)])) * LINES[by(state)];
    const found = lane.who && cell.facts.length <= 4 * capacity ? events(cell, lane) : [];
    if (found.length && found.length <= capacity) element.append(...found.map(event));
    else {
      element.classList.add("counted");
      element.append(tally(cell), stack(cell, room, lane.who ? most : lane.total));
      element.title = `${year} · ${said.join(kg.t("list.comma"))}`;
      element.setAttribute("aria-label", element.title);
    }
  };

  const grid = kg.grid({
    height: HEIGHT.place, fill,
    look: (row) => [by(kg.state.get()) === "entity" ? "tall" : "", row === 0 ? "all" : lay().lanes[row].key === kg.state.get().selected ? "current" : ""].join(" "),
    open: (row, column) => {
      const state = kg.state.get();
      const lane = lay(state).lanes[row];
      if (column === 0) return void kg.go(lane.who);
      open(lane, zoom(state)[column - 1].year);
    },
  });

  const ways = { entity: kg.el("button", "", "", { id: "timeline-entity" }), place: kg.el("button", "", "", { id: "timeline-place" }) };
  const relations = kg.el("button", "", "", { id: "timeline-relations" });
  const ruler = kg.el("div", "time-zoom");
  const key = kg.el("div", "time-key");
  const empty = kg.el("p", "empty", "", { hidden: true });
  let slider = null;
  let stops = "";

  const mount = (element) => {
    const way = kg.el("div", "switch", Object.values(ways));
    way.setAttribute("role", "group");
    element.append(kg.el("div", "sheet time", [kg.el("div", "sheet-bar", [way, relations, ruler, key]), grid.element, empty]));
    for (const [name, button] of Object.entries(ways)) button.onclick = () => kg.state.option("timeline", { by: name, open: null });
    relations.onclick = () => kg.state.option("timeline", { what: options().what === ALL ? null : ALL, open: null });
    new ResizeObserver(() => { if (kg.views.shown() === "timeline") draw(kg.state.get()); }).observe(grid.element);
  };

  const mark = (name, text) => kg.el("span", "", [kg.el("i", name), text]);
  const words = (state) => {
    for (const [name, button] of Object.entries(ways)) {
      button.textContent = kg.t(`timeline.${name}`);
      button.setAttribute("aria-pressed", String(by(state) === name));
    }
    relations.textContent = kg.t("timeline.relations");
    relations.title = kg.t("timeline.relations_note");
    relations.setAttribute("aria-pressed", String(options(state).what === ALL));
    key.replaceChildren(mark("actual", kg.label("kinds", "actual")), mark("plan", kg.label("kinds", "target")));
  };

  /** The years as a range with two thumbs; the whole range is no zoom. */
  const drawRuler = (state) => {
    const { years, lanes } = lay(state);
    const mine = `${years.map(({ year }) => year).join(" ")} ${kg.language.get()}`;
    ruler.hidden = years.length < 2;
    if (ruler.hidden) return;
    if (stops !== mine) {
      stops = mine;
      slider = kg.slider({
        stops: years.length, name: () => kg.t("timeline.zoom"), say: (at) => String(years[at].year),
        onchange: (from, to) => kg.state.option("timeline", {
          zoom: from === 0 && to === years.length - 1 ? null : `${years[from].year}-${years[to].year}`,
        }, { merge: "timeline.zoom" }),
      });
      ruler.replaceChildren(kg.el("span", "", kg.t("timeline.zoom")), slider.element);
    }
    const shown = zoom(state);
    const place = (year) => years.findIndex((each) => each.year === year);
    slider.update(place(shown[0].year), place(shown.at(-1).year), years.map(({ year }) => lanes[0].cells.get(year)?.facts.length ?? 0));
  };

  const draw = (state, top = false) => {
    const { lanes } = lay(state);
    const years = zoom(state);
    const full = years.filter(({ year }) => happens(state, year)).length;
    width = Math.max(LEAST, Math.floor((grid.element.clientWidth - NAME - 2 - (years.length - full) * NOTHING) / Math.max(1, full)));
    const counts = lanes.slice(1).flatMap((lane) => years.map(({ year }) => lane.cells.get(year)?.facts.length ?? 0));
    most = counts.reduce((a, b) => Math.max(a, b), 1);
    const heads = years.map(({ year, gap }) => ({ id: String(year), label: String(year), width: wide(state, year), grow: happens(state, year), className: gap ? "gap" : "", title: gap ? kg.t("timeline.gap") : undefined }));
    const first = { id: "lane", label: kg.t(`timeline.${by(state)}_count`, { n: Math.max(0, lanes.length - 1) }), width: NAME };
    grid.set({ columns: [first, ...heads], count: lanes.length, label: kg.t("views.timeline"), top, height: HEIGHT[by(state)] });
    empty.hidden = lanes.length > 0;
    empty.textContent = kg.t("timeline.empty");
    document.getElementById("shown").textContent = kg.t("timeline.shown", { n: lanes[0]?.total ?? 0 });
  };

  const update = (state, previous) => {
    const same = previous && previous.view === "timeline" && previous.filters === state.filters && previous.options.timeline === state.options.timeline;
    if (same) {
      if (previous.selected !== state.selected) grid.refresh();
      return;
    }
    words(state);
    drawRuler(state);
    const other = !previous || previous.filters !== state.filters || options(previous).by !== options(state).by || options(previous).what !== options(state).what;
    draw(state, other);
  };

  kg.told.card({
    view: "timeline", rank: 15,
    find: (state) => {
      const [, id, year] = /^(.+)~(\d+)$/.exec(options(state).open ?? "") ?? [];
      if (!id || (id === ALL ? state.selected !== null : state.selected !== id)) return null;
      const cell = lay(state).lanes.find((lane) => (lane.key || ALL) === id)?.cells.get(Number(year));
      if (!cell) return null;
      const name = id === ALL ? kg.t("timeline.all") : byId.get(id).name;
      return { key: options(state).open, title: `${name} · ${kg.t("fact.year", { year })}`, note: kg.t("list.facts", { n: cell.facts.length }), facts: chronicle.sorted(cell.facts) };
    },
  });

  kg.views.add({ id: "timeline", label: "views.timeline", order: 30, mount, update });
  kg.timeline = { lay, zoom, grid };
})(window.kg);
