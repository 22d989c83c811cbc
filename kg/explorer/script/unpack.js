// Reads the columns that kg/explorer/pack.py writes, and the pinyin that kg/explorer/spelling.py leaves to be put together. Pure.
((kg) => {
  "use strict";

  const ZERO = 64;
  const BASE = 46;
  const VALUE = new Int8Array(127); // of a digit, by its code; from BASE on another digit follows
  let value = 0;
  for (let code = 32; code < 127; code += 1) if (!'"\\<'.includes(String.fromCharCode(code))) VALUE[code] = value++;

  const digits = (text) => {
    const numbers = [];
    let number = 0;
    for (let k = 0; k < text.length; k += 1) {
      const digit = VALUE[text.charCodeAt(k)];
      number = number * BASE + (digit % BASE);
      if (digit >= BASE) continue;
      numbers.push(number);
      number = 0;
    }
    return numbers;
  };

  const sums = (steps) => {
    let sum = 0;
    return steps.map((step) => { sum += step; return sum; });
  };

  const heads = (texts) => {
    let before = "";
    return texts.map((text) => {
      before = before.slice(0, text.charCodeAt(0) - ZERO) + text.slice(1);
      return before;
    });
  };

  const runs = (parts) => {
    const cells = [];
    for (let k = 0; k < parts.length; k += 2) for (let n = parts[k + 1]; n > 0; n -= 1) cells.push(parts[k]);
    return cells;
  };

  const gaps = (at, cells, n) => {
    const column = new Array(n).fill(null);
    for (const [k, where] of at.entries()) column[where] = cells[k];
    return column;
  };

  /** The cells of a packed column; empty ones are null. */
  const unpack = (packed) => {
    if (Array.isArray(packed)) return packed;
    if (packed.digits !== undefined) return digits(packed.digits).map((number) => (number ? number + packed.low - 1 : null));
    if (packed.swings !== undefined) return sums(digits(packed.swings).map((number) => (number % 2 ? -(number + 1) / 2 : number / 2)));
    if (packed.heads) return heads(packed.heads);
    if (packed.runs) return runs(packed.runs);
    if (packed.table) return unpack(packed.of).map((k) => packed.table[k]);
    return gaps(unpack(packed.gaps), unpack(packed.of), packed.n);
  };

  /** Spells names: "qinghe qh". Characters that the table does not have stay as they are. */
  const speller = ({ signs, sounds }) => {
    const points = Array.from(signs);
    const known = new Map(points.map((sign, k) => [sign, sounds[k]]));
    return (name) => {
      let whole = "";
      let initials = "";
      for (const sign of name) {
        const sound = known.get(sign);
        if (sound) {
          whole += sound;
          initials += sound[0];
        } else if (!/\s/u.test(sign)) {
          const plain = sign.toLowerCase();
          whole += plain;
          initials += plain;
        }
      }
      return whole === initials ? whole : `${whole} ${initials}`;
    };
  };

  kg.unpack = unpack;
  kg.speller = speller;
})(window.kg);
