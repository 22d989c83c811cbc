// A table of any length: only the rows in sight are in the page. Header and first column stay; one cell is active, arrows move it.
//
// The ARIA pattern "grid" with aria-activedescendant: the focus stays on the grid, so rows may come and go under it.
/**
 * @typedef {{id: string, label: string, width: number, grow?: boolean, number?: boolean, title?: string, head?: () => (Node|string)[],
 *   sort?: ?("ascending"|"descending"), className?: string}} GridColumn
 */
((kg) => {
  "use strict";

  const MARGIN = 6; // rows drawn beyond each edge
  const PRINTED = 3000; // rows on paper: 100 sheets
  const TALLEST = 8_000_000; // pixels; browsers stop somewhat above

  let made = 0;

  const cellOf = (role, column) => {
    const cell = kg.el("div", ["cell", column.number ? "number" : "", column.className ?? ""].filter(Boolean).join(" "));
    cell.setAttribute("role", role);
    return cell;
  };

  /**
   * @param {object} options
   * @param {number} options.height  of a row, px, until set() says another
   * @param {(cell: HTMLElement, row: number, column: number) => void} options.fill  puts the content into a cell
   * @param {(row: number, column: number) => void} options.open  Enter or a click on a cell
   * @param {(row: number) => string} [options.look]  a class for a row
   * @param {() => void} [options.copy]  Ctrl+C
   */
  kg.grid = ({ height: usual, fill, open, look = () => "", copy = null }) => {
    const id = `grid-${(made += 1)}`;
    const head = kg.el("div", "grid-row grid-head");
    const heads = kg.el("div", "", head);
    const body = kg.el("div", "grid-body");
    const element = kg.el("div", "grid", [heads, body], { tabIndex: 0 });
    element.setAttribute("role", "grid");
    element.setAttribute("aria-multiselectable", "true");
    heads.setAttribute("role", "rowgroup");
    body.setAttribute("role", "rowgroup");
    head.setAttribute("role", "row");
    head.setAttribute("aria-rowindex", "1");

    /** @type {GridColumn[]} */
    let columns = [];
    let height = usual;
    let count = 0;
    let at = { row: 0, column: 0 };
    let from = 0; // the other end of the marked rows
    let drawn = new Map();
    let printing = false; // all rows are drawn, and the new layout of the paper does not take them away

    const limit = () => Math.min(count, Math.floor(TALLEST / height));
    const marked = () => [Math.min(from, at.row), Math.max(from, at.row)];
    const clamp = (n, high) => Math.max(0, Math.min(high, n));

    const drawHead = () => {
      head.replaceChildren(...columns.map((column, k) => {
        const cell = cellOf("columnheader", column);
        cell.append(...(column.head?.() ?? [column.label]));
        if (column.title) cell.title = column.title;
        cell.setAttribute("aria-colindex", String(k + 1));
        if (column.sort !== undefined) cell.setAttribute("aria-sort", column.sort ?? "none");
        return cell;
      }));
    };

    const drawRow = (row) => {
      const line = kg.el("div", `grid-row ${look(row)}`.trim());
      line.setAttribute("role", "row");
      line.setAttribute("aria-rowindex", String(row + 2));
      line.dataset.row = String(row);
      line.style.top = `${row * height}px`;
      line.style.height = `${height}px`;
      columns.forEach((column, k) => {
        const cell = cellOf("gridcell", column);
        cell.id = `${id}-${row}-${k}`;
        cell.setAttribute("aria-colindex", String(k + 1));
        fill(cell, row, k);
        line.append(cell);
      });
      return line;
    };

    const mark = (lines = drawn) => {
      const [first, last] = marked();
      const many = last > first;
      for (const [row, line] of lines) {
        line.classList.toggle("at", row === at.row);
        line.classList.toggle("marked", many && row >= first && row <= last);
        line.setAttribute("aria-selected", String(line.classList.contains("current") || (many && row >= first && row <= last)));
        [...line.children].forEach((cell, k) => cell.classList.toggle("here", row === at.row && k === at.column));
      }
      if (drawn.has(at.row)) element.setAttribute("aria-activedescendant", `${id}-${at.row}-${at.column}`);
      else element.removeAttribute("aria-activedescendant");
    };

    const render = () => {
      if (printing) return;
      const top = Math.floor(element.scrollTop / height) - MARGIN;
      const bottom = Math.ceil((element.scrollTop + element.clientHeight) / height) + MARGIN;
      const [first, last] = [clamp(top, limit()), clamp(bottom, limit())];
      for (const [row, line] of drawn) {
        if (row >= first && row < last) continue;
        line.remove();
        drawn.delete(row);
      }
      const fresh = new Map();
      for (let row = first; row < last; row += 1) if (!drawn.has(row)) fresh.set(row, drawRow(row));
      body.append(...fresh.values());
      for (const [row, line] of fresh) drawn.set(row, line);
      mark(fresh);
    };

    const into = () => {
      const top = at.row * height;
      const space = element.clientHeight - head.offsetHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + height > element.scrollTop + space) element.scrollTop = top + height - space;
      const cell = head.children[at.column];
      if (!cell || at.column === 0) element.scrollLeft = at.column === 0 ? 0 : element.scrollLeft;
      else {
        const fixed = head.children[0].offsetWidth;
        if (cell.offsetLeft - fixed < element.scrollLeft) element.scrollLeft = cell.offsetLeft - fixed;
        else if (cell.offsetLeft + cell.offsetWidth > element.scrollLeft + element.clientWidth) element.scrollLeft = cell.offsetLeft + cell.offsetWidth - element.clientWidth;
      }
      render();
      mark();
    };

    const move = (row, column, extend) => {
      at = { row: clamp(row, limit() - 1), column: clamp(column, columns.length - 1) };
      if (!extend) from = at.row;
      into();
    };

    element.onkeydown = (event) => {
      if (event.target !== element || event.altKey) return;
      const ctrl = event.ctrlKey || event.metaKey;
      if (ctrl && event.key.toLowerCase() === "c" && copy && !String(getSelection())) {
        event.preventDefault();
        copy();
        return;
      }
      const page = Math.max(1, Math.floor(element.clientHeight / height) - 2);
      const to = {
        ArrowDown: [at.row + 1, at.column], ArrowUp: [at.row - 1, at.column], PageDown: [at.row + page, at.column], PageUp: [at.row - page, at.column],
        ArrowRight: [at.row, at.column + 1], ArrowLeft: [at.row, at.column - 1],
        Home: ctrl ? [0, 0] : [at.row, 0], End: ctrl ? [limit() - 1, columns.length - 1] : [at.row, columns.length - 1],
      }[event.key];
      if (to) move(to[0], to[1], event.shiftKey);
      else if (event.key === "Enter" && limit()) open(at.row, at.column);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };

    body.onclick = (event) => {
      const cell = event.target.closest("[role=gridcell]");
      if (!cell || String(getSelection())) return; // words are being picked out with the mouse
      const row = Number(cell.parentElement.dataset.row);
      const column = [...cell.parentElement.children].indexOf(cell);
      element.focus({ preventScroll: true });
      move(row, column, event.shiftKey);
      if (!event.shiftKey && !event.defaultPrevented) open(row, column);
    };
    body.onmousedown = (event) => { if (event.shiftKey) event.preventDefault(); }; // marks rows, not words

    element.onscroll = render;
    // Paper has no scroll bar: a print gets every row, laid out as a table (style/print.css).
    window.addEventListener("beforeprint", () => {
      if (!element.checkVisibility()) return;
      printing = true;
      // Words instead of buttons: Chromium leaves buttons out where it repeats a head on the next page.
      [...head.children].forEach((cell, k) => cell.replaceChildren(columns[k].label));
      for (const line of drawn.values()) line.remove();
      drawn = new Map(Array.from({ length: Math.min(limit(), PRINTED) }, (_, row) => [row, drawRow(row)]));
      if (limit() > PRINTED) drawn.set(-1, kg.el("p", "rest", kg.t("take.rows_left", { n: PRINTED, left: limit() - PRINTED })));
      body.append(...drawn.values());
    });
    window.addEventListener("afterprint", () => {
      if (!printing) return;
      printing = false;
      drawHead();
      refresh();
    });
    new ResizeObserver(() => { if (element.isConnected) render(); }).observe(element);

    /**
     * Shows other rows or columns.
     * @param {{columns: GridColumn[], count: number, label: string, top?: boolean, height?: number}} next  top: from the first row
     */
    const set = (next) => {
      ({ columns, count } = next);
      height = next.height ?? usual;
      element.setAttribute("aria-label", next.label);
      element.setAttribute("aria-rowcount", String(count + 1));
      element.setAttribute("aria-colcount", String(columns.length));
      const tracks = columns.map(({ width, grow }) => (grow ? `minmax(${width}px, 1fr)` : `${width}px`)).join(" ");
      element.style.setProperty("--tracks", tracks);
      element.style.setProperty("--wide", `${columns.reduce((sum, { width }) => sum + width, 0)}px`);
      body.style.height = `${limit() * height}px`;
      if (next.top) {
        at = { row: 0, column: Math.min(at.column, columns.length - 1) };
        from = 0;
        element.scrollTop = 0;
      }
      at = { row: clamp(at.row, limit() - 1), column: clamp(at.column, columns.length - 1) };
      from = clamp(from, limit() - 1);
      drawHead();
      for (const line of drawn.values()) line.remove();
      drawn = new Map();
      render();
    };

    /** Draws the rows in sight anew. */
    const refresh = () => {
      for (const line of drawn.values()) line.remove();
      drawn = new Map();
      render();
    };

    return { element, set, refresh, marked, limit, move, at: () => at };
  };
})(window.kg);
