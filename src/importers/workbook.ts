import { checkContainer, damagedError, tooLargeError } from './container.ts';
import type { ForeignFile } from './importer.ts';
import { type Cell, type Row, type Sheet, trimmedCells } from './sheet.ts';

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Names of the sheets that were not wanted, and so never unpacked. */
  readonly unread: readonly string[];
  /** Day that a date is counted from where a cell holds it as a plain number. */
  readonly dateSystem: '1900' | '1904';
}

/** Cells beyond are not read: a stray one in the last row would make the sheet a full rectangle. */
const LAST_ROW = 100_000;
const LAST_COLUMN = 200;
const RANGE = `A1:GR${LAST_ROW}`;

/**
 * Reads the wanted sheets of an .xlsx workbook, in its own order.
 * Throws a `UserError` for anything that is not a sound, unprotected .xlsx of a sane size.
 */
export async function readWorkbook(
  file: ForeignFile,
  wanted: (sheetName: string) => boolean = () => true,
): Promise<Workbook> {
  await checkContainer(file);
  const unread: string[] = [];
  const { sheets, dateSystem } = await readSheets(file, (name) => {
    const want = wanted(name);
    if (!want) unread.push(name);
    return want;
  });
  return {
    sheets: sheets.map(({ name, rows }) => ({ name, rows: rowsOf(file, name, rows) })),
    unread,
    dateSystem: dateSystem ?? '1900',
  };
}

async function readSheets({ file, bytes }: ForeignFile, wanted: (name: string) => boolean) {
  const { readXlsx } = await import('hucre/xlsx');
  try {
    return await readXlsx(bytes, { sheets: ({ name }) => wanted(name), range: RANGE });
  } catch (error) {
    throw damagedError(file, error);
  }
}

function rowsOf({ file }: ForeignFile, sheet: string, values: readonly unknown[][]): Row[] {
  const rows = values
    .map((row, index) => ({ number: index + 1, cells: trimmedCells(row.map(toCell)) }))
    .filter(({ cells }) => cells.length > 0);
  if (rows.some(({ number, cells }) => number === LAST_ROW || cells.length === LAST_COLUMN)) {
    const limit = `${LAST_ROW - 1} rows and ${LAST_COLUMN - 1} columns`;
    throw tooLargeError(file, `sheet ${sheet} has more than ${limit}`);
  }
  return rows;
}

function toCell(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return typeof value === 'boolean' || value instanceof Date ? value : undefined;
}
