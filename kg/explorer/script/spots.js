// Where entities stand. The build has given the core its places; who is drawn later gathers around the one it came with, in the
// free cells nearest to it. What was put by hand stands there.
((kg) => {
  "use strict";

  const WIDE = 168; // a cell holds a node and a short label at scale 0.7
  const HIGH = 84;
  const RINGS = 14;
  const moved = new Map();
  const built = new Map(kg.store.first.map(({ id, x, y }) => [id, { x, y }])); // the core

  const offsets = [];
  for (let x = -RINGS; x <= RINGS; x += 1) for (let y = -RINGS * 2; y <= RINGS * 2; y += 1) offsets.push([x * WIDE, y * HIGH]);
  offsets.sort((a, b) => Math.hypot(...a) - Math.hypot(...b) || a[0] - b[0] || a[1] - b[1]);

  /** @returns {{x: number, y: number}} */
  const at = (entity) => {
    const pin = kg.state.get().pinned[entity.id];
    return pin ? { x: pin[0], y: pin[1] } : moved.get(entity.i) ?? built.get(entity.id) ?? { x: entity.x, y: entity.y };
  };

  /** Gives each newcomer the free cell nearest to `middle`; `drawn` are the entities that stand already. */
  const settle = (middle, newcomers, drawn) => {
    const own = at(middle);
    const taken = drawn.map((entity) => ({ ...at(entity), room: entity.size }));
    let next = 1;
    for (const entity of newcomers) {
      for (; next < offsets.length; next += 1) {
        const spot = { x: own.x + offsets[next][0], y: own.y + offsets[next][1] };
        if (taken.some(({ x, y, room }) => Math.abs(x - spot.x) < WIDE * 0.8 && Math.abs(y - spot.y) < HIGH * 0.55 + room)) continue;
        moved.set(entity.i, spot);
        taken.push({ ...spot, room: entity.size });
        break;
      }
    }
  };

  /** Does an entity have a place of its own, by the build or by hand? */
  const fixed = (entity) => built.has(entity.id) || Object.hasOwn(kg.state.get().pinned, entity.id);

  kg.spots = { at, settle, fixed, forget: (entity) => moved.delete(entity.i) };
})(window.kg);
