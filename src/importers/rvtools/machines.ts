import type { Instance } from '../../domain/inventory.ts';
import { gibibytes, recorded } from '../recorded.ts';
import type { NamedSubject } from '../subject-ids.ts';
import type { Table, TableRow } from '../table.ts';
import { guestOsOf } from './guest-os.ts';
import type { MachineFact } from './headings.ts';
import type { NoteCode, Notes } from './notes.ts';
import { identity, namedIn, nameIn, type Scoped } from './scope.ts';

/** A row of vInfo that has a name. */
export interface Machine extends Scoped, NamedSubject {
  readonly row: TableRow<MachineFact>;
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
/** Before vSphere 6.7 the day was not kept; the API gives the origin of its clock instead. */
const NO_DAY = /^1970-/;

const POWER_STATES = { poweredon: 'on', poweredoff: 'off', suspended: 'suspended' } as const;

/** VirtualMachineFaultToleranceState of the vSphere API: whether a secondary stands ready. */
const FT_STATES = {
  notconfigured: 'none',
  disabled: 'none',
  enabled: 'protecting',
  running: 'protecting',
  needsecondary: 'not-protecting',
  starting: 'not-protecting',
} as const;

/** The model has three steps where vSphere has five. */
const RESTART_PRIORITIES = {
  clusterrestartpriority: { note: 'restart-priority-of-cluster' },
  // HA leaves such a machine down: it has no place in the restart order at all.
  disabled: { note: 'ha-restart-off' },
  lowest: { value: 'low', note: 'restart-priority-rounded' },
  low: { value: 'low' },
  medium: { value: 'medium' },
  high: { value: 'high' },
  highest: { value: 'high', note: 'restart-priority-rounded' },
} as const satisfies Record<
  string,
  { readonly value?: Instance['restartPriority']; readonly note?: NoteCode }
>;

/** Every named row, templates and placeholders too: their hosts and clusters exist. */
export function readMachines(table: Table<MachineFact>, notes: Notes): Machine[] {
  const machines: Machine[] = [];
  for (const row of table.rows) {
    const name = nameIn(row, 'name', table.sheet, notes);
    if (name !== undefined) machines.push(machineOf(roleNamed(name, row, notes), row));
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

function machineOf(name: string, row: TableRow<MachineFact>): Machine {
  const scope = { vcenter: row.text('vcenter'), datacenter: row.text('datacenter') };
  const uuid = row.text('uuid');
  const vmId = row.text('vmId');
  return {
    name,
    row,
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
  return machines.filter((machine) => {
    const reason = reasonToLeaveOut(machine, seen);
    if (reason !== undefined) notes.add(reason, machine.name);
    return reason === undefined;
  });
}

function reasonToLeaveOut(machine: Machine, seen: Set<string>): NoteCode | undefined {
  if (machine.template) return 'template-left-out';
  if (machine.placeholder) return 'placeholder-left-out';
  return isRepeated(machine, seen) ? 'row-repeated' : undefined;
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

/** What ties a machine to others of the estate. */
interface Links {
  readonly target: Instance['target'];
  readonly ftSecondaryOf: string | undefined;
}

/** All but its links. */
export function instanceOf(
  machine: Machine,
  id: string,
  { target, ftSecondaryOf }: Links,
  notes: Notes,
): Instance {
  const { row } = machine;
  if (row.whole('disks') !== undefined) notes.add('disks-not-listed');
  return recorded<Instance>({
    id,
    form: 'virtual',
    target,
    vcpu: row.whole('vcpu', 1),
    memoryGiB: gibibytes(row.size('memoryMiB')),
    guestOs: guestOsOf(row, notes),
    protection: protectionOf(machine, notes),
    ftSecondaryOf,
    restartPriority: restartPriorityOf(machine, notes),
    created: createdOf(machine, notes),
    powerState: powerStateOf(machine, notes),
  });
}

function protectionOf({ name, row }: Machine, notes: Notes): Instance['protection'] {
  const ft = row.choice('ftState', FT_STATES);
  const haProtected = row.flag('haProtected');
  if (ft === 'protecting') return 'ft';
  if (ft === 'not-protecting') notes.add('ft-not-protecting', name);
  const isRestarted =
    row.choice('restartPriority', RESTART_PRIORITIES) !== RESTART_PRIORITIES.disabled;
  if (haProtected === true && isRestarted) return 'ha-restart';
  if (haProtected === false) notes.add('ha-protection-off', name);
  return undefined;
}

function restartPriorityOf({ name, row }: Machine, notes: Notes): Instance['restartPriority'] {
  const priority: { value?: Instance['restartPriority']; note?: NoteCode } | undefined = row.choice(
    'restartPriority',
    RESTART_PRIORITIES,
  );
  if (priority?.note !== undefined) notes.add(priority.note, name);
  return priority?.value;
}

function createdOf({ name, row }: Machine, notes: Notes): string | undefined {
  const day = row.day('created');
  if (day === undefined || !NO_DAY.test(day)) return day;
  notes.add('creation-date-unknown', name);
  return undefined;
}

function powerStateOf({ name, row }: Machine, notes: Notes): Instance['powerState'] {
  const state = row.choice('powerState', POWER_STATES);
  if (state !== 'suspended') return state;
  notes.add('suspended', name);
  return undefined;
}
