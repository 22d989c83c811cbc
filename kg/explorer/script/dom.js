// Makes elements. What comes from the data reaches the page only here, as text, never as markup.
((kg) => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const OUTLINES = {
    dot: "M8 1.5a6.5 6.5 0 1 0 .01 0z",
    square: "M2 2h12v12H2z",
    diamond: "M8 .8 15.2 8 8 15.2.8 8z",
    triangle: "M8 1.2 15.2 14H.8z",
    triangleDown: "M8 14.8.8 2h14.4z",
    hexagon: "M4.4 1.8h7.2L15.2 8l-3.6 6.2H4.4L.8 8z",
    star: "m8 .6 2.1 4.9 5.3.5-4 3.5 1.2 5.2L8 12l-4.6 2.7 1.2-5.2-4-3.5 5.3-.5z",
  };

  // Names and documents are Chinese. Where the page speaks another language they say so: to screen readers, and for the font.
  const HAN = /\p{Script=Han}/u;
  const LATIN = /\p{Script=Latin}/u;
  const RUN = /[\p{N}.%]*[\p{Script=Han}\u3000-\u303f\uff00-\uffef](?:[^\p{Script=Latin}]*[\p{Script=Han}\u3000-\u303f\uff00-\uffef])?/gu;

  /** The language of names and documents as an attribute: empty where the page is in it. */
  kg.sourceLanguage = () => (kg.language.get() === "zh" ? "" : "zh");

  const foreign = (text) => HAN.test(text) && kg.sourceLanguage() !== "";
  // bdi: no style of the page asks for it, and it is made for names from elsewhere.
  const marked = (text) => {
    const element = document.createElement("bdi");
    element.lang = "zh";
    element.textContent = text;
    return element;
  };
  /** Chinese and the words around it, in one element, which flex boxes do not tear apart. */
  const mixed = (text) => {
    const element = document.createElement("bdi");
    element.append(...kg.runs(text).map(([run, chinese]) => (chinese ? marked(run) : run)));
    return element;
  };
  /** The parts of a text and whether they are to be marked as Chinese. @param {string} text @returns {[string, boolean][]} */
  kg.runs = (text) => {
    if (!foreign(text)) return [[text, false]];
    if (!LATIN.test(text)) return [[text, true]];
    /** @type {[string, boolean][]} */
    const found = [];
    let at = 0;
    for (const run of text.matchAll(RUN)) {
      found.push([text.slice(at, run.index), false], [run[0], true]);
      at = run.index + run[0].length;
    }
    found.push([text.slice(at), false]);
    return found.filter(([part]) => part);
  };

  /** A text as a node; Chinese in a page of another language is marked as such. @param {string} text @returns {Node} */
  kg.text = (text) => (!foreign(text) ? document.createTextNode(text) : LATIN.test(text) ? mixed(text) : marked(text));

  const write = (element, text, titled) => {
    // Its attributes would be read as Chinese too; an option holds nothing but text.
    const whole = element.tagName === "OPTION" || (!titled && !LATIN.test(text));
    if (foreign(text) && whole) element.lang = "zh";
    element.append(foreign(text) && !whole ? kg.text(text) : document.createTextNode(text));
  };

  /** Gives an element another text. */
  kg.say = (element, text) => {
    element.removeAttribute("lang");
    element.replaceChildren();
    write(element, text, element.title !== "");
  };

  /** An element with a class, text or children, and properties such as title or onclick. */
  kg.el = (tag, name, content, properties) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (tag === "button") element.type = "button";
    const children = (Array.isArray(content) ? content : [content]).filter((child) => child !== "" && child !== null && child !== undefined);
    for (const child of children) {
      if (child instanceof Node) element.append(child);
      else if (properties?.lang) element.append(String(child));
      else if (children.length === 1) write(element, String(child), Boolean(properties?.title));
      else element.append(kg.text(String(child)));
    }
    return Object.assign(element, properties);
  };

  let fading = 0;
  /** A short message at the foot of the page, also read aloud. */
  kg.toast = (text) => {
    const box = document.getElementById("toast");
    kg.say(box, text);
    box.hidden = false;
    clearTimeout(fading);
    fading = setTimeout(() => { box.hidden = true; }, 5000);
  };

  /** Copies a text and says so. */
  kg.copy = async (text, message) => {
    try {
      await navigator.clipboard.writeText(text);
      kg.toast(message);
    } catch {
      kg.toast(kg.t("toast.copy_failed"));
    }
  };

  /** The sign of an entity type, as in the picture. */
  kg.sign = (type) => {
    const look = kg.store.types[type];
    const svg = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("class", "sign");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", OUTLINES[look.shape]);
    path.setAttribute("fill", look.fill);
    path.setAttribute("stroke", look.border);
    svg.append(path);
    return svg;
  };

  /** Fills a list lazily: `step` items, and a button for the next ones. */
  kg.pages = (items, step, make) => {
    const list = kg.el("ul", "plain");
    const more = (from) => {
      for (const item of items.slice(from, from + step)) list.append(make(item));
      const left = items.length - from - step;
      if (left <= 0) return;
      const button = kg.el("button", "link more", kg.t("list.more", { n: Math.min(step * 2, left), left }));
      const row = kg.el("li", "", button);
      button.onclick = () => {
        row.remove();
        step *= 2;
        more(from + step / 2);
      };
      list.append(row);
    };
    more(0);
    return list;
  };
})(window.kg);
