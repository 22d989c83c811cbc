// A workbook for Excel, WPS and LibreOffice: numbers are numbers, texts are texts, never formulas. Pure.
//
// Our own, because the smallest libraries are fifty times as long: Office Open XML (ECMA-376) needs five small files, and a ZIP
// file (PKWARE APPNOTE 6.3) may store them uncompressed. Every date is 1980-01-01, so the same rows give the same bytes.
((kg) => {
  "use strict";

  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const LONGEST = 32767; // characters that Excel takes in a cell
  const ROWS = 1048576;

  const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  /** Text inside XML; characters that XML 1.0 does not know are dropped. */
  const escape = (text) => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "").replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

  /** 0 -> A, 26 -> AA. */
  const letters = (column) => (column < 26 ? "" : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

  const cell = (value, at, style, texts) => {
    if (value === null || value === undefined || value === "") return "";
    if (typeof value === "number" && Number.isFinite(value)) return `<c r="${at}"${style}><v>${value}</v></c>`;
    if (!texts.has(value)) texts.set(value, texts.size);
    return `<c r="${at}"${style} t="s"><v>${texts.get(value)}</v></c>`;
  };

  /** Texts are kept once, in the order of their numbers, however many cells hold them. */
  const shared = (texts) => `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${texts.size}">${[...texts.keys()].map((text) => `<si><t xml:space="preserve">${escape(String(text).slice(0, LONGEST))}</t></si>`).join("")}</sst>`;

  const sheet = (kept, widths, texts) => {
    const names = (kept[0] ?? []).map((_, column) => letters(column));
    const row = (cells, at) => `<row r="${at}">${cells.map((value, column) => cell(value, names[column] + at, at === 1 ? ' s="1"' : "", texts)).join("")}</row>`;
    const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join("");
    const last = `${letters(Math.max(0, (kept[0]?.length ?? 1) - 1))}${Math.max(1, kept.length)}`;
    return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
      + `${columns ? `<cols>${columns}</cols>` : ""}<sheetData>${kept.map((cells, i) => row(cells, i + 1)).join("")}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`;
  };

  /** @type {(name: string, rows: (string|number|null)[][], widths: number[]) => [string, string][]} */
  const parts = (name, rows, widths) => {
    const texts = new Map();
    const cells = sheet(rows.slice(0, ROWS), widths, texts);
    return [...frame(name), ["xl/sheet.xml", cells], ["xl/texts.xml", shared(texts)]];
  };

  /** @type {(name: string) => [string, string][]} */
  const frame = (name) => [
    ["[Content_Types].xml", `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
      + [["workbook", "sheet.main"], ["styles", "styles"], ["sheet", "worksheet"], ["texts", "sharedStrings"]].map(([file, kind]) => `<Override PartName="/xl/${file}.xml" ContentType="${TYPE}.${kind}+xml"/>`).join("") + "</Types>"],
    ["_rels/.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escape(name.replace(/[\\/?*[\]:']/g, " ").slice(0, 31))}" sheetId="1" r:id="r1"/></sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="r3" Type="${OFFICE}/sharedStrings" Target="texts.xml"/></Relationships>`],
    ["xl/styles.xml", `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Microsoft YaHei"/></font><font><b/><sz val="11"/><name val="Microsoft YaHei"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>`
      + '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'],
  ];

  const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  const crc = (bytes) => {
    let c = 0xffffffff;
    for (const byte of bytes) c = TABLE[(c ^ byte) & 255] ^ (c >>> 8);
    return ~c >>> 0;
  };

  /** Little-endian numbers as bytes: [[value, width in bytes], …]. */
  const pack = (fields) => Uint8Array.from(fields.flatMap(([value, width]) => Array.from({ length: width }, (_, k) => (value >>> (8 * k)) & 255)));
  const common = (name, data) => [[20, 2], [0x0800, 2], [0, 2], [0, 2], [0x21, 2], [crc(data), 4], [data.length, 4], [data.length, 4], [name.length, 2], [0, 2]];

  const join = (pieces) => {
    const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    pieces.reduce((at, piece) => (whole.set(piece, at), at + piece.length), 0);
    return whole;
  };

  /** @param {[string, string][]} files name and text of each */
  const zip = (files) => {
    const encoder = new TextEncoder();
    const local = [];
    const central = [];
    let at = 0;
    for (const [path, text] of files) {
      const [name, data] = [encoder.encode(path), encoder.encode(text)];
      const fields = common(name, data);
      const start = join([pack([[0x04034b50, 4], ...fields]), name, data]);
      central.push(pack([[0x02014b50, 4], [20, 2], ...fields, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), name);
      local.push(start);
      at += start.length;
    }
    const index = join(central);
    return join([...local, index, pack([[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [index.length, 4], [at, 4], [0, 2]])]);
  };

  /**
   * A workbook with one sheet, its first row bold and kept in view.
   * @param {string} name  of the sheet
   * @param {(string|number|null)[][]} rows  the first one is the heading
   * @param {number[]} [widths]  of the columns, in characters
   * @returns {Uint8Array}
   */
  kg.xlsx = (name, rows, widths = []) => zip(parts(name, rows, widths));
})(window.kg);
