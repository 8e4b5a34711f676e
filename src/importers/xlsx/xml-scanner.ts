const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const EQUALS = 0x3d;
const COLON = 0x3a;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;
const A = 0x41;
const Z = 0x5a;
const RAW_BEGIN = '<![CDATA[';
const RAW_END = ']]>';
/** A number of so many digits is exact. */
const EXACT_DIGITS = 15;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
const REFERENCE = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi;
const LAST_CODE_POINT = 0x10ffff;

/** Most names and many values of a sheet are one letter: none of them is made twice. */
const LETTERS = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

type Token = 'open' | 'close' | 'text';

/**
 * Reads XML in UTF-8 from its bytes, tag by tag: a sheet has millions of them, of which few become a
 * text. Names are read without their prefix; an entity that the document declares stays as it is.
 * Throws for markup that does not end. Whether closing tags bear the right names is not looked at:
 * the archive's checksum says that all is as it was written.
 */
export class XmlScanner {
  readonly #bytes: Buffer;
  #at = 0;
  #depth = 0;
  #name = '';
  /** The element that was opened last is empty, and so closes next. */
  #isEmpty = false;
  #attributesFrom = 0;
  #attributesTo = 0;
  /** Where the text that was met last stands, and whether references in it are plain text. */
  #textFrom = 0;
  #textTo = 0;
  #isRaw = false;
  /** The value of the attribute that was found last. */
  #valueFrom = 0;
  #valueTo = 0;
  /** Where the digits end that were read last. */
  #digitsTo = 0;
  /** Where the name ends that was read last. */
  #nameTo = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /**
   * Goes into the next child of the element that it is in, past any text; false at the end of that
   * element. Whoever goes into a child goes to its end, too: by its children, its text, or `skip`.
   */
  nextChild(): boolean {
    let token = this.#next();
    while (token === 'text') token = this.#next();
    return token === 'open';
  }

  /** The name of the element that was gone into last. */
  get name(): string {
    return this.#name;
  }

  /** An attribute of the element that was gone into last. */
  attribute(name: string): string | undefined {
    return this.#find(name) ? this.#decoded(this.#valueFrom, this.#valueTo) : undefined;
  }

  /** An attribute that holds a whole number; undefined for every other. */
  wholeAttribute(name: string): number | undefined {
    if (!this.#find(name)) return undefined;
    const number = this.#digitsAt(this.#valueFrom);
    return this.#digitsTo === this.#valueTo ? number : undefined;
  }

  /** The capital letters that an attribute begins with, A as 1 and AA as 27; 0 where it has none. */
  lettersOf(name: string): number {
    if (!this.#find(name)) return 0;
    let number = 0;
    for (let at = this.#valueFrom; at < this.#valueTo; at++) {
      const code = this.#bytes[at] ?? 0;
      if (code < A || code > Z) break;
      number = number * 26 + code - A + 1;
    }
    return number;
  }

  /**
   * The whole number that the element which was gone into last holds, up to its end; undefined where it
   * holds anything else, which is then still to be read.
   */
  wholeNumber(): number | undefined {
    if (this.#isEmpty) return undefined;
    const number = this.#digitsAt(this.#at);
    const end = this.#digitsTo;
    const isAll = this.#bytes[end] === LESS && this.#bytes[end + 1] === SLASH;
    if (number === undefined || !isAll) return undefined;
    this.#at = end;
    this.#next();
    return number;
  }

  /** The text that the element which was gone into last holds, up to its end. */
  text(): string {
    const depth = this.#depth;
    let text = '';
    for (let token = this.#next(); this.#depth >= depth; token = this.#next()) {
      if (token === 'text') text += this.#readValue();
    }
    return text;
  }

  /** Goes to the end of the element that was gone into last. */
  skip(): void {
    for (const depth = this.#depth; this.#depth >= depth; ) this.#next();
  }

  /** Goes on to the next tag or text; undefined at the end. An empty element opens, then closes. */
  #next(): Token | undefined {
    if (this.#isEmpty) return this.#close();
    const bytes = this.#bytes;
    while (this.#at < bytes.length) {
      if (bytes[this.#at] !== LESS) return this.#readText();
      const mark = bytes[this.#at + 1];
      if (mark === SLASH) return this.#readClosingTag();
      if (mark !== QUESTION && mark !== BANG) return this.#readOpeningTag();
      if (this.#begins(RAW_BEGIN)) return this.#readRawText();
      if (mark === QUESTION) this.#at = this.#behind('?>');
      else this.#at = this.#behind(this.#begins('<!--') ? '-->' : '>');
    }
    if (this.#depth !== 0) throw cutShort();
    return undefined;
  }

  #readOpeningTag(): Token {
    const bytes = this.#bytes;
    const nameFrom = this.#nameAt(this.#at + 1);
    let at = this.#nameTo;
    this.#name = this.#decoded(nameFrom, at);
    this.#attributesFrom = at;
    for (let quote = 0; ; at++) {
      if (at >= bytes.length) throw cutShort();
      const code = bytes[at];
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === GREATER) break;
      else if (code === QUOTE || code === APOSTROPHE) quote = code;
    }
    this.#isEmpty = bytes[at - 1] === SLASH;
    this.#attributesTo = this.#isEmpty ? at - 1 : at;
    this.#at = at + 1;
    this.#depth += 1;
    return 'open';
  }

  #readClosingTag(): Token {
    let at = this.#at + 2;
    while (at < this.#bytes.length && this.#bytes[at] !== GREATER) at++;
    if (at === this.#bytes.length) throw cutShort();
    this.#at = at + 1;
    return this.#close();
  }

  #close(): Token {
    if (this.#depth === 0) throw new Error('its XML closes what it has not opened');
    this.#isEmpty = false;
    this.#depth -= 1;
    return 'close';
  }

  #readText(): Token {
    this.#isRaw = false;
    this.#textFrom = this.#at;
    const bytes = this.#bytes;
    let at = this.#at;
    while (at < bytes.length && bytes[at] !== LESS) at++;
    this.#at = at;
    this.#textTo = at;
    return 'text';
  }

  #readRawText(): Token {
    this.#isRaw = true;
    this.#textFrom = this.#at + RAW_BEGIN.length;
    this.#at = this.#behind(RAW_END);
    this.#textTo = this.#at - RAW_END.length;
    return 'text';
  }

  #readValue(): string {
    const [from, to] = [this.#textFrom, this.#textTo];
    return this.#isRaw ? this.#bytes.toString('utf8', from, to) : this.#decoded(from, to);
  }

  #begins(mark: string): boolean {
    return this.#bytes.toString('latin1', this.#at, this.#at + mark.length) === mark;
  }

  #behind(mark: string): number {
    const at = this.#bytes.indexOf(mark, this.#at);
    if (at < 0) throw cutShort();
    return at + mark.length;
  }

  /** Finds the value of an attribute, by its name without a prefix. */
  #find(name: string): boolean {
    const bytes = this.#bytes;
    const end = this.#attributesTo;
    for (let at = this.#attributesFrom; at < end; at++) {
      const from = this.#nameAt(at);
      at = this.#nameTo;
      while (at < end && bytes[at] !== QUOTE && bytes[at] !== APOSTROPHE) at++;
      const quote = bytes[at];
      this.#valueFrom = at + 1;
      for (at++; at < end && bytes[at] !== quote; ) at++;
      this.#valueTo = at;
      if (this.#isName(name, from)) return true;
    }
    return false;
  }

  /** Reads a name up to what ends it; gives where it begins, behind its prefix. */
  #nameAt(from: number): number {
    const bytes = this.#bytes;
    let at = from;
    while (at < bytes.length && (bytes[at] ?? 0) <= SPACE) at++;
    let begin = at;
    for (; at < bytes.length; at++) {
      const code = bytes[at] ?? 0;
      if (code <= SPACE || code === EQUALS || code === GREATER || code === SLASH) break;
      if (code === COLON) begin = at + 1;
    }
    this.#nameTo = at;
    return begin;
  }

  #isName(name: string, from: number): boolean {
    if (this.#nameTo - from !== name.length) return false;
    for (let i = 0; i < name.length; i++) {
      if (this.#bytes[from + i] !== name.charCodeAt(i)) return false;
    }
    return true;
  }

  #digitsAt(from: number): number | undefined {
    const bytes = this.#bytes;
    let number = 0;
    let at = from;
    for (; at < bytes.length; at++) {
      const code = bytes[at] ?? 0;
      if (code < ZERO || code > NINE) break;
      number = number * 10 + code - ZERO;
    }
    this.#digitsTo = at;
    return at === from || at - from > EXACT_DIGITS ? undefined : number;
  }

  #decoded(from: number, to: number): string {
    const letter = to - from === 1 ? LETTERS[this.#bytes[from] ?? 0] : undefined;
    if (letter !== undefined) return letter;
    const text = this.#bytes.toString('utf8', from, to);
    return text.includes('&') ? text.replace(REFERENCE, resolved) : text;
  }
}

/** A reference that means nothing stays as it is. */
function resolved(reference: string, hex?: string, decimal?: string, name = ''): string {
  if (hex === undefined && decimal === undefined) return ENTITIES.get(name) ?? reference;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > LAST_CODE_POINT ? reference : String.fromCodePoint(code);
}

function cutShort(): Error {
  return new Error('its XML is cut short');
}
