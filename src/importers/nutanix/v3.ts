import type { Instance } from '../../domain/inventory.ts';
import type { JsonNode } from '../json.ts';
import { inGiB } from '../units.ts';
import {
  diskLabel,
  isDirect,
  type ReadDisk,
  type ReadMachine,
  type ReadNic,
  type ReadTools,
} from './read-machine.ts';

const BOOTS = {
  legacy: { firmware: 'bios', secureBoot: false },
  uefi: { firmware: 'uefi', secureBoot: false },
  secure_boot: { firmware: 'uefi', secureBoot: true },
} as const;
const INSTALLED = { installed: true, uninstalled: false } as const;

/** An entity of `vms/list`: the state that is reached counts, not the one that is asked for. */
export function v3Machine(node: JsonNode): ReadMachine {
  const status = node.at('status');
  const resources = status.at('resources');
  const metadata = node.at('metadata');
  const disks = resources.at('disk_list').list();
  const boot = resources.at('boot_config', 'boot_type').choice(BOOTS);
  return {
    name: status.at('name'),
    uuid: metadata.at('uuid').text(),
    cluster: status.at('cluster_reference'),
    host: resources.at('host_reference', 'uuid').text(),
    tags: tagsOf(metadata),
    unnamedCategories: [],
    sockets: resources.at('num_sockets'),
    coresPerSocket: resources.at('num_vcpus_per_socket'),
    threadsPerCore: resources.at('num_threads_per_core'),
    memoryGiB: inGiB(resources.at('memory_size_mib').size(), 'MiB'),
    cpuHotplug: resources.at('cpu_hotplug_enabled').flag(),
    isPinned: resources.at('is_vcpu_hard_pinned').flag(),
    isAgent: resources.at('is_agent_vm').flag(),
    numaNodes: resources.at('vnuma_config', 'num_vnuma_nodes'),
    tools: toolsOf(resources.at('guest_tools', 'nutanix_guest_tools')),
    firmware: boot?.firmware,
    secureBoot: boot?.secureBoot,
    tpm: resources.at('vtpm_config', 'vtpm_enabled').flag(),
    devices: devicesOf(resources.at('gpu_list')),
    nics: resources.at('nic_list').list()?.map(nicOf),
    disks: disks?.filter((disk) => !isDrive(disk)).map(diskOf),
    drives: disks?.filter(isDrive).map(diskOf),
    powerState: resources.at('power_state'),
    created: metadata.at('creation_time'),
  };
}

/** The mapping holds every value of a category; the older form only one. */
function tagsOf(metadata: JsonNode): string[] {
  const mapping = metadata.at('categories_mapping').entries();
  const older = metadata.at('categories').entries();
  const pairs = mapping.length > 0 ? mapping : older;
  return pairs.flatMap(([category, value]) =>
    (value.list() ?? [value]).flatMap((one) => {
      const text = one.text();
      return text === undefined ? [] : [`${category}:${text}`];
    }),
  );
}

function toolsOf(tools: JsonNode): ReadTools {
  return {
    isInstalled: tools.at('ngt_state').choice(INSTALLED),
    isReachable: tools.at('is_reachable').flag(),
    version: tools.at('version').text(),
    available: tools.at('available_version').text(),
    system: tools.at('guest_os_version').text(),
  };
}

function devicesOf(cards: JsonNode): Instance['passthrough'] {
  return cards.list()?.map(() => 'gpu' as const);
}

function nicOf(nic: JsonNode): ReadNic {
  const endpoints = nic.at('ip_endpoint_list').items();
  const of = (kind: string) =>
    endpoints
      .filter((one) => one.at('type').text()?.toUpperCase() === kind)
      .flatMap((one) => one.at('ip').text() ?? []);
  return {
    network: nic.at('subnet_reference', 'name'),
    subnet: nic.at('subnet_reference', 'uuid').text(),
    adapter: nic.at('model').text(),
    isConnected: nic.at('is_connected').flag(),
    mac: nic.at('mac_address').text(),
    learned: of('LEARNED'),
    hasAssigned: of('ASSIGNED').length > 0,
    isDirect: isDirect(nic.at('nic_type')),
  };
}

function isDrive(disk: JsonNode): boolean {
  return disk.at('device_properties', 'device_type').text()?.toUpperCase() === 'CDROM';
}

function diskOf(disk: JsonNode): ReadDisk {
  const properties = disk.at('device_properties');
  const address = properties.at('disk_address');
  return {
    node: disk,
    isOfVolumeGroup: !disk.at('volume_group_reference').isAbsent,
    bytes: disk.at('disk_size_bytes'),
    mebibytes: disk.at('disk_size_mib'),
    container: disk.at('storage_config', 'storage_container_reference'),
    label: diskLabel(address.at('adapter_type'), address.at('device_index')),
  };
}
