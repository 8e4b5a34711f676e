import type { NamedSubject } from '../subject-ids.ts';
import type { TableRow } from '../table.ts';
import type { FactOf } from './headings.ts';
import type { NoteCode, Notes } from './notes.ts';
import { identity, namedIn, nameIn, type Scoped, scopeOf } from './scope.ts';
import type { SourceTable, Tables } from './sheets.ts';
import type { Source } from './sources.ts';

export type MachineFact = FactOf<'vInfo'>;

/** A row of vInfo that has a name. */
export interface Machine extends Scoped, NamedSubject {
  readonly row: TableRow<MachineFact>;
  readonly source: Source;
  /** As the sheets name it: both halves of a fault-tolerant pair have one name. */
  readonly listedAs: string;
  readonly uuid: string | undefined;
  readonly vmId: string | undefined;
  readonly hostName: string | undefined;
  readonly clusterName: string | undefined;
  readonly template: boolean;
  readonly placeholder: boolean;
}

/** FaultToleranceConfigInfo of the vSphere API: the place in the pair, from 1 for the primary. */
const PRIMARY = '1';
const SECONDARY_NAME = / \(secondary\)$/i;
const ROLE_IN_NAME = / \((primary|secondary)\)$/i;
/** Every named row, templates and placeholders too: their hosts and clusters exist. */
export function readMachines(tables: Tables, notes: Notes): Machine[] {
  const machines: Machine[] = [];
  for (const table of tables.of('vInfo')) {
    for (const row of table.rows) {
      const name = nameIn(row, 'name', notes);
      if (name !== undefined) machines.push(machineOf(name, row, table, notes));
    }
  }
  for (const datacenter of new Set(machines.map(({ scope }) => scope.datacenter))) {
    if (datacenter !== undefined) notes.add('datacenter-not-a-site', datacenter);
  }
  return machines;
}

/** Both halves of a fault-tolerant pair have one name; the vSphere Client tells them apart so. */
function roleNamed(name: string, row: TableRow<MachineFact>, notes: Notes): string {
  if (!isSecondary(row)) return name;
  const secondary = SECONDARY_NAME.test(name) ? name : `${name} (secondary)`;
  notes.add('ft-secondary', secondary);
  return secondary;
}

function isSecondary(row: TableRow<MachineFact>): boolean {
  const role = row.text('ftRole');
  return role !== undefined && role !== PRIMARY;
}

/** The primary of each secondary, where one machine alone can be it. */
export function primariesOf(machines: readonly Machine[]): ReadonlyMap<Machine, Machine> {
  const pairOf = ({ name, scope }: Machine) =>
    JSON.stringify([name.replace(ROLE_IN_NAME, ''), scope.vcenter, scope.datacenter]);
  const primaries = new Map<string, Machine[]>();
  for (const machine of machines) {
    if (isSecondary(machine.row)) continue;
    const namesakes = primaries.get(pairOf(machine));
    if (namesakes === undefined) primaries.set(pairOf(machine), [machine]);
    else namesakes.push(machine);
  }
  const found = new Map<Machine, Machine>();
  for (const machine of machines) {
    const [primary, ...others] = isSecondary(machine.row)
      ? (primaries.get(pairOf(machine)) ?? [])
      : [];
    if (primary !== undefined && others.length === 0) found.set(machine, primary);
  }
  return found;
}

function machineOf(
  name: string,
  row: TableRow<MachineFact>,
  table: SourceTable<MachineFact>,
  notes: Notes,
): Machine {
  const scope = scopeOf(row, table);
  const uuid = row.text('uuid');
  const vmId = row.text('vmId');
  return {
    name: roleNamed(name, row, notes),
    listedAs: name,
    row,
    source: table.source,
    scope,
    uuid,
    vmId,
    marks: [uuid, vmId, scope.datacenter, row.text('folder'), scope.vcenter],
    hostName: namedIn(row, 'host'),
    clusterName: namedIn(row, 'cluster'),
    template: row.flag('template') === true,
    placeholder: row.flag('placeholder') === true,
  };
}

/** The machines that run, or can be started, here. */
export function runnable(machines: readonly Machine[], notes: Notes): Machine[] {
  const seen = new Set<string>();
  const sources = new Map<string, Source>();
  return machines.filter((machine) => {
    const reason = reasonToLeaveOut(machine, seen, sources);
    if (reason !== undefined) notes.add(reason, machine.name);
    return reason === undefined;
  });
}

function reasonToLeaveOut(
  machine: Machine,
  seen: Set<string>,
  sources: Map<string, Source>,
): NoteCode | undefined {
  if (machine.template) return 'template-left-out';
  if (machine.placeholder) return 'placeholder-left-out';
  if (isElsewhere(machine, sources)) return 'machine-in-several-files';
  return isRepeated(machine, seen) ? 'row-repeated' : undefined;
}

/** vCenter gives each machine a UUID of its own, and keeps it when the machine moves to another. */
function isElsewhere({ name, uuid, source }: Machine, sources: Map<string, Source>): boolean {
  if (uuid === undefined) return false;
  const key = JSON.stringify([name, uuid]);
  const first = sources.get(key);
  if (first === undefined) sources.set(key, source);
  return first !== undefined && first !== source;
}

function isRepeated(machine: Machine, seen: Set<string>): boolean {
  const { uuid, vmId } = machine;
  // Without either, rows of one name may well be two machines.
  if (uuid === undefined && vmId === undefined) return false;
  const key = JSON.stringify([identity(machine), uuid, vmId]);
  const repeated = seen.has(key);
  seen.add(key);
  return repeated;
}
