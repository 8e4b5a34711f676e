import type { Instance } from '../../domain/inventory.ts';
import type { DiskDraft, MachineFacts } from '../draft.ts';
import type { JsonNode } from '../json.ts';
import { recorded } from '../recorded.ts';
import { inGiB } from '../units.ts';
import type { Datastores } from './datastores.ts';
import { extraConfigOf } from './extra-config.ts';
import type { Notes } from './notes.ts';

type Nic = NonNullable<Instance['nics']>[number];
type Drive = NonNullable<Instance['removableMedia']>[number];
type Device = NonNullable<Instance['passthrough']>[number];
type Kind = NonNullable<DiskDraft['kind']>;

interface Machine {
  readonly name: string;
  readonly datastores: Datastores;
}

const NIC = /^Virtual(E1000e?|PCNet32|Vmxnet[23]?|SriovEthernetCard|EthernetCard)/;
const SRIOV = 'VirtualSriovEthernetCard';
const SCSI = /^(Virtual(LsiLogic|BusLogic)|ParaVirtualSCSI|VirtualSCSI).*$/;
const USB_CONTROLLER = /^VirtualUSB(XHCI)?Controller$/;
const VGPU = /Vmiop/;
const DEVICE_BACKING = /DeviceBackingInfo$/;
/** What every machine has, and what only holds other devices. */
const PLAIN =
  /^Virtual(Keyboard|PointingDevice|VideoCard|MachineVideoCard|MachineVMCIDevice|VMCIDevice|IDEController|PCIController|PS2Controller|SIOController|AHCIController|SATAController|NVMEController)|^VirtualMachine/;

/** Words of VirtualDiskMode; of the others nobody knows what they would mean here. */
const MODES = {
  persistent: 'dependent',
  independent_persistent: 'independent-persistent',
  independent_nonpersistent: 'independent-nonpersistent',
  nonpersistent: 'independent-nonpersistent',
} as const;

const BUS_SHARING = {
  nosharing: 'none',
  virtualsharing: 'virtual',
  physicalsharing: 'physical',
} as const;
const SHARING = { sharingnone: false, sharingmultiwriter: true } as const;
const RDM_KINDS = { virtualmode: 'rdm-virtual', physicalmode: 'rdm-physical' } as const;

/** How advanced settings name the bus of a controller: `scsi0:1.ctkEnabled`. */
const BUSES: readonly (readonly [RegExp, string])[] = [
  [SCSI, 'scsi'],
  [/AHCI|SATA/, 'sata'],
  [/NVME/, 'nvme'],
  [/IDE/, 'ide'],
];

/** What the virtual hardware says, and the network as the guest reports it. */
export function deviceFacts(node: JsonNode, machine: Machine, notes: Notes): MachineFacts {
  const devices = node.at('config', 'hardware', 'device').list();
  if (devices === undefined) return {};
  const typed = devices.map((device) => ({ device, type: typeOf(device) }));
  const reported = node.at('guest', 'net').items();
  const nics = typed.filter(({ type }) => type === 'nic' || NIC.test(type));
  const disks = typed.filter(({ type }) => type === 'VirtualDisk');
  const controllers = controllersIn(typed);
  const tracked = trackedDisks(node.at('config'));
  const listed = {
    nics: nics.map(({ device, type }) => nicOf(device, type, reported)),
    disks: disks.map(({ device }) => diskOf(device, { controllers, tracked, machine })),
  };
  if (
    devices.length > 0 &&
    typed.every(({ type }) => !type.includes('Virtual') || type === 'VirtualDisk')
  ) {
    notes.add('device-types-absent', machine.name);
    return listed;
  }
  noteOthers(typed, notes);
  return {
    ...listed,
    tpm: typed.some(({ type }) => type === 'VirtualTPM'),
    passthrough: typed.flatMap(({ device, type }) => passthroughOf(device, type) ?? []),
    nicPassthrough: nics.some(({ type }) => type === SRIOV),
    usbController: typed.some(({ type }) => USB_CONTROLLER.test(type)),
    removableMedia: typed.flatMap(({ device, type }) => driveOf(device, type) ?? []),
  };
}

interface Typed {
  readonly device: JsonNode;
  readonly type: string;
}

/** Files of old releases do not write the type; a disk and a card are known by what only they have. */
function typeOf(device: JsonNode): string {
  const type = device.at('_typeName').text();
  if (type !== undefined) return type;
  if (!device.at('capacityInKB').isAbsent) return 'VirtualDisk';
  return device.at('macAddress').isAbsent ? '' : 'nic';
}

function noteOthers(typed: readonly Typed[], notes: Notes): void {
  for (const { device, type } of typed) {
    const isRead =
      type === '' ||
      type === 'nic' ||
      [NIC, SCSI, USB_CONTROLLER, PLAIN].some((pattern) => pattern.test(type)) ||
      ['VirtualDisk', 'VirtualTPM', 'VirtualCdrom', 'VirtualFloppy'].includes(type) ||
      passthroughOf(device, type) !== undefined;
    if (!isRead) notes.add('device-kind-unknown', type);
  }
}

function passthroughOf(device: JsonNode, type: string): Device | undefined {
  const backing = device.at('backing', '_typeName').text() ?? '';
  switch (type) {
    case 'VirtualPCIPassthrough':
      return VGPU.test(backing) ? 'gpu' : 'pci-card';
    case 'VirtualUSB':
      return 'usb-device';
    case 'VirtualSCSIPassthrough':
      return 'other';
    case 'VirtualSerialPort':
      return DEVICE_BACKING.test(backing) ? 'serial' : undefined;
    case 'VirtualParallelPort':
      return DEVICE_BACKING.test(backing) ? 'parallel' : undefined;
    default:
      return undefined;
  }
}

function driveOf(device: JsonNode, type: string): Drive | undefined {
  const kind = type === 'VirtualCdrom' ? 'cd' : type === 'VirtualFloppy' ? 'floppy' : undefined;
  if (kind === undefined) return undefined;
  return recorded<Drive>({ kind, connected: device.at('connectable', 'connected').flag() });
}

/** What the guest reports of a card is known by its hardware address. */
function nicOf(device: JsonNode, type: string, reported: readonly JsonNode[]): Nic {
  const mac = device.at('macAddress').text();
  const own = reported.find((net) => mac !== undefined && net.at('macAddress').text() === mac);
  return recorded<Nic>({
    network: device.at('backing', 'deviceName').text() ?? own?.at('network').text(),
    adapter: type === 'nic' ? undefined : type.replace(/^Virtual/, ''),
    connected: device.at('connectable', 'connected').flag(),
    mac,
    addresses: own
      ?.at('ipAddress')
      .list()
      ?.flatMap((address) => address.text() ?? []),
  });
}

interface Controller {
  readonly bus: string;
  readonly sharing: DiskDraft['busSharing'];
}

function controllersIn(typed: readonly Typed[]): ReadonlyMap<number, Controller> {
  const controllers = new Map<number, Controller>();
  for (const { device, type } of typed) {
    const bus = BUSES.find(([pattern]) => pattern.test(type))?.[1];
    const key = device.at('key').signed();
    if (bus === undefined || key === undefined) continue;
    controllers.set(key, {
      bus: `${bus}${device.at('busNumber').whole() ?? 0}`,
      sharing: bus === 'scsi' ? device.at('sharedBus').choice(BUS_SHARING) : undefined,
    });
  }
  return controllers;
}

/** The places (`scsi0:1`) of the disks whose changed blocks are tracked; undefined where unknown. */
function trackedDisks(config: JsonNode): ReadonlySet<string> | undefined {
  const settings = extraConfigOf(config);
  if (settings === undefined) return undefined;
  const tracked = [...settings].filter(
    ([key, value]) => /^\w+\d+:\d+\.ctkEnabled$/.test(key) && value.toLowerCase() === 'true',
  );
  return new Set(tracked.map(([key]) => key.replace('.ctkEnabled', '')));
}

interface DiskWorld {
  readonly controllers: ReadonlyMap<number, Controller>;
  readonly tracked: ReadonlySet<string> | undefined;
  readonly machine: Machine;
}

function diskOf(device: JsonNode, { controllers, tracked, machine }: DiskWorld): DiskDraft {
  const backing = device.at('backing');
  const controller = controllers.get(device.at('controllerKey').signed() ?? Number.NaN);
  const unit = device.at('unitNumber').whole();
  const bytes = device.at('capacityInBytes').amount();
  const kibibytes = device.at('capacityInKB').amount();
  return {
    GiB: bytes === undefined ? inGiB(kibibytes, 'KiB') : inGiB(bytes, 'B'),
    datastore: machine.datastores.of(backing),
    kind: diskKindOf(backing),
    label: device.at('deviceInfo', 'label').text(),
    mode: backing.at('diskMode').choice(MODES),
    shared: backing.at('sharing').choice(SHARING),
    busSharing: controller?.sharing,
    thin: backing.at('thinProvisioned').flag(),
    changeTracking:
      tracked === undefined || controller === undefined || unit === undefined
        ? undefined
        : tracked.has(`${controller.bus}:${unit}`),
  };
}

function diskKindOf(backing: JsonNode): Kind {
  return backing.at('compatibilityMode').choice<Kind>(RDM_KINDS) ?? 'virtual';
}
