import type { Instance } from '../../domain/inventory.ts';
import type { DiskDraft, MachineFacts } from '../draft.ts';
import { recorded } from '../recorded.ts';
import type { XmlElement } from '../xml.ts';
import type { Notes } from './notes.ts';

type Nic = NonNullable<Instance['nics']>[number];
type Drive = NonNullable<Instance['removableMedia']>[number];
type Device = NonNullable<Instance['passthrough']>[number];

const DRIVES = { cdrom: 'cd', floppy: 'floppy' } as const;

/** What a host device is, by the bus that it hangs on; what card it is, no domain says. */
const HOST_DEVICES: Readonly<Record<string, Device>> = {
  usb: 'usb-device',
  pci: 'pci-card',
  scsi: 'other',
  scsi_host: 'san-hba',
  mdev: 'other',
};

/** Interfaces that are a port of the host, handed through. */
const PORTS: ReadonlySet<string> = new Set(['hostdev', 'vdpa']);
const GUEST_AGENT = 'org.qemu.guest_agent.0';

/** What the devices of a domain say; a domain lists all of them. */
export function deviceFacts(
  devices: XmlElement | undefined,
  name: string,
  notes: Notes,
): MachineFacts {
  if (devices === undefined) return {};
  const all = devices.all('disk');
  const drives = all.filter((disk) => driveOf(disk) !== undefined);
  const disks = all.filter((disk) => !drives.includes(disk));
  const nics = devices.all('interface');
  return {
    toolsState: toolsStateOf(devices),
    tpm: devices.all('tpm').some((tpm) => backendOf(tpm) !== 'passthrough'),
    encrypted: encryptedOf(disks, name, notes),
    passthrough: passthroughOf(devices),
    nicPassthrough: nicPassthroughOf(nics, name, notes),
    nics: nics.map(nicOf),
    usbController: usbControllerOf(devices),
    removableMedia: drives.map((drive) =>
      recorded<Drive>({ kind: driveOf(drive), connected: drive.has('source') }),
    ),
    disks: disks.map((disk) => diskOf(disk, notes)),
  };
}

function driveOf(disk: XmlElement): Drive['kind'] {
  const device = disk.attribute('device').text() ?? 'disk';
  return Object.hasOwn(DRIVES, device) ? DRIVES[device as keyof typeof DRIVES] : undefined;
}

/** Whether the agent listens; one that does not may be stopped, or not installed. */
function toolsStateOf(devices: XmlElement): Instance['toolsState'] {
  const targets = devices.all('channel').flatMap((channel) => channel.all('target'));
  const agent = targets.find((target) => target.attribute('name').text() === GUEST_AGENT);
  return agent?.attribute('state').text() === 'connected' ? 'running' : undefined;
}

function backendOf(tpm: XmlElement): string | undefined {
  return tpm.first('backend')?.attribute('type').text();
}

function encryptedOf(
  disks: readonly XmlElement[],
  name: string,
  notes: Notes,
): boolean | undefined {
  const encrypted = disks.filter(
    (disk) => disk.has('encryption') || disk.has('source', 'encryption'),
  );
  if (disks.length === 0) return undefined;
  if (encrypted.length === 0 || encrypted.length === disks.length) return encrypted.length > 0;
  notes.add('encryption-differs', name);
  return undefined;
}

function passthroughOf(devices: XmlElement): Device[] {
  const handedThrough = devices
    .all('hostdev')
    .flatMap((device) => device.attribute('type').choice(HOST_DEVICES) ?? []);
  const ports = (['serial', 'parallel'] as const).flatMap((kind) =>
    devices
      .all(kind)
      .filter((port) => port.attribute('type').text() === 'dev')
      .map(() => kind),
  );
  const tpms = devices.all('tpm').filter((tpm) => backendOf(tpm) === 'passthrough');
  return [...handedThrough, ...ports, ...tpms.map(() => 'other' as const)];
}

function nicPassthroughOf(
  nics: readonly XmlElement[],
  name: string,
  notes: Notes,
): boolean | undefined {
  const types = nics.map(
    (nic) => nic.first('actual')?.attribute('type').text() ?? nic.attribute('type').text(),
  );
  if (types.some((type) => type !== undefined && PORTS.has(type))) return true;
  if (!types.includes('network') && !types.includes(undefined)) return false;
  notes.add('network-may-pass-through', name);
  return undefined;
}

function nicOf(nic: XmlElement): Nic {
  const source = nic.first('source');
  const link = nic.first('link')?.attribute('state');
  return recorded<Nic>({
    network: ['network', 'bridge', 'dev']
      .map((kind) => source?.attribute(kind).text())
      .find((name) => name !== undefined),
    adapter: nic.first('model')?.attribute('type').text(),
    connected: link?.choice({ up: true, down: false }),
    mac: nic.first('mac')?.attribute('address').text(),
  });
}

/** A machine without one says so: libvirt adds one where nothing is said. */
function usbControllerOf(devices: XmlElement): boolean | undefined {
  const controllers = devices
    .all('controller')
    .filter((controller) => controller.attribute('type').text() === 'usb');
  if (controllers.length === 0) return undefined;
  return controllers.some((controller) => controller.attribute('model').text() !== 'none');
}

function diskOf(disk: XmlElement, notes: Notes): DiskDraft {
  const label = disk.first('target')?.attribute('dev').text();
  notes.add('disk-size-absent');
  return {
    kind: disk.attribute('device').text() === 'lun' ? 'passthrough' : 'virtual',
    label,
    mode: modeOf(disk),
    shared: disk.has('shareable'),
  };
}

function modeOf(disk: XmlElement): DiskDraft['mode'] {
  if (disk.has('transient')) return 'independent-nonpersistent';
  return disk.attribute('snapshot').choice({
    no: 'independent-persistent',
    internal: 'dependent',
    external: 'dependent',
  } as const);
}
