import { checkContainer, damagedError, type Part, tooLargeError } from './container.ts';
import type { ForeignFile } from './importer.ts';
import { type Cell, type Row, rowsOf, type Sheet } from './sheet.ts';

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Names of the sheets that were not wanted, and so never unpacked. */
  readonly unread: readonly string[];
  /** Day that a date is counted from where a cell holds it as a plain number. */
  readonly dateSystem: '1900' | '1904';
}

/**
 * Cells beyond are not read: a stray one in the last row would make the sheet a full rectangle. A
 * workbook that is large enough to fill more rows may have them.
 */
const LEAST_LAST_ROW = 100_000;
const LAST_ROW_OF_ALL = 1_048_576;
const LEAST_BYTES_A_ROW = 64;
const LAST_COLUMN = 200;
/** So that the rectangles of a few sheets alone are in memory at a time. */
const SHEETS_AT_ONCE = 4;

/**
 * Reads the wanted sheets of an .xlsx workbook, in its own order.
 * Throws a `UserError` for anything that is not a sound, unprotected .xlsx of a sane size.
 */
export async function readWorkbook(
  file: ForeignFile,
  wanted: (sheetName: string) => boolean = () => true,
): Promise<Workbook> {
  const lastRow = lastRowOf(await checkContainer(file));
  const plan = new SheetPlan(wanted);
  const sheets: Sheet[] = [];
  let dateSystem: Workbook['dateSystem'] = '1900';
  do {
    const read = await readSheets(file, lastRow, plan);
    dateSystem = read.dateSystem ?? dateSystem;
    for (const { name, rows } of read.sheets) {
      sheets.push({ name, rows: boundedRows(file, name, rows, lastRow) });
    }
  } while (plan.more);
  return { sheets, unread: plan.unwanted, dateSystem };
}

/** Which sheets are read at which time: the reader asks for each by its place, every time. */
class SheetPlan {
  readonly unwanted: string[] = [];
  readonly #wanted: (sheetName: string) => boolean;
  /** By place, and how many of them were read. */
  #chosen: number[] | undefined;
  #read = 0;

  constructor(wanted: (sheetName: string) => boolean) {
    this.#wanted = wanted;
  }

  get more(): boolean {
    return this.#read < (this.#chosen?.length ?? 0);
  }

  /** The filter of one time. */
  next(): (name: string, place: number) => boolean {
    const known = this.#chosen;
    if (known === undefined) {
      const chosen: number[] = [];
      this.#chosen = chosen;
      return (name, place) => {
        if (!this.#wanted(name)) this.unwanted.push(name);
        else if (chosen.push(place) <= SHEETS_AT_ONCE) return this.#took();
        return false;
      };
    }
    const now = new Set(known.slice(this.#read, this.#read + SHEETS_AT_ONCE));
    return (_name, place) => now.has(place) && this.#took();
  }

  #took(): true {
    this.#read += 1;
    return true;
  }
}

function lastRowOf(parts: readonly Part[]): number {
  const largest = parts.reduce((most, { unpackedBytes }) => Math.max(most, unpackedBytes), 0);
  const possible = Math.floor(largest / LEAST_BYTES_A_ROW);
  return Math.min(Math.max(possible, LEAST_LAST_ROW), LAST_ROW_OF_ALL);
}

async function readSheets(file: ForeignFile, lastRow: number, plan: SheetPlan) {
  const { readXlsx } = await import('./xlsx.ts');
  const isNext = plan.next();
  try {
    return await readXlsx(file.bytes, {
      sheets: ({ name }, place) => isNext(name, place),
      range: `A1:GR${lastRow}`,
    });
  } catch (error) {
    const excess = error instanceof Error ? TOO_MANY_CELLS.exec(error.message)?.[0] : undefined;
    throw excess === undefined ? damagedError(file.file, error) : tooLargeError(file.file, excess);
  }
}

/** Of the reader's own message, in which the rest speaks to programmers. */
const TOO_MANY_CELLS = /^Sheet ".*" spans \d+ rows x \d+ columns/s;

function boundedRows(
  { file }: ForeignFile,
  sheet: string,
  values: readonly unknown[][],
  lastRow: number,
): Row[] {
  const rows = rowsOf(values, toCell);
  if (rows.some(({ number, cells }) => isLast(number, lastRow) || cells.length === LAST_COLUMN)) {
    const limit = `${lastRow - 1} rows and ${LAST_COLUMN - 1} columns`;
    throw tooLargeError(file, `sheet ${sheet} has more than ${limit}`);
  }
  return rows;
}

/** No row can follow the very last one of a spreadsheet, so it hides none. */
function isLast(number: number, lastRow: number): boolean {
  return number === lastRow && lastRow < LAST_ROW_OF_ALL;
}

function toCell(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return typeof value === 'boolean' || value instanceof Date ? value : undefined;
}
