import type { InventoryDocument } from '../../domain/generated/inventory.ts';
import type { Application, Instance } from '../../domain/inventory.ts';
import { byId } from '../../domain/order.ts';
import { type Machine, machineEntries } from '../cloud/machines.ts';
import { systemOf } from '../cloud/system.ts';
import {
  type CsvKind,
  hasHeadings,
  nameIn,
  numberIn,
  partsIn,
  readTable,
} from '../cloud/tables.ts';
import type { ForeignFile, Importer, ImportResult } from '../importer.ts';
import { gibibytes, recorded, recordedGroup } from '../recorded.ts';
import { cleanName, type NamedSubject } from '../subject-ids.ts';
import type { TableRow } from '../table.ts';
import { type Notes, newNotes } from './notes.ts';

const HEADINGS = {
  externalId: ['ExternalId'],
  smbiosId: ['SMBiosId'],
  hostName: ['HostName'],
  moRef: ['VMware.MoRefId'],
  vCenter: ['VMware.VCenterId'],
  vmName: ['VMware.VMName'],
  cores: ['CPU.NumberOfCores'],
  logicalCores: ['CPU.NumberOfLogicalCores'],
  osName: ['OS.Name'],
  osVersion: ['OS.Version'],
  memoryMB: ['RAM.TotalSizeInMB'],
  cpuAverage: ['CPU.UsagePct.Avg'],
  cpuPeak: ['CPU.UsagePct.Max'],
  applications: ['Applications'],
  tags: ['Tags'],
  serverId: ['ServerId'],
} as const;

type Fact = keyof typeof HEADINGS;

const KIND: CsvKind<Fact> = {
  headings: HEADINGS,
  required: 'hostName',
  helpers: ['externalId', 'smbiosId', 'moRef', 'vCenter', 'serverId', 'cores'],
  hint: 'The first row must hold the headings of the import template of Migration Hub.',
};

/** The machines, applications and tags of the import template of AWS Migration Hub. */
export const awsMigrationHub: Importer = {
  id: 'aws-migration-hub',
  about: 'AWS Migration Hub import (.csv): machines, applications and tags',
  recognises: (file) => hasHeadings(file, 'externalid', 'hostname', 'ram.totalsizeinmb'),
  read: async (files) => read(files),
};

interface Listed {
  readonly machine: Machine;
  readonly applications: readonly string[];
}

function read(files: readonly ForeignFile[]): ImportResult {
  const notes = newNotes();
  const listed = files.flatMap((file) => readFile(file, notes));
  const applications = new Map<string, NamedSubject>();
  for (const name of listed.flatMap((one) => one.applications)) {
    applications.set(name, { name, marks: [] });
  }
  const machines = listed.map(({ machine, applications: [name = '', ...others] }) => {
    if (others.length > 0) notes.add('machine-of-several-applications', machine.name);
    return others.length > 0 ? machine : { ...machine, application: applications.get(name) };
  });
  const { servers, instances, idOf } = machineEntries(machines, [...applications.values()], notes);
  const entries = [...applications.values()].map(
    (application): Application => ({ id: idOf(application), name: application.name }),
  );
  const document = recorded<InventoryDocument>({
    schemaVersion: 1,
    servers,
    applications: entries.length === 0 ? undefined : entries.sort(byId),
    instances,
  });
  return { document, notes: notes.notes() };
}

function readFile(file: ForeignFile, notes: Notes): Listed[] {
  const table = readTable(file, KIND, notes);
  if (table.found.has('memoryMB')) notes.add('size-heading-mb', table.found.get('memoryMB'));
  const seen = new Set<string>();
  return table.rows.flatMap((row) => {
    const named = (row.text('vmName') ?? '') === '' ? 'hostName' : 'vmName';
    const name = nameIn(row, named, notes);
    if (name === undefined) return [];
    const identity = identityOf(row);
    if (identity !== undefined && seen.has(identity)) {
      notes.add('row-repeated', name);
      return [];
    }
    if (identity !== undefined) seen.add(identity);
    const applications = partsIn(row, 'applications', /,/).map(cleanName);
    return [{ machine: machineOf(name, row, notes), applications }];
  });
}

/** The template asks for each server to have an id that no other one has. */
function identityOf(row: TableRow<Fact>): string | undefined {
  const ids = [row.text('serverId'), row.text('externalId')];
  return ids.find((id) => id !== undefined && id !== '');
}

function machineOf(name: string, row: TableRow<Fact>, notes: Notes): Machine {
  const form = isVirtual(row) ? 'virtual' : undefined;
  if (form !== undefined) notes.add('form-derived', name);
  const hostName = row.text('hostName');
  const tags = partsIn(row, 'tags', /,/);
  return {
    name,
    marks: [row.text('externalId'), row.text('smbiosId'), row.text('moRef')],
    form,
    tags: tags.length === 0 ? undefined : tags,
    hostName: hostName === '' ? undefined : hostName,
    cores: coresOf(name, row, notes),
    memoryGiB: gibibytes(numberIn(row, 'memoryMB', notes, { above: 0 })),
    os: systemOf(row.text('osName'), row.text('osVersion'), notes),
    metrics: recordedGroup<NonNullable<Instance['metrics']>>({
      cpuAvgPercent: row.percent('cpuAverage'),
      cpuPeakPercent: row.percent('cpuPeak'),
    }),
  };
}

function coresOf(name: string, row: TableRow<Fact>, notes: Notes): number | undefined {
  const logical = row.whole('logicalCores', 1);
  const cores = logical ?? row.whole('cores', 1);
  if (logical === undefined && cores !== undefined) notes.add('cores-for-logical', name);
  return cores;
}

function isVirtual(row: TableRow<Fact>): boolean {
  return (['vmName', 'moRef', 'vCenter'] as const).some((fact) => (row.text(fact) ?? '') !== '');
}
