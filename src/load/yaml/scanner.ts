import { blockText } from './block-texts.ts';
import {
  ASTERISK,
  BACKSLASH,
  byteSet,
  CARRIAGE_RETURN,
  COLON,
  DASH,
  DOT,
  DOUBLE_QUOTE,
  HASH,
  isBlank,
  NEWLINE,
  RIGHT_BRACE,
  RIGHT_BRACKET,
  SINGLE_QUOTE,
  SPACE,
} from './bytes.ts';
import { unescaped } from './escapes.ts';
import { plainScalar } from './plain-scalars.ts';
import { TextTable } from './text-table.ts';

/** Thrown for an item that the subset reader leaves to the slow one. */
export const ITEM_REFUSED = new Error('an item beyond the plain subset');
/** Thrown for what concerns the whole file. */
export const FILE_REFUSED = new Error('a file beyond the plain subset');

/** Where an unquoted text may end, outside and inside brackets. */
const BLOCK_STOPS = byteSet('\n\r\t :');
const FLOW_STOPS = byteSet('\n\r\t :,[]{}');
const DOUBLE_QUOTED_STOPS = byteSet('\n\r"\\');
const SINGLE_QUOTED_STOPS = byteSet("\n\r'");
/** What no text starts with; a colon may, but rarely does. */
const INDICATORS = byteSet('\n\r\t &*!|>%@`?,[]{}#:"\'');
/** Dashes and dots are left out because of the document markers. */
const NO_KEY_START = byteSet('\n\r\t &*!|>%@`?,[]{}#-.:');

/** YAML allows 1,024 characters. */
const LONGEST_KEY = 1000;

export function refuse(): never {
  throw ITEM_REFUSED;
}

/**
 * A cursor over the bytes of a text that ends with a line end; it reads lines, keys and scalars,
 * and refuses by throwing what it is not sure of. No loop passes a line end, so the bytes that are
 * looked at are always there: that is why `as number` is right.
 */
export class Scanner {
  readonly bytes: Buffer;
  at: number;
  /** Where the content at the cursor starts in its line; -1 at the end of the text. */
  column = 0;
  /** Where the key that `findKey` found ends: at its colon. */
  keyEnd = -1;
  private readonly texts: TextTable;

  constructor(bytes: Buffer, start: number) {
    this.bytes = bytes;
    this.at = start;
    this.texts = new TextTable(bytes);
  }

  /** From the start of a line to the first content from there on. */
  toContent(): void {
    const { bytes } = this;
    let lineStart = this.at;
    while (lineStart < bytes.length) {
      let at = lineStart;
      while (bytes[at] === SPACE) at++;
      const byte = bytes[at];
      if (byte === HASH) at = bytes.indexOf(NEWLINE, at);
      else if (byte === CARRIAGE_RETURN) at++;
      if (bytes[at] !== NEWLINE) {
        if (byte === CARRIAGE_RETURN) refuse();
        this.at = at;
        this.column = at - lineStart;
        return;
      }
      lineStart = at + 1;
    }
    this.at = lineStart;
    this.column = -1;
  }

  /** From the end of a value to the next content; only a comment may stand between. */
  endLine(): void {
    const { bytes } = this;
    let at = this.at;
    if (bytes[at] !== NEWLINE) {
      while (bytes[at] === SPACE) at++;
      if (bytes[at] === HASH && at > this.at) at = bytes.indexOf(NEWLINE, at);
      else if (bytes[at] === CARRIAGE_RETURN) at++;
      if (bytes[at] !== NEWLINE) refuse();
    }
    this.at = at + 1;
    this.toContent();
  }

  /** Passes spaces up to a value; false where the line has none. */
  toValue(): boolean {
    const { bytes } = this;
    let at = this.at;
    while (bytes[at] === SPACE) at++;
    const byte = bytes[at];
    if (byte === NEWLINE || byte === CARRIAGE_RETURN || byte === HASH) return false;
    this.at = at;
    return true;
  }

  /** Whether the cursor is at the dash of a sequence item. */
  atDash(): boolean {
    return this.bytes[this.at] === DASH && isBlank(this.bytes[this.at + 1]);
  }

  /** Passes a key and its colon if they stand here as they were written before. */
  passKey(written: Uint8Array, inFlow: boolean): boolean {
    const { bytes, at } = this;
    const { length } = written;
    for (let i = 0; i < length; i++) {
      if (bytes[at + i] !== written[i]) return false;
    }
    const colon = at + length;
    if (bytes[colon] !== COLON) return false;
    if (!isBlank(bytes[colon + 1]) && !(inFlow && isQuote(written[0]))) return false;
    this.at = colon + 1;
    return true;
  }

  /** Whether a key starts at the cursor and ends in this line; `keyEnd` tells where. */
  findKey(inFlow: boolean): boolean {
    const first = this.bytes[this.at] as number;
    if (isQuote(first)) this.keyEnd = this.quotedKeyEnd(first, inFlow);
    else if (NO_KEY_START[first] === 1) return false;
    else this.keyEnd = this.plainKeyEnd(inFlow ? FLOW_STOPS : BLOCK_STOPS);
    return this.keyEnd > 0 && this.keyEnd - this.at <= LONGEST_KEY;
  }

  private plainKeyEnd(stops: Uint8Array): number {
    const { bytes } = this;
    let at = this.at;
    for (;;) {
      while (stops[bytes[at] as number] === 0) at++;
      const next = bytes[at + 1] as number;
      if (bytes[at] === COLON) {
        if (isBlank(next)) return at;
      } else if (bytes[at] !== SPACE || next === HASH || next === COLON) return -1;
      at++;
    }
  }

  private quotedKeyEnd(quote: number, inFlow: boolean): number {
    const { bytes } = this;
    const stops = quotedStops(quote);
    let at = this.at + 1;
    while (stops[bytes[at] as number] === 0) at++;
    if (bytes[at] !== quote || bytes[at + 1] !== COLON) return -1;
    return inFlow || isBlank(bytes[at + 2]) ? at + 1 : -1;
  }

  /** The name of the key that `findKey` found; refuses one that is no text, or no ordinary one. */
  keyName(): string {
    const { bytes, at, keyEnd } = this;
    const isQuoted = isQuote(bytes[at]);
    const name = isQuoted
      ? bytes.toString('utf8', at + 1, keyEnd - 1)
      : bytes.toString('utf8', at, keyEnd);
    // Digits come first in the order of properties, so the places would not follow the text.
    const isOdd = isQuoted ? /^\d+$/.test(name) : plainScalar(bytes, at, keyEnd) !== undefined;
    if (isOdd || name === '<<' || name === '__proto__') refuse();
    return name;
  }

  /** Passes a text without quotes and gives what it means. */
  plain(inFlow: boolean): unknown {
    const { bytes } = this;
    const stops = inFlow ? FLOW_STOPS : BLOCK_STOPS;
    const from = this.at;
    this.checkStart(stops);
    let at = from;
    let byte = bytes[at] as number;
    let hash = 0;
    let union = 0;
    for (;;) {
      while (stops[byte] === 0) {
        hash = (Math.imul(hash, 31) + byte) | 0;
        union |= byte;
        byte = bytes[++at] as number;
      }
      let next = at + 1;
      if (byte === SPACE) {
        while (bytes[next] === SPACE) next++;
        if (bytes[next] === HASH || isEnd(bytes[next] as number, stops)) break;
      } else if (byte !== COLON) break;
      else if (isEnd(bytes[next] as number, stops)) refuse();
      hash = (Math.imul(hash, 31) + byte) | 0;
      at = next;
      byte = bytes[at] as number;
    }
    this.at = at;
    const value = plainScalar(bytes, from, at);
    if (value === undefined) return this.texts.text(from, at, hash, union);
    if (Number.isNaN(value)) refuse();
    return value;
  }

  private checkStart(stops: Uint8Array): void {
    const { bytes, at } = this;
    const first = bytes[at] as number;
    if (first === ASTERISK) throw FILE_REFUSED;
    if (INDICATORS[first] === 1) refuse();
    if (first === DASH && isEnd(bytes[at + 1] as number, stops)) refuse();
  }

  /** Passes a text in quotes, in one line. */
  quoted(): string {
    const { bytes } = this;
    const quote = bytes[this.at] as number;
    const stops = quotedStops(quote);
    const from = this.at + 1;
    let at = from;
    let byte = bytes[at] as number;
    let hash = 0;
    let union = 0;
    while (stops[byte] === 0) {
      hash = (Math.imul(hash, 31) + byte) | 0;
      union |= byte;
      byte = bytes[++at] as number;
    }
    if (byte !== quote || (quote === SINGLE_QUOTE && bytes[at + 1] === quote)) {
      return quote === SINGLE_QUOTE ? this.doubledQuotes() : this.escaped();
    }
    this.at = at + 1;
    return this.texts.text(from, at, hash, union);
  }

  private doubledQuotes(): string {
    const { bytes } = this;
    const from = this.at + 1;
    let at = from;
    while (bytes[at] !== SINGLE_QUOTE || bytes[at + 1] === SINGLE_QUOTE) {
      if (bytes[at] === SINGLE_QUOTE) at += 2;
      else if (SINGLE_QUOTED_STOPS[bytes[at] as number] === 0) at++;
      else refuse();
    }
    this.at = at + 1;
    return bytes.toString('utf8', from, at).replaceAll("''", "'");
  }

  private escaped(): string {
    const { bytes } = this;
    const from = this.at + 1;
    let at = from;
    while (bytes[at] !== DOUBLE_QUOTE) {
      if (bytes[at] === BACKSLASH && bytes[at + 1] !== NEWLINE) at += 2;
      else if (DOUBLE_QUOTED_STOPS[bytes[at] as number] === 0) at++;
      else refuse();
    }
    this.at = at + 1;
    return unescaped(bytes.toString('utf8', from, at)) ?? refuse();
  }

  /**
   * Passes blanks and comments between brackets. Lines are indented more than the parent; only
   * the last bracket may stand below it.
   */
  toFlowContent(parentIndent: number, isOutermost: boolean): void {
    const { bytes } = this;
    let at = this.at;
    let lineStart = -1;
    for (;;) {
      const from = at;
      while (bytes[at] === SPACE) at++;
      const byte = bytes[at];
      if (byte === HASH) {
        // Even at the start of a line, `yaml` does not take every comment without a space.
        if (at === from) refuse();
        at = bytes.indexOf(NEWLINE, at);
      } else if (byte === CARRIAGE_RETURN) at++;
      else if (byte !== NEWLINE) break;
      if (bytes[at] !== NEWLINE || at + 1 === bytes.length) refuse();
      lineStart = ++at;
    }
    this.at = at;
    if (lineStart >= 0) this.checkFlowIndent(at - lineStart, parentIndent, isOutermost);
  }

  private checkFlowIndent(indent: number, parentIndent: number, isOutermost: boolean): void {
    const byte = this.bytes[this.at];
    // They may begin a document marker.
    if (indent === 0 && (byte === DASH || byte === DOT)) refuse();
    if (indent > parentIndent) return;
    const isBracket = byte === RIGHT_BRACKET || byte === RIGHT_BRACE;
    if (indent < parentIndent || !isOutermost || !isBracket) refuse();
  }

  /**
   * Goes to the line after an item, and gives its offset: the next line that is neither blank nor
   * a comment and is not indented more than the dash.
   */
  passItem(from: number, indent: number): number {
    const { bytes } = this;
    let lineStart = bytes.indexOf(NEWLINE, from) + 1;
    while (lineStart < bytes.length) {
      let at = lineStart;
      while (bytes[at] === SPACE) at++;
      const byte = bytes[at];
      const isBlankLine = byte === NEWLINE || byte === CARRIAGE_RETURN || byte === HASH;
      if (at - lineStart <= indent && !isBlankLine) break;
      lineStart = bytes.indexOf(NEWLINE, at) + 1;
    }
    this.at = lineStart;
    return lineStart;
  }

  /** Passes a text in lines of its own, up to the next content. */
  blockText(parentIndent: number): string {
    const read = blockText(this.bytes, this.at, parentIndent) ?? refuse();
    this.at = read.next;
    this.toContent();
    return read.text;
  }
}

/** Within a text, a colon stops only to be looked at. */
function isEnd(byte: number, stops: Uint8Array): boolean {
  return stops[byte] === 1 && byte !== COLON;
}

function quotedStops(quote: number): Uint8Array {
  return quote === SINGLE_QUOTE ? SINGLE_QUOTED_STOPS : DOUBLE_QUOTED_STOPS;
}

function isQuote(byte: number | undefined): boolean {
  return byte === DOUBLE_QUOTE || byte === SINGLE_QUOTE;
}
