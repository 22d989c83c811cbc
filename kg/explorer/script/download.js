// Gives the reader a file. Nothing leaves the machine: a blob and a link that is clicked once.
((kg) => {
  "use strict";

  const KEEP_MS = 60_000; // some browsers read the blob only after the reader has chosen a folder

  /** What file systems forbid, and what would hide a name, becomes a hyphen; at most 80 characters. */
  const filename = (text) =>
    Array.from(text.normalize("NFC").replace(/[\p{Cc}\p{Cf}\\/:*?"<>|\s]+/gu, "-").replace(/^[-.]+|[-.]+$/gu, "")).slice(0, 80).join("") || "kg";

  /**
   * @param {string} name  base name, made safe here; may hold the name of an entity
   * @param {string} extension  csv, svg ...
   * @param {BlobPart} content
   * @param {string} type  media type
   */
  kg.download = (name, extension, content, type) => {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = kg.el("a", "", "", { href: address, download: `${filename(name)}.${extension}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
  };
  kg.filename = filename;
})(window.kg);
