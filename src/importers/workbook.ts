import { UserError } from '../domain/user-error.ts';
import { checkContainer, damagedError, tooLargeError } from './container.ts';
import type { ForeignFile } from './importer.ts';
import type { Row, Sheet } from './sheet.ts';
import { readDateStyles } from './xlsx/date-styles.ts';
import { Package, readFrame } from './xlsx/frame.ts';
import { readSharedTexts } from './xlsx/shared-texts.ts';
import { type CellContext, readRows } from './xlsx/sheet-rows.ts';

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Names of the sheets that were not wanted, and so never unpacked. */
  readonly unread: readonly string[];
  /** Day that a date is counted from where a cell holds it as a plain number. */
  readonly dateSystem: '1900' | '1904';
}

/** Of all sheets together, those that stand empty before others of their row among them. */
const MAX_CELLS = 60_000_000;

/**
 * Reads the wanted sheets of an .xlsx workbook, in its own order.
 * Throws a `UserError` for anything that is not a sound, unprotected .xlsx of a sane size.
 */
export async function readWorkbook(
  file: ForeignFile,
  wanted: (sheetName: string) => boolean = () => true,
): Promise<Workbook> {
  const parts = checkContainer(file);
  try {
    return readSheets(file, new Package(file.bytes, parts), wanted);
  } catch (error) {
    throw error instanceof UserError ? error : damagedError(file.file, error);
  }
}

function readSheets(
  file: ForeignFile,
  archive: Package,
  wanted: (sheetName: string) => boolean,
): Workbook {
  const frame = readFrame(archive);
  const chosen = frame.sheets.filter(({ name }) => wanted(name));
  const { dateSystem } = frame;
  const context = {
    texts: readPart(archive, frame.sharedTexts, readSharedTexts),
    isDate: readPart(archive, frame.styles, readDateStyles),
    dateSystem,
  };
  const room = { cells: MAX_CELLS };
  const sheets = chosen.map(({ name, part }) => ({
    name,
    rows: part === undefined ? [] : rowsOf(file, archive.unpack(part), context, room),
  }));
  const unread = frame.sheets.filter((sheet) => !chosen.includes(sheet));
  return { sheets, unread: unread.map(({ name }) => name), dateSystem };
}

/** What a workbook need not have is empty where it is missing. */
function readPart<Item>(
  archive: Package,
  part: string | undefined,
  read: (bytes: Uint8Array) => Item[],
): Item[] {
  return part === undefined || !archive.has(part) ? [] : read(archive.unpack(part));
}

function rowsOf(
  { file }: ForeignFile,
  bytes: Uint8Array,
  context: CellContext,
  room: { cells: number },
): Row[] {
  const rows: Row[] = [];
  for (const row of readRows(bytes, context)) {
    room.cells -= row.cells.length;
    if (room.cells < 0)
      throw tooLargeError(file, `it has more than ${MAX_CELLS / 1e6} million cells`);
    rows.push(row);
  }
  return rows;
}
