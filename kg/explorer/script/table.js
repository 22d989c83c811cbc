// The table: what passes the filters, as rows of entities or of facts. Sort, quick filter, columns, copy, CSV, XLSX.
//
// Options of the state: of (facts; entities when missing), sort (year, -year), columns (ids, when not the usual ones), q (quick filter).
((kg) => {
  "use strict";

  const HEIGHT = 30;
  const collators = new Map();
  const collate = (a, b) => {
    const language = kg.language.get() === "zh" ? "zh" : "en";
    if (!collators.has(language)) collators.set(language, new Intl.Collator(language, { numeric: true }).compare);
    return collators.get(language)(a, b);
  };

  const options = (state = kg.state.get()) => state.options.table ?? {};
  const kind = (state) => (options(state).of === "facts" ? "facts" : "entities");
  const all = (state = kg.state.get()) => kg.columns[kind(state)];
  const chosen = (state) => {
    const ids = options(state).columns?.split(",");
    const found = ids ? all(state).filter(({ id }) => ids.includes(id)) : [];
    return found.length ? found : all(state).filter(({ hidden }) => !hidden);
  };
  const sorting = (state) => {
    const [, minus, id] = /^(-?)(\w+)$/.exec(options(state).sort ?? "") ?? [];
    const column = all(state).find((each) => each.id === id);
    return column ? { column, descending: minus === "-" } : null;
  };

  let haystack = { rows: null, language: "", texts: [] };
  /** What a row says, in one folded text; names can be found by their pinyin. */
  const texts = (rows, state, of) => {
    const language = kg.language.get();
    if (haystack.rows === rows && haystack.language === language) return haystack.texts;
    const columns = all(state);
    const pinyin = (row) => row.pinyin ?? kg.store.entities[row.subject].pinyin;
    const made = rows.map((row) => kg.rows.fold(`${columns.map((column) => kg.columns.show(column, row, of)).join(" ")} ${pinyin(row)}`));
    haystack = { rows, language, texts: made };
    return made;
  };

  let known = { key: null, rows: [] };
  /** The rows in their order. */
  const rows = (state = kg.state.get()) => {
    const { q = "", sort = "" } = options(state);
    const key = [kind(state), q, sort, kg.language.get()].join("\n");
    if (known.key === key && known.filters === state.filters) return known.rows;
    const of = kg.columns.lens(state.filters);
    const base = kg.filters.select(state.filters)[kind(state)];
    const found = q.trim() ? kg.rows.sieve(texts(base, state, of), q).map((i) => base[i]) : base;
    const by = sorting(state);
    const ordered = by ? kg.rows.order(found.map((row) => by.column.read(row, of)), by.descending, collate).map((i) => found[i]) : found;
    known = { key, filters: state.filters, rows: ordered };
    return ordered;
  };

  // What is drawn, made ready once for all cells.
  let seen = { rows: [], columns: [], of: null };
  const fill = (cell, row, column) => {
    const [record, one, of] = [seen.rows[row], seen.columns[column], seen.of];
    const text = kg.columns.show(one, record, of);
    const parts = one.draw ? one.draw(record, of) : [text];
    cell.append(...parts.map((part) => (typeof part === "string" ? kg.text(part) : part)));
    if (text.length > 5) cell.title = text;
  };

  const isCurrent = (record, state) => (kind(state) === "entities"
    ? record.id === state.selected
    : state.doc !== null && record.doc !== null && kg.store.documents[record.doc].id === state.doc[0] && record.start === state.doc[1] && record.end === state.doc[2]);

  const open = (row) => {
    const record = rows()[row];
    if (!record) return;
    if (kind(kg.state.get()) === "entities") kg.go(record);
    else kg.told.open(record);
  };

  /** The marked rows; without a mark over several, all. */
  const taken = () => {
    const [first, last] = grid.marked();
    return last > first ? rows().slice(first, last + 1) : rows();
  };
  const sheet = (records, columns) => kg.columns.sheet(columns, records, kg.columns.lens(kg.state.get().filters));
  const copy = () => {
    const [first, last] = grid.marked();
    const some = document.activeElement === grid.element ? rows().slice(first, last + 1) : taken();
    return kg.copy(kg.rows.tsv(sheet(some, chosen(kg.state.get()))), kg.t("table.copied", { n: some.length }));
  };

  const title = () => kg.t(`table.${kind(kg.state.get())}`);
  const csv = () => kg.download(`${kg.t("app.title")}-${title()}`, "csv", kg.csv.text(sheet(taken(), all())), "text/csv;charset=utf-8");
  const xlsx = () => {
    const made = sheet(taken(), all());
    // A column is as wide as its longest cell among the first rows; a Chinese character takes two places.
    const widths = made[0].map((_, k) => Math.min(60, Math.max(8, ...made.slice(0, 200).map((row) => String(row[k] ?? "").replace(/[^\0-\xff]/g, "xx").length + 2))));
    kg.download(`${kg.t("app.title")}-${title()}`, "xlsx", kg.xlsx(title(), made, widths), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  };

  /** Up, down, as it came. Numbers start with the largest. */
  const next = (column, by) => {
    const [first, second] = column.number ? [`-${column.id}`, column.id] : [column.id, `-${column.id}`];
    if (by?.column !== column) return first;
    return (by.descending ? `-${column.id}` : column.id) === first ? second : null;
  };

  const head = (column, by) => () => {
    const arrow = by?.column === column ? (by.descending ? "▼" : "▲") : "";
    const mark = kg.el("i", "arrow", arrow);
    mark.setAttribute("aria-hidden", "true");
    const button = kg.el("button", "sort", [kg.el("span", "", kg.t(`columns.${column.id}`)), mark], { onclick: () => {
      kg.state.option("table", { sort: next(column, by) });
      grid.element.querySelector(`[data-sort="${column.id}"]`)?.focus();
    } });
    button.dataset.sort = column.id;
    return [button];
  };

  const choose = () => {
    const boxes = all().map((column) => {
      const box = kg.el("input", "", "", { type: "checkbox", value: column.id, checked: chosen(kg.state.get()).includes(column) });
      return kg.el("label", "shown-column", [box, kg.t(`columns.${column.id}`)]);
    });
    const list = kg.el("div", "shown-columns", boxes, { onchange: () => {
      const ids = boxes.map((label) => label.querySelector("input")).filter((box) => box.checked).map((box) => box.value);
      const usual = all().filter(({ hidden }) => !hidden).map(({ id }) => id).join(",");
      kg.state.option("table", { columns: ids.length && ids.join(",") !== usual ? ids.join(",") : null });
    } });
    kg.dialog.open(kg.t("table.columns"), [list]);
  };

  const grid = kg.grid({
    height: HEIGHT, fill, open, copy,
    look: (row) => (isCurrent(seen.rows[row], kg.state.get()) ? "current" : ""),
  });
  const parts = { entities: kg.el("button", "", "", { id: "table-entities" }), facts: kg.el("button", "", "", { id: "table-facts" }) };
  const find = kg.el("input", "quick", "", { type: "search", id: "table-find" });
  const count = kg.el("span", "count", "", { id: "table-count" });
  count.setAttribute("role", "status");
  const empty = kg.el("p", "empty", "", { hidden: true });
  const columnsButton = kg.el("button", "", "", { id: "table-columns", onclick: choose });

  const mount = (element) => {
    const of = kg.el("div", "switch", Object.values(parts));
    of.setAttribute("role", "group");
    element.append(kg.el("div", "sheet", [kg.el("div", "sheet-bar", [of, find, count, columnsButton]), grid.element, empty]));
    // Another kind of row has other columns, so sort and choice go with it.
    for (const [name, button] of Object.entries(parts)) button.onclick = () => kg.state.option("table", { of: name === "facts" ? name : null, sort: null, columns: null });
    find.oninput = () => kg.state.option("table", { q: find.value || null }, { merge: "table.q" });
    find.onkeydown = (event) => {
      if (event.key === "ArrowDown") { event.preventDefault(); grid.element.focus(); }
    };
  };

  const words = (state) => {
    for (const [name, button] of Object.entries(parts)) {
      button.textContent = `${kg.t(`table.${name}`)} ${kg.format.number(kg.filters.select(state.filters)[name].length)}`;
      button.setAttribute("aria-pressed", String(kind(state) === name));
    }
    find.placeholder = kg.t("table.find");
    find.setAttribute("aria-label", kg.t("table.find"));
    columnsButton.textContent = kg.t("table.columns");
    const q = options(state).q ?? "";
    if (find.value !== q) find.value = q; // while somebody types they are equal, so an input method is not disturbed
  };

  const update = (state, previous) => {
    const same = previous && previous.view === "table" && previous.filters === state.filters && previous.options.table === state.options.table;
    const found = rows(state);
    if (same) {
      if (previous.selected !== state.selected || previous.doc !== state.doc) grid.refresh();
      return;
    }
    words(state);
    const by = sorting(state);
    seen = { rows: found, columns: chosen(state), of: kg.columns.lens(state.filters) };
    const columns = seen.columns.map((column) => ({
      ...column, label: kg.t(`columns.${column.id}`), title: column.id === "investment" ? kg.t("columns.investment_note") : undefined,
      sort: by?.column === column ? (by.descending ? "descending" : "ascending") : null, head: head(column, by),
    }));
    grid.set({ columns, count: found.length, label: title(), top: Boolean(previous) });
    empty.hidden = found.length > 0;
    empty.textContent = kg.t("table.empty");
    count.textContent = options(state).q ? kg.t("table.found", { n: found.length }) : "";
    document.getElementById("shown").textContent = kg.t("table.shown", { n: found.length });
  };

  const tool = (id, act) => kg.el("button", "", kg.t(`table.${id}`), { id: `table-${id}`, title: kg.t(`table.${id}_note`), onclick: act });
  const tools = () => [tool("copy", copy), tool("csv", csv), tool("xlsx", xlsx)];

  kg.views.add({ id: "table", label: "views.table", order: 20, mount, update, tools });
  kg.table = { rows, grid, collate };
})(window.kg);
