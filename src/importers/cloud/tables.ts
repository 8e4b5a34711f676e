import { csvHeadings, csvSheet } from '../csv-sheet.ts';
import type { ForeignFile } from '../importer.ts';
import type { NoteBook } from '../note-book.ts';
import { AMBIGUOUS, readNumberText } from '../number-text.ts';
import { cleanName } from '../subject-ids.ts';
import { type Headings, type Table, type TableRow, tableOf } from '../table.ts';

/** What every table can leave out. */
export const TABLE_SENTENCES = {
  'column-absent': 'Columns that a file does not hold: their facts are absent',
  'column-not-used': 'Columns that are not read: no fact of the inventory holds what they say',
  'heading-repeated': 'Headings that stand there more than once: the first one counts',
  'row-without-name': 'Rows that name no machine are not used',
  'row-repeated': 'Rows that describe a machine again: the first one counts',
  'name-cleaned': 'Names that held invisible characters or were too long for an id are cleaned',
  'value-not-read': 'Cells that do not hold what their column should hold: the fact is absent',
} as const;

export type TableNotes = Pick<NoteBook<keyof typeof TABLE_SENTENCES>, 'add'>;

export interface CsvKind<Fact extends string> {
  readonly headings: Headings<Fact>;
  readonly required: Fact;
  /** Facts whose absence is no loss. */
  readonly helpers: readonly Fact[];
  /** What to do where the required column is missing. */
  readonly hint: string;
}

/** Whether the file's headings hold all of these, which are in lower case. */
export function hasHeadings({ file, bytes }: ForeignFile, ...wanted: readonly string[]): boolean {
  if (!/\.(csv|txt|tsv)$/i.test(file)) return false;
  const headings = new Set(csvHeadings(bytes).map((heading) => heading.toLowerCase()));
  return wanted.every((heading) => headings.has(heading));
}

/** A CSV file by its headings, with a note on what is not read. Throws a `UserError`. */
export function readTable<Fact extends string>(
  file: ForeignFile,
  kind: CsvKind<Fact>,
  notes: TableNotes,
): Table<Fact> {
  const label = file.file.split('/').at(-1) ?? file.file;
  const table = tableOf(csvSheet(file, label), {
    headings: kind.headings,
    required: kind.required,
    label,
    origin: file.file,
    hint: kind.hint,
    onUnreadable: (place) => notes.add('value-not-read', place),
  });
  const missing = table.absent.filter((fact) => !kind.helpers.includes(fact));
  for (const fact of missing) notes.add('column-absent', `${label}: ${kind.headings[fact][0]}`);
  for (const title of table.unused) notes.add('column-not-used', `${label}: ${title}`);
  for (const title of table.repeated) notes.add('heading-repeated', `${label}: ${title}`);
  return table;
}

/** The name of the row's machine, fit for an id; a row without one is noted. */
export function nameIn<Fact extends string>(
  row: TableRow<Fact>,
  fact: Fact,
  notes: TableNotes,
): string | undefined {
  const text = row.text(fact);
  const name = cleanName(text ?? '');
  if (name === '') {
    notes.add('row-without-name', row.place(fact));
    return undefined;
  }
  if (name !== text) notes.add('name-cleaned', name);
  return name;
}

/** A number from 0, or above it, with a decimal point: programs and English templates write these. */
export function numberIn<Fact extends string>(
  row: TableRow<Fact>,
  fact: Fact,
  notes: TableNotes,
  { above }: { readonly above?: 0 } = {},
): number | undefined {
  const text = row.text(fact);
  if (text === undefined || text === '') return undefined;
  const number = readNumberText(text, '.');
  if (number === undefined || number === AMBIGUOUS || (above === 0 && number === 0)) {
    notes.add('value-not-read', `${row.place(fact)}: "${text}"`);
    return undefined;
  }
  return number;
}

/** The parts of a cell that holds a list. */
export function partsIn<Fact extends string>(
  row: TableRow<Fact>,
  fact: Fact,
  mark: RegExp,
): string[] {
  const parts = (row.text(fact) ?? '').split(mark).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}
