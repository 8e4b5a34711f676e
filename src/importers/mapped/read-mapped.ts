import type { InventoryDocument } from '../../domain/generated/inventory.ts';
import type { MappedColumn, MappedSubject, Mapping } from '../../domain/mapping.ts';
import { byId } from '../../domain/order.ts';
import type { ForeignFile, ImportResult } from '../importer.ts';
import { recorded } from '../recorded.ts';
import { cleanName } from '../subject-ids.ts';
import type { Table, TableRow } from '../table.ts';
import { type CellStyle, cellValue, textOf } from './cell-value.ts';
import { RowFacts } from './facts.ts';
import { type Notes, newNotes } from './notes.ts';
import { type Declared, settleReferences } from './references.ts';
import { readMappedTable } from './tables.ts';

/** A subject that a row describes, before the names in it are ids. */
export interface MappedRow {
  readonly name: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

const SECTIONS = {
  site: 'sites',
  platform: 'platforms',
  cluster: 'clusters',
  server: 'servers',
  storage: 'storage',
  application: 'applications',
  instance: 'instances',
} as const satisfies Record<MappedSubject, keyof InventoryDocument>;

/**
 * An inventory from tables, as a mapping says. Throws a `UserError` for a file that is no table, and
 * for a column that the mapping names and the table does not have.
 */
export async function readMapped(
  files: readonly ForeignFile[],
  mapping: Mapping,
): Promise<ImportResult> {
  const notes = newNotes();
  const rows = new Map<string, MappedRow>();
  for (const file of files) {
    const { table, dateSystem } = await readMappedTable(file, mapping, notes);
    const style = { ...mapping, dateSystem };
    for (const row of rowsOf(table, mapping, style, notes)) {
      if (rows.has(row.name)) notes.add('id-repeated', row.name);
      else rows.set(row.name, row);
    }
  }
  const declared = settleReferences([...rows.values()], mapping, notes);
  return { document: documentOf(declared), notes: notes.notes() };
}

function* rowsOf(
  table: Table<string>,
  mapping: Mapping,
  style: CellStyle,
  notes: Notes,
): Generator<MappedRow> {
  for (const row of table.rows) {
    const isSkipped = mapping.skipped.some(
      ({ heading, texts, unless }) =>
        texts.has(textOf(row.raw(heading), style)?.toLowerCase()) !== unless,
    );
    if (isSkipped) {
      notes.add('row-skipped');
      continue;
    }
    const name = nameOf(row, mapping.id.heading, style, notes);
    const facts = name === undefined ? undefined : factsOf(row, mapping, style, notes);
    if (name === undefined || facts === undefined) continue;
    if (mapping.subject === 'server' && facts['role'] === undefined) {
      notes.add('row-without-role', name);
    } else {
      yield { name, facts };
    }
  }
}

function nameOf(
  row: TableRow<string>,
  heading: string,
  style: CellStyle,
  notes: Notes,
): string | undefined {
  const text = textOf(row.raw(heading), style);
  const name = cleanName(text ?? '');
  if (name === '') {
    notes.add('row-without-name', row.place(heading));
    return undefined;
  }
  if (name !== text) notes.add('name-cleaned', name);
  if (!row.isText(heading)) notes.add('name-not-text', name);
  return name;
}

function factsOf(
  row: TableRow<string>,
  { columns, constants }: Mapping,
  style: CellStyle,
  notes: Notes,
): Readonly<Record<string, unknown>> {
  const facts = new RowFacts();
  const broken = new Set<string>();
  for (const { field, value } of constants) facts.add(field, value);
  const systems: (() => void)[] = [];
  for (const column of columns) {
    const { field, heading } = column;
    const read = cellValue(row.raw(heading), column, style);
    if (read === undefined) continue;
    if ('reason' in read) {
      notes.add(read.reason, `${row.place(heading)}: "${textOf(row.raw(heading), style)}"`);
      if (field.name.includes('[]')) broken.add(listOf(field.name));
    } else if (field.type.kind === 'system') {
      systems.push(() => facts.addBehind(field, read.value as object));
    } else {
      facts.add(field, read.value);
    }
  }
  for (const add of systems) add();
  return facts.result((list, entries) => isWhole(list, entries, { broken, columns, row, notes }));
}

/** The list itself, for the list in whose entries a field stands. */
function listOf(name: string): string {
  return name.slice(0, name.lastIndexOf('[]'));
}

function isWhole(
  list: string,
  entries: readonly unknown[],
  {
    broken,
    columns,
    row,
    notes,
  }: {
    readonly broken: ReadonlySet<string>;
    readonly columns: readonly MappedColumn[];
    readonly row: TableRow<string>;
    readonly notes: Notes;
  },
): boolean {
  if (broken.has(list)) {
    notes.add('list-incomplete', `row ${row.number}: ${list}`);
    return false;
  }
  const required = columns
    .filter(({ field: { name, type } }) => type.required && listOf(name) === list)
    .map(({ field: { name } }) => name.slice(list.length + 3));
  const complete = entries.every((entry) =>
    required.every((key) => (entry as Record<string, unknown>)[key] !== undefined),
  );
  if (!complete) notes.add('entry-incomplete', `row ${row.number}: ${list}`);
  return complete;
}

/** Nothing found is no statement that there is nothing: the section is absent. */
function documentOf(declared: Declared): InventoryDocument {
  const sections = Object.entries(SECTIONS).map(([kind, section]) => {
    const entries = declared.get(kind as MappedSubject) ?? []; // the keys of SECTIONS are kinds
    return [section, entries.length === 0 ? undefined : [...entries].sort(byId)];
  });
  return recorded<InventoryDocument>({ schemaVersion: 1, ...Object.fromEntries(sections) });
}
