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

/** An entity of `vmm/v4.x/ahv/config/vms`: what it names are numbers, whose names are elsewhere. */
export function v4Machine(node: JsonNode): ReadMachine {
  const firmware = firmwareOf(node.at('bootConfig'));
  return {
    name: node.at('name'),
    uuid: node.at('extId').text(),
    cluster: node.at('cluster'),
    host: node.at('host', 'extId').text(),
    tags: [],
    unnamedCategories: node
      .at('categories')
      .items()
      .flatMap((category) => category.at('extId').text() ?? []),
    sockets: node.at('numSockets'),
    coresPerSocket: node.at('numCoresPerSocket'),
    threadsPerCore: node.at('numThreadsPerCore'),
    memoryGiB: inGiB(node.at('memorySizeBytes').size(), 'B'),
    cpuHotplug: node.at('isCpuHotplugEnabled').flag(),
    isPinned: node.at('isVcpuHardPinningEnabled').flag(),
    isAgent: node.at('isAgentVm').flag(),
    numaNodes: node.at('numNumaNodes'),
    tools: toolsOf(node.at('guestTools')),
    firmware,
    secureBoot: secureBootOf(firmware, node.at('bootConfig')),
    tpm: node.at('vtpmConfig', 'isVtpmEnabled').flag(),
    devices: devicesOf(node),
    nics: node.at('nics').list()?.map(nicOf),
    disks: node.at('disks').list()?.map(diskOf),
    drives: node.at('cdRoms').list()?.map(diskOf),
    powerState: node.at('powerState'),
    created: node.at('createTime'),
  };
}

/** Where the type of the object is left out, only UEFI has secure boot and NVRAM. */
function firmwareOf(boot: JsonNode): Instance['firmware'] {
  const type = boot.at('$objectType').text() ?? '';
  if (/\.UefiBoot$/.test(type)) return 'uefi';
  if (/\.LegacyBoot$/.test(type)) return 'bios';
  const hasUefi = ['isSecureBootEnabled', 'nvramDevice'].some((name) => !boot.at(name).isAbsent);
  return hasUefi ? 'uefi' : undefined;
}

function secureBootOf(firmware: Instance['firmware'], boot: JsonNode): boolean | undefined {
  return firmware === 'bios' ? false : boot.at('isSecureBootEnabled').flag();
}

function toolsOf(tools: JsonNode): ReadTools {
  return {
    isInstalled: tools.at('isInstalled').flag(),
    isReachable: tools.at('isReachable').flag(),
    version: tools.at('version').text(),
    available: tools.at('availableVersion').text(),
    system: tools.at('guestOsVersion').text(),
  };
}

/** A list that is left out says nothing: with one of the two alone, there may be more. */
function devicesOf(node: JsonNode): Instance['passthrough'] {
  const cards = node.at('gpus').list();
  const others = node.at('pcieDevices').list();
  const all = [
    ...(cards ?? []).map(() => 'gpu' as const),
    ...(others ?? []).map(() => 'pci-card' as const),
  ];
  const isWhole = cards !== undefined && others !== undefined;
  return isWhole || all.length > 0 ? all : undefined;
}

function nicOf(nic: JsonNode): ReadNic {
  const backing = nic.either('nicBackingInfo', 'backingInfo');
  const info = nic.either('nicNetworkInfo', 'networkInfo');
  return {
    network: info.at('subnet', 'name'),
    subnet: info.at('subnet', 'extId').text(),
    adapter: backing.at('model').text(),
    isConnected: backing.at('isConnected').flag(),
    mac: backing.at('macAddress').text(),
    learned: info
      .at('ipv4Info', 'learnedIpAddresses')
      .items()
      .flatMap((address) => address.at('value').text() ?? []),
    hasAssigned: !info.at('ipv4Config', 'ipAddress').isAbsent,
    isDirect: isDirect(info.at('nicType')),
  };
}

function diskOf(disk: JsonNode): ReadDisk {
  const backing = disk.at('backingInfo');
  const address = disk.at('diskAddress');
  return {
    node: disk,
    isOfVolumeGroup: !backing.at('volumeGroupExtId').isAbsent,
    bytes: backing.at('diskSizeBytes'),
    mebibytes: disk.nothing(),
    container: backing.at('storageContainer'),
    label: diskLabel(address.at('busType'), address.at('index')),
  };
}
