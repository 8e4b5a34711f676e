import type { Moment } from '../cell.ts';
import type { ForeignFile, Importer, ImportResult } from '../importer.ts';
import { readClusters } from './clusters.ts';
import { readDatastores } from './datastores.ts';
import { documentOf } from './document.ts';
import { unknownSnapshotFiles } from './health.ts';
import { readHosts } from './hosts.ts';
import type { MachineDetails } from './instances.ts';
import { MachineFinder } from './machine-rows.ts';
import { type Machine, readMachines, runnable } from './machines.ts';
import { type Notes, newNotes } from './notes.ts';
import { readTables, type Tables } from './sheets.ts';
import { isOfRvtools, type Source } from './sources.ts';

/** Exports of RVTools 3.x to 4.7, as workbooks or CSV files, of one or more vCenters. */
export const rvtools: Importer = {
  id: 'rvtools',
  about:
    'RVTools exports (.xlsx, or .csv by sheet): machines, hosts, clusters and datastores of vSphere',
  recognises: isOfRvtools,
  read,
};

async function read(files: readonly ForeignFile[]): Promise<ImportResult> {
  const notes = newNotes();
  const tables = await readTables(files, notes);
  const named = readMachines(tables, notes);
  const hosts = readHosts(tables, named, notes);
  const clusters = readClusters(tables, [...hosts, ...named], notes);
  const datastores = readDatastores(tables, { hosts, clusters }, notes);
  const machines = runnable(named, notes);
  const written = writtenIn(tables);
  const asOf = asOfIn(written, notes);
  const details = detailsOf(tables, named, machines, written, notes);
  const data = { asOf, machines, hosts, clusters, datastores, details, tables };
  const { document, whereabouts } = documentOf(data, notes);
  return { document, notes: notes.notes(), whereabouts };
}

function detailsOf(
  tables: Tables,
  named: readonly Machine[],
  machines: readonly Machine[],
  written: ReadonlyMap<Source, readonly Moment[]>,
  notes: Notes,
): MachineDetails {
  const finder = new MachineFinder(named, machines, notes);
  return {
    vCPU: finder.rowsOf(tables, 'vCPU'),
    vMemory: finder.rowsOf(tables, 'vMemory'),
    vDisk: finder.rowsOf(tables, 'vDisk'),
    vPartition: finder.rowsOf(tables, 'vPartition'),
    vNetwork: finder.rowsOf(tables, 'vNetwork'),
    vCD: finder.rowsOf(tables, 'vCD'),
    vUSB: finder.rowsOf(tables, 'vUSB'),
    vSnapshot: finder.rowsOf(tables, 'vSnapshot'),
    vTools: finder.rowsOf(tables, 'vTools'),
    withUnknownFiles: unknownSnapshotFiles(tables, machines, notes),
    writtenAt: ({ source }) => latestOf(written.get(source) ?? []),
  };
}

/** When each export was written; an export of several vCenters may say several times. */
function writtenIn(tables: Tables): ReadonlyMap<Source, readonly Moment[]> {
  const written = new Map<Source, Moment[]>();
  for (const { source, rows } of tables.of('vMetaData')) {
    const moments = rows.map((row) => row.moment('writtenOn'));
    written.set(
      source,
      moments.filter((moment) => moment !== undefined),
    );
  }
  return written;
}

/** So that what stands in the export is not made younger than it is. */
function latestOf(moments: readonly Moment[]): Moment | undefined {
  return moments.reduce<Moment | undefined>(
    (latest, moment) => (latest === undefined || isLater(moment, latest) ? moment : latest),
    undefined,
  );
}

function isLater(a: Moment, b: Moment): boolean {
  if (a.day !== b.day) return a.day > b.day;
  return a.minutes === undefined || (b.minutes !== undefined && a.minutes > b.minutes);
}

/** The one day on which all was written: rules on dates would judge other days' facts by it. */
function asOfIn(written: ReadonlyMap<Source, readonly Moment[]>, notes: Notes): string | undefined {
  const days = new Set([...written.values()].flat().map(({ day }) => day));
  const [day, ...others] = days;
  if (day === undefined) notes.add('as-of-absent');
  if (others.length > 0) notes.add('as-of-differs');
  return others.length > 0 ? undefined : day;
}
