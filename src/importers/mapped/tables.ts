import type { Location } from '../../domain/location.ts';
import type { Mapping } from '../../domain/mapping.ts';
import { type Problem, UserError, userError } from '../../domain/user-error.ts';
import { listNames } from '../../domain/wording.ts';
import { csvSheet } from '../csv-sheet.ts';
import type { ForeignFile } from '../importer.ts';
import type { Sheet } from '../sheet.ts';
import { type Table, tableOf } from '../table.ts';
import { readWorkbook, type Workbook } from '../workbook.ts';
import type { Notes } from './notes.ts';

/** A table of one file. */
export interface PlainSheet {
  readonly sheet: Sheet;
  /** What notes and errors call it. */
  readonly label: string;
  /** Absent for a CSV file, where a number is never a day. */
  readonly dateSystem: Workbook['dateSystem'] | undefined;
  /** Names of the other sheets. */
  readonly unread: readonly string[];
}

/** Every sheet of a workbook with many would be unpacked to find one. */
const SHOWN_NAMES = 30;

/**
 * The one table of a CSV file, or the named sheet of a workbook, or its only one. Throws a
 * `UserError` for a sheet that is not there, and where several could be meant.
 */
export async function readPlainSheet(
  file: ForeignFile,
  sheetName: string | undefined,
): Promise<PlainSheet> {
  const name = file.file.split('/').at(-1) ?? file.file;
  if (!isZip(file.bytes)) {
    return { sheet: csvSheet(file, name), label: name, dateSystem: undefined, unread: [] };
  }
  const wanted = sheetName?.trim().toLowerCase();
  const { sheets, unread, dateSystem } = await readWorkbook(
    file,
    (one) => wanted === undefined || one.trim().toLowerCase() === wanted,
  );
  const [sheet, ...others] = sheets.filter(({ rows }) => rows.length > 0);
  if (sheet === undefined)
    throw noSheetError(file.file, sheetName, [...sheets, ...unread.map(named)]);
  if (others.length > 0) throw severalSheetsError(file.file, [sheet, ...others]);
  return { sheet, label: `${name}, sheet ${sheet.name}`, dateSystem, unread };
}

function named(name: string) {
  return { name };
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

function noSheetError(
  file: string,
  sheet: string | undefined,
  sheets: readonly { readonly name: string }[],
): Error {
  const message =
    sheet === undefined ? `${file} holds no table` : `${file} has no table in a sheet "${sheet}"`;
  const names = listNames(
    sheets.map(({ name }) => name),
    SHOWN_NAMES,
  );
  return userError('sheet-missing', message, { hint: `Its sheets: ${names || 'none'}.` });
}

function severalSheetsError(file: string, sheets: readonly Sheet[]): Error {
  const names = listNames(
    sheets.map(({ name }) => name),
    SHOWN_NAMES,
  );
  return userError('sheet-unclear', `${file} holds several tables: ${names}`, {
    hint: 'Say which one: --sheet <name>, or sheet: in the mapping.',
  });
}

interface MappedTable {
  readonly table: Table<string>;
  readonly dateSystem: Workbook['dateSystem'] | undefined;
}

/** The table, by the headings that the mapping names. Throws a `UserError` for one that it lacks. */
export async function readMappedTable(
  file: ForeignFile,
  mapping: Mapping,
  notes: Notes,
): Promise<MappedTable> {
  const { sheet, label, dateSystem, unread } = await readPlainSheet(file, mapping.sheet);
  for (const name of unread) notes.add('sheet-not-used', name);
  const places = headingsOf(mapping);
  const titles = titlesOf(sheet);
  const known = new Set(titles.map((title) => title.toLowerCase()));
  const missing = [...places].filter(([heading]) => !known.has(plain(heading).toLowerCase()));
  if (missing.length > 0) {
    throw new UserError(missing.map((place) => missingColumn(label, titles, place)));
  }
  const table = tableOf<string>(sheet, {
    headings: Object.fromEntries([...places.keys()].map((heading) => [heading, [plain(heading)]])),
    required: mapping.id.heading,
    label,
    origin: file.file,
    hint: 'The first row must hold the headings.',
    ...(dateSystem !== undefined && { dateSystem }),
    onUnreadable: () => undefined, // the cells are read as they are
  });
  const ignored = new Set(mapping.ignored.map(({ heading }) => plain(heading).toLowerCase()));
  for (const title of table.unused) {
    if (!ignored.has(title.toLowerCase())) notes.add('column-not-used', `${label}: ${title}`);
  }
  for (const title of table.repeated) notes.add('heading-repeated', `${label}: ${title}`);
  return { table, dateSystem };
}

/** The headings of a table, with white space as the table reader counts it. */
export function titlesOf({ rows: [first] }: Sheet): string[] {
  return (first?.cells ?? []).map((cell) => plain(String(cell ?? '')));
}

function plain(heading: string): string {
  return heading.trim().replace(/\s+/g, ' ');
}

/** Where the mapping names each heading that must be there. */
function headingsOf({ id, columns, skipped }: Mapping): ReadonlyMap<string, Location> {
  const places = [...skipped, ...columns, id].map(
    ({ heading, location }) => [heading, location] as const,
  );
  return new Map(places);
}

function missingColumn(
  label: string,
  titles: readonly string[],
  [heading, location]: readonly [string, Location],
): Problem {
  const names = listNames(
    titles.filter((title) => title !== ''),
    SHOWN_NAMES,
  );
  return {
    code: 'column-missing',
    message: `${label}: no column is headed "${heading}"`,
    location,
    hint: `Its headings: ${names || 'none'}.`,
  };
}
