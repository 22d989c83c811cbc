// Bars as plain SVG, each with a table that says the same. Colours and patterns are in style/charts.css.
/**
 * @typedef {{value: number, name: string, text?: string}} Segment  name: class of its look; text: inside, where it finds room
 * @typedef {{label: string, note?: string, segments: Segment[], text: string, full?: string, say: string, act: ?(() => void), current?: boolean, bare?: boolean}} BarRow
 *   label: at the left, empty to belong to the one above; text: behind the bar; full: in the table instead; say: for screen readers
 */
((kg) => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const HEIGHT = 26;
  const THICK = 14;
  let made = 0;

  /** An SVG element with attributes and children. */
  const draw = (tag, attributes = {}, children = []) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    const parts = (text) => kg.runs(text).map(([run, chinese]) => (chinese ? draw("tspan", { lang: "zh" }, [run]) : run));
    element.append(...children.flatMap((child) => (tag === "text" && child.nodeType === undefined ? parts(child) : child)));
    return element;
  };

  const wide = /[\u1100-\ud7ff\uf900-\ufaff\uff00-\uff60]/u;
  /** Roughly the width of a text at 12 px; measured text would need a layout for each label. */
  const measure = (text) => Array.from(text).reduce((sum, letter) => sum + (wide.test(letter) ? 12 : 6.8), 0);
  const fit = (text, room) => {
    if (measure(text) <= room) return text;
    const letters = Array.from(text);
    while (letters.length > 1 && measure(letters.join("")) > room - 12) letters.pop();
    return `${letters.join("")}…`;
  };

  const press = (group, row) => {
    group.setAttribute("role", "button");
    group.setAttribute("tabindex", "0");
    group.setAttribute("aria-label", row.say);
    group.addEventListener("click", row.act);
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      row.act();
    });
  };

  const bar = (row, y, { left, middle, room, most }) => {
    const group = draw("g", { class: ["bar-row", row.act ? "opens" : "", row.current ? "current" : ""].filter(Boolean).join(" ") });
    const line = y + HEIGHT / 2;
    group.append(draw("title", {}, [row.say]), draw("rect", { class: "bar-ground", x: left, y: y + 1, width: middle - left + room + 400, height: HEIGHT - 2 }));
    if (row.label) group.append(draw("text", { class: "bar-label", x: 0, y: line }, [fit(row.label, left - 8)]));
    if (row.note) group.append(draw("text", { class: "bar-note", x: left + 4, y: line }, [fit(row.note, middle - left - 8)]));
    let x = middle;
    for (const { value, name, text } of row.segments) {
      const length = most > 0 ? Math.max(value > 0 ? 2 : 0, (value / most) * room) : 0;
      group.append(draw("rect", { class: `bar-value ${name}`, x, y: line - THICK / 2, width: length, height: THICK }));
      if (text && length > measure(text) + 4) group.append(draw("text", { class: `bar-inside ${name}`, x: x + length / 2, y: line }, [text]));
      x += length;
    }
    group.append(draw("text", { class: row.bare ? "bar-text bare" : "bar-text", x: x + 6, y: line }, [row.text]));
    if (row.act) press(group, row);
    return group;
  };

  const twin = (title, rows) => {
    const table = kg.el("table", "", kg.el("tbody", "", rows.map((row) => kg.el("tr", "", [
      kg.el("th", "", row.label || row.owner || ""), kg.el("td", "", row.note ?? ""), kg.el("td", "", row.full ?? row.text),
    ]))));
    for (const head of table.querySelectorAll("th")) head.setAttribute("scope", "row");
    table.prepend(kg.el("caption", "", title));
    return kg.el("details", "twin-table", [kg.el("summary", "", kg.t("charts.table")), table]);
  };

  /**
   * A figure of horizontal bars on one scale, and its table.
   * @param {object} options
   * @param {string} options.title
   * @param {string} options.description
   * @param {number} options.width  px
   * @param {(BarRow & {owner?: string})[]} options.rows
   */
  const bars = ({ title, description, width, rows }) => {
    const id = `chart-${(made += 1)}`;
    const left = Math.min(150, 12 + rows.reduce((most, { label }) => Math.max(most, measure(label)), 40));
    const middle = left + rows.reduce((most, { note = "" }) => Math.max(most, note && measure(note) + 10), 4);
    const texts = rows.reduce((most, { text }) => Math.max(most, measure(text)), 0) + 14;
    const room = Math.max(40, Math.min(width - middle - texts, width - middle - 60));
    const most = rows.reduce((top, { segments }) => Math.max(top, segments.reduce((sum, { value }) => sum + Math.max(0, value), 0)), 0);
    const height = rows.length * HEIGHT + 2;
    const svg = draw("svg", { class: "bars-chart", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-labelledby": `${id}-t ${id}-d` }, [
      draw("title", { id: `${id}-t` }, [title]), draw("desc", { id: `${id}-d` }, [description]),
      draw("line", { class: "bar-axis", x1: middle, x2: middle, y1: 0, y2: height }),
      ...rows.map((row, k) => bar(row, k * HEIGHT + 1, { left, middle, room, most })),
    ]);
    return kg.el("figure", "chart", [kg.el("h3", "", title), svg, twin(title, rows)]);
  };

  kg.charts = { bars, measure };
})(window.kg);
