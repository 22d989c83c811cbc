// Finds entities by what is typed: names, aliases, codes, pinyin and initials, places, types. Pure.
//
// Every word has to fit. A first word that is the name of a type ("project chip") restricts to that type. Hits come in this
// order: the whole name, its beginning, its inside; in each name before other names before pinyin; then words that fit apart;
// among equals the heavier one. Rows lie in the order of weight, so that nothing has to be sorted; their texts lie in one long
// text, so that one search finds the few rows that a word can fit.
/**
 * @typedef {{text: string, words: string[], whole: string, type: ?number}} Query  type: position in types
 */
((kg) => {
  "use strict";

  const MARKS = /[\s\u00b7\u201c\u201d"'\u300a\u300b\u300c\u300d]+/gu;
  const norm = (text) => text.normalize("NFKC").toLowerCase().replace(MARKS, "");
  const LEVELS = 3; // whole, beginning, inside
  const APART = 12; // words that fit apart come behind
  const PLACE = 10;
  const NONE = 99;

  /** How well one text fits a word: the level and the way; 99: not at all. */
  const grade = (text, word, way) => {
    const at = way > 0 && word.length < 2 ? (text.startsWith(word) ? 0 : -1) : text.indexOf(word);
    if (at < 0) return NONE;
    return (at > 0 ? 2 : text.length === word.length ? 0 : 1) * LEVELS + way;
  };

  /** How well a row fits a word: 0 is best, null not at all. */
  const rank = (row, word) => {
    let best = grade(row.name, word, 0);
    for (const other of row.others) best = Math.min(best, grade(other, word, 1));
    for (const spelled of row.pinyin) best = Math.min(best, grade(spelled, word, 2));
    return best === NONE ? null : best;
  };

  const index = (model) => {
    const { entities, predicates } = model;
    const into = new Set(["locatedIn", "partOf"].map((id) => predicates.findIndex((each) => each.id === id)));
    return [...entities].sort(model.heavier).map((entity) => ({
      entity,
      name: norm(entity.name),
      others: [...entity.aliases, entity.code ?? "", entity.id].map(norm).filter(Boolean),
      pinyin: entity.pinyin.split(/[| ]/).filter(Boolean),
      where: [...(entity.within === null ? [] : [entity.within]), ...entity.out.filter((fact) => into.has(fact.predicate)).map((fact) => fact.object)]
        .map((i) => norm(entities[i].name)),
    }));
  };

  /** The texts of all rows as one, and where each row begins. Words hold no line break, so they never reach from one into another. */
  const together = (texts) => {
    const starts = new Uint32Array(texts.length + 1);
    texts.forEach((text, k) => { starts[k + 1] = starts[k] + text.length + 1; });
    return { text: `${texts.join("\n")}\n`, starts };
  };
  /** Numbers of the rows whose text holds a word, in their order. */
  const holding = ({ text, starts }, word) => {
    const found = [];
    let k = 0;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, starts[k])) {
      while (starts[k + 1] <= at) k += 1;
      found.push(k);
      k += 1;
    }
    return found;
  };

  const read = (model) => {
    const rows = index(model);
    const lies = new Map(); // name of a place -> rows that lie there
    rows.forEach(({ where }, k) => {
      for (const place of where) {
        if (!lies.has(place)) lies.set(place, []);
        lies.get(place).push(k);
      }
    });
    return {
      rows, lies,
      all: together(rows.map(({ name, others, pinyin }) => [name, ...others, ...pinyin].join("\n"))),
      // A single letter counts in the name, and at the beginning of what else there is.
      short: together(rows.map(({ name, others, pinyin }) => `${name}\n${[...others, ...pinyin].map((text) => text[0]).join("\n")}`)),
    };
  };

  kg.makeFinder = (model) => {
    let known = null;

    /** The type that a word names, in the current language or by its id. */
    const typed = (word) => model.types.findIndex(({ id, label }) => [id, label].map(norm).includes(word));

    /** @returns {Query} */
    const parse = (text) => {
      const words = text.trim().split(/[\s\u3000]+/u).map(norm).filter(Boolean);
      const type = words.length > 1 ? typed(words[0]) : -1;
      const rest = type < 0 ? words : words.slice(1);
      return { text, words: rest, whole: rest.join(""), type: type < 0 ? null : type };
    };

    const fitting = (word) => holding(word.length < 2 ? known.short : known.all, word);

    /** Numbers of the rows that a word fits by itself or by a place, in parts. */
    const reached = (word) => [fitting(word), ...[...known.lies].filter(([place]) => place.includes(word)).map(([, numbers]) => numbers)];
    const size = (parts) => parts.reduce((sum, numbers) => sum + numbers.length, 0);

    /** Numbers of the rows that can fit a query, in the order of weight: those of its rarest word, and those of the whole. */
    const candidates = ({ whole, words }) => {
      if (words.length < 2) return fitting(whole);
      const rarest = words.map(reached).reduce((a, b) => (size(b) < size(a) ? b : a));
      const on = new Uint8Array(known.rows.length);
      for (const numbers of [...rarest, fitting(whole)]) for (const k of numbers) on[k] = 1;
      const found = [];
      for (let k = on.indexOf(1); k >= 0; k = on.indexOf(1, k + 1)) found.push(k);
      return found;
    };

    const apart = (row, words) => {
      let worst = 0;
      for (const word of words) {
        const found = rank(row, word) ?? (row.where.some((place) => place.includes(word)) ? PLACE : null);
        if (found === null) return null;
        if (found > worst) worst = found;
      }
      return APART + worst;
    };

    /**
     * @param {string} text
     * @param {{type?: ?number, fits?: (entity: Entity) => boolean}} options  type: only this one; fits: only those
     * @returns {{hits: Entity[], types: Map<number, number>, query: Query}} best first; how many of each type the words alone find
     */
    const find = (text, { type = null, fits = () => true } = {}) => {
      warm();
      const query = parse(text);
      const only = type ?? query.type;
      const buckets = [];
      const tally = new Uint32Array(model.types.length);
      if (!query.whole) return { hits: [], types: new Map(), query };
      for (const k of candidates(query)) {
        const row = known.rows[k];
        const found = rank(row, query.whole) ?? (query.words.length > 1 ? apart(row, query.words) : null);
        if (found === null || !fits(row.entity)) continue;
        tally[row.entity.type] += 1;
        if (only === null || row.entity.type === only) (buckets[found] ??= []).push(row.entity);
      }
      const types = new Map([...tally.entries()].filter(([, n]) => n));
      return { hits: buckets.flat(), types, query };
    };

    /** Builds the index before it is needed. */
    const warm = () => { known ??= read(model); };

    /** Where a word stands in a name as it is written: [start, end] in UTF-16 units, or null. */
    const spot = (name, word) => {
      const plain = [];
      [...name].reduce((at, sign) => {
        for (const each of norm(sign)) plain.push([each, at, at + sign.length]);
        return at + sign.length;
      }, 0);
      const at = plain.map(([each]) => each).join("").indexOf(word);
      if (at < 0 || !word) return null;
      const first = [...plain.map(([each]) => each).join("").slice(0, at)].length;
      return [plain[first][1], plain[first + [...word].length - 1][2]];
    };

    return { find, warm, spot, parse };
  };
})(window.kg);
