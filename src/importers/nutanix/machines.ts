import type { Instance } from '../../domain/inventory.ts';
import type { ClusterDraft, DiskDraft, MachineDraft, MachineFacts } from '../draft.ts';
import type { JsonNode } from '../json.ts';
import { nameFrom, reportedGuestOs } from '../machine-facts.ts';
import { recorded, recordedGroup } from '../recorded.ts';
import { inGiB } from '../units.ts';
import type { Entity } from './entities.ts';
import type { Estate } from './estate.ts';
import type { Notes } from './notes.ts';
import type { ReadDisk, ReadMachine, ReadNic } from './read-machine.ts';
import { v3Machine } from './v3.ts';
import { v4Machine } from './v4.ts';

type Nic = NonNullable<Instance['nics']>[number];
type Medium = NonNullable<Instance['removableMedia']>[number];

const CONTROLLER = /^NTNX-.+-CVM$/i;
const POWER_STATES = {
  on: 'on',
  off: 'off',
  suspended: 'suspended',
  paused: 'other',
  undetermined: 'other',
  unknown: 'other',
} as const;
/** "linux:64:CentOS Linux-7.3.1611", as the guest tools report the system. */
const REPORTED_OS = /^[^:]*:(32|64)?:(.*)$/;

/** A machine of a list; undefined for one without a name, and for a controller VM. */
export function machineOf(
  { api, node }: Entity,
  estate: Estate,
  notes: Notes,
): (MachineDraft & { readonly uuid: string | undefined }) | undefined {
  const read = api === 'v3' ? v3Machine(node) : v4Machine(node);
  const name = nameFrom(read.name, notes);
  if (name === undefined) return undefined;
  if (CONTROLLER.test(name)) {
    notes.add('controller-vm-left-out', name);
    return undefined;
  }
  const host = estate.hostOf(read.host, name);
  const cluster = estate.clusterOf(read.cluster, name) ?? host?.cluster;
  return {
    name,
    uuid: read.uuid,
    marks: [cluster?.name, read.uuid],
    host,
    cluster,
    facts: factsOf(read, { name, cluster, estate }, notes),
  };
}

interface Place {
  readonly name: string;
  readonly cluster: ClusterDraft | undefined;
  readonly estate: Estate;
}

function factsOf(read: ReadMachine, place: Place, notes: Notes): MachineFacts {
  const { name } = place;
  if (read.isAgent === true) notes.add('agent-vm', name);
  for (const category of read.unnamedCategories) notes.add('category-unnamed', category);
  return {
    tags: read.tags.length === 0 ? undefined : [...new Set(read.tags)],
    ...processorsOf(read, name, notes),
    memoryGiB: read.memoryGiB,
    hotAdd: recordedGroup<NonNullable<Instance['hotAdd']>>({ cpu: read.cpuHotplug }),
    cpuAffinity: read.isPinned,
    numaPinned: isNumaPinned(read.numaNodes.whole(), name, notes),
    guestOs: reportedGuestOs(reportedName(read.tools.system), notes),
    ...toolsOf(read, name, notes),
    firmware: read.firmware,
    secureBoot: read.secureBoot,
    tpm: read.tpm,
    passthrough: read.devices,
    nicPassthrough: isAnyDirect(read.nics),
    nics: read.nics?.map((nic) => nicOf(nic, notes)),
    disks: read.disks?.map((disk) => diskOf(disk, place, notes)),
    removableMedia: read.drives?.map(driveOf),
    powerState: powerStateOf(read.powerState, name, notes),
    created: read.created.day(),
  };
}

function processorsOf(
  read: ReadMachine,
  name: string,
  notes: Notes,
): Pick<MachineFacts, 'vcpu' | 'coresPerSocket'> {
  const sockets = read.sockets.whole(1);
  const cores = read.coresPerSocket.whole(1);
  const hasThreads = (read.threadsPerCore.whole(1) ?? 1) > 1;
  if (hasThreads) notes.add('threads-per-core', name);
  const isKnown = sockets !== undefined && cores !== undefined && !hasThreads;
  const vcpu = isKnown ? sockets * cores : undefined;
  return { vcpu: Number.isSafeInteger(vcpu) ? vcpu : undefined, coresPerSocket: cores };
}

function isNumaPinned(nodes: number | undefined, name: string, notes: Notes): boolean | undefined {
  if (nodes !== undefined && nodes > 0) notes.add('vnuma-binding-unknown', name);
  return nodes === 0 ? false : undefined;
}

/** `CentOS Linux 7.3.1611`; a name without its marks is left as it is. */
function reportedName(system: string | undefined): string | undefined {
  const [, bits, product] = REPORTED_OS.exec(system ?? '') ?? [];
  if (product === undefined) return system;
  const name = product.replace(/-(?=\d)/, ' ').trim();
  return name === '' ? undefined : `${name}${bits === undefined ? '' : ` (${bits}-bit)`}`;
}

function toolsOf(
  { tools }: ReadMachine,
  name: string,
  notes: Notes,
): Pick<MachineFacts, 'toolsState' | 'toolsCurrent'> {
  if (tools.isInstalled === false) return { toolsState: 'none' };
  const isCurrent =
    tools.version === undefined || tools.available === undefined
      ? undefined
      : tools.version === tools.available;
  if (isCurrent !== undefined) notes.add('tools-current-derived', name);
  if (tools.isReachable === false) notes.add('tools-unreachable', name);
  return {
    toolsState: tools.isReachable === true ? 'running' : undefined,
    toolsCurrent: isCurrent,
  };
}

/** A card whose kind is not said may be one that is handed through. */
function isAnyDirect(nics: ReadMachine['nics']): boolean | undefined {
  if (nics?.some(({ isDirect }) => isDirect === true)) return true;
  return nics?.every(({ isDirect }) => isDirect === false) ? false : undefined;
}

function nicOf(nic: ReadNic, notes: Notes): Nic {
  const network = nic.network.text();
  if (network === undefined && nic.subnet !== undefined) notes.add('network-unnamed', nic.subnet);
  if (nic.learned.length === 0 && nic.hasAssigned) {
    notes.add('addresses-assigned', nic.network.place);
  }
  return recorded<Nic>({
    network,
    adapter: nic.adapter,
    connected: nic.isConnected,
    mac: nic.mac,
    addresses: nic.learned.length === 0 ? undefined : [...nic.learned],
  });
}

function diskOf(disk: ReadDisk, { cluster, estate }: Place, notes: Notes): DiskDraft {
  if (disk.isOfVolumeGroup) notes.add('volume-group-disk', disk.node.place);
  return {
    GiB: inGiB(disk.bytes.amount(), 'B') ?? inGiB(disk.mebibytes.amount(), 'MiB'),
    datastore: estate.containerOf(disk.container, cluster),
    kind: disk.isOfVolumeGroup ? undefined : 'virtual',
    label: disk.label,
  };
}

/** A drive with nothing in it has no size, or none of its own. */
function driveOf({ bytes, mebibytes }: ReadDisk): Medium {
  const size = bytes.amount() ?? mebibytes.amount();
  return recorded<Medium>({ kind: 'cd', connected: size === undefined ? undefined : size > 0 });
}

function powerStateOf(state: JsonNode, name: string, notes: Notes): Instance['powerState'] {
  const word = state.choice(POWER_STATES);
  if (word !== 'other') return word;
  notes.add('power-state-other', name);
  return undefined;
}
