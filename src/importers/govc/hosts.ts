import type { Server } from '../../domain/inventory.ts';
import type { ClusterDraft, HostDraft, Product } from '../draft.ts';
import type { JsonNode } from '../json.ts';
import { nameFrom } from '../machine-facts.ts';
import { recordedGroup, toThreeDecimals } from '../recorded.ts';
import { cleanName } from '../subject-ids.ts';
import { inGiB } from '../units.ts';
import { networkOf } from './host-network.ts';
import type { Notes } from './notes.ts';
import { referenceValue } from './references.ts';

export interface Host extends HostDraft {
  readonly reference: string | undefined;
  readonly uuid: string | undefined;
  /** Clock of a core, for reservations of CPU. */
  readonly coreMHz: number | undefined;
}

const X86_MAKERS = /\b(Intel|AMD|Xeon|EPYC|Opteron)\b/i;
const CLUSTER = 'ClusterComputeResource';

const STATES = {
  connected: 'connected',
  disconnected: 'disconnected',
  notresponding: 'not-responding',
} as const;

/** HostPowerPolicy.shortName of the vSphere API. */
const POWER_POLICIES = {
  static: 'high-performance',
  dynamic: 'balanced',
  low: 'low-power',
  custom: 'custom',
} as const;

const LOCKDOWN_MODES = {
  lockdowndisabled: 'none',
  lockdownnormal: 'normal',
  lockdownstrict: 'strict',
} as const;

/** The local shell, and SSH. */
const SHELLS: ReadonlySet<string> = new Set(['TSM', 'TSM-SSH']);
const TIME_SERVICES: ReadonlySet<string> = new Set(['ntpd', 'ptpd']);

/** The clusters that hosts are in, by their references. */
export class Clusters {
  readonly #clusters = new Map<string, ClusterDraft>();
  readonly #notes: Notes;

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  of(parent: JsonNode): ClusterDraft | undefined {
    const reference = referenceValue(parent);
    if (reference === undefined || parent.at('type').text() !== CLUSTER) return undefined;
    const known = this.#clusters.get(reference);
    if (known !== undefined) return known;
    const name = cleanName(reference);
    if (name === '') return undefined;
    this.#notes.add('cluster-named-by-reference', name);
    const cluster = { name, marks: [], facts: {} };
    this.#clusters.set(reference, cluster);
    return cluster;
  }

  all(): ClusterDraft[] {
    return [...this.#clusters.values()];
  }
}

/** A host of `host.info -json`; undefined for one without a name. */
export function hostOf(node: JsonNode, clusters: Clusters, notes: Notes): Host | undefined {
  const summary = node.at('summary');
  const own = node.at('name');
  const name = nameFrom(own.isAbsent ? summary.at('config', 'name') : own, notes);
  if (name === undefined) return undefined;
  const reference = referenceValue(node.at('self'));
  const uuid = node.at('hardware', 'systemInfo', 'uuid').text();
  const { coreMHz, ...hardware } = hardwareOf(node, name, notes);
  return {
    name,
    reference,
    uuid: uuid ?? reference,
    marks: [uuid, reference],
    product: productOf(node),
    cluster: clusters.of(node.at('parent')),
    coreMHz,
    facts: { ...hardware, ...stateOf(node), ...networkOf(node.at('config', 'network')) },
  };
}

/** ESX with its service console ended with 4.1; it is not ESXi. */
function productOf(node: JsonNode): Product | undefined {
  const own = node.at('config', 'product');
  const product = own.isAbsent ? node.at('summary', 'config', 'product') : own;
  const version = product.at('version').text();
  const name = product.at('name').text() ?? product.at('fullName').text() ?? '';
  if (version === undefined || version.length > 64 || !/\bESX/.test(name)) return undefined;
  return { product: /\bESXi\b/.test(name) ? 'esxi' : 'other', vendor: 'VMware', version };
}

function hardwareOf(
  node: JsonNode,
  name: string,
  notes: Notes,
): Pick<HostDraft['facts'], 'model' | 'cpu' | 'memoryGiB'> & {
  readonly coreMHz: number | undefined;
} {
  const summary = node.at('summary', 'hardware');
  const hardware = node.at('hardware');
  const system = hardware.at('systemInfo');
  const model = [
    system.at('vendor').text() ?? summary.at('vendor').text(),
    system.at('model').text() ?? summary.at('model').text(),
  ].filter((part) => part !== undefined);
  const hertz = hardware.at('cpuInfo', 'hz').size();
  const coreMHz =
    summary.at('cpuMhz').size() ?? (hertz === undefined ? undefined : toThreeDecimals(hertz / 1e6));
  const memory = hardware.at('memorySize').size() ?? summary.at('memorySize').size();
  return {
    model: model.length === 0 ? undefined : model.join(' '),
    cpu: cpuOf(node, { name, coreMHz }, notes),
    memoryGiB: inGiB(memory, 'B'),
    coreMHz,
  };
}

function cpuOf(
  node: JsonNode,
  { name, coreMHz }: { readonly name: string; readonly coreMHz: number | undefined },
  notes: Notes,
): Server['cpu'] | undefined {
  const summary = node.at('summary', 'hardware');
  const info = node.at('hardware', 'cpuInfo');
  const sockets = info.at('numCpuPackages').whole(1) ?? summary.at('numCpuPkgs').whole(1);
  const cores = info.at('numCpuCores').whole(1) ?? summary.at('numCpuCores').whole(1);
  const threads = info.at('numCpuThreads').whole(1) ?? summary.at('numCpuThreads').whole(1);
  const model = summary.at('cpuModel').text();
  const isX86 = model !== undefined && X86_MAKERS.test(model);
  if (isX86) notes.add('architecture-derived', name);
  const threadsPerCore = quotient(threads, cores);
  if (threadsPerCore !== undefined) notes.add('threads-derived', name);
  return recordedGroup<NonNullable<Server['cpu']>>({
    architecture: isX86 ? 'x86_64' : undefined,
    sockets,
    coresPerSocket: quotient(cores, sockets),
    threadsPerCore,
    baseMHz: coreMHz,
  });
}

/** Only where it comes out even: a host has equal processors. */
function quotient(whole: number | undefined, parts: number | undefined): number | undefined {
  if (whole === undefined || parts === undefined || whole % parts !== 0) return undefined;
  return whole / parts;
}

function stateOf(node: JsonNode): HostDraft['facts'] {
  const runtime = node.at('runtime');
  const config = node.at('config');
  const time = config.at('dateTimeInfo', 'ntpConfig', 'server').list();
  const services = config.at('service', 'service').list();
  const runs = (keys: ReadonlySet<string>) => runningIn(services, keys);
  return {
    numaNodes: node.at('hardware', 'numaInfo', 'numNodes').whole(1),
    connectionState: runtime.at('connectionState').choice(STATES),
    maintenance: runtime.at('inMaintenanceMode').flag(),
    bootedOn: runtime.at('bootTime').day(),
    timeServers: time?.length,
    timeService: runs(TIME_SERVICES),
    powerPolicy: config.at('powerSystemInfo', 'currentPolicy', 'shortName').choice(POWER_POLICIES),
    lockdown: config.at('lockdownMode').choice(LOCKDOWN_MODES),
    shellEnabled: runs(SHELLS),
    storageAdapters: config.at('storageDevice', 'hostBusAdapter').list()?.length,
  };
}

/** Whether one of the services runs; undefined where none of them is listed. */
function runningIn(
  services: readonly JsonNode[] | undefined,
  keys: ReadonlySet<string>,
): boolean | undefined {
  const states = (services ?? [])
    .filter((service) => keys.has(service.at('key').text() ?? ''))
    .flatMap((service) => service.at('running').flag() ?? []);
  return states.length === 0 ? undefined : states.includes(true);
}
