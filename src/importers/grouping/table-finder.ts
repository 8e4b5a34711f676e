import type { Instance } from '../../domain/inventory.ts';
import { csvSheet } from '../csv-sheet.ts';
import type { ForeignFile } from '../importer.ts';
import { cleanName } from '../subject-ids.ts';
import { type Headings, tableOf } from '../table.ts';
import type { Group, GroupFinder } from './finders.ts';
import type { Notes } from './notes.ts';

const HEADINGS = {
  machine: ['machine', 'vm', 'instance', 'server', 'host name', 'hostname', 'name', 'id'],
  application: ['application', 'application name', 'app', 'service'],
} as const satisfies Headings<string>;

type Fact = keyof typeof HEADINGS;

/** Reads a CSV table of machines and their applications. Throws a `UserError` for anything else. */
export function tableFinder(
  file: ForeignFile,
  machines: readonly Instance[],
  notes: Notes,
): GroupFinder {
  const machineOf = machineFinder(machines, notes);
  const applications = new Map<Instance, Set<string>>();
  for (const { machine, application } of rowsOf(file, notes)) {
    const known = machineOf(machine);
    if (known === undefined) {
      notes.add('group-table-machine-unknown', machine);
      continue;
    }
    const names = applications.get(known) ?? new Set();
    applications.set(known, names.add(application));
  }
  return (machine): Group => {
    const [name, ...others] = applications.get(machine) ?? [];
    if (name === undefined) return { reason: 'group-absent' };
    return others.length > 0 ? { reason: 'group-table-contradicts' } : { name, path: name };
  };
}

interface Assignment {
  readonly machine: string;
  readonly application: string;
}

function rowsOf(file: ForeignFile, notes: Notes): Assignment[] {
  const sheet = csvSheet(file, 'table');
  const options = {
    label: 'table',
    origin: file.file,
    hint: 'The table of --group-by csv: has a column "machine" and a column "application".',
    headings: HEADINGS,
    onUnreadable: () => undefined,
  };
  tableOf<Fact>(sheet, { ...options, required: 'application' });
  const table = tableOf<Fact>(sheet, { ...options, required: 'machine' });
  for (const title of [...table.unused, ...table.repeated]) {
    notes.add('group-table-column-not-used', title);
  }
  return table.rows.flatMap((row) => {
    const machine = cleanName(row.text('machine') ?? '');
    const application = cleanName(row.text('application') ?? '');
    if (machine !== '' && application !== '') return [{ machine, application }];
    notes.add('group-table-row-incomplete', `row ${row.number}`);
    return [];
  });
}

type Finder = (name: string) => Instance | undefined;

/** By its id, else by the host name that it alone reports, else the same in other capitals. */
function machineFinder(machines: readonly Instance[], notes: Notes): Finder {
  const ids = onlyOnes(machines, ({ id }) => id);
  const hostNames = onlyOnes(machines, ({ hostName }) => hostName);
  const plainIds = onlyOnes(machines, ({ id }) => id.toLowerCase());
  return (name) => {
    const exact = ids.get(name);
    if (exact !== undefined) return exact;
    const byHost = hostNames.get(name);
    if (byHost !== undefined) notes.add('group-table-by-host-name', `${name} = ${byHost.id}`);
    const found = byHost ?? plainIds.get(name.toLowerCase());
    if (found !== undefined && byHost === undefined) {
      notes.add('group-table-other-case', `${name} = ${found.id}`);
    }
    return found;
  };
}

function onlyOnes(
  machines: readonly Instance[],
  keyOf: (machine: Instance) => string | undefined,
): ReadonlyMap<string, Instance> {
  const found = new Map<string, Instance>();
  const several = new Set<string>();
  for (const machine of machines) {
    const key = keyOf(machine);
    if (key === undefined) continue;
    if (found.has(key)) several.add(key);
    found.set(key, machine);
  }
  for (const key of several) found.delete(key);
  return found;
}
