// What the graph view draws: a function of the state alone. Which entities, around whom newcomers gather, which lines.
((kg) => {
  "use strict";

  const { entities, byId, neighbours, first } = kg.store;
  const { filters } = kg;
  const CAP = 50; // neighbours drawn at once
  const FEW = 60; // a filtered first picture with fewer nodes is filled up with the heaviest that pass
  const FULL = 100;
  const FOCUS = 300; // drawn at most around an entity in focus
  const core = new Set(first.map(({ id }) => byId.get(id).i));

  const hood = kg.makeNeighbourhood(kg.store, filters);

  /** The first picture under these filters, or what alone was left of it. */
  const ground = ({ filters: chosen, only }) => {
    if (only) return only.map((id) => byId.get(id).i).filter((i) => filters.passesEntity(entities[i], chosen));
    const fits = [...core].filter((i) => filters.passesEntity(entities[i], chosen));
    if (fits.length >= FEW || !filters.active(chosen).length) return fits;
    const found = new Set(fits);
    for (const { i } of filters.select(chosen).entities) {
      if (found.size >= FULL) break;
      found.add(i);
    }
    return [...found];
  };

  /** What is within so many steps of an entity, over facts that pass: position -> steps. @returns {Map<number, number>} */
  const around = ({ id, steps }, chosen) => {
    let edge = [byId.get(id).i];
    const found = new Map([[edge[0], 0]]);
    for (let step = 1; step <= steps; step += 1) {
      const next = [];
      for (const i of edge) {
        for (const fact of [...entities[i].out, ...entities[i].into]) {
          const other = fact.subject === i ? fact.object : fact.subject;
          if (found.has(other) || !filters.passesLine(fact, chosen) || !filters.passesEntity(entities[other], chosen)) continue;
          found.set(other, step);
          next.push(other);
        }
      }
      edge = next;
    }
    return found;
  };

  /** Entities that are drawn however the filters stand: what was asked for by name. */
  const asked = (state) => [state.selected, ...(state.link ?? []), ...(state.pair ?? []), state.focus?.id, ...kg.trail.ids(state)].filter(Boolean);

  /** Who comes in around whom: [middle, members]. Members are in the picture when they pass. */
  const groups = (state) => {
    const fits = (entity) => filters.passesEntity(entity, state.filters);
    const near = (id, n) => [byId.get(id), neighbours(byId.get(id)).filter(fits).slice(0, n)];
    const picked = ([id, rules]) => Object.entries(rules).map(([rule, n]) => [byId.get(id), hood.members(byId.get(id), rule, state.filters).slice(0, n)]);
    return [
      ...Object.entries(state.expanded).map(([id, n]) => near(id, n)),
      ...Object.entries(state.picked).flatMap(picked),
      ...(state.selected && state.near ? [near(state.selected, CAP)] : []),
      ...kg.trail.groups(state),
    ];
  };

  const PARTS = ["filters", "selected", "near", "link", "pair", "path", "focus", "expanded", "picked", "only", "added", "hidden", "pinned"];
  /** Do two states draw the same picture? Parts that did not change are the same objects. @param {State} a @param {State} b */
  const same = (a, b) => PARTS.every((part) => a[part] === b[part]) && a.options.graph?.way === b.options.graph?.way;

  const made = new WeakMap();
  let last = null;
  /**
   * @param {State} state
   * @returns {{shown: Entity[], groups: [Entity, Entity[]][]}} shown: heaviest first
   */
  const compose = (state) => {
    if (!made.has(state) && last && same(last, state)) made.set(state, made.get(last));
    if (made.has(state)) return made.get(state);
    const fits = (i) => filters.passesEntity(entities[i], state.filters);
    const told = groups(state);
    const found = new Set(ground(state));
    for (const [middle, members] of told) for (const { i } of [middle, ...members]) if (fits(i)) found.add(i);
    for (const id of state.added) if (fits(byId.get(id).i)) found.add(byId.get(id).i);
    for (const id of state.hidden) found.delete(byId.get(id).i);
    if (state.focus) {
      const inside = around(state.focus, state.filters);
      for (const i of found) if (!inside.has(i)) found.delete(i);
      // The nearest first, so that nobody is drawn without those who lead to him.
      const nearest = (a, b) => inside.get(a.i) - inside.get(b.i) || kg.store.heavier(a, b);
      const room = [...inside.keys()].map((each) => entities[each]).sort(nearest).slice(0, FOCUS);
      found.clear();
      for (const { i, id } of room) if (!state.hidden.includes(id)) found.add(i);
    }
    for (const id of asked(state)) found.add(byId.get(id).i);
    made.set(state, { shown: [...found].map((i) => entities[i]).sort(kg.store.heavier), groups: told });
    last = state;
    return made.get(state);
  };

  /** One line for each pair of shown entities; the same as page.py makes for the first view. */
  const lines = (shown, chosen) => {
    const inside = new Set(shown.map(({ i }) => i));
    const pairs = new Map();
    for (const entity of shown) {
      for (const fact of entity.out) {
        if (!inside.has(fact.object) || fact.object === fact.subject || !filters.passesLine(fact, chosen)) continue;
        const ahead = fact.subject < fact.object;
        const [a, b] = ahead ? [fact.subject, fact.object] : [fact.object, fact.subject];
        const id = `${entities[a].id} ${entities[b].id}`;
        const pair = pairs.get(id) ?? { id, from: entities[a].id, to: entities[b].id, ahead: false, back: false, planned: true, count: 0 };
        pair.ahead ||= ahead;
        pair.back ||= !ahead;
        pair.planned &&= fact.planned;
        pair.count += 1;
        pairs.set(id, pair);
      }
    }
    return [...pairs.values()].map(({ id, from, to, ahead, back, planned, count }) => ({
      id, from, to, arrows: ahead && back ? "to, from" : ahead ? "to" : "from", dashes: planned ? [9, 7] : false, width: Math.min(5, 1 + count), count,
    }));
  };

  /** Neighbours of an entity that pass the filters and are not in the picture, heaviest first. */
  const waiting = (entity, state = kg.state.get()) => {
    const shown = new Set(compose(state).shown);
    return neighbours(entity).filter((other) => !shown.has(other) && filters.passesEntity(other, state.filters));
  };

  /**
   * The change that draws up to CAP more neighbours of an entity (those that a rule names, see neighbourhood.js), and how many
   * come and stay away.
   */
  const expansion = (entity, rule = null, most = CAP, state = kg.state.get()) => {
    const fits = hood.members(entity, rule, state.filters);
    const shown = new Set(compose(state).shown);
    const left = fits.filter((other) => !shown.has(other));
    const added = Math.min(most, left.length);
    // The n first of them are drawn: n reaches as far as the last of those that come in now.
    const reach = added ? fits.indexOf(left[added - 1]) + 1 : 0;
    const hidden = state.hidden.filter((id) => !left.slice(0, added).some((other) => other.id === id));
    const old = rule === null ? state.expanded[entity.id] : state.picked[entity.id]?.[rule];
    const n = Math.max(reach, old ?? 0);
    const patch = rule === null
      ? { expanded: { ...state.expanded, [entity.id]: n } }
      : { picked: { ...state.picked, [entity.id]: { ...state.picked[entity.id], [rule]: n } } };
    return { patch: { ...patch, hidden }, added, left: waiting(entity, state).length - added };
  };

  /** The change that keeps the neighbours of the selected entity in the picture when the selection goes on. */
  const kept = (state) => {
    if (!state.selected || !state.near) return {};
    const without = compose({ ...state, near: false }).shown.filter(({ id }) => id !== state.selected || core.has(byId.get(id).i));
    if (without.length === compose(state).shown.length) return {};
    return { expanded: { ...state.expanded, [state.selected]: Math.max(CAP, state.expanded[state.selected] ?? 0) } };
  };

  /**
   * Goes to an entity (null: to none). Who comes by search or link sees it among its neighbours, and what was drawn around
   * the entity before goes; still, for a click in the picture: the picture stays as it is.
   */
  kg.go = (entity, { still = false } = {}) =>
    kg.state.set({
      selected: entity ? entity.id : null, near: entity ? !still : true, link: null, ...(still || !entity ? kept(kg.state.get()) : {}),
    });

  kg.picture = { compose, same, lines, waiting, expansion, around, kept, hood, CAP };
})(window.kg);
