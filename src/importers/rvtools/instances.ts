import type { Instance } from '../../domain/inventory.ts';
import type { Moment } from '../cell.ts';
import { gibibytes, recorded } from '../recorded.ts';
import { computeOf } from './compute.ts';
import { removableMediaOf, usbOf } from './devices.ts';
import { disksOf } from './disks.ts';
import { configuredOsMatches, guestOsOf } from './guest-os.ts';
import type { FactOf } from './headings.ts';
import type { MachineRows, MachineSheet } from './machine-rows.ts';
import type { Machine } from './machines.ts';
import { nicPassthroughOf, nicsOf } from './networks.ts';
import type { NoteCode, Notes } from './notes.ts';
import { guestVolumesOf } from './partitions.ts';
import { namedIn } from './scope.ts';
import { holdsSecret } from './secrets.ts';
import { snapshotsOf } from './snapshots.ts';
import { toolsOf } from './tools.ts';

/** What the sheets beside vInfo say of machines. */
export type MachineDetails = {
  readonly [Name in MachineSheet]: MachineRows<FactOf<Name>>;
} & {
  /** Machines beside whose files unknown files of snapshots lie. */
  readonly withUnknownFiles: ReadonlySet<Machine>;
  /** When the export was written that the machine is of. */
  writtenAt(machine: Machine): Moment | undefined;
};

/** What ties a machine to others of the estate. */
interface Links {
  readonly target: Instance['target'];
  readonly ftSecondaryOf: string | undefined;
  /** Base clock of its host. */
  readonly hostMHz: number | undefined;
  /** The id of a datastore of its vCenter. */
  readonly storageId: (name: string) => string | undefined;
}

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

/** VirtualMachineConnectionState of the vSphere API. */
const CONNECTION_STATES = {
  connected: 'connected',
  disconnected: 'disconnected',
  inaccessible: 'inaccessible',
  orphaned: 'orphaned',
  invalid: 'invalid',
} as const;
const FIRMWARE = { bios: 'bios', efi: 'uefi', uefi: 'uefi' } as const;
const HARDWARE_VERSION = /^(?:vmx-)?0*(\d{1,3})$/i;

/** One entry of the inventory, from what all sheets say of the machine. */
export function instanceOf(
  machine: Machine,
  id: string,
  { target, ftSecondaryOf, hostMHz, storageId }: Links,
  details: MachineDetails,
  notes: Notes,
): Instance {
  const { row } = machine;
  const powerState = row.choice('powerState', POWER_STATES);
  const runs = powerState === 'on';
  return recorded<Instance>({
    id,
    form: 'virtual',
    target,
    vcpu: row.whole('vcpu', 1),
    memoryGiB: gibibytes(row.size('memoryMiB')),
    guestOs: guestOsOf(row, notes),
    configuredOsMatches: configuredOsMatches(row, notes),
    hostName: namedIn(row, 'hostName'),
    hardwareVersion: hardwareVersionOf(machine, notes),
    firmware: row.choice('firmware', FIRMWARE),
    secureBoot: row.flag('secureBoot'),
    ...computeOf(machine, { cpu: details.vCPU, memory: details.vMemory, hostMHz, runs }, notes),
    ...toolsOf(machine, details.vTools, runs, notes),
    disks: disksOf(machine, details.vDisk, storageId, notes),
    changeTracking: row.flag('changeTracking'),
    consolidationNeeded: row.flag('consolidationNeeded'),
    guestVolumes: guestVolumesOf(machine, details.vPartition, notes),
    nics: nicsOf(machine, details.vNetwork, notes),
    nicPassthrough: nicPassthroughOf(machine, details.vNetwork),
    removableMedia: removableMediaOf(machine, details.vCD),
    ...usbOf(machine, details.vUSB, notes),
    snapshots: snapshotsOf(
      machine,
      details.vSnapshot,
      details.writtenAt(machine),
      details.withUnknownFiles.has(machine) || undefined,
      notes,
    ),
    protection: protectionOf(machine, notes),
    ftSecondaryOf,
    restartPriority: restartPriorityOf(machine, notes),
    secretInNotes: secretInNotesOf(machine, notes),
    created: createdOf(machine, notes),
    powerState,
    connectionState: row.choice('connectionState', CONNECTION_STATES),
  });
}

function hardwareVersionOf({ row }: Machine, notes: Notes): number | undefined {
  const text = row.text('hardwareVersion');
  if (text === undefined) return undefined;
  const version = Number(HARDWARE_VERSION.exec(text)?.[1] ?? 0);
  if (version > 0) return version;
  notes.add('value-not-read', `${row.place('hardwareVersion')}: "${text}"`);
  return undefined;
}

/** Without the column nothing is said of the notes; an empty cell is a machine without notes. */
function secretInNotesOf({ name, row }: Machine, notes: Notes): boolean | undefined {
  if (!row.has('annotation')) return undefined;
  const found = holdsSecret(row.text('annotation') ?? '');
  if (found) notes.add('secret-in-notes', name);
  return found;
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
