import { userError } from '../../domain/user-error.ts';
import type { ForeignFile } from '../importer.ts';
import type { Sheet } from '../sheet.ts';
import { type Headings, type Table, tableOf } from '../table.ts';
import { readWorkbook, type Workbook } from '../workbook.ts';
import {
  CLUSTER_HEADINGS,
  type ClusterFact,
  DATASTORE_HEADINGS,
  type DatastoreFact,
  EXPORT_HEADINGS,
  type ExportFact,
  HOST_HEADINGS,
  type HostFact,
  MACHINE_HEADINGS,
  type MachineFact,
} from './headings.ts';
import type { Notes } from './notes.ts';

export interface Sheets {
  readonly machines: Table<MachineFact>;
  readonly hosts: Table<HostFact> | undefined;
  readonly clusters: Table<ClusterFact> | undefined;
  readonly datastores: Table<DatastoreFact> | undefined;
  readonly export: Table<ExportFact> | undefined;
}

interface SheetKind<Fact extends string> {
  readonly name: string;
  readonly headings: Headings<Fact>;
  readonly required: Fact;
  /** Facts that only tell things apart, or stand in for another: their absence is no loss. */
  readonly helpers: readonly Fact[];
}

const MACHINES: SheetKind<MachineFact> = {
  name: 'vInfo',
  headings: MACHINE_HEADINGS,
  required: 'name',
  helpers: ['disks', 'ftRole', 'datacenter', 'folder', 'vmId', 'uuid', 'vcenter'],
};
const HOSTS: SheetKind<HostFact> = {
  name: 'vHost',
  headings: HOST_HEADINGS,
  required: 'name',
  helpers: ['datacenter', 'nics', 'vcenter'],
};
const CLUSTERS: SheetKind<ClusterFact> = {
  name: 'vCluster',
  headings: CLUSTER_HEADINGS,
  required: 'name',
  helpers: ['vcenter'],
};
const DATASTORES: SheetKind<DatastoreFact> = {
  name: 'vDatastore',
  headings: DATASTORE_HEADINGS,
  required: 'name',
  helpers: ['freeMiB', 'hostCount', 'cluster', 'url', 'objectId', 'vcenter'],
};
const EXPORT: SheetKind<ExportFact> = {
  name: 'vMetaData',
  headings: EXPORT_HEADINGS,
  required: 'writtenOn',
  helpers: [],
};

const READ: ReadonlySet<string> = new Set(
  [MACHINES, HOSTS, CLUSTERS, DATASTORES, EXPORT].map(({ name }) => name.toLowerCase()),
);
const MB_HEADING = /\bMB$/i;

/** The sheets that are read, by their headings. Throws a `UserError` where vInfo is not there. */
export async function readSheets(file: ForeignFile, notes: Notes): Promise<Sheets> {
  const wanted = new Set(READ);
  // A second sheet of one name is not read: deleting the name says that it is taken.
  const workbook = await readWorkbook(file, (name) => wanted.delete(sheetKey(name)));
  for (const name of workbook.unread) notes.add('sheet-not-used', name);
  const table = <Fact extends string>(kind: SheetKind<Fact>) =>
    readTable(kind, workbook, file.file, notes);
  const machines = table(MACHINES);
  if (machines === undefined) throw noMachinesError(file.file, workbook);
  const hosts = tableOrNote(HOSTS, table(HOSTS), notes);
  const clusters = tableOrNote(CLUSTERS, table(CLUSTERS), notes);
  const datastores = tableOrNote(DATASTORES, table(DATASTORES), notes);
  return { machines, hosts, clusters, datastores, export: exportTable(workbook, table) };
}

/** `tabvInfo` is what RVTools called its sheets before version 3.9. */
function sheetKey(name: string): string {
  return name.trim().toLowerCase().replace(/^tab/, '');
}

function sheetNamed(workbook: Workbook, name: string): Sheet | undefined {
  return workbook.sheets.find((sheet) => sheetKey(sheet.name) === name.toLowerCase());
}

function readTable<Fact extends string>(
  kind: SheetKind<Fact>,
  workbook: Workbook,
  file: string,
  notes: Notes,
): Table<Fact> | undefined {
  const sheet = sheetNamed(workbook, kind.name);
  if (sheet === undefined) return undefined;
  const table = tableOf(sheet, {
    headings: kind.headings,
    required: kind.required,
    label: `sheet ${sheet.name}`,
    origin: `${file}: sheet ${sheet.name}`,
    hint: 'The first row of the sheet must hold the headings that RVTools wrote.',
    dateSystem: workbook.dateSystem,
    onUnreadable: (place) => notes.add('value-not-read', place),
  });
  noteColumns(kind, table, notes);
  return table;
}

function noteColumns<Fact extends string>(
  { name, headings, helpers }: SheetKind<Fact>,
  { absent, unused, repeated, found }: Table<Fact>,
  notes: Notes,
): void {
  const missing = absent.filter((fact) => !helpers.includes(fact));
  for (const fact of missing) notes.add('column-absent', `${name}: ${headings[fact][0]}`);
  for (const title of unused) notes.add('column-not-used', `${name}: ${title}`);
  for (const title of repeated) notes.add('heading-repeated', `${name}: ${title}`);
  for (const title of found.values()) {
    if (MB_HEADING.test(title)) notes.add('size-heading-mb', `${name}: ${title}`);
  }
}

function tableOrNote<Fact extends string>(
  { name }: SheetKind<Fact>,
  table: Table<Fact> | undefined,
  notes: Notes,
): Table<Fact> | undefined {
  if (table === undefined) notes.add('sheet-absent', name);
  return table;
}

/** A vMetaData sheet without the date is no reason to refuse the file. */
function exportTable(
  workbook: Workbook,
  table: (kind: typeof EXPORT) => Table<ExportFact> | undefined,
): Table<ExportFact> | undefined {
  const titles = sheetNamed(workbook, EXPORT.name)?.rows[0]?.cells ?? [];
  const known = new Set(EXPORT_HEADINGS.writtenOn.map((heading) => heading.toLowerCase()));
  const hasDate = titles.some((title) => known.has(String(title).trim().toLowerCase()));
  return hasDate ? table(EXPORT) : undefined;
}

function noMachinesError(file: string, workbook: Workbook): Error {
  const names = [...workbook.sheets.map(({ name }) => name), ...workbook.unread];
  return userError(
    'sheet-missing',
    `${file} has no sheet ${MACHINES.name}, which lists the machines`,
    {
      hint: `Its sheets: ${names.slice(0, 30).join(', ') || 'none'}.`,
    },
  );
}
