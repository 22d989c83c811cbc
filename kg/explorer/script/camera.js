// Moves a drawing under the pointer: drag, wheel, pinch and keys. Knows nothing of what is drawn.
/**
 * @typedef {{x: number, y: number, scale: number}} Look  what stands in the middle of the window, and pixels for each unit
 */
((kg) => {
  "use strict";

  const REST = 140; // ms without movement after which the whole picture is drawn again
  const STILL = 4; // px that a click may tremble
  const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const ZOOMS = { "+": 1.3, "=": 1.3, "-": 1 / 1.3 };

  /**
   * @param {HTMLElement} root  takes the events
   * @param {{moved: () => void, rested: () => void, pointed: (x: number, y: number) => void, left: () => void, picked: (x: number, y: number) => void}} heard
   *   moved: at most once a frame; pointed, picked: in pixels of the window
   * @param {[number, number]} limits  of the scale
   */
  kg.camera = (root, heard, limits) => {
    /** @type {Look} */
    let look = { x: 0, y: 0, scale: 1 };
    let [low, high] = limits;
    let frame = 0;
    let rest = 0;
    const down = new Map(); // pointer -> where it is
    let travelled = 0;

    const move = (next) => {
      look = { ...next, scale: Math.min(high, Math.max(low, next.scale)) };
      frame ||= requestAnimationFrame(() => { frame = 0; heard.moved(); });
      clearTimeout(rest);
      rest = setTimeout(heard.rested, REST);
    };
    /** @returns {[number, number]} */
    const at = (event) => {
      const box = root.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    const pan = (dx, dy) => move({ ...look, x: look.x - dx / look.scale, y: look.y - dy / look.scale });
    /** What is under (px, py) stays there. */
    const zoom = (factor, px = root.clientWidth / 2, py = root.clientHeight / 2) => {
      const scale = Math.min(high, Math.max(low, look.scale * factor));
      const [dx, dy] = [px - root.clientWidth / 2, py - root.clientHeight / 2];
      move({ x: look.x + dx / look.scale - dx / scale, y: look.y + dy / look.scale - dy / scale, scale });
    };

    const pinch = (event) => {
      const [a, b] = [...down.values()];
      const [before, middle] = [Math.hypot(a[0] - b[0], a[1] - b[1]), [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]];
      down.set(event.pointerId, at(event));
      const [c, d] = [...down.values()];
      pan((c[0] + d[0]) / 2 - middle[0], (c[1] + d[1]) / 2 - middle[1]);
      if (before > 0) zoom(Math.hypot(c[0] - d[0], c[1] - d[1]) / before, (c[0] + d[0]) / 2, (c[1] + d[1]) / 2);
    };

    root.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      root.setPointerCapture(event.pointerId);
      if (!down.size) travelled = 0;
      down.set(event.pointerId, at(event));
    });
    root.addEventListener("pointermove", (event) => {
      const [x, y] = at(event);
      const before = down.get(event.pointerId);
      if (!before) return heard.pointed(x, y);
      travelled += Math.abs(x - before[0]) + Math.abs(y - before[1]);
      if (down.size === 2) return pinch(event);
      down.set(event.pointerId, [x, y]);
      if (travelled > STILL) pan(x - before[0], y - before[1]);
    });
    root.addEventListener("pointerup", (event) => {
      if (down.delete(event.pointerId) && !down.size && travelled <= STILL) heard.picked(at(event)[0], at(event)[1]);
    });
    root.addEventListener("pointercancel", (event) => down.delete(event.pointerId));
    root.addEventListener("pointerleave", () => { if (!down.size) heard.left(); });
    root.addEventListener("wheel", (event) => {
      event.preventDefault();
      const [x, y] = at(event);
      zoom(Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) * 0.0022), x, y);
    }, { passive: false });
    root.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const step = KEYS[event.key];
      if (step) pan(-step[0] * 80, -step[1] * 80);
      else if (ZOOMS[event.key]) zoom(ZOOMS[event.key]);
      else return;
      event.preventDefault();
    });

    return {
      get: () => look,
      busy: () => down.size > 0,
      /** Shows a stretch of the drawing, {left, right, top, bottom} in its units. */
      show: ({ left, right, top, bottom }, margin = 40) => {
        const scale = Math.min((root.clientWidth - 2 * margin) / (right - left || 1), (root.clientHeight - 2 * margin) / (bottom - top || 1));
        move({ x: (left + right) / 2, y: (top + bottom) / 2, scale: scale > 0 ? scale : 1 });
      },
      limit: (from, to) => { [low, high] = [from, to]; },
    };
  };
})(window.kg);
