import type { ForeignFile, Importer, ImportResult } from '../importer.ts';
import type { Table } from '../table.ts';
import { readClusters } from './clusters.ts';
import { readDatastores } from './datastores.ts';
import { documentOf } from './document.ts';
import type { ExportFact } from './headings.ts';
import { readHosts } from './hosts.ts';
import { readMachines, runnable } from './machines.ts';
import { type Notes, newNotes } from './notes.ts';
import { readSheets } from './sheets.ts';

/** An export of RVTools: the machines, hosts, clusters and datastores of one or more vCenters. */
export const rvtools: Importer = {
  id: 'rvtools',
  about: 'RVTools export (.xlsx): machines, hosts, clusters and datastores of vSphere',
  recognises: ({ file }) => /\.xlsx$/i.test(file),
  read: ([file]) => read(file as ForeignFile), // at least one is handed over
};

async function read(file: ForeignFile): Promise<ImportResult> {
  const notes = newNotes();
  const sheets = await readSheets(file, notes);
  const named = readMachines(sheets.machines, notes);
  const hosts = readHosts(sheets.hosts, named, notes);
  const clusters = readClusters(sheets.clusters, [...hosts, ...named], notes);
  const datastores =
    sheets.datastores === undefined
      ? []
      : readDatastores(sheets.datastores, { hosts, clusters }, notes);
  const machines = runnable(named, notes);
  const asOf = asOfIn(sheets.export, notes);
  const document = documentOf({ asOf, machines, hosts, clusters, datastores }, notes);
  return { document, notes: notes.notes() };
}

/** The one day on which the file was written; files that were merged may give several. */
function asOfIn(table: Table<ExportFact> | undefined, notes: Notes): string | undefined {
  const days = new Set(table?.rows.map((row) => row.day('writtenOn')));
  days.delete(undefined);
  const [day, ...others] = days;
  if (day === undefined) notes.add('as-of-absent');
  if (others.length > 0) notes.add('as-of-differs');
  return others.length > 0 ? undefined : day;
}
