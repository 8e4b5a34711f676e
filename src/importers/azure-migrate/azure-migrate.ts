import type { InventoryDocument } from '../../domain/generated/inventory.ts';
import type { Application } from '../../domain/inventory.ts';
import { byId, byText } from '../../domain/order.ts';
import { type Machine, machineEntries } from '../cloud/machines.ts';
import { hasHeadings } from '../cloud/tables.ts';
import type { ForeignFile, Importer, ImportResult } from '../importer.ts';
import { recorded } from '../recorded.ts';
import type { NamedSubject } from '../subject-ids.ts';
import { type Flows, readFlows } from './flows.ts';
import { type Notes, newNotes } from './notes.ts';
import { readServers } from './servers.ts';

/** Servers and dependencies in the CSV files that Azure Migrate takes and writes. */
export const azureMigrate: Importer = {
  id: 'azure-migrate',
  about: 'Azure Migrate (.csv): imported servers, and exported dependencies',
  recognises: (file) => isFlows(file) || isServers(file),
  read: async (files) => read(files),
};

function isServers(file: ForeignFile): boolean {
  return (
    hasHeadings(file, '*server name', '*memory (in mb)') ||
    hasHeadings(file, 'server name', 'cores', 'memory (in mb)')
  );
}

function isFlows(file: ForeignFile): boolean {
  return hasHeadings(file, 'source server name', 'destination server name');
}

function read(files: readonly ForeignFile[]): ImportResult {
  const notes = newNotes();
  const flowFiles = files.filter(isFlows);
  const listed = files
    .filter((file) => !flowFiles.includes(file))
    .flatMap((file) => readServers(file, notes));
  const flows = readFlows(flowFiles, notes);
  const applications = new Map([...flows.needs.keys()].map((name) => [name, { name, marks: [] }]));
  const machines = withApplications(listed, flows, applications, notes);
  const entries = machineEntries(machines, [...applications.values()], notes);
  const idOf = (name: string) => entries.idOf(applications.get(name) ?? { name, marks: [] });
  const document = recorded<InventoryDocument>({
    schemaVersion: 1,
    servers: entries.servers,
    applications: applications.size === 0 ? undefined : applicationEntries(flows, idOf),
    instances: entries.instances,
  });
  return { document, notes: notes.notes() };
}

function applicationEntries({ needs }: Flows, idOf: (name: string) => string): Application[] {
  return [...needs]
    .map(([name, needed]) => {
      const dependsOn = [...needed]
        .map(idOf)
        .sort(byText)
        .map((application) => ({ application }));
      return recorded<Application>({
        id: idOf(name),
        name,
        // A flow that nobody saw may be there all the same: none is no statement.
        dependsOn: dependsOn.length === 0 ? undefined : dependsOn,
      });
    })
    .sort(byId);
}

/** The machines that are listed, with the application of their flows, and those of flows alone. */
function withApplications(
  listed: readonly Machine[],
  { machines }: Flows,
  applications: ReadonlyMap<string, NamedSubject>,
  notes: Notes,
): Machine[] {
  const flowsOf = new Map<string, readonly string[]>();
  for (const [name, applications] of machines) {
    const known = flowsOf.get(name.toLowerCase()) ?? [];
    flowsOf.set(name.toLowerCase(), [...new Set([...known, ...applications])]);
  }
  const names = new Set(listed.map(({ name }) => name.toLowerCase()));
  const alone = new Map<string, Machine>();
  for (const name of [...machines.keys()].sort()) {
    const key = name.toLowerCase();
    if (names.has(key) || alone.has(key)) continue;
    notes.add('machine-of-flows', name);
    alone.set(key, { name, marks: [], form: undefined });
  }
  return [...listed, ...alone.values()].map((machine) => {
    const [name = '', ...others] = flowsOf.get(machine.name.toLowerCase()) ?? [];
    if (others.length > 0) notes.add('machine-of-several-applications', machine.name);
    return others.length > 0 ? machine : { ...machine, application: applications.get(name) };
  });
}
