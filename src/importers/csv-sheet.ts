import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import { userError } from '../domain/user-error.ts';
import type { ForeignFile } from './importer.ts';
import { rowsOf, type Sheet } from './sheet.ts';

const MIB = 2 ** 20;
/** Of one file; a table of a million rows takes less. */
const MAX_BYTES = 384 * MIB;
/** Characters of one row; a cell of a spreadsheet ends at 32,767. */
const MAX_ROW_LENGTH = 4 * MIB;
const MAX_COLUMNS = 2000;
/** With the headings; as many as a sheet of a workbook can have, to a round number. */
const MAX_ROWS = 1_000_000;
/** Enough for a row of headings. */
const HEAD_BYTES = 64 * 1024;

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** What Excel writes and reads to name the delimiter, and shows to nobody. */
const DELIMITER_LINE = /^sep=(.)\r?\n/i;
const UTF16 = { little: [0xff, 0xfe], big: [0xfe, 0xff] } as const;

const OPTIONS = { relax_quotes: true, relax_column_count: true } as const;

/**
 * A CSV file as a sheet, whose first row that holds something has the headings. The delimiter is
 * the one of comma, semicolon, tab and bar that the first row has most of, unless a line `sep=;`
 * stands before it. UTF-8, or UTF-16 with a byte order mark. Every cell is text.
 * Throws a `UserError` for anything else, and for a file, row or cell beyond all measure.
 */
export function csvSheet({ file, bytes }: ForeignFile, name: string): Sheet {
  if (bytes.length === 0) throw userError('csv-empty', `${file} is empty`);
  if (bytes.length > MAX_BYTES) {
    throw tooLargeError(file, `${Math.ceil(bytes.length / MIB)} MiB, the limit is 384 MiB`);
  }
  const records = recordsOf(file, textOf(file, bytes));
  if (records.length > MAX_ROWS) throw tooLargeError(file, `more than ${MAX_ROWS} rows`);
  const wide = records.findIndex((cells) => cells.length > MAX_COLUMNS);
  if (wide >= 0) {
    throw tooLargeError(file, `row ${wide + 1} has more than ${MAX_COLUMNS} columns`);
  }
  return { name, rows: rowsOf(records, (cell) => cell) };
}

/** The first row of what may be a CSV file; empty where it cannot be one. Cheap, never throws. */
export function csvHeadings(bytes: Uint8Array): readonly string[] {
  try {
    const text = decoded(bytes.subarray(0, HEAD_BYTES));
    if (text.includes('\0')) return [];
    const { table, delimiter } = delimitedBy(text);
    const [first = []] = parse(table, { ...OPTIONS, delimiter, to: 1, skip_empty_lines: true });
    return first.map((heading) => heading.trim());
  } catch {
    return [];
  }
}

function recordsOf(file: string, text: string): string[][] {
  const { table, delimiter } = delimitedBy(text);
  try {
    const limits = { max_record_size: MAX_ROW_LENGTH, to: MAX_ROWS + 1 };
    return parse(table, { ...OPTIONS, ...limits, delimiter });
  } catch (error) {
    throw unreadableError(file, error);
  }
}

function textOf(file: string, bytes: Uint8Array): string {
  if (utf16Of(bytes) === undefined && !isUtf8(bytes)) {
    throw userError('csv-encoding', `${file} is not written in UTF-8`, {
      hint: 'Save it as "CSV UTF-8", then import it again.',
    });
  }
  const text = decoded(bytes);
  if (text.includes('\0')) {
    throw userError('csv-damaged', `${file} is no CSV file: it holds bytes that no text has`);
  }
  return text;
}

/** Without its byte order mark. */
function decoded(bytes: Uint8Array): string {
  return new TextDecoder(utf16Of(bytes) ?? 'utf-8').decode(bytes);
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (UTF16.little.every((byte, i) => bytes[i] === byte)) return 'utf-16le';
  return UTF16.big.every((byte, i) => bytes[i] === byte) ? 'utf-16be' : undefined;
}

function delimitedBy(text: string): { table: string; delimiter: string } {
  const [line, named] = DELIMITER_LINE.exec(text) ?? [];
  if (line !== undefined && named !== undefined) {
    return { table: text.slice(line.length), delimiter: named };
  }
  const head = firstRow(text);
  const [best = ','] = [...DELIMITERS].sort((a, b) => countOf(head, b) - countOf(head, a));
  return { table: text, delimiter: best };
}

/** The first row that holds something, without what stands in quotes. */
function firstRow(text: string): string {
  const [row = ''] = /[^\r\n]+/.exec(text.slice(0, HEAD_BYTES).replace(/"[^"]*"/g, '')) ?? [];
  return row;
}

function countOf(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

function unreadableError(file: string, error: unknown): Error {
  const { code = '', message, lines } = error as Error & { code?: string; lines?: number };
  const place = lines === undefined ? '' : `, line ${lines}`;
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return tooLargeError(file, `a row${place} is longer than ${MAX_ROW_LENGTH / MIB} MiB`);
  }
  const reason = code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote is never closed' : message;
  return userError('csv-damaged', `${file}${place}: ${reason}`, {
    hint: 'Export it again, or save it as CSV from a spreadsheet.',
  });
}

function tooLargeError(file: string, reason: string): Error {
  return userError('csv-too-large', `${file} is too large to read: ${reason}`);
}
