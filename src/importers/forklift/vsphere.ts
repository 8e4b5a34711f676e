import type { Instance } from '../../domain/inventory.ts';
import { lookUp } from '../../domain/look-up.ts';
import type { DiskDraft, MachineFacts } from '../draft.ts';
import { parseGuestOsName } from '../guest-os-name.ts';
import type { JsonNode } from '../json.ts';
import { configuredGuestOs, reportedGuestOs } from '../machine-facts.ts';
import { recorded } from '../recorded.ts';
import { inGiB } from '../units.ts';
import { guestIdName } from '../vsphere-guest-id.ts';
import type { Estate } from './estate.ts';
import type { Machine } from './forklift.ts';
import { type Device, hotAddOf, isFilled, nicsOf } from './hardware.ts';
import type { Notes } from './notes.ts';

type Volume = NonNullable<Instance['guestVolumes']>[number];

const POWER_STATES = { poweredon: 'on', poweredoff: 'off', suspended: 'suspended' } as const;
const CONNECTION_STATES = {
  connected: 'connected',
  disconnected: 'disconnected',
  inaccessible: 'inaccessible',
  orphaned: 'orphaned',
  invalid: 'invalid',
} as const;

/** As the API of vSphere writes them, and as Forklift's own policies do. */
const MODES = {
  dependent: 'dependent',
  persistent: 'dependent',
  independent_persistent: 'independent-persistent',
  independent_nonpersistent: 'independent-nonpersistent',
  nonpersistent: 'independent-nonpersistent',
} as const;

const DEVICES: Readonly<Record<string, Device>> = {
  VirtualPCIPassthrough: 'pci-card',
  VirtualSCSIPassthrough: 'other',
  VirtualUSB: 'usb-device',
};
const SRIOV = 'VirtualSriovEthernetCard';
const USB_CONTROLLER = /^VirtualUSB(XHCI)?Controller$/;

const TOOLS_RUN = {
  guesttoolsrunning: 'running',
  guesttoolsexecutingscripts: 'running',
  guesttoolsnotrunning: 'stopped',
} as const;

/** What the inventory says of a machine of vSphere. */
export function vsphereFacts({ resource, name, estate }: Machine, notes: Notes): MachineFacts {
  const { node, owner } = resource;
  const disks = node.at('disks').list();
  if (disks === undefined && node.at('cpuCount').isAbsent && node.at('revision').isAbsent) {
    notes.add('detail-absent', name);
  }
  noteRules(node, name, notes);
  return {
    vcpu: node.at('cpuCount').whole(1),
    memoryGiB: inGiB(node.at('memoryMB').size(), 'MiB'),
    coresPerSocket: node.at('coresPerSocket').whole(1),
    hotAdd: hotAddOf(node),
    cpuAffinity: isFilled(node.at('cpuAffinity')),
    numaPinned: isFilled(node.at('numaNodeAffinity')),
    ...guestFacts(node, notes),
    firmware: node.at('firmware').choice({ bios: 'bios', efi: 'uefi' } as const),
    secureBoot: node.at('secureBoot').flag(),
    tpm: node.at('tpmEnabled').flag(),
    changeTracking: node.at('changeTrackingEnabled').flag(),
    consolidationNeeded: node.at('consolidationNeeded').flag(),
    ...deviceFacts(node),
    nics: nicsOf(node, { name }, notes),
    disks: disks?.map((disk) => diskOf(disk, { owner, estate, name }, notes)),
    snapshots: snapshotsOf(node.at('snapshot'), name, notes),
    powerState: node.at('powerState').choice(POWER_STATES),
    connectionState: node.at('connectionState').choice(CONNECTION_STATES),
  };
}

function noteRules(node: JsonNode, name: string, notes: Notes): void {
  if (node.at('faultToleranceEnabled').flag() === true) notes.add('ft-set-up-only', name);
  const id = node.at('id').text();
  const host = node.at('host');
  if (id === undefined || !host.isGroup) return;
  const bound = host.at('cluster', 'hostAffinityVms').items();
  if (bound.some((machine) => machine.at('id').text() === id)) {
    notes.add('host-affinity-without-host', name);
  }
}

function guestFacts(node: JsonNode, notes: Notes): MachineFacts {
  const reported = node.at('guestNameFromVmwareTools').text();
  const id = node.at('guestId').text();
  const byId = id === undefined ? undefined : (guestIdName(id) ?? id);
  const configured = node.at('guestName').text() ?? byId;
  const isReported = reported !== undefined && parseGuestOsName(reported)?.family !== undefined;
  return {
    guestOs: isReported ? reportedGuestOs(reported, notes) : configuredGuestOs(configured, notes),
    hostName: node.at('hostName').text(),
    toolsState: toolsStateOf(node),
    guestVolumes: node.at('guestDisks').list()?.flatMap(volumeOf),
  };
}

function toolsStateOf(node: JsonNode): Instance['toolsState'] {
  if (node.at('toolsStatus').text() === 'toolsNotInstalled') return 'none';
  return node.at('toolsRunningStatus').choice(TOOLS_RUN);
}

function volumeOf(node: JsonNode): Volume[] {
  const path = node.at('diskPath').text();
  if (path === undefined) return [];
  return [
    recorded<Volume>({
      path,
      capacityGiB: inGiB(node.at('capacity').amount(), 'B'),
      freeGiB: inGiB(node.at('freeSpace').amount(), 'B'),
    }),
  ];
}

/** Forklift keeps the devices that may hinder a migration. */
function deviceFacts(node: JsonNode): MachineFacts {
  const kinds = node
    .at('devices')
    .list()
    ?.map((device) => device.at('kind').text() ?? '');
  if (kinds === undefined) return {};
  return {
    passthrough: kinds.flatMap((kind) => lookUp(DEVICES, kind) ?? []),
    nicPassthrough: kinds.includes(SRIOV),
    usbController: kinds.some((kind) => USB_CONTROLLER.test(kind)),
  };
}

interface DiskWorld {
  readonly owner: string;
  readonly estate: Estate;
  readonly name: string;
}

function diskOf(disk: JsonNode, { owner, estate, name }: DiskWorld, notes: Notes): DiskDraft {
  const isRaw = disk.at('rdm').flag();
  if (isRaw === true) notes.add('rdm-mode-unknown', name);
  return {
    GiB: inGiB(disk.at('capacity').amount(), 'B'),
    datastore: estate.datastoreOf(owner, disk.at('datastore')),
    kind: isRaw === false ? 'virtual' : undefined,
    label: disk.at('file').text(),
    mode: disk.at('mode').choice(MODES),
    shared: disk.at('shared').flag(),
    changeTracking: disk.at('changeTrackingEnabled').flag(),
  };
}

/** The current snapshot, where there is one; an empty reference says that there is none. */
function snapshotsOf(snapshot: JsonNode, name: string, notes: Notes): Instance['snapshots'] {
  if (snapshot.isAbsent) return undefined;
  if (snapshot.at('id').isAbsent) return { count: 0 };
  notes.add('snapshot-count-unknown', name);
  return undefined;
}
