import type { Instance, Server } from '../../domain/inventory.ts';
import { lookUp } from '../../domain/look-up.ts';
import type { Machine } from '../cloud/machines.ts';
import { systemOf } from '../cloud/system.ts';
import type { GuestOs } from '../guest-os-name.ts';
import type { JsonNode } from '../json.ts';
import { gibibytes, recorded, recordedGroup } from '../recorded.ts';
import { cleanName } from '../subject-ids.ts';
import { inGiB } from '../units.ts';
import type { Notes } from './notes.ts';
import type { HostFacts } from './variables.ts';

type Form = Instance['form'];
type Cpu = NonNullable<Server['cpu']>;
type Disk = NonNullable<Instance['disks']>[number];
type Volume = NonNullable<Instance['guestVolumes']>[number];
type Nic = NonNullable<Instance['nics']>[number];

const FORMS = { guest: 'virtual', host: 'physical', na: 'physical' } as const;
const CONTAINERS: ReadonlySet<string> = new Set([
  'container',
  'containerd',
  'docker',
  'lxc',
  'openvz',
  'podman',
  'systemd-nspawn',
]);
const NETWORK_CONNECTION = /(?:^|\.)(?:network_cli|netconf|httpapi)$/;
const CONTAINER_CONNECTION = /(?:^|\.)(?:docker|podman|lxc|lxd|incus|kubectl|buildah)$/;
const LOCALHOST: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/** Names as Ansible shortens them. */
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  RedHat: 'Red Hat Enterprise Linux',
  OracleLinux: 'Oracle Linux',
  SLES: 'SUSE Linux Enterprise Server',
  SLES_SAP: 'SUSE Linux Enterprise Server',
  Amazon: 'Amazon Linux',
  MacOSX: 'macOS',
};
/** What a kernel says of its processor; a kernel of 32 bits says nothing of it. */
const ARCHITECTURES: Readonly<Record<string, Cpu['architecture']>> = {
  x86_64: 'x86_64',
  amd64: 'x86_64',
  aarch64: 'arm64',
  arm64: 'arm64',
  ppc64: 'power',
  ppc64le: 'power',
  s390x: 's390x',
};

/** Devices that are disks: no loops, mapped volumes, arrays or drives. */
const DISK = /^(?:(?:sd|vd|xvd|hd)[a-z]+|nvme\d+n\d+)$/;
const SECTOR_BYTES = 512;
const REMOTE = /^(?:nfs4?|cifs|smb3|smbfs|ceph|fuse\.sshfs|glusterfs)$/i;
const READ_ONLY_IMAGE = /^(?:squashfs|iso9660|udf)$/i;

/** A host as a machine; undefined for one that is none, which is noted. */
export function machineOf(
  host: string,
  tags: readonly string[],
  facts: HostFacts,
  notes: Notes,
): Machine | undefined {
  const name = cleanName(host);
  if (name === '') notes.add('entry-without-name');
  if (name === '' || isNoMachine(name, facts, notes)) return undefined;
  if (name !== host) notes.add('name-cleaned', name);
  const form = formOf(name, facts, notes);
  const cleanTags = tags.map(cleanName).filter((tag) => tag !== '');
  return {
    name,
    marks: [],
    form,
    tags: cleanTags.length === 0 ? undefined : [...new Set(cleanTags)],
    hostName: (facts.get('fqdn').text() ?? facts.get('hostname').text()) || undefined,
    cores: vcpuOf(name, form, facts, notes),
    memoryGiB: memoryOf(name, facts, notes),
    os: osOf(facts, notes),
    hardware: form === 'physical' ? hardwareOf(facts) : undefined,
    disks: disksOf(name, facts, notes),
    guestVolumes: facts
      .get('mounts')
      .list()
      ?.flatMap((mount) => volumeOf(mount, notes) ?? []),
    nics: form === 'physical' ? undefined : nicsOf(name, facts, notes),
  };
}

function isNoMachine(name: string, facts: HostFacts, notes: Notes): boolean {
  const connection = facts.connection ?? '';
  if (LOCALHOST.has(name.toLowerCase())) {
    notes.add('localhost-left-out', name);
    return true;
  }
  if (NETWORK_CONNECTION.test(connection)) {
    notes.add('network-device-left-out', name);
    return true;
  }
  const isGuest = facts.get('virtualization_role').text()?.toLowerCase() === 'guest';
  const type = facts.get('virtualization_type').text()?.toLowerCase() ?? '';
  const isContainer = CONTAINER_CONNECTION.test(connection) || (isGuest && CONTAINERS.has(type));
  if (isContainer) notes.add('container-left-out', name);
  return isContainer;
}

function formOf(name: string, facts: HostFacts, notes: Notes): Form | undefined {
  const role = facts.get('virtualization_role');
  const form = role.choice<NonNullable<Form>>(FORMS);
  if (form === undefined) return undefined;
  notes.add('form-of-role', name);
  if (role.text()?.toLowerCase() === 'host') notes.add('physical-may-be-host', name);
  return form;
}

/** What an operating system counts are threads, which only a virtual machine has as processors. */
function vcpuOf(
  name: string,
  form: Form | undefined,
  facts: HostFacts,
  notes: Notes,
): number | undefined {
  const count = facts.get('processor_vcpus').whole(1);
  if (count === undefined || form === 'virtual') return count;
  notes.add('vcpu-not-virtual', name);
  return undefined;
}

function memoryOf(name: string, facts: HostFacts, notes: Notes): number | undefined {
  const mebibytes = facts.get('memtotal_mb').size();
  if (mebibytes !== undefined) notes.add('memory-of-kernel', name);
  return gibibytes(mebibytes);
}

function osOf(facts: HostFacts, notes: Notes): GuestOs | undefined {
  const distribution = facts.get('distribution').text();
  if (distribution === undefined) return undefined;
  const isStream =
    distribution === 'CentOS' && facts.get('distribution_release').text() === 'Stream';
  const name = isStream ? 'CentOS Stream' : (lookUp(DISTRIBUTIONS, distribution) ?? distribution);
  const version = facts.get('distribution_version').text();
  // Windows gives the number of its build; its name holds the version.
  const isWindows = /^(Microsoft )?Windows/i.test(name);
  const isSles = /^SUSE Linux Enterprise/.test(name);
  const read = systemOf(
    name,
    isWindows ? undefined : isSles ? servicePack(version) : version,
    notes,
  );
  const bits = facts.get('userspace_bits').choice({ 32: 32, 64: 64 } as const);
  return read === undefined ? undefined : recorded<GuestOs>({ ...read, bits: read.bits ?? bits });
}

/** `15 SP4` of "15.4". */
function servicePack(version: string | undefined): string | undefined {
  return version?.replace(/^(\d+)\.(\d+)$/, (_, release, pack) =>
    pack === '0' ? release : `${release} SP${pack}`,
  );
}

function hardwareOf(facts: HostFacts): Machine['hardware'] {
  const model = [facts.get('system_vendor').text(), facts.get('product_name').text()]
    .filter((part) => part !== undefined && part !== 'NA')
    .join(' ');
  const architecture = facts.get('architecture').text();
  return recorded<NonNullable<Machine['hardware']>>({
    model: model === '' ? undefined : model,
    cpu: recordedGroup<Cpu>({
      architecture: architecture === undefined ? undefined : knownArchitecture(architecture),
      sockets: facts.get('processor_count').whole(1),
      coresPerSocket: facts.get('processor_cores').whole(1),
      threadsPerCore: facts.get('processor_threads_per_core').whole(1),
    }),
  });
}

function knownArchitecture(word: string): Cpu['architecture'] | undefined {
  return lookUp(ARCHITECTURES, word);
}

function volumeOf(mount: JsonNode, notes: Notes): Volume | undefined {
  const path = mount.at('mount').text();
  if (path === undefined) return undefined;
  const type = mount.at('fstype').text() ?? '';
  const isRemote = REMOTE.test(type) || /^[^/]+:\/|^\/\//.test(mount.at('device').text() ?? '');
  if (isRemote || READ_ONLY_IMAGE.test(type)) {
    notes.add('volume-not-local', path);
    return undefined;
  }
  return recorded<Volume>({
    path,
    capacityGiB: inGiB(mount.at('size_total').amount(), 'B'),
    freeGiB: inGiB(mount.at('size_available').amount(), 'B'),
  });
}

function disksOf(name: string, facts: HostFacts, notes: Notes): Disk[] | undefined {
  const devices = facts.get('devices');
  if (!devices.isGroup) return undefined;
  const isMultipath = devices.plain((raw) => JSON.stringify(raw).includes('mpath'));
  if (isMultipath) {
    notes.add('disks-multipath', name);
    return undefined;
  }
  notes.add('disks-by-name', name);
  return devices
    .entries()
    .filter(([device, { isGroup }]) => DISK.test(device) && isGroup)
    .filter(([, disk]) => disk.at('removable').text() !== '1')
    .map(([label, disk]) => {
      const sectors = disk.at('sectors').amount();
      return recorded<Disk>({
        GiB: sectors === undefined ? undefined : inGiB(sectors * SECTOR_BYTES, 'B'),
        label,
      });
    });
}

function nicsOf(name: string, facts: HostFacts, notes: Notes): Nic[] | undefined {
  const route = facts.get('default_ipv4');
  const address = route.isGroup ? route.at('address').text() : undefined;
  if (address === undefined) return undefined;
  notes.add('nics-of-route', name);
  return [recorded<Nic>({ mac: route.at('macaddress').text(), addresses: [address] })];
}
