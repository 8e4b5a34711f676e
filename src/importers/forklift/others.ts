import type { Instance } from '../../domain/inventory.ts';
import type { DiskDraft, MachineFacts } from '../draft.ts';
import type { JsonNode } from '../json.ts';
import { configuredGuestOs, reportedGuestOs } from '../machine-facts.ts';
import { inGiB } from '../units.ts';
import type { Machine } from './forklift.ts';
import { hotAddOf, isFilled, nicsOf } from './hardware.ts';
import type { Notes } from './notes.ts';

const FIRMWARE = { bios: 'bios', efi: 'uefi', uefi: 'uefi' } as const;
const MEBIBYTES = { 'byte * 2^20': true, megabytes: true } as const;
const POWER_STATES = {
  on: 'on',
  running: 'on',
  off: 'off',
  saved: 'suspended',
  paused: 'other',
} as const;

/** What the inventory says of a machine of Hyper-V; the guest is reported by its services. */
export function hypervFacts({ resource, name }: Machine, notes: Notes): MachineFacts {
  const { node } = resource;
  return {
    ...sizesOf(node),
    guestOs: reportedGuestOs(node.either('guestOS', 'guestOs').text(), notes),
    ...bootOf(node),
    nics: nicsOf(node, { name }, notes),
    disks: disksOf(node, 'name'),
    snapshots: checkpointsOf(node, name, notes),
    protection: protectionOf(node, name, notes),
    powerState: powerStateOf(node, name, notes),
  };
}

/** What the inventory says of a machine that was exported as an OVA. */
export function ovaFacts({ resource, name }: Machine, notes: Notes): MachineFacts {
  const { node } = resource;
  return {
    ...sizesOf(node),
    hotAdd: hotAddOf(node),
    cpuAffinity: isFilled(node.at('cpuAffinity')),
    numaPinned: isFilled(node.at('numaNodeAffinity')),
    guestOs: configuredGuestOs(node.either('osType', 'guestName').text(), notes),
    ...bootOf(node),
    nics: nicsOf(node, { name }, notes),
    disks: disksOf(node, 'filePath'),
  };
}

/** Memory counts MiB by its name; what an OVA gives in other units is not made to fit. */
function sizesOf(node: JsonNode): MachineFacts {
  const units = node.at('memoryUnits');
  const isMiB = units.isAbsent || units.choice(MEBIBYTES) === true;
  return {
    vcpu: node.at('cpuCount').whole(1),
    memoryGiB: isMiB ? inGiB(node.at('memoryMB').size(), 'MiB') : undefined,
    coresPerSocket: node.at('coresPerSocket').whole(1),
  };
}

function bootOf(node: JsonNode): MachineFacts {
  return {
    firmware: node.at('firmware').choice(FIRMWARE),
    secureBoot: node.at('secureBoot').flag(),
    tpm: node.at('tpmEnabled').flag(),
  };
}

function disksOf(node: JsonNode, label: string): readonly DiskDraft[] | undefined {
  return node
    .at('disks')
    .list()
    ?.map((disk) => ({
      GiB: inGiB(disk.either('capacity', 'Capacity').amount(), 'B'),
      kind: 'virtual',
      label: disk.at(label).text() ?? disk.at('Name').text(),
    }));
}

function checkpointsOf(node: JsonNode, name: string, notes: Notes): Instance['snapshots'] {
  const hasSome = node.at('hasCheckpoint').flag();
  if (hasSome === true) notes.add('snapshot-count-unknown', name);
  return hasSome === false ? { count: 0 } : undefined;
}

/** A role of a failover cluster is started on another node. */
function protectionOf(node: JsonNode, name: string, notes: Notes): Instance['protection'] {
  const isRole = node.at('isClusterRole').flag();
  if (isRole !== undefined) notes.add(isRole ? 'ha-derived' : 'ha-not-set', name);
  return isRole === true ? 'ha-restart' : undefined;
}

function powerStateOf(node: JsonNode, name: string, notes: Notes): Instance['powerState'] {
  const state = node.at('powerState').choice(POWER_STATES);
  if (state !== 'other') return state;
  notes.add('power-state-other', name);
  return undefined;
}
