// Questions that this graph can answer, each with its answer and the filters that show it. Pure.
/**
 * @typedef {{id: string, key: string, values: Record<string, string>, filters: Partial<Filters>, view?: string, rows: {entity: Entity, facts: Fact[]}[]}} Question
 *   id: also stands in the address; key: of its text; view: where it is best seen, if the page has that; rows: the answer, each entity with the facts that make it one
 */
((kg) => {
  "use strict";

  const PLACES = 5;
  const CONCERNS = ["Enterprise", "Park", "Project"];

  kg.makeQuestions = (model, filters) => {
    const { entities, facts, predicates, types, places, byId } = model;
    const named = (fact) => predicates[fact.predicate].id;
    const type = (entity) => types[entity.type].id;
    const sorted = (rows) => rows.sort((a, b) => model.heavier(a.entity, b.entity));
    const byType = new Map(types.map(({ id }) => [id, []]));
    for (const entity of entities) byType.get(type(entity)).push(entity);
    /** The largest amount of each entity that has one. @type {Map<Entity, Fact>} */
    const money = new Map();
    for (const fact of facts) {
      const entity = entities[fact.subject];
      if (named(fact) === "investment" && filters.isMoney(fact) && !(money.get(entity)?.value >= fact.value)) money.set(entity, fact);
    }
    const most = (entity) => money.get(entity);
    /** What makes an enterprise one that is active somewhere: [the enterprise, the fact]. @type {[number, Fact][]} */
    const active = facts.flatMap((fact) => {
      const who = named(fact) === "developedBy" ? fact.object : named(fact) === "locatedIn" ? fact.subject : null;
      return who !== null && type(entities[who]) === "Enterprise" ? [/** @type {[number, Fact]} */ ([who, fact])] : [];
    });

    /** What best says why an entity matters: its largest amount, its newest state, where it lies. */
    const telling = (entity) => {
      const money = most(entity);
      const state = entity.facts.filter((fact) => fact.status !== null).sort((a, b) => (b.year ?? 0) - (a.year ?? 0) || a.i - b.i)[0];
      return [money, state].filter(Boolean).slice(0, 1).concat(money || state ? [] : entity.out.slice(0, 1));
    };

    const projects = (place) => {
      const chosen = { places: [place.id], types: ["Region", "Project"] };
      const rows = sorted(byType.get("Project").filter((entity) => model.regions(entity).includes(place.i)).map((entity) => ({ entity, get facts() { return telling(entity); } })));
      rows.sort((a, b) => (most(b.entity)?.value ?? 0) - (most(a.entity)?.value ?? 0));
      return { filters: chosen, rows };
    };

    /** Enterprises that lie in a place, and those that develop or run something that does. */
    const investors = (place) => {
      const found = new Map();
      const inside = (entity) => model.regions(entity).includes(place.i);
      for (const [who, fact] of active) {
        if (!inside(entities[fact.subject])) continue;
        // What lies in the place itself says more than what lies in the province.
        const near = named(fact) === "developedBy" || inside(entities[fact.object]);
        if (near || !found.has(who)) found.set(who, [fact]);
      }
      return { filters: { places: [place.id], types: ["Region", "Enterprise", "Project", "Park"] }, rows: sorted([...found].map(([i, told]) => ({ entity: entities[i], facts: told.slice(0, 1) }))) };
    };

    const states = (patch) => {
      const fits = (fact) => fact.status !== null && patch.statuses.includes(fact.status) && (!patch.kinds || patch.kinds.includes(fact.kind)) &&
        fact.year !== null && fact.year >= patch.years[0] && fact.year <= patch.years[1];
      const rows = byType.get("Project").map((entity) => ({ entity, facts: entity.facts.filter(fits).slice(0, 1) }));
      return { filters: { types: ["Project"], ...patch }, rows: sorted(rows.filter((row) => row.facts.length)) };
    };

    /** Signed the year before, begun in this one (or to be begun). */
    const begun = (year) => {
      const both = states({ statuses: ["signed", "started"], years: [year - 1, year] });
      const at = (entity, status, when) => entity.facts.find((fact) => fact.status === status && fact.year === when);
      const rows = both.rows.map(({ entity }) => ({ entity, facts: [at(entity, "signed", year - 1), at(entity, "started", year)].filter(Boolean) }));
      return { ...both, rows: rows.filter((row) => row.facts.length === 2) };
    };

    const goals = (place, year) => {
      const told = place.facts.filter((fact) => named(fact) === "observation" && fact.planned && fact.year === year);
      return { filters: { places: [place.id], relations: ["observation"], kinds: ["target"], years: [year, year] }, view: "table", rows: told.map((fact) => ({ entity: place, facts: [fact] })) };
    };

    const amounts = () => {
      const rows = byType.get("Project").filter(most).map((entity) => ({ entity, facts: [most(entity)] }));
      return { filters: { types: ["Project"], amount: [1, null] }, rows: rows.sort((a, b) => b.facts[0].value - a.facts[0].value || a.entity.i - b.entity.i) };
    };

    const concerned = (industry) => {
      const chosen = { industries: [industry.id], types: CONCERNS };
      const told = (entity) => entity.out.filter((fact) => named(fact) === "engagedIn" && model.industries(entities[fact.object]).includes(industry.i)).slice(0, 1);
      const found = CONCERNS.flatMap((id) => byType.get(id)).filter((entity) => model.industries(entity).includes(industry.i));
      return { filters: chosen, rows: sorted(found.map((entity) => ({ entity, facts: told(entity) }))) };
    };

    const name = (id) => byId.get(id);
    const year = (text) => (/^\d{4}$/.test(text) ? Number(text) : null);
    /** @type {Record<string, [string, (a: string, b: string) => ?{filters: object, rows: object[], values: object}]>} */
    const KINDS = {
      projects: ["projects", (id) => name(id) && { ...projects(name(id)), values: { place: name(id).name } }],
      investors: ["investors", (id) => name(id) && { ...investors(name(id)), values: { place: name(id).name } }],
      goals: ["goals", (id, when) => name(id) && year(when) && { ...goals(name(id), year(when)), values: { place: name(id).name, year: when } }],
      begun: ["begun", (when) => year(when) && { ...begun(year(when)), values: { before: String(year(when) - 1), year: when } }],
      starting: ["starting", (when) => year(when) && { ...states({ statuses: ["started"], kinds: ["target"], years: [year(when), year(when)] }), values: { year: when } }],
      opened: ["opened", (when) => year(when) && { ...states({ statuses: ["completed", "operating"], kinds: ["actual"], years: [year(when), year(when)] }), values: { year: when } }],
      amounts: ["amounts", () => ({ ...amounts(), values: {} })],
      industry: ["industry", (id) => name(id) && { ...concerned(name(id)), values: { industry: name(id).name } }],
    };

    const known = new Map();
    /** @returns {?Question} null: there is no such question, or it has no answer */
    const ask = (id) => {
      if (!known.has(id)) {
        const [kind, a, b] = id.split(":");
        const made = Object.hasOwn(KINDS, kind) ? KINDS[kind][1](a, b) : null;
        known.set(id, made?.rows.length ? { id, key: KINDS[kind][0], ...made } : null);
      }
      return known.get(id);
    };

    const tally = (told) => {
      const found = new Map();
      for (const fact of told) if (fact.year !== null) found.set(fact.year, (found.get(fact.year) ?? 0) + 1);
      return [...found].sort((a, b) => b[1] - a[1] || b[0] - a[0]).map(([when]) => when);
    };

    /** The questions about one place. @returns {Question[]} */
    const about = (place) => {
      const [goalYear] = tally(place.facts.filter((fact) => named(fact) === "observation" && fact.planned));
      return [`projects:${place.id}`, `investors:${place.id}`, goalYear ? `goals:${place.id}:${goalYear}` : ""].map(ask).filter(Boolean);
    };

    /** All questions, a different one of each kind first. @returns {Question[]} */
    const all = () => {
      const states_ = facts.filter((fact) => fact.status !== null);
      const planned = tally(states_.filter((fact) => fact.planned && fact.status === "started"))[0];
      const opened = tally(states_.filter((fact) => !fact.planned && ["completed", "operating"].includes(fact.status)))[0];
      const industries = [...byType.get("Industry")].sort(model.heavier).slice(0, 2);
      const reporting = places.map((i) => entities[i]).sort(model.heavier).slice(0, PLACES).map(about);
      // Each kind of question begins with another place: one screen, many places.
      const turns = [0, 1, 2].flatMap((kind) => reporting.map((_, at) => reporting[(at + kind) % reporting.length].find((each) => each.key === ["projects", "investors", "goals"][kind])));
      const first = turns.filter((_, at) => at % reporting.length === 0);
      const later = turns.filter((each) => !first.includes(each));
      const own = [`amounts`, `begun:${planned}`, `starting:${planned}`, `opened:${opened}`, ...industries.map(({ id }) => `industry:${id}`)].map(ask);
      return [...new Set([...first, ...own, ...later])].filter(Boolean);
    };

    return { all, about, ask };
  };
})(window.kg);
