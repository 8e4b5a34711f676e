import { isUtf8 } from 'node:buffer';
import type { Excerpt, Location } from '../domain/location.ts';
import { userError } from '../domain/user-error.ts';

const NEWLINE = 10;
const SHOWN_LINE_LENGTH = 160;

/** The bytes of an input file, and the way from a byte offset to a line and column. */
export interface SourceText {
  /** As the user named it, with forward slashes. */
  readonly file: string;
  /** UTF-8; a byte-order mark, if any, is still there. */
  readonly bytes: Buffer;
  /** Offset of the first byte after the byte-order mark. */
  readonly start: number;
  locate(offset: number): Location;
}

/** Checks and wraps the content of a file; throws a `UserError` for text that is not UTF-8. */
export function sourceText(file: string, content: Uint8Array): SourceText {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (!isUtf8(bytes)) throw notUtf8(file, bytes);
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let lineStarts: Uint32Array | undefined;

  function locate(offset: number): Location {
    lineStarts ??= findLineStarts(bytes, start);
    const index = lastNotAfter(lineStarts, Math.max(offset, start));
    const lineStart = lineStarts[index] as number;
    const line = lineAt(bytes, lineStart);
    const column = bytes.toString('utf8', lineStart, Math.max(offset, lineStart)).length + 1;
    return { file, line: index + 1, column, excerpt: excerptOf(line, column) };
  }

  return { file, bytes, start, locate };
}

function notUtf8(file: string, bytes: Buffer): Error {
  const hint = utf16Hint(bytes) ?? 'Save the file as UTF-8.';
  const bad = firstInvalidOffset(bytes);
  const line = bytes.subarray(0, bad).filter((byte) => byte === NEWLINE).length + 1;
  return userError(
    'not-utf8',
    `${file}:${line}: the text is not UTF-8 (byte ${bad + 1} of the file)`,
    {
      hint,
    },
  );
}

function utf16Hint(bytes: Buffer): string | undefined {
  const [a, b] = bytes;
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  return marked ? 'It looks like UTF-16; save the file as UTF-8.' : undefined;
}

/** Bisects: what lies before an offset is valid, but for a character that the offset cuts in two. */
function firstInvalidOffset(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  let valid = 0;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    const end = endOfCharacters(bytes, middle);
    if (end === undefined) high = middle;
    else {
      low = middle;
      valid = end;
    }
  }
  return valid;
}

const LONGEST_CHARACTER = 4;

/** Where the last whole character before an offset ends; undefined where text before it is not valid. */
function endOfCharacters(bytes: Buffer, offset: number): number | undefined {
  for (let end = offset; end > offset - LONGEST_CHARACTER; end--) {
    if (isUtf8(bytes.subarray(0, end))) return end;
  }
  return undefined;
}

/** Lines end at LF; the CR of a CRLF belongs to the line and is not shown. */
function findLineStarts(bytes: Buffer, start: number): Uint32Array {
  let starts = new Uint32Array(1024);
  let count = 0;
  for (let at = start; ; ) {
    if (count === starts.length) {
      const larger = new Uint32Array(starts.length * 2);
      larger.set(starts);
      starts = larger;
    }
    starts[count++] = at;
    const newline = bytes.indexOf(NEWLINE, at);
    if (newline < 0) return starts.subarray(0, count);
    at = newline + 1;
  }
}

function lastNotAfter(sorted: Uint32Array, offset: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lineAt(bytes: Buffer, start: number): string {
  const newline = bytes.indexOf(NEWLINE, start);
  const text = bytes.toString('utf8', start, newline < 0 ? bytes.length : newline);
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

/** The whole line, or a window around the column where the line is very long. */
function excerptOf(line: string, column: number): Excerpt {
  if (line.length <= SHOWN_LINE_LENGTH) return { text: line, column };
  const from = Math.max(
    0,
    Math.min(column - 1 - SHOWN_LINE_LENGTH / 2, line.length - SHOWN_LINE_LENGTH),
  );
  const head = from > 0 ? '…' : '';
  const tail = from + SHOWN_LINE_LENGTH < line.length ? '…' : '';
  const text = `${head}${line.slice(from, from + SHOWN_LINE_LENGTH)}${tail}`;
  return { text, column: column - from + head.length };
}
