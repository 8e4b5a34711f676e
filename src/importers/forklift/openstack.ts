import type { Instance } from '../../domain/inventory.ts';
import { lookUp } from '../../domain/look-up.ts';
import type { DiskDraft, MachineFacts } from '../draft.ts';
import type { JsonNode } from '../json.ts';
import { configuredGuestOs } from '../machine-facts.ts';
import { recorded, recordedGroup } from '../recorded.ts';
import { inGiB } from '../units.ts';
import type { Machine } from './forklift.ts';
import type { Device } from './hardware.ts';
import type { Notes } from './notes.ts';

type Nic = NonNullable<Instance['nics']>[number];

/** States of a server of Nova. */
const STATES = {
  active: 'on',
  shutoff: 'off',
  stopped: 'off',
  suspended: 'suspended',
  paused: 'other',
  rescue: 'on',
  reboot: 'on',
  hard_reboot: 'on',
  shelved: 'off',
  shelved_offloaded: 'off',
  error: 'other',
  build: 'other',
  unknown: 'other',
} as const;

/** `os_distro` of the image, as osinfo-db and Glance name it. */
const DISTROS: Readonly<Record<string, string>> = {
  rhel: 'Red Hat Enterprise Linux',
  centos: 'CentOS',
  windows: 'Windows',
  ubuntu: 'Ubuntu',
  debian: 'Debian GNU/Linux',
  sles: 'SUSE Linux Enterprise Server',
  rocky: 'Rocky Linux',
  almalinux: 'AlmaLinux',
  ol: 'Oracle Linux',
};

/** What the inventory says of a server of OpenStack, by its flavor, its image and its volumes. */
export function openstackFacts({ resource, name }: Machine, notes: Notes): MachineFacts {
  const { node } = resource;
  const flavor = node.at('flavor');
  const image = node.at('image', 'properties');
  const extra = flavor.at('extraSpecs');
  /** The flavor's word, else the image's: the flavor wins where both may speak. */
  const setting = (ofFlavor: string, ofImage: string) =>
    extra.at(ofFlavor).text() ?? image.at(ofImage).text();
  const policy = setting('hw:cpu_policy', 'hw_cpu_policy');
  const nodes = setting('hw:numa_nodes', 'hw_numa_nodes');
  if (nodes !== undefined) notes.add('numa-derived', name);
  return {
    vcpu: flavor.at('vcpus').whole(1),
    memoryGiB: inGiB(flavor.at('ram').size(), 'MiB'),
    limits: limitsOf(extra),
    cpuAffinity: policy === undefined ? undefined : policy !== 'shared',
    numaPinned: nodes === undefined ? undefined : true,
    guestOs: configuredGuestOs(osNameOf(image), notes),
    firmware: image.at('hw_firmware_type').choice({ bios: 'bios', uefi: 'uefi' } as const),
    secureBoot: secureBootOf(setting('os:secure_boot', 'os_secure_boot'), name, notes),
    tpm: setting('hw:tpm_version', 'hw_tpm_version') === undefined ? undefined : true,
    passthrough: passthroughOf(extra),
    nics: nicsOf(node.at('addresses'), image.at('hw_vif_model').text()),
    disks: node.at('volumes').list()?.map(diskOf),
    powerState: powerStateOf(node, name, notes),
  };
}

function limitsOf(extra: JsonNode): Instance['limits'] {
  const quota = extra.at('quota:cpu_quota').signed();
  const limit = extra.at('quota:cpu_limit').signed();
  const isLimited = (quota ?? 0) > 0 || (limit ?? 0) > 0;
  return recordedGroup<NonNullable<Instance['limits']>>({ cpu: isLimited ? true : undefined });
}

function osNameOf(image: JsonNode): string | undefined {
  const distro = image.at('os_distro').text();
  const version = image.at('os_version').text() ?? '';
  if (distro === undefined) return undefined;
  const isStream = distro === 'centos' && /-stream$/.test(version);
  const isServer = distro === 'windows' && /^20\d\d/.test(version);
  const product = lookUp(DISTROS, distro.toLowerCase()) ?? distro;
  const detail = isStream ? ' Stream' : isServer ? ' Server' : '';
  return `${product}${detail} ${version.replace(/-stream$/, '')}`.trim();
}

function secureBootOf(word: string | undefined, name: string, notes: Notes): boolean | undefined {
  if (word === 'optional') notes.add('secure-boot-optional', name);
  if (word === 'required') return true;
  return word === 'disabled' ? false : undefined;
}

/** Aliases are names of the operator's own; what card they stand for is not said. */
function passthroughOf(extra: JsonNode): Device[] | undefined {
  if (!extra.isGroup) return undefined;
  const aliases = extra.at('pci_passthrough:alias').text();
  const gpus = extra.at('resources:VGPU').whole() ?? 0;
  return [
    ...(aliases === undefined ? [] : (['other'] as const)),
    ...(gpus > 0 ? (['gpu'] as const) : []),
  ];
}

function nicsOf(addresses: JsonNode, adapter: string | undefined): Nic[] | undefined {
  if (!addresses.isGroup) return undefined;
  return addresses.entries().flatMap(([network, list]) => {
    const byMac = new Map<string, string[]>();
    for (const entry of list.items()) {
      const mac = entry.at('OS-EXT-IPS-MAC:mac_addr').text() ?? '';
      const address = entry.at('addr').text();
      byMac.set(mac, [...(byMac.get(mac) ?? []), ...(address === undefined ? [] : [address])]);
    }
    return [...byMac].map(([mac, found]) =>
      recorded<Nic>({
        network: network === '' ? undefined : network,
        adapter,
        mac: mac === '' ? undefined : mac,
        addresses: found,
      }),
    );
  });
}

/** A volume with several attachments belongs to several servers. */
function diskOf(volume: JsonNode): DiskDraft {
  const attachments = volume.at('attachments').list();
  return {
    GiB: inGiB(volume.at('size').amount(), 'GiB'),
    kind: 'virtual',
    label: volume.at('name').text() ?? volume.at('id').text(),
    shared: attachments === undefined ? undefined : attachments.length > 1,
  };
}

function powerStateOf(node: JsonNode, name: string, notes: Notes): Instance['powerState'] {
  const state = node.at('status').choice(STATES);
  if (state !== 'other') return state;
  notes.add('power-state-other', name);
  return undefined;
}
