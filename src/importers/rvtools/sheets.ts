import { userError } from '../../domain/user-error.ts';
import type { ForeignFile } from '../importer.ts';
import { type Headings, type Table, type TableRow, tableOf } from '../table.ts';
import {
  type FactOf,
  PRIVATE,
  REPEATED_OF_VINFO,
  SHEET_NAMES,
  SHEETS,
  type SheetName,
} from './headings.ts';
import type { Notes } from './notes.ts';
import { isKnown, type NamedSheet, readSources, type Source } from './sources.ts';

/** One table of one export. */
export interface SourceTable<Fact extends string> {
  readonly sheet: string;
  readonly rows: readonly TableRow<Fact>[];
  /** The export that it is of: names count within it first. */
  readonly source: Source;
  /** The vCenter of rows that name none; undefined where an import has one export alone. */
  readonly vcenter: string | undefined;
}

/** The tables of all exports, by sheet. */
export interface Tables {
  readonly sources: readonly Source[];
  of<Name extends SheetName>(name: Name): readonly SourceTable<FactOf<Name>>[];
}

/** Without the column that they cannot do without, these are no export of RVTools. */
const NEEDED: ReadonlySet<SheetName> = new Set(['vInfo', 'vHost', 'vCluster', 'vDatastore']);
const MB_HEADING = /\bMB\b/i;
const HINT = 'The first row of the sheet must hold the headings that RVTools wrote.';

/** The sheets that are read, by their headings. Throws a `UserError` where vInfo is not there. */
export async function readTables(files: readonly ForeignFile[], notes: Notes): Promise<Tables> {
  const sources = await readSources(files);
  const tables = new Map<SheetName, SourceTable<string>[]>();
  for (const source of sources) {
    noteUnread(source, notes);
    if (!source.sheets.some(({ kind }) => kind === 'vInfo')) throw noMachinesError(source);
    const read = source.sheets.flatMap((named) => {
      const several = sources.length > 1;
      const table = readTable(named, source, several, notes);
      return table === undefined ? [] : [{ kind: named.kind, table }];
    });
    const vcenter = sources.length > 1 ? vcenterOf(source, read) : undefined;
    for (const { kind, table } of read) {
      const { sheet, rows } = table;
      tables.set(kind, [...(tables.get(kind) ?? []), { sheet, rows, source, vcenter }]);
    }
  }
  noteAbsent(sources, notes);
  return {
    sources,
    // Each table was read by the headings of its kind.
    of: <Name extends SheetName>(name: Name) =>
      (tables.get(name) ?? []) as readonly SourceTable<FactOf<Name>>[],
  };
}

function readTable(
  { kind, sheet, origin, label }: NamedSheet,
  source: Source,
  several: boolean,
  notes: Notes,
): Table<string> | undefined {
  const { required, headings } = SHEETS[kind];
  const facts: Headings<string> = headings;
  if (!NEEDED.has(kind) && !hasColumn(sheet.rows[0]?.cells ?? [], facts[required] ?? [])) {
    notes.add('sheet-without-column', `${several ? origin : label}: ${facts[required]?.[0]}`);
    return undefined;
  }
  const table = tableOf(sheet, {
    headings: facts,
    required,
    label: several ? origin : label,
    origin,
    hint: HINT,
    ...(source.dateSystem === undefined ? {} : { dateSystem: source.dateSystem }),
    onUnreadable: noteOnce(notes),
  });
  noteColumns(kind, table, notes);
  return table;
}

/** A cell that several facts are taken from is one cell. */
function noteOnce(notes: Notes): (place: string) => void {
  const noted = new Set<string>();
  return (place) => {
    if (noted.has(place)) return;
    noted.add(place);
    notes.add('value-not-read', place);
  };
}

function hasColumn(titles: readonly unknown[], headings: readonly string[]): boolean {
  const accepted = new Set(headings.map((heading) => heading.toLowerCase()));
  return titles.some((title) => accepted.has(String(title).trim().toLowerCase()));
}

function noteColumns(kind: SheetName, table: Table<string>, notes: Notes): void {
  const { headings, helpers } = SHEETS[kind];
  const facts: Headings<string> = headings;
  const notMissed: readonly string[] = helpers;
  for (const fact of table.absent) {
    if (!notMissed.includes(fact)) notes.add('column-absent', `${kind}: ${facts[fact]?.[0]}`);
  }
  const ofMachine = kind !== 'vInfo' && 'vmId' in headings;
  for (const title of table.unused) notes.add(reasonNotUsed(title, ofMachine), `${kind}: ${title}`);
  for (const title of table.repeated) notes.add('heading-repeated', `${kind}: ${title}`);
  for (const title of table.found.values()) {
    if (MB_HEADING.test(title)) notes.add('size-heading-mb', `${kind}: ${title}`);
  }
}

function reasonNotUsed(title: string, ofMachine: boolean) {
  const key = title.toLowerCase();
  if (ofMachine && REPEATED_OF_VINFO.has(key)) return 'column-of-vinfo';
  return PRIVATE.has(key) ? 'column-private' : 'column-not-used';
}

function noteUnread({ unread, sheets }: Source, notes: Notes): void {
  const read = new Set<string>(sheets.map(({ kind }) => kind.toLowerCase()));
  for (const { name, key } of unread) {
    if (read.has(key)) notes.add('sheet-repeated', name);
    else notes.add(isKnown(key) ? 'sheet-not-used' : 'sheet-unknown', name);
  }
}

function noteAbsent(sources: readonly Source[], notes: Notes): void {
  for (const name of SHEET_NAMES) {
    const lacking = sources.filter(({ sheets }) => !sheets.some(({ kind }) => kind === name));
    for (const source of lacking) {
      notes.add('sheet-absent', sources.length > 1 ? `${source.name}: ${name}` : name);
    }
  }
}

interface ReadTable {
  readonly kind: SheetName;
  readonly table: Table<string>;
}

/** The one vCenter that the export names; else the export's own name tells it from others. */
function vcenterOf(source: Source, tables: readonly ReadTable[]): string {
  const named = new Set<string>();
  for (const { kind, table } of tables) {
    if (kind !== 'vInfo' && kind !== 'vMetaData') continue;
    for (const row of table.rows) {
      const name = row.text('vcenter');
      if (name !== undefined && name !== '') named.add(name);
    }
  }
  const [first, ...others] = named;
  return first !== undefined && others.length === 0 ? first : source.name;
}

function noMachinesError({ name, sheets, unread }: Source): Error {
  const names = [...sheets.map(({ sheet }) => sheet.name), ...unread.map(({ name }) => name)];
  return userError('sheet-missing', `${name} has no sheet vInfo, which lists the machines`, {
    hint: `Its sheets: ${names.slice(0, 30).join(', ') || 'none'}.`,
  });
}
