// What stands around the graph on a sheet: title and filters above, legend with counts and the sources below.
((kg) => {
  "use strict";

  const { types } = kg.store;
  const ROW = 19;
  const SMALL = 10;
  const LINE = 14;

  const block = (lines, x, y, { size, leading, weight = 400, fill }) =>
    lines.map((text, k) => ({ text, x, y: y + k * leading, size, weight, fill }));

  /**
   * Title and filters, and the room that is left for the graph. The legend takes its room beforehand, so that the graph can be fitted.
   * @returns {{marks: object[], said: string[], area: Box, sheet: Box, rows: object[][], source: string[]}}
   */
  const frame = (told, sheet, { measure, ink }) => {
    const wide = sheet.right - sheet.left;
    const heading = kg.placing.flow(told.title, wide, 2, (text) => measure(text, 20, 600));
    const chosen = kg.caption.filterLine(told.state);
    const filters = kg.placing.flow(chosen, wide, 2, (text) => measure(text, 11, 400));
    const source = kg.caption.source(told.facts.length ? told.facts : told.shown.flatMap(({ facts }) => facts), told.stamp);
    const sources = kg.placing.flow(source, wide, 3, (text) => measure(text, SMALL, 400));
    const rows = legendRows(told, wide, measure);
    const top = sheet.top + 16 + heading.length * 26;
    const marks = [
      ...block(heading, sheet.left, sheet.top + 16, { size: 20, leading: 26, weight: 600, fill: ink.strong }),
      ...block(filters, sheet.left, top - 4, { size: 11, leading: 15, fill: ink.soft }),
    ];
    const area = { left: sheet.left, right: sheet.right, top: top + filters.length * 15 - 8, bottom: sheet.bottom - sources.length * LINE - LINE - rows.length * ROW - 14 };
    return { marks, said: [chosen, source], area, sheet, rows, source: sources };
  };

  /** The entries of the legend with their widths: types that are in the picture, then the two kinds of lines. */
  const entries = ({ shown, lines }) => {
    const counts = types.map((_, i) => shown.filter((entity) => entity.type === i).length);
    const planned = lines.filter(({ dashes }) => dashes).length;
    return [
      ...types.flatMap((type, i) => (counts[i] ? [{ type, text: type.label, n: counts[i] }] : [])),
      ...(lines.length > planned ? [{ dashed: false, text: kg.t("graph.actual"), n: lines.length - planned }] : []),
      ...(planned ? [{ dashed: true, text: kg.t("graph.planned"), n: planned }] : []),
    ];
  };

  const legendRows = (told, wide, measure) => {
    const rows = [[]];
    let x = 0;
    for (const entry of entries(told)) {
      const text = `${entry.text} ${kg.format.number(entry.n)}`;
      const sign = entry.type ? 16 : 32;
      const width = sign + measure(text, 11, 400) + 18;
      if (x + width > wide && rows[rows.length - 1].length) {
        rows.push([]);
        x = 0;
      }
      rows[rows.length - 1].push({ ...entry, text, x, sign });
      x += width;
    }
    return rows;
  };

  const sign = ({ type, dashed }, x, y, ink) => {
    if (type) return [{ d: kg.shapes.symbol(type.shape, x + 5, y - 4, 5), fill: type.fill, stroke: type.border, width: 0.9, kind: type.id }];
    const arrow = kg.shapes.arrow({ x, y: y - 4, r: 0 }, { x: x + 28, y: y - 4, r: 0 }, { ahead: true, back: false, head: 5.5 });
    return [{ d: arrow.line, stroke: ink.line, width: 1.2, ...(dashed ? { dash: [4, 3] } : {}) }, { d: arrow.heads[0], fill: ink.line }];
  };

  /** Legend, counts and sources at the foot of the sheet. @returns {{marks: object[], said: string[]}} */
  const foot = (told, { area, sheet, rows, source }, { measure, ink }) => {
    const top = area.bottom + 8;
    const counts = summary(told);
    /** @type {object[]} */
    const marks = [{ d: `M${sheet.left} ${top}H${sheet.right}`, stroke: ink.rule, width: 1 }];
    rows.forEach((row, k) => {
      const y = top + ROW * (k + 1) - 3;
      for (const entry of row) marks.push(...sign(entry, sheet.left + entry.x, y, ink), ...block([entry.text], sheet.left + entry.x + entry.sign, y, { size: 11, leading: ROW, fill: ink.strong }));
    });
    const below = top + ROW * rows.length + LINE;
    marks.push(...block(kg.placing.flow(counts, sheet.right - sheet.left, 1, (text) => measure(text, SMALL, 400)), sheet.left, below, { size: SMALL, leading: LINE, fill: ink.soft }));
    marks.push(...block(source, sheet.left, below + LINE, { size: SMALL, leading: LINE, fill: ink.soft }));
    return { marks, said: [counts] };
  };

  const summary = ({ shown, lines, seen, marks, state }) => {
    const all = kg.filters.select(state.filters).entities.length;
    const parts = [kg.t("caption.counts", { app: kg.t("app.title"), n: shown.length, lines: lines.length, all })];
    if (seen.length < shown.length) parts.push(kg.t("caption.part", { n: seen.length }));
    if (marks.more) parts.push(kg.t("caption.more"));
    if (marks.times) parts.push(kg.t("caption.times"));
    if (marks.missing) parts.push(kg.t("caption.missing", { n: marks.missing }));
    return parts.join(kg.t("caption.semicolon"));
  };

  kg.legend = { frame, foot };
})(window.kg);
