import { byText } from '../../domain/order.ts';
import { userError } from '../../domain/user-error.ts';
import { csvHeadings, csvSheet } from '../csv-sheet.ts';
import type { ForeignFile } from '../importer.ts';
import type { Sheet } from '../sheet.ts';
import { readWorkbook, type Workbook } from '../workbook.ts';
import { Package, readFrame } from '../xlsx/frame.ts';
import { isZip } from '../zip.ts';
import { OTHER_SHEETS, SHEET_NAMES, SHEETS, type SheetName } from './headings.ts';

/** One export: a workbook, or the CSV files of one folder whose names begin alike. */
export interface Source {
  /** The file, or what the names of the CSV files have in common. */
  readonly name: string;
  readonly sheets: readonly NamedSheet[];
  /** What is not read: its name, and the sheet that it would be, in lower case. */
  readonly unread: readonly { readonly name: string; readonly key: string }[];
  readonly dateSystem: Workbook['dateSystem'] | undefined;
}

export interface NamedSheet {
  readonly kind: SheetName;
  readonly sheet: Sheet;
  /** What an error calls it: `export.xlsx: sheet vInfo`, or `vInfo.csv`. */
  readonly origin: string;
  /** What a note calls it, in an import of one export. */
  readonly label: string;
}

/** In lower case, without the `tab` of old releases. */
const BY_KEY: ReadonlyMap<string, SheetName> = new Map(
  SHEET_NAMES.map((name) => [name.toLowerCase(), name]),
);
const KNOWN = [...SHEET_NAMES, ...OTHER_SHEETS];
/** `RVTools_tabvInfo.csv` and `vc1-vInfo.csv`: what stands before, then the sheet. */
const CSV_NAME = new RegExp(`^(.*?)(?:tab)?(${KNOWN.join('|')})\\.csv$`, 'is');

/**
 * Whether a workbook has a sheet of RVTools, or a CSV file is one by its name and its headings. An
 * .xlsx that cannot be opened is taken too: reading it says best what is wrong with it.
 */
export function isOfRvtools({ file, bytes }: ForeignFile): boolean {
  const sheets = isZip(bytes) ? sheetNamesIn(bytes) : undefined;
  if (sheets !== undefined) return sheets.some((name) => isKnown(sheetKey(name)));
  if (/\.xlsx$/i.test(file)) return true;
  const { kind } = csvNameOf(file) ?? {};
  if (kind === undefined) return false;
  const headings = new Set(csvHeadings(bytes).map((heading) => heading.toLowerCase()));
  const sheet = BY_KEY.get(kind);
  return sheet === undefined ? headings.has('vi sdk server') : hasRequired(sheet, headings);
}

function hasRequired(sheet: SheetName, headings: ReadonlySet<string>): boolean {
  const { required, headings: facts } = SHEETS[sheet];
  const accepted: readonly string[] = (facts as Readonly<Record<string, readonly string[]>>)[
    required
  ] as readonly string[]; // the required fact is one of the facts
  return accepted.some((heading) => headings.has(heading.toLowerCase()));
}

/** The names of the sheets; undefined where the archive is damaged. Unpacks their list alone. */
function sheetNamesIn(bytes: Uint8Array): readonly string[] | undefined {
  try {
    return readFrame(new Package(bytes)).sheets.map(({ name }) => name);
  } catch {
    return undefined;
  }
}

/** The exports that the files hold, sorted by name. Throws a `UserError` for a file that is none. */
export async function readSources(files: readonly ForeignFile[]): Promise<readonly Source[]> {
  const csvFiles = new Map<string, CsvFile[]>();
  const sources: Source[] = [];
  for (const file of files) {
    const csv = isZip(file.bytes) ? undefined : csvNameOf(file.file);
    if (csv === undefined) sources.push(await workbookSource(file));
    else csvFiles.set(csv.source, [...(csvFiles.get(csv.source) ?? []), { ...csv, file }]);
  }
  for (const [name, members] of csvFiles) sources.push(csvSource(name, members));
  return sources.sort((a, b) => byText(a.name, b.name));
}

async function workbookSource(file: ForeignFile): Promise<Source> {
  const wanted = new Set<string>(BY_KEY.keys());
  if (!isZip(file.bytes) && /\.csv$/i.test(file.file)) throw unknownCsvError(file);
  // A second sheet of one name is not read: deleting the name says that it is taken.
  const workbook = await readWorkbook(file, (name) => wanted.delete(sheetKey(name)));
  const sheets = workbook.sheets.flatMap((sheet): NamedSheet[] => {
    const kind = BY_KEY.get(sheetKey(sheet.name));
    const label = `sheet ${sheet.name}`;
    return kind === undefined ? [] : [{ kind, sheet, label, origin: `${file.file}: ${label}` }];
  });
  const unread = workbook.unread.map((name) => ({ name, key: sheetKey(name) }));
  return { name: file.file, sheets, unread, dateSystem: workbook.dateSystem };
}

interface CsvName {
  /** The key of the sheet. */
  readonly kind: string;
  /** What the files of one export have in common: their folder, and what stands before the sheet. */
  readonly source: string;
}

interface CsvFile extends CsvName {
  readonly file: ForeignFile;
}

function csvNameOf(file: string): CsvName | undefined {
  const slash = file.lastIndexOf('/') + 1;
  const [, before, sheet] = CSV_NAME.exec(file.slice(slash)) ?? [];
  if (before === undefined || sheet === undefined) return undefined;
  const prefix = before.replace(/^rvtools/i, '').replace(/^[\W_]+|[\W_]+$/g, '');
  const folder = file.slice(0, Math.max(slash - 1, 0));
  const source = [folder, prefix].filter((part) => part !== '').join('/');
  return { kind: sheet.toLowerCase(), source };
}

/** Cells of CSV files are text: no plain number stands for a date. */
function csvSource(name: string, files: readonly CsvFile[]): Source {
  const wanted = new Set<string>(BY_KEY.keys());
  const read = files.filter(({ kind }) => wanted.delete(kind));
  const sheets = read.flatMap(({ kind: key, file }): NamedSheet[] => {
    const kind = BY_KEY.get(key);
    const label = baseName(file.file);
    return kind === undefined
      ? []
      : [{ kind, sheet: csvSheet(file, kind), label, origin: file.file }];
  });
  const unread = files
    .filter((file) => !read.includes(file) || !BY_KEY.has(file.kind))
    .map(({ kind: key, file }) => ({ name: baseName(file.file), key }));
  return { name: name || 'the CSV files', sheets, unread, dateSystem: undefined };
}

function unknownCsvError({ file }: ForeignFile): Error {
  return userError('csv-not-rvtools', `${file}: its name says no sheet of RVTools`, {
    hint: 'RVTools names its CSV files by their sheets: RVTools_tabvInfo.csv, RVTools_tabvHost.csv.',
  });
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `tabvInfo` is what RVTools called its sheets before version 3.9. */
function sheetKey(name: string): string {
  return name.trim().toLowerCase().replace(/^tab/, '');
}

export function isKnown(key: string): boolean {
  return KNOWN.some((name) => name.toLowerCase() === key);
}
