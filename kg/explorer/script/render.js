// A scene of figure.js as SVG, for files and prints, and as pixels.
((kg) => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const PAPER = "#ffffff";
  const HALO = 2.6;
  const INCH_MM = 25.4;

  const make = (tag, attributes, content = []) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, String(value));
    element.append(...content);
    return element;
  };
  // What XML 1.0 cannot hold would make the file unreadable.
  const clean = (text) => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
  const round = (number) => Math.round(number * 100) / 100;

  /** @param {Shape} mark */
  const path = ({ d, fill = "none", stroke, width, dash, opacity, title, kind }) =>
    make("path", {
      d, fill, stroke, "stroke-width": width && round(width), "stroke-dasharray": dash?.join(" "), opacity: opacity === 1 ? undefined : opacity, class: kind,
    }, title ? [make("title", {}, [clean(title)])] : []);
  /** @param {Words} mark */
  const text = ({ text: said, x, y, size, weight, fill }) =>
    make("text", { x: round(x), y: round(y), "font-size": size, "font-weight": weight === 400 ? undefined : weight, fill, }, kg.runs(clean(said)).map(([run, chinese]) => (chinese ? make("tspan", { lang: "zh" }, [run]) : run)));

  const layer = ({ id, halo, marks }) => {
    const group = make("g", { id: `figure-${id}` }, marks.map((mark) => (mark.text === undefined ? path(mark) : text(mark))));
    if (!halo) return [group];
    // A second writing below in place of paint-order, which office programs do not know.
    const ring = marks.map((mark) => text({ ...mark, fill: PAPER }));
    return [make("g", { id: `figure-${id}-halo`, "aria-hidden": "true", stroke: PAPER, "stroke-width": HALO, "stroke-linejoin": "round" }, ring), group];
  };

  /** @param {Scene} scene @returns {SVGElement} */
  const svg = (scene) => {
    const { width, height, paper, title, description, layers } = scene;
    const [wide, high] = kg.figure.PAPERS[paper].mm;
    return make("svg", {
      width: `${wide}mm`, height: `${high}mm`, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": "figure-title figure-description",
      "font-family": kg.figure.FONT.replaceAll('"', "'"), lang: document.documentElement.lang,
    }, [
      make("title", { id: "figure-title" }, [clean(title)]), make("desc", { id: "figure-description" }, [clean(description)]),
      make("rect", { width, height, fill: PAPER }), ...layers.flatMap(layer),
    ]);
  };

  /** The file. @param {Scene} scene */
  const file = (scene) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg(scene))}\n`;

  const draw = (ctx, mark) => {
    ctx.globalAlpha = mark.opacity ?? 1;
    if (mark.text !== undefined) {
      ctx.font = `${mark.weight ?? 400} ${mark.size}px ${kg.figure.FONT}`;
      ctx.fillStyle = mark.fill;
      ctx.fillText(mark.text, mark.x, mark.y);
      return;
    }
    const shape = new Path2D(mark.d);
    if (mark.fill) {
      ctx.fillStyle = mark.fill;
      ctx.fill(shape);
    }
    if (!mark.stroke) return;
    ctx.strokeStyle = mark.stroke;
    ctx.lineWidth = mark.width ?? 1;
    ctx.setLineDash(mark.dash ?? []);
    ctx.stroke(shape);
  };
  const ring = (ctx, { text: said, x, y, size, weight }) => {
    ctx.font = `${weight ?? 400} ${size}px ${kg.figure.FONT}`;
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = PAPER;
    ctx.lineWidth = HALO;
    ctx.strokeText(said, x, y);
  };

  /**
   * @param {Scene} scene
   * @param {number} ratio  pixels for each CSS pixel of the sheet: 2 is 192 dots to the inch, 4 is 384
   * @returns {Promise<Uint8Array>} a PNG that knows its size on paper
   */
  const png = async (scene, ratio) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(scene.width * ratio), Math.round(scene.height * ratio)];
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    ctx.lineJoin = "round";
    ctx.fillStyle = PAPER;
    ctx.fillRect(0, 0, scene.width, scene.height);
    for (const { halo, marks } of scene.layers) {
      if (halo) for (const mark of marks) ring(ctx, mark);
      for (const mark of marks) draw(ctx, mark);
    }
    /** @type {?Blob} */
    const blob = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
    if (!blob) throw new RangeError(kg.t("take.too_large"));
    const dpi = canvas.width / (kg.figure.PAPERS[scene.paper].mm[0] / INCH_MM);
    return kg.png.sized(new Uint8Array(await blob.arrayBuffer()), dpi);
  };

  kg.render = { svg, file, png };
})(window.kg);
