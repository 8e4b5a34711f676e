import type { InventoryDocument } from '../../domain/generated/inventory.ts';
import type { Instance } from '../../domain/inventory.ts';
import { lookUp } from '../../domain/look-up.ts';
import { byText } from '../../domain/order.ts';
import { type Machine, machineEntries } from '../cloud/machines.ts';
import { systemOf } from '../cloud/system.ts';
import { type CsvKind, hasHeadings, nameIn, numberIn, readTable } from '../cloud/tables.ts';
import type { ForeignFile, Importer, ImportResult } from '../importer.ts';
import { recorded } from '../recorded.ts';
import type { TableRow } from '../table.ts';
import {
  DISKS,
  type DiskFact,
  MACHINES,
  type MachineFact,
  SAMPLES,
  type SampleFact,
  TAGS,
  type TagFact,
} from './headings.ts';
import { type Notes, newNotes } from './notes.ts';
import { metricsOf } from './samples.ts';

/** Headings, in lower case, that tell the files of the set apart. */
const MARKS = {
  vmInfo: ['machineid', 'machinename'],
  diskInfo: ['machineid', 'disklabel', 'sizeingib'],
  tagInfo: ['machineid', 'key', 'value'],
  perfInfo: ['machineid', 'timestamp', 'cpuutilizationpercentage'],
} as const;

type Part = keyof typeof MARKS;
const PARTS = Object.keys(MARKS) as Part[]; // the keys of a record are its parts

const STATUSES: Readonly<Record<string, Instance['powerState']>> = {
  running: 'on',
  on: 'on',
  poweredon: 'on',
  started: 'on',
  stopped: 'off',
  off: 'off',
  poweredoff: 'off',
  terminated: 'off',
  deallocated: 'off',
  suspended: 'suspended',
};

/** The CSV set of Google Cloud's Migration Center. */
export const googleMigrationCenter: Importer = {
  id: 'google-migration-center',
  about:
    'Google Migration Center (vmInfo, diskInfo, tagInfo, perfInfo .csv): machines and their load',
  recognises: (file) => partOf(file) !== undefined,
  read: async (files) => read(files),
};

function partOf(file: ForeignFile): Part | undefined {
  return PARTS.find((part) => hasHeadings(file, ...MARKS[part]));
}

interface Details {
  readonly disks: ReadonlyMap<string, readonly TableRow<DiskFact>[]>;
  readonly tags: ReadonlyMap<string, readonly TableRow<TagFact>[]>;
  readonly samples: ReadonlyMap<string, readonly TableRow<SampleFact>[]>;
}

function read(files: readonly ForeignFile[]): ImportResult {
  const notes = newNotes();
  const parts = new Map(files.map((file) => [file, partOf(file)]));
  // A file that is no other part is read as the list of machines, and refused in its words.
  const of = (part: Part) => files.filter((file) => (parts.get(file) ?? 'vmInfo') === part);
  for (const part of PARTS) if (of(part).length === 0) notes.add('file-absent', `${part}.csv`);
  const rows = of('vmInfo').flatMap((file) => readTable(file, MACHINES, notes).rows);
  const listed = new Set<string>(rows.flatMap((row) => row.text('id') ?? []));
  const details: Details = {
    disks: byMachine(of('diskInfo'), DISKS, listed, notes),
    tags: byMachine(of('tagInfo'), TAGS, listed, notes),
    samples: byMachine(of('perfInfo'), SAMPLES, listed, notes),
  };
  const seen = new Set<string>();
  const machines = rows.flatMap((row) => {
    const id = nameIn(row, 'id', notes);
    if (id === undefined) return [];
    if (seen.has(id)) {
      notes.add('row-repeated', id);
      return [];
    }
    seen.add(id);
    return [machineOf(id, row, details, notes)];
  });
  const { servers, instances } = machineEntries(machines, [], notes);
  const document = recorded<InventoryDocument>({ schemaVersion: 1, servers, instances });
  return { document, notes: notes.notes() };
}

/** The rows of a part by the machine that they are about. */
function byMachine<Fact extends string>(
  files: readonly ForeignFile[],
  kind: CsvKind<Fact>,
  listed: ReadonlySet<string>,
  notes: Notes,
): ReadonlyMap<string, readonly TableRow<Fact>[]> {
  const found = new Map<string, TableRow<Fact>[]>();
  for (const row of files.flatMap((file) => readTable(file, kind, notes).rows)) {
    const id = row.text(kind.required) ?? '';
    if (!listed.has(id)) {
      notes.add('machine-unknown', row.place(kind.required));
      continue;
    }
    const known = found.get(id);
    if (known === undefined) found.set(id, [row]);
    else known.push(row);
  }
  return found;
}

function machineOf(
  id: string,
  row: TableRow<MachineFact>,
  { disks, tags, samples }: Details,
  notes: Notes,
): Machine {
  const key = row.text('id') ?? '';
  const name = (row.text('name') ?? '') === '' ? undefined : nameIn(row, 'name', notes);
  const memoryGiB = numberIn(row, 'memoryGiB', notes, { above: 0 });
  return {
    name: name ?? id,
    marks: [id],
    form: formOf(row),
    tags: tagsOf(tags.get(key) ?? [], notes),
    cores: row.whole('cores', 1),
    memoryGiB,
    os: systemOf(row.text('osName'), row.text('osVersion'), notes),
    disks: disksOf(id, disks.get(key) ?? [], notes),
    powerState: powerStateOf(id, row, notes),
    created: row.day('created'),
    metrics: metricsOf(id, samples.get(key) ?? [], memoryGiB, notes),
  };
}

function formOf(row: TableRow<MachineFact>): Machine['form'] {
  const physical = row.flag('physical');
  if (physical === undefined) return undefined;
  return physical ? 'physical' : 'virtual';
}

function powerStateOf(
  id: string,
  row: TableRow<MachineFact>,
  notes: Notes,
): Instance['powerState'] | undefined {
  const status =
    row
      .text('status')
      ?.toLowerCase()
      .replace(/[^a-z]/g, '') ?? '';
  if (status === '') return undefined;
  const state = lookUp(STATUSES, status);
  if (state === undefined) notes.add('status-not-read', `${id}: ${row.text('status')}`);
  return state;
}

function disksOf(
  id: string,
  rows: readonly TableRow<DiskFact>[],
  notes: Notes,
): Instance['disks'] | undefined {
  // A machine without a row may have disks that nobody listed.
  if (rows.length === 0) return undefined;
  const disks = rows.map((row) => {
    const label = row.text('label');
    const GiB = numberIn(row, 'sizeGiB', notes);
    return recorded<NonNullable<Instance['disks']>[number]>({
      GiB,
      label: label === '' ? undefined : label,
    });
  });
  if (disks.every(({ GiB }) => GiB !== undefined)) return disks;
  notes.add('disk-size-absent', id);
  return undefined;
}

/** As `key:value`, by which machines can be grouped. */
function tagsOf(rows: readonly TableRow<TagFact>[], notes: Notes): string[] | undefined {
  const tags = rows.flatMap((row) => {
    const [key = '', value = ''] = [row.text('key'), row.text('value')];
    if (key !== '' && value !== '') return [`${key}:${value}`];
    notes.add('tag-incomplete', row.place('key'));
    return [];
  });
  return tags.length === 0 ? undefined : [...new Set(tags)].sort(byText);
}
