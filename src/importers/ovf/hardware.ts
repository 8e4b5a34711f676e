import type { Instance } from '../../domain/inventory.ts';
import type { DiskDraft, MachineFacts } from '../draft.ts';
import { recorded, recordedGroup } from '../recorded.ts';
import { inGiB } from '../units.ts';
import type { Value } from '../value.ts';
import type { XmlElement } from '../xml.ts';
import { unitOf } from './allocation-units.ts';
import type { Notes } from './notes.ts';

type Nic = NonNullable<Instance['nics']>[number];

/** In GiB by `diskId`; undefined for one whose size is not known. */
export type DiskSizes = ReadonlyMap<string, number | undefined>;

export interface Options {
  /** The deployment option that counts. */
  readonly chosen: string | undefined;
}

interface Machine {
  readonly name: string;
  readonly disks: DiskSizes;
  readonly options: Options;
}

/** Values of CIM_ResourceAllocationSettingData.ResourceType (DMTF). */
const TYPES = {
  cpu: '3',
  memory: '4',
  nic: '10',
  floppy: '14',
  cd: '15',
  dvd: '16',
  disk: '17',
  usb: '23',
} as const;
const READ: ReadonlySet<string> = new Set(Object.values(TYPES));
/** Controllers of disks, video cards: they hold other devices, or every machine has one. */
const PLAIN: ReadonlySet<string> = new Set(['5', '6', '20', '24']);

/** OVF 2 has items of their own for network ports and storage. */
const ITEMS = ['Item', 'EthernetPortItem', 'StorageItem'] as const;
const DISK_REFERENCE = /^(?:ovf:)?\/+disk\/(.+)$/;
const VMX = /^vmx-(\d+)$/;

/** What the virtual hardware of a machine says. */
export function hardwareFacts(
  section: XmlElement | undefined,
  machine: Machine,
  notes: Notes,
): MachineFacts {
  if (section === undefined) return {};
  const items = itemsOf(section, machine.options, notes);
  const ofType = (type: keyof typeof TYPES) => items.filter((item) => typeOf(item) === TYPES[type]);
  noteOthers(items, notes);
  const [cpu] = ofType('cpu');
  const config = configOf(section);
  const drives = [...ofType('cd'), ...ofType('dvd')];
  const nics = ofType('nic');
  return {
    ...processorsOf(cpu),
    ...memoryOf(ofType('memory')[0]),
    limits: limitsOf(cpu, ofType('memory')[0]),
    hotAdd: recordedGroup<NonNullable<Instance['hotAdd']>>({
      cpu: either(config('cpuHotAddEnabled')?.flag(), config('cpuHotRemoveEnabled')?.flag()),
      memory: config('memoryHotAddEnabled')?.flag(),
    }),
    cpuAffinity: isBound(config('sched.cpu.affinity')),
    numaPinned: isBound(config('numa.nodeAffinity')),
    timeSyncWithHost: config('tools.syncTimeWithHost')?.flag(),
    hardwareVersion: hardwareVersionOf(section, machine.name, notes),
    firmware: config('firmware')?.choice({ bios: 'bios', efi: 'uefi' } as const),
    secureBoot: config('bootOptions.efiSecureBootEnabled')?.flag(),
    tpm: items.some((item) => /tpm/i.test(subTypeOf(item) ?? '')) ? true : undefined,
    nicPassthrough: nics.some((nic) => /sriov/i.test(subTypeOf(nic) ?? '')),
    nics: nics.map(nicOf),
    usbController: ofType('usb').length > 0,
    removableMedia: [
      ...drives.map(() => ({ kind: 'cd' }) as const),
      ...ofType('floppy').map(() => ({ kind: 'floppy' }) as const),
    ],
    disks: ofType('disk').map((item) => diskOf(item, machine.disks)),
  };
}

/** Numbers of cores or nodes; without the setting nothing is said. */
function isBound(setting: Value | undefined): boolean | undefined {
  const text = setting?.text();
  return text === undefined ? undefined : text.toLowerCase() !== 'all';
}

/** Either of two switches is on; both must be known to be off. */
function either(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === true || b === true) return true;
  return a === undefined ? b : a;
}

/** The items that count: of those with one InstanceID, the one of the chosen option. */
function itemsOf(section: XmlElement, { chosen }: Options, notes: Notes): XmlElement[] {
  const counted = new Map<string, XmlElement>();
  for (const [i, item] of ITEMS.flatMap((name) => section.all(name)).entries()) {
    const options = item.attribute('configuration').text()?.split(/\s+/);
    if (options !== undefined && !options.includes(chosen ?? '')) continue;
    const id = fieldOf(item, 'InstanceID').text() ?? `#${i}`;
    if (!item.attribute('bound').isAbsent) notes.add('range-left-out', item.path);
    else if (options !== undefined || !counted.has(id)) counted.set(id, item);
  }
  return [...counted.values()];
}

function noteOthers(items: readonly XmlElement[], notes: Notes): void {
  for (const item of items) {
    const type = typeOf(item);
    if (type === undefined || READ.has(type) || PLAIN.has(type)) continue;
    notes.add('device-kind-unknown', subTypeOf(item) ?? `ResourceType ${type}`);
  }
}

function fieldOf(item: XmlElement, name: string): Value {
  return item.first(name)?.value ?? item.attribute(name);
}

function typeOf(item: XmlElement): string | undefined {
  return fieldOf(item, 'ResourceType').text();
}

function subTypeOf(item: XmlElement): string | undefined {
  return fieldOf(item, 'ResourceSubType').text();
}

/** VMware's settings of the whole machine, by key. */
function configOf(section: XmlElement): (key: string) => Value | undefined {
  const settings = [...section.all('Config'), ...section.all('ExtraConfig')];
  return (key) =>
    settings.find((setting) => setting.attribute('key').text() === key)?.attribute('value');
}

function processorsOf(cpu: XmlElement | undefined): MachineFacts {
  if (cpu === undefined) return {};
  return {
    vcpu: fieldOf(cpu, 'VirtualQuantity').whole(1),
    coresPerSocket: fieldOf(cpu, 'CoresPerSocket').whole(1),
  };
}

function memoryOf(memory: XmlElement | undefined): MachineFacts {
  const size = sizeOf(memory, 'VirtualQuantity');
  const reserved = sizeOf(memory, 'Reservation');
  return {
    memoryGiB: size,
    memoryReservationPercent:
      size === undefined || reserved === undefined
        ? undefined
        : Math.min(100, Math.round((reserved / size) * 1000) / 10),
  };
}

/** Without units nobody knows what is counted. */
function sizeOf(memory: XmlElement | undefined, quantity: string): number | undefined {
  if (memory === undefined) return undefined;
  const amount = fieldOf(memory, quantity).amount();
  const unit = unitOf(fieldOf(memory, 'AllocationUnits'));
  if (amount === undefined || unit === undefined) return undefined;
  return inGiB(amount * unit, 'B');
}

/** A limit that is not written is none. */
function limitsOf(
  cpu: XmlElement | undefined,
  memory: XmlElement | undefined,
): NonNullable<Instance['limits']> | undefined {
  const size = sizeOf(memory, 'VirtualQuantity');
  const limit = sizeOf(memory, 'Limit');
  return recordedGroup<NonNullable<Instance['limits']>>({
    cpu: cpu === undefined ? undefined : (fieldOf(cpu, 'Limit').amount() ?? 0) > 0,
    memory: size === undefined ? undefined : limit !== undefined && limit < size,
  });
}

function hardwareVersionOf(section: XmlElement, name: string, notes: Notes): number | undefined {
  const types =
    section
      .first('System', 'VirtualSystemType')
      ?.value.text()
      ?.split(/[\s,]+/) ?? [];
  const versions = types.flatMap((type) => VMX.exec(type)?.[1] ?? []);
  if (types.length > 0 && versions.length === 0)
    notes.add('hardware-version-other', types.join(' '));
  if (versions.length > 1) notes.add('hardware-version-several', name);
  return versions.length === 1 ? Number(versions[0]) : undefined;
}

function nicOf(item: XmlElement): Nic {
  return recorded<Nic>({
    network: fieldOf(item, 'Connection').text(),
    adapter: subTypeOf(item),
    mac: fieldOf(item, 'Address').text(),
  });
}

function diskOf(item: XmlElement, sizes: DiskSizes): DiskDraft {
  const resource = fieldOf(item, 'HostResource').text() ?? '';
  const id = DISK_REFERENCE.exec(resource)?.[1];
  return {
    GiB: id === undefined ? undefined : sizes.get(id),
    kind: 'virtual',
    label: fieldOf(item, 'ElementName').text(),
  };
}
