import { isIsoDate, toIsoDate } from '../../domain/calendar.ts';
import type { Instance } from '../../domain/inventory.ts';
import type { DiskDraft, HostDraft, MachineDraft, MachineFacts } from '../draft.ts';
import { configuredGuestOs, nameFrom } from '../machine-facts.ts';
import { osTypeName } from '../proxmox-os-type.ts';
import { recorded, recordedGroup } from '../recorded.ts';
import { type ByteUnit, inGiB } from '../units.ts';
import type { Notes } from './notes.ts';
import type { Options, Settings } from './settings.ts';
import type { Storages } from './storages.ts';

type Nic = NonNullable<Instance['nics']>[number];
type Device = NonNullable<Instance['passthrough']>[number];

/** Where a machine stands, and what other files say of it. */
interface Place {
  readonly number: string;
  readonly node: HostDraft | undefined;
  readonly storages: Storages;
  readonly isRestarted: boolean;
}

const DEFAULT_MEMORY_MIB = 512;
/** Hot-plugging that is on where a machine says nothing. */
const DEFAULT_HOTPLUG = 'network,disk,usb';
const DISK_BUSES = ['ide', 'sata', 'scsi', 'virtio'] as const;

const SIZE = /^(\d+(?:\.\d+)?)([KMGT]?)$/;
const SIZE_UNITS: Readonly<Record<string, ByteUnit>> = {
  '': 'B',
  K: 'KiB',
  M: 'MiB',
  G: 'GiB',
  T: 'TiB',
};
const TRUE: ReadonlySet<string | undefined> = new Set(['1', 'on', 'yes', 'true']);

/** The machine of one file; undefined for a template. */
export function machineOf(
  settings: Settings,
  place: Place,
  notes: Notes,
): (MachineDraft & { readonly uuid: string | undefined }) | undefined {
  const name = nameOf(settings, place, notes);
  if (name === undefined) return undefined;
  if (isOn(settings.get('template').text())) {
    notes.add('template-left-out', name);
    return undefined;
  }
  const uuid = settings.options('smbios1').get('uuid').text();
  return {
    name,
    uuid,
    marks: [place.number, place.node?.name, uuid],
    host: place.node,
    facts: factsOf(settings, place, name, notes),
  };
}

function isOn(word: string | undefined): boolean {
  return TRUE.has(word);
}

function nameOf(settings: Settings, { number }: Place, notes: Notes): string | undefined {
  const own = settings.get('name');
  if (!own.isAbsent || number === '') return nameFrom(own, notes);
  notes.add('name-from-number', number);
  return number;
}

function factsOf(settings: Settings, place: Place, name: string, notes: Notes): MachineFacts {
  const { vcpu, coresPerSocket } = processorsOf(settings, name, notes);
  const tags = settings
    .get('tags')
    .text()
    ?.split(/[;,\s]+/)
    .filter((tag) => tag !== '');
  if (place.isRestarted) notes.add('ha-derived', name);
  if (settings.hasPending) notes.add('pending-not-read', name);
  if (settings.snapshots.length > 0) notes.add('snapshot-age-unknown', name);
  return {
    tags: tags === undefined || tags.length === 0 ? undefined : tags,
    vcpu,
    memoryGiB: memoryOf(settings, name, notes),
    coresPerSocket,
    limits: recordedGroup<NonNullable<Instance['limits']>>({ cpu: isLimited(settings, vcpu) }),
    hotAdd: hotAddOf(settings),
    cpuAffinity: !settings.get('affinity').isAbsent,
    numaPinned: isNumaPinned(settings),
    guestOs: guestOsOf(settings, notes),
    ...bootOf(settings, name, notes),
    tpm: !settings.get('tpmstate0').isAbsent,
    ...devicesOf(settings),
    disks: disksOf(settings, place, notes),
    snapshots: { count: settings.snapshots.length },
    protection: place.isRestarted ? 'ha-restart' : undefined,
    created: createdOf(settings),
    'x-machineType': settings.get('machine').text(),
  };
}

function processorsOf(
  settings: Settings,
  name: string,
  notes: Notes,
): { readonly vcpu: number | undefined; readonly coresPerSocket: number | undefined } {
  const [sockets, cores] = ['sockets', 'cores'].map((key) => {
    const value = settings.get(key);
    if (!value.isAbsent) return value.whole(1);
    notes.add('default-applied', name);
    return 1;
  });
  const all = sockets === undefined || cores === undefined ? undefined : sockets * cores;
  return { vcpu: settings.get('vcpus').whole(1) ?? all, coresPerSocket: cores };
}

/** Newer releases write `current=4096`. */
function memoryOf(settings: Settings, name: string, notes: Notes): number | undefined {
  const plain = settings.get('memory');
  const options = settings.options('memory');
  const balloon = settings.get('balloon').whole();
  if (balloon !== undefined && balloon > 0) notes.add('memory-minimum', name);
  if (plain.isAbsent) {
    notes.add('default-applied', name);
    return inGiB(DEFAULT_MEMORY_MIB, 'MiB');
  }
  const named = options.get('current');
  return inGiB(named.isAbsent ? plain.size() : named.size(), 'MiB');
}

/** A limit of 0, which is the default, is none. */
function isLimited(settings: Settings, vcpu: number | undefined): boolean | undefined {
  const limit = settings.get('cpulimit').amount() ?? 0;
  return limit === 0 ? false : vcpu === undefined ? undefined : limit < vcpu;
}

function hotAddOf(settings: Settings): Instance['hotAdd'] {
  const text = settings.get('hotplug').text() ?? DEFAULT_HOTPLUG;
  const kinds = text === '1' ? DEFAULT_HOTPLUG : text;
  const has = (kind: string) => kinds.split(/[,;\s]+/).includes(kind);
  return { cpu: has('cpu'), memory: has('memory') };
}

/** A preferred node is no bond. */
function isNumaPinned(settings: Settings): boolean {
  return settings
    .numbered('numa')
    .some(
      ({ options }) =>
        !options.get('hostnodes').isAbsent && options.get('policy').text() !== 'preferred',
    );
}

function guestOsOf(settings: Settings, notes: Notes): MachineFacts['guestOs'] {
  const type = settings.get('ostype').text();
  return configuredGuestOs(type === undefined ? undefined : osTypeName(type), notes);
}

function bootOf(
  settings: Settings,
  name: string,
  notes: Notes,
): Pick<MachineFacts, 'firmware' | 'secureBoot'> {
  const bios = settings.get('bios');
  if (bios.isAbsent) notes.add('default-applied', name);
  const firmware = bios.isAbsent ? 'bios' : bios.choice({ seabios: 'bios', ovmf: 'uefi' } as const);
  const hasKeys = isOn(settings.options('efidisk0').get('pre-enrolled-keys').text());
  if (firmware === 'uefi' && hasKeys) notes.add('secure-boot-not-known', name);
  return { firmware, secureBoot: firmware === 'bios' ? false : undefined };
}

function devicesOf(settings: Settings): MachineFacts {
  const cards = settings.numbered('hostpci');
  const sticks = settings.numbered('usb').filter(({ options }) => options.main !== 'spice');
  const ports = (['serial', 'parallel'] as const).flatMap((kind) =>
    settings
      .numbered(kind)
      .filter(({ options }) => options.main?.startsWith('/dev/') === true)
      .map(() => kind),
  );
  const passthrough: Device[] = [
    ...cards.map(({ options }) => cardOf(options)),
    ...sticks.map(() => 'usb-device' as const),
    ...ports,
  ];
  return {
    passthrough,
    // A card that is handed through may be a network port.
    nicPassthrough: cards.length === 0 ? false : undefined,
    nics: settings.numbered('net').map(({ options }) => nicOf(options)),
    usbController: settings.numbered('usb').length > 0 ? true : undefined,
    removableMedia: drivesOf(settings).map(({ options }) => ({
      kind: 'cd',
      connected: fileOf(options) !== 'none',
    })),
  };
}

function cardOf(options: Options): Device {
  return isOn(options.get('x-vga').text()) ? 'gpu' : 'pci-card';
}

/** `virtio=BC:24:11:00:00:01,bridge=vmbr0`: the model is the name of the first part. */
function nicOf(options: Options): Nic {
  const [first = ''] = options.names();
  const isPlain = options.main !== undefined || first === 'model';
  return recorded<Nic>({
    network: options.get('bridge').text(),
    adapter: isPlain ? (options.main ?? options.get('model').text()) : first,
    connected: !isOn(options.get('link_down').text()),
    mac: (isPlain ? options.get('macaddr') : options.get(first)).text(),
  });
}

function drivesOf(settings: Settings) {
  return settings.numbered(...DISK_BUSES).filter(({ options }) => isDrive(options));
}

function isDrive(options: Options): boolean {
  return options.get('media').text() === 'cdrom';
}

function fileOf(options: Options): string | undefined {
  return options.main ?? options.get('file').text();
}

function disksOf(settings: Settings, place: Place, notes: Notes): DiskDraft[] {
  return settings
    .numbered(...DISK_BUSES)
    .filter(({ options }) => !isDrive(options))
    .map(({ key, options }) => diskOf(key, options, place, notes));
}

function diskOf(key: string, options: Options, place: Place, notes: Notes): DiskDraft {
  const file = fileOf(options) ?? '';
  const isPath = file.startsWith('/');
  const storage = isPath ? undefined : /^([^:]+):/.exec(file)?.[1];
  const GiB = sizeOf(options);
  if (GiB === undefined) notes.add('disk-size-absent', options.place);
  return {
    GiB,
    datastore: storage === undefined ? undefined : place.storages.of(storage, place.node),
    kind: isPath ? 'passthrough' : 'virtual',
    label: key,
    mode: isOn(options.get('snapshot').text()) ? 'independent-nonpersistent' : undefined,
  };
}

function sizeOf(options: Options): number | undefined {
  const value = options.get('size');
  const text = value.text();
  if (text === undefined) return undefined;
  const [, amount, suffix = ''] = SIZE.exec(text) ?? [];
  const unit = SIZE_UNITS[suffix];
  return amount === undefined || unit === undefined ? value.misfit() : inGiB(Number(amount), unit);
}

/** Seconds since 1970, as the first settings of the machine were written. */
function createdOf(settings: Settings): string | undefined {
  const seconds = settings.options('meta').get('ctime').whole(1);
  if (seconds === undefined || seconds > 4_102_444_800) return undefined;
  const day = toIsoDate(new Date(seconds * 1000));
  return isIsoDate(day) ? day : undefined;
}
