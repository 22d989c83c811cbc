// The page as it was read, before any script changed it: what "save as a new page" writes. First in SCRIPTS.
//
// A clone shares the long texts (data, library) with the page: 0.2 ms and 20 kB for the seeds' page of 1.3 million characters, measured
// over 300 clones. Scripts and style come out of outerHTML letter by letter, so that the hashes of the policy still fit.
((kg) => {
  "use strict";

  const copy = document.documentElement.cloneNode(true);

  /**
   * The page with a view as its start.
   * @param {string} start  the part of an address behind #, empty for the first view
   * @returns {string} HTML
   */
  kg.original = (start) => {
    const root = /** @type {HTMLElement} */ (copy.cloneNode(true));
    delete root.dataset.theme; // set by theme.js, which ran in the head; the reader's, not the page's
    delete root.dataset.start;
    if (start) root.dataset.start = start;
    return `<!doctype html>\n${root.outerHTML}\n`;
  };
})(window.kg);
