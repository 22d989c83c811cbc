// A range with two thumbs over a histogram. The stops are given, so that thinly spread values do not make a long empty line.
((kg) => {
  "use strict";

  const clamp = (n, low, high) => Math.min(high, Math.max(low, n));

  /**
   * @param {object} options
   * @param {number} options.stops  number of stops; a range is two of them, both included
   * @param {() => string} options.name  what is chosen, for screen readers
   * @param {(at: number) => string} options.say  one stop as text
   * @param {(from: number, to: number) => void} options.onchange  while dragging too
   * @returns {{element: HTMLElement, update: (from: number, to: number, counts: number[]) => void}}
   */
  kg.slider = ({ stops, name, say, onchange }) => {
    const bars = Array.from({ length: stops }, (_, at) => kg.el("i", "", "", { onclick: () => change(at, at) }));
    const chart = kg.el("div", "bars", bars);
    chart.setAttribute("aria-hidden", "true");
    const span = kg.el("div", "span");
    const thumbs = ["from", "to"].map((which) => {
      const thumb = kg.el("div", `thumb ${which}`, "", { tabIndex: 0 });
      thumb.setAttribute("role", "slider");
      thumb.setAttribute("aria-valuemin", "0");
      thumb.setAttribute("aria-valuemax", String(stops - 1));
      return thumb;
    });
    const track = kg.el("div", "track", [span, ...thumbs]);
    const element = kg.el("div", "slider", [chart, track]);
    let range = [0, stops - 1];
    let held = null;

    const change = (from, to) => {
      if (from === range[0] && to === range[1]) return;
      onchange(from, to);
    };
    const move = (which, at) => {
      const [from, to] = range;
      if (which === 0) change(clamp(at, 0, to), to);
      else change(from, clamp(at, from, stops - 1));
    };

    const stopAt = (event) => {
      const box = track.getBoundingClientRect();
      return clamp(Math.floor(((event.clientX - box.left) / box.width) * stops), 0, stops - 1);
    };
    const nearest = (at) => {
      if (at <= range[0]) return 0;
      if (at >= range[1]) return 1;
      return at - range[0] <= range[1] - at ? 0 : 1;
    };
    track.onpointerdown = (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      const at = stopAt(event);
      const onSpan = event.target === span && range[1] - range[0] < stops - 1;
      held = onSpan ? { whole: range[1] - range[0], at } : { which: event.target === thumbs[0] ? 0 : event.target === thumbs[1] ? 1 : nearest(at) };
      track.setPointerCapture(event.pointerId);
      if (!onSpan) {
        thumbs[held.which].focus();
        move(held.which, at);
      }
    };
    track.onpointermove = (event) => {
      if (!held) return;
      const at = stopAt(event);
      if (held.which !== undefined) return void move(held.which, at);
      const from = clamp(range[0] + at - held.at, 0, stops - 1 - held.whole);
      if (from !== range[0]) held.at = at;
      change(from, from + held.whole);
    };
    track.onpointerup = track.onpointercancel = () => { held = null; };

    thumbs.forEach((thumb, which) => {
      thumb.onkeydown = (event) => {
        const leap = Math.max(1, Math.round(stops / 10));
        const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -leap, PageUp: leap, Home: -stops, End: stops }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        move(which, range[which] + by);
      };
    });

    const update = (from, to, counts) => {
      range = [from, to];
      const most = Math.max(1, ...counts);
      bars.forEach((bar, at) => {
        // The root keeps a year with ten facts visible beside one with a thousand.
        bar.style.height = counts[at] ? `${Math.max(8, Math.sqrt(counts[at] / most) * 100)}%` : "0";
        bar.className = at >= from && at <= to ? "on" : "";
        bar.title = `${say(at)} · ${counts[at].toLocaleString("en-US")}`;
      });
      span.style.left = `${(from / stops) * 100}%`;
      span.style.right = `${100 - ((to + 1) / stops) * 100}%`;
      thumbs[0].style.left = `${(from / stops) * 100}%`;
      thumbs[1].style.left = `${((to + 1) / stops) * 100}%`;
      thumbs.forEach((thumb, which) => {
        thumb.setAttribute("aria-valuenow", String(range[which]));
        thumb.setAttribute("aria-valuetext", say(range[which]));
        thumb.setAttribute("aria-label", kg.t(which ? "facets.to" : "facets.from", { name: name() }));
      });
    };
    return { element, update };
  };
})(window.kg);
