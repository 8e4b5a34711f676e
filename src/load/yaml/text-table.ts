const LONGEST_SHARED = 40;
const LONGEST_CUT = 12;
const WINDOW = 1 << 16;

/**
 * Makes texts of byte ranges, and gives the same text again for the same short bytes: an
 * inventory repeats itself, and a text that exists costs neither time nor memory.
 */
export class TextTable {
  private readonly bytes: Buffer;
  private readonly mask: number;
  private readonly starts: Uint32Array;
  private readonly lengths: Uint32Array;
  private readonly hashes: Int32Array;
  private readonly texts: (string | undefined)[];
  private windowStart = 0;
  private window = '';

  constructor(bytes: Buffer) {
    const size = tableSize(bytes.length);
    this.bytes = bytes;
    this.mask = size - 1;
    this.starts = new Uint32Array(size);
    this.lengths = new Uint32Array(size);
    this.hashes = new Int32Array(size);
    this.texts = new Array<undefined>(size).fill(undefined);
  }

  /**
   * The text of a byte range. The caller has seen each byte and brings a hash of them and their
   * union (all or-ed), which tells ASCII from the rest.
   */
  text(from: number, to: number, hash: number, union: number): string {
    const length = to - from;
    if (length > LONGEST_SHARED) return this.decode(from, to, union);
    const place = (hash ^ (hash >>> 16)) & this.mask;
    const known = this.texts[place];
    if (known !== undefined && this.hashes[place] === hash && this.holds(place, from, length)) {
      return known;
    }
    const text = this.decode(from, to, union);
    this.starts[place] = from;
    this.lengths[place] = length;
    this.hashes[place] = hash;
    this.texts[place] = text;
    return text;
  }

  private holds(place: number, from: number, length: number): boolean {
    if (this.lengths[place] !== length) return false;
    const { bytes } = this;
    const start = this.starts[place] as number; // Within the table: `place` is masked.
    for (let i = 0; i < length; i++) {
      if (bytes[start + i] !== bytes[from + i]) return false;
    }
    return true;
  }

  /**
   * Short ASCII is cut out of a decoded window, which saves a call into the runtime. Longer texts
   * are not: the engine would make them views that keep the window alive.
   */
  private decode(from: number, to: number, union: number): string {
    if (union > 127) return this.bytes.toString('utf8', from, to);
    if (to - from > LONGEST_CUT) return this.bytes.toString('latin1', from, to);
    if (from < this.windowStart || to > this.windowStart + this.window.length) {
      this.windowStart = from;
      this.window = this.bytes.toString('latin1', from, from + WINDOW);
    }
    return this.window.substring(from - this.windowStart, to - this.windowStart);
  }
}

/** A power of two that suits the file, so that a small file does not pay for a large table. */
function tableSize(byteLength: number): number {
  const wanted = Math.min(Math.max(byteLength / 64, 256), 65_536);
  return 2 ** Math.ceil(Math.log2(wanted));
}
