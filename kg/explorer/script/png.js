// Tells a PNG how large it is meant to be, so that a program that prints it knows the paper. Pure.
((kg) => {
  "use strict";

  const SIGNATURE = 8;
  const INCH = 0.0254;
  const CHUNK = 12; // length, name, checksum

  /** CRC-32 as PNG wants it (ISO 3309), over some bytes. @param {Uint8Array} bytes */
  const crc = (bytes) => {
    let sum = ~0;
    for (const byte of bytes) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum >>> 0;
  };

  /** The chunk pHYs: pixels a metre, both ways. */
  const physical = (dpi) => {
    const chunk = new Uint8Array(CHUNK + 9);
    const view = new DataView(chunk.buffer);
    const metre = Math.round(dpi / INCH);
    view.setUint32(0, 9);
    chunk.set([112, 72, 89, 115], 4);
    view.setUint32(8, metre);
    view.setUint32(12, metre);
    chunk[16] = 1;
    view.setUint32(17, crc(chunk.subarray(4, 17)));
    return chunk;
  };

  /**
   * @param {Uint8Array} bytes  a PNG without pHYs, as canvas makes it
   * @param {number} dpi
   * @returns {Uint8Array}
   */
  const sized = (bytes, dpi) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const head = SIGNATURE + CHUNK + view.getUint32(SIGNATURE); // IHDR comes first
    const chunk = physical(dpi);
    const whole = new Uint8Array(bytes.length + chunk.length);
    whole.set(bytes.subarray(0, head));
    whole.set(chunk, head);
    whole.set(bytes.subarray(head), head + chunk.length);
    return whole;
  };

  kg.png = { sized, crc };
})(window.kg);
