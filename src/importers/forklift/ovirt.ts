import type { Instance } from '../../domain/inventory.ts';
import { lookUp } from '../../domain/look-up.ts';
import type { DiskDraft, MachineFacts } from '../draft.ts';
import type { JsonNode } from '../json.ts';
import { configuredGuestOs, reportedGuestOs } from '../machine-facts.ts';
import { recorded } from '../recorded.ts';
import { inGiB } from '../units.ts';
import type { Machine } from './forklift.ts';
import { type Device, isFilled } from './hardware.ts';
import type { Notes } from './notes.ts';

type Nic = NonNullable<Instance['nics']>[number];
type Drive = NonNullable<Instance['removableMedia']>[number];

/** VmStatus of the oVirt API: those that run, are off, or wait on disk. */
const STATES = {
  up: 'on',
  down: 'off',
  suspended: 'suspended',
  powering_up: 'on',
  powering_down: 'on',
  reboot_in_progress: 'on',
  migrating: 'on',
  paused: 'other',
  not_responding: 'other',
  unknown: 'other',
  unassigned: 'other',
  image_locked: 'other',
  saving_state: 'other',
  restoring_state: 'other',
  wait_for_launch: 'other',
} as const;

/** BiosType of the oVirt API. */
const BIOS_TYPES: Readonly<Record<string, Pick<Instance, 'firmware' | 'secureBoot'>>> = {
  i440fx_sea_bios: { firmware: 'bios', secureBoot: false },
  q35_sea_bios: { firmware: 'bios', secureBoot: false },
  q35_ovmf: { firmware: 'uefi', secureBoot: false },
  q35_secure_boot: { firmware: 'uefi', secureBoot: true },
  cluster_default: {},
};

const PINNING: Readonly<Record<string, boolean>> = {
  none: false,
  manual: true,
  dedicated: true,
  isolate_threads: true,
  resize_and_pin_numa: true,
};

const DISK_KINDS = { image: 'virtual', cinder: 'virtual', lun: 'passthrough' } as const;

const DEVICES: Readonly<Record<string, Device>> = {
  usb_device: 'usb-device',
  usb: 'usb-device',
  pci: 'pci-card',
  mdev: 'other',
  scsi: 'other',
};

/** Not a snapshot, but the machine as it is, or shall be at its next start. */
const NO_SNAPSHOT = /^(active|next_run)$|^Active VM$|^Next Run configuration snapshot$/i;
const OS_TYPE = /^(rhel|windows|sles|ubuntu|debian)_(\d[\d.]*)(r2)?(x64)?$/i;
const PRODUCTS: Readonly<Record<string, string>> = {
  rhel: 'Red Hat Enterprise Linux',
  windows: 'Windows',
  sles: 'SUSE Linux Enterprise Server',
  ubuntu: 'Ubuntu',
  debian: 'Debian GNU/Linux',
};

/** What the inventory says of a machine of oVirt or Red Hat Virtualization. */
export function ovirtFacts({ resource, name }: Machine, notes: Notes): MachineFacts {
  const { node } = resource;
  if (node.at('placementPolicyAffinity').text() === 'pinned') {
    notes.add('pinned-to-host', name);
  }
  return {
    ...processorsOf(node),
    memoryGiB: inGiB(node.at('memory').size(), 'B'),
    cpuAffinity: cpuAffinityOf(node),
    numaPinned: isFilled(node.at('numaNodeAffinity')),
    guestOs: guestOsOf(node, notes),
    ...(node.at('bios').choice(BIOS_TYPES) ?? {}),
    passthrough: node
      .at('hostDevices')
      .list()
      ?.map((device) => lookUp(DEVICES, device.at('capability').text() ?? '') ?? 'other'),
    ...nicFacts(node),
    usbController: node.at('usbEnabled').flag(),
    removableMedia: node
      .at('cdroms')
      .list()
      ?.map((drive) => recorded<Drive>({ kind: 'cd', connected: !drive.at('file').isAbsent })),
    disks: node.at('diskAttachments').list()?.map(diskOf),
    snapshots: snapshotsOf(node.at('snapshots')),
    protection: protectionOf(node, name, notes),
    powerState: powerStateOf(node, name, notes),
  };
}

function processorsOf(node: JsonNode): Pick<MachineFacts, 'vcpu' | 'coresPerSocket'> {
  const sockets = node.at('cpuSockets').whole(1);
  const cores = node.at('cpuCores').whole(1);
  const threads = node.at('cpuThreads').whole(1) ?? 1;
  return {
    vcpu: sockets === undefined || cores === undefined ? undefined : sockets * cores * threads,
    coresPerSocket: cores,
  };
}

function cpuAffinityOf(node: JsonNode): boolean | undefined {
  const byPolicy = node.at('cpuPinningPolicy').choice(PINNING);
  const bySet = isFilled(node.at('cpuAffinity'));
  return byPolicy === true || bySet === true ? true : (byPolicy ?? bySet);
}

/** As the guest's agent reports it, else as the machine is set up. */
function guestOsOf(node: JsonNode, notes: Notes): MachineFacts['guestOs'] {
  const guest = node.at('guest');
  const distribution = guest.at('distribution').text();
  if (distribution !== undefined) {
    return reportedGuestOs(`${distribution} ${guest.at('fullVersion').text() ?? ''}`.trim(), notes);
  }
  const type = node.at('osType').text();
  return configuredGuestOs(type === undefined ? undefined : osTypeName(type), notes);
}

/** `rhel_9x64` and `windows_2019x64` of osinfo's properties of oVirt, in plain words. */
function osTypeName(type: string): string {
  const [, product = '', version = '', r2, x64] = OS_TYPE.exec(type) ?? [];
  const name = lookUp(PRODUCTS, product.toLowerCase());
  if (name === undefined) return type;
  const server = name === 'Windows' && /^20\d\d$/.test(version) ? ' Server' : '';
  const release = `${version}${r2 === undefined ? '' : ' R2'}`;
  return `${name}${server} ${release}${x64 === undefined ? '' : ' (64-bit)'}`;
}

function nicFacts(node: JsonNode): Pick<MachineFacts, 'nics' | 'nicPassthrough'> {
  const nics = node.at('nics').list();
  if (nics === undefined) return {};
  const isHandedThrough = (nic: JsonNode) =>
    nic.at('interface').text() === 'pci_passthrough' ||
    nic.at('profile', 'passThrough').text() === 'enabled';
  return { nicPassthrough: nics.some(isHandedThrough), nics: nics.map(nicOf) };
}

function nicOf(nic: JsonNode): Nic {
  return recorded<Nic>({
    network: nic.at('profile', 'networkName').text(),
    adapter: nic.at('interface').text(),
    connected: nic.at('plugged').flag(),
    mac: nic.at('mac').text(),
    addresses: nic
      .at('ipAddress')
      .list()
      ?.flatMap((address) => address.at('address').text() ?? []),
  });
}

function diskOf(attachment: JsonNode): DiskDraft {
  const disk = attachment.at('disk');
  if (!disk.isGroup) return { label: attachment.at('id').text() };
  const kind = disk.at('storageType').choice(DISK_KINDS);
  return {
    GiB: kind === 'passthrough' ? lunSize(disk) : inGiB(disk.at('provisionedSize').amount(), 'B'),
    kind,
    label: disk.at('name').text() ?? attachment.at('id').text(),
    shared: disk.at('shared').flag(),
  };
}

/** Units of different sizes are not added up: a path to a unit may be listed like another unit. */
function lunSize(disk: JsonNode): number | undefined {
  const units = disk.at('lun', 'logicalUnits', 'logicalUnit').items();
  const sizes = new Set(units.map((unit) => unit.at('size').amount()));
  const [size] = sizes;
  return sizes.size === 1 ? inGiB(size, 'B') : undefined;
}

function snapshotsOf(snapshots: JsonNode): Instance['snapshots'] {
  const list = snapshots.list();
  if (list === undefined) return undefined;
  const count = list.filter(
    (one) =>
      !NO_SNAPSHOT.test(one.at('type').text() ?? '') &&
      !NO_SNAPSHOT.test(one.at('description').text() ?? ''),
  ).length;
  return { count };
}

function protectionOf(node: JsonNode, name: string, notes: Notes): Instance['protection'] {
  const isSet = node.at('haEnabled').flag();
  if (isSet !== undefined) notes.add(isSet ? 'ha-derived' : 'ha-not-set', name);
  return isSet === true ? 'ha-restart' : undefined;
}

function powerStateOf(node: JsonNode, name: string, notes: Notes): Instance['powerState'] {
  const state = node.at('status').choice(STATES);
  if (state !== 'other') return state;
  notes.add('power-state-other', name);
  return undefined;
}
