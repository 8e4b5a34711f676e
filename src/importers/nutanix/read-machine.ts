import type { Instance } from '../../domain/inventory.ts';
import type { JsonNode } from '../json.ts';

/** What both versions of the API say of a machine, each under names of its own. */
export interface ReadMachine {
  readonly name: JsonNode;
  readonly uuid: string | undefined;
  /** A reference, by number and perhaps by name. */
  readonly cluster: JsonNode;
  readonly host: string | undefined;
  readonly tags: readonly string[];
  /** Numbers of categories whose names are elsewhere. */
  readonly unnamedCategories: readonly string[];
  readonly sockets: JsonNode;
  readonly coresPerSocket: JsonNode;
  readonly threadsPerCore: JsonNode;
  readonly memoryGiB: number | undefined;
  readonly cpuHotplug: boolean | undefined;
  readonly isPinned: boolean | undefined;
  readonly isAgent: boolean | undefined;
  readonly numaNodes: JsonNode;
  readonly tools: ReadTools;
  readonly firmware: Instance['firmware'];
  readonly secureBoot: boolean | undefined;
  readonly tpm: boolean | undefined;
  readonly devices: Instance['passthrough'];
  readonly nics: readonly ReadNic[] | undefined;
  readonly disks: readonly ReadDisk[] | undefined;
  /** Drives for CDs. */
  readonly drives: readonly ReadDisk[] | undefined;
  readonly powerState: JsonNode;
  readonly created: JsonNode;
}

export interface ReadTools {
  readonly isInstalled: boolean | undefined;
  readonly isReachable: boolean | undefined;
  readonly version: string | undefined;
  readonly available: string | undefined;
  readonly system: string | undefined;
}

export interface ReadNic {
  readonly network: JsonNode;
  readonly subnet: string | undefined;
  readonly adapter: string | undefined;
  readonly isConnected: boolean | undefined;
  readonly mac: string | undefined;
  /** Addresses that were seen in use. */
  readonly learned: readonly string[];
  readonly hasAssigned: boolean;
  /** A port of the host that is handed through. */
  readonly isDirect: boolean | undefined;
}

export interface ReadDisk {
  readonly node: JsonNode;
  readonly isOfVolumeGroup: boolean;
  readonly bytes: JsonNode;
  readonly mebibytes: JsonNode;
  readonly container: JsonNode;
  readonly label: string | undefined;
}

/** `SCSI.0`, as Prism writes the place of a disk. */
export function diskLabel(bus: JsonNode, index: JsonNode): string | undefined {
  const name = bus.text();
  const number = index.whole();
  return name === undefined || number === undefined ? name : `${name}.${number}`;
}

/** Whether a kind of network card is a port of the host; undefined where it is not said. */
export function isDirect(kind: JsonNode): boolean | undefined {
  const word = kind.text()?.toUpperCase();
  return word === undefined ? undefined : word === 'DIRECT_NIC';
}
