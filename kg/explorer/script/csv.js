// Rows as CSV that Excel opens with the right characters and without running anything. Pure.
//
// RFC 4180: commas, CRLF, quotes doubled; in front the byte order mark, without which Excel on a Chinese Windows reads GBK. A text that
// begins like a formula gets an apostrophe in front (OWASP, "CSV Injection"): names come from documents that anybody may have written.
((kg) => {
  "use strict";

  const BOM = "\ufeff";
  // Also the full-width signs, which a Chinese Excel takes for the narrow ones, and signs behind blanks, which some programs trim.
  const FORMULA = /^[\s\u00a0]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
  const NUMBER = /^[+-]?(\d+(\.\d+)?|\.\d+)%?$/u;

  /** One cell as it stands in the file. Numbers, and texts that are nothing but a number, stay numbers: -5 is no formula. */
  const cell = (value) => {
    if (value === null || value === undefined) return "";
    const text = String(value);
    const safe = typeof value !== "number" && FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
    return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  /**
   * @param {(string|number|boolean|null|undefined)[][]} rows  the first one is the heading
   * @returns {string} the file, with byte order mark; no rows: the mark alone
   */
  const text = (rows) => BOM + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

  kg.csv = { text, cell };
})(window.kg);
