// Fills texts with values. Pure.
((kg) => {
  "use strict";

  /**
   * "{n} {n|fact|facts}" with {n: 2} -> "2 facts". Numbers are grouped (1,234); a year is therefore passed as a string.
   * A name without a value stays as it is written, so that a slip is seen.
   * @param {string} text
   * @param {Record<string, string|number>} values
   */
  kg.fill = (text, values = {}) =>
    text.replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (whole, name, one, many) => {
      if (!Object.hasOwn(values, name)) return whole;
      const value = values[name];
      if (one !== undefined) return Number(value) === 1 ? one : many;
      return typeof value === "number" ? value.toLocaleString("en-US") : String(value);
    });
})(window.kg);
