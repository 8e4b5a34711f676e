import type { Instance } from '../../domain/inventory.ts';
import { gibibytes, recorded } from '../recorded.ts';
import { cleanName } from '../subject-ids.ts';
import type { TableRow } from '../table.ts';
import type { FactOf } from './headings.ts';
import type { MachineRows } from './machine-rows.ts';
import type { Machine } from './machines.ts';
import type { Notes } from './notes.ts';
import { namedIn } from './scope.ts';

type Disk = NonNullable<Instance['disks']>[number];
type DiskFact = FactOf<'vDisk'>;

/** VirtualDiskRawDiskMappingVer1BackingInfo of the vSphere API. */
const RAW_MODES = { physicalmode: 'rdm-physical', virtualmode: 'rdm-virtual' } as const;
/** VirtualDiskMode; the modes of ESX 2 (undoable, append) are not among them. */
const MODES = {
  persistent: 'dependent',
  independent_persistent: 'independent-persistent',
  independent_nonpersistent: 'independent-nonpersistent',
} as const;
const SHARING = { sharingnone: false, sharingmultiwriter: true } as const;
const BUS_SHARING = {
  nosharing: 'none',
  virtualsharing: 'virtual',
  physicalsharing: 'physical',
} as const;
/** `[datastore] folder/name.vmdk`. */
const DATASTORE_OF_PATH = /^\[([^\]]+)\]/;

/** The disks of a machine, where the sheet has as many as vInfo counts. */
export function disksOf(
  machine: Machine,
  rows: MachineRows<DiskFact>,
  storageId: (name: string) => string | undefined,
  notes: Notes,
): Instance['disks'] {
  const listed = rows.of(machine);
  const count = machine.row.whole('disks');
  if (listed.length === 0 && !rows.covers(machine)) {
    if (count !== undefined) notes.add('disks-not-listed');
    return undefined;
  }
  if (count !== undefined && count !== listed.length) {
    notes.add('disk-count-differs', machine.name);
    return undefined;
  }
  if (listed.length === 0 && count === undefined) return undefined;
  return listed.map((row) => diskOf(row, storageId, notes));
}

function diskOf(
  row: TableRow<DiskFact>,
  storageId: (name: string) => string | undefined,
  notes: Notes,
): Disk {
  const shared = row.choice('sharing', SHARING);
  const busSharing = row.choice('busSharing', BUS_SHARING);
  return recorded<Disk>({
    GiB: gibibytes(row.amount('capacityMiB')),
    storage: storageOf(row, storageId, notes),
    kind: kindOf(row, shared === true || (busSharing ?? 'none') !== 'none', notes),
    label: namedIn(row, 'label'),
    mode: row.choice('mode', MODES),
    shared,
    busSharing,
    thin: row.flag('thin'),
  });
}

function kindOf(row: TableRow<DiskFact>, shared: boolean, notes: Notes): Disk['kind'] {
  const raw = row.flag('raw');
  if (raw === true) {
    const kind = row.choice('rawMode', RAW_MODES);
    if (kind === undefined) notes.add('raw-mode-absent', row.where);
    return kind;
  }
  if (shared) return 'shared';
  return raw === false ? 'virtual' : undefined;
}

function storageOf(
  row: TableRow<DiskFact>,
  storageId: (name: string) => string | undefined,
  notes: Notes,
): string | undefined {
  const [, name] = DATASTORE_OF_PATH.exec(row.text('path') ?? '') ?? [];
  if (name === undefined) return undefined;
  const id = storageId(cleanName(name));
  if (id === undefined) notes.add('datastore-unknown', name);
  return id;
}
