import { toIsoDate } from '../../domain/calendar.ts';
import type { Server } from '../../domain/inventory.ts';
import { lookUp } from '../../domain/look-up.ts';
import type { ClusterDraft, DatastoreDraft, HostDraft, Product } from '../draft.ts';
import type { JsonNode } from '../json.ts';
import { nameFrom, referenceFrom } from '../machine-facts.ts';
import { recordedGroup } from '../recorded.ts';
import { inGiB } from '../units.ts';
import type { Entity } from './entities.ts';
import type { Notes } from './notes.ts';

type Cpu = NonNullable<Server['cpu']>;

/** Prism Central says `pc` and its year. */
const AOS_VERSION = /^\d+\.\d+/;
/** "Nutanix 20220304.342" and "AHV 10.0", as hosts with AHV name their hypervisor. */
const AHV = /^(?:Nutanix|AHV)\s+v?(\d\S*)/i;
const ESXI = /\bESXi\s+v?(\d+(?:\.\d+)*)/i;

const ARCHITECTURES = { x86_64: 'x86_64', ppc64le: 'power' } as const;
const CONNECTIONS = { connected: 'connected', disconnected: 'disconnected' } as const;
const IN_MAINTENANCE = { entered_maintenance_mode: true, acropolis_normal: false } as const;
/** Microseconds since 1970 up to the year 2100. */
const LATEST_USECS = 4_102_444_800_000_000;

interface ListedCluster {
  readonly draft: ClusterDraft;
  readonly aos: string | undefined;
  readonly architecture: Cpu['architecture'];
}

/** Clusters, hosts and storage containers by the numbers that machines name them by. */
export class Estate {
  readonly #clusters = new Map<string, ListedCluster>();
  readonly #hosts = new Map<string, HostDraft>();
  readonly #datastores = new Map<string, DatastoreDraft>();
  readonly #notes: Notes;

  constructor(entities: readonly Entity[], notes: Notes) {
    this.#notes = notes;
    for (const { kind, api, node } of entities) {
      if (kind === 'cluster') this.#addCluster(api === 'v3' ? v3Cluster(node) : v4Cluster(node));
    }
    for (const { kind, api, node } of entities) {
      if (kind === 'host') this.#addHost(api === 'v3' ? v3Host(node) : v4Host(node));
    }
  }

  get clusters(): readonly ClusterDraft[] {
    return [...this.#clusters.values()].map(({ draft }) => draft);
  }

  get hosts(): readonly HostDraft[] {
    return [...this.#hosts.values()];
  }

  get datastores(): readonly DatastoreDraft[] {
    return [...this.#datastores.values()];
  }

  hostOf(id: string | undefined, machine: string): HostDraft | undefined {
    if (id === undefined) return undefined;
    const host = this.#hosts.get(id);
    if (host === undefined) this.#notes.add('host-not-listed', machine);
    return host;
  }

  /** A cluster that is listed, else the one that the reference names. */
  clusterOf(reference: JsonNode, who: string): ClusterDraft | undefined {
    return this.#clusterBy(reference, who)?.draft;
  }

  /** The container that a disk lies in, by its name; one name may stand in several clusters. */
  containerOf(reference: JsonNode, cluster: ClusterDraft | undefined): DatastoreDraft | undefined {
    const id = idIn(reference);
    const name = referenceFrom(reference.at('name'));
    if (name === undefined) {
      if (id !== undefined) this.#notes.add('container-unnamed', id);
      return undefined;
    }
    const key = id ?? JSON.stringify([name, cluster?.name]);
    const known = this.#datastores.get(key);
    if (known !== undefined) return known;
    this.#notes.add('container-derived', name);
    const draft: DatastoreDraft = {
      name,
      marks: [cluster?.name, id],
      reachableBy: cluster === undefined ? undefined : [cluster],
      facts: { kind: 'hci' },
    };
    this.#datastores.set(key, draft);
    return draft;
  }

  #clusterBy(reference: JsonNode, who: string): ListedCluster | undefined {
    const id = idIn(reference);
    const known = id === undefined ? undefined : this.#clusters.get(id);
    if (known !== undefined || reference.isAbsent) return known;
    const name = referenceFrom(reference.at('name'));
    if (name === undefined || id === undefined) {
      this.#notes.add('cluster-not-listed', who);
      return undefined;
    }
    this.#notes.add('cluster-of-reference', name);
    const draft: ClusterDraft = { name, marks: [id], facts: {} };
    const cluster = { draft, aos: undefined, architecture: undefined };
    this.#clusters.set(id, cluster);
    return cluster;
  }

  #addCluster(read: ReadCluster): void {
    if (read.isPrismCentral) {
      this.#notes.add('prism-central-left-out', read.name.text());
      return;
    }
    const name = nameFrom(read.name, this.#notes);
    if (name === undefined) return;
    const key = read.id ?? `name ${name}`;
    if (this.#clusters.has(key)) {
      this.#notes.add('entry-repeated', name);
      return;
    }
    const version = read.version.text();
    const redundancy = read.redundancy.whole(1);
    if (redundancy !== undefined) this.#notes.add('redundancy-of-cluster', name);
    this.#notes.add('ha-not-listed', name);
    this.#clusters.set(key, {
      draft: { name, marks: [read.id], facts: { 'x-redundancyFactor': redundancy } },
      aos: version !== undefined && AOS_VERSION.test(version) ? version : undefined,
      architecture: read.architecture.choice<Cpu['architecture']>(ARCHITECTURES),
    });
  }

  #addHost(read: ReadHost): void {
    const name = nameFrom(read.name, this.#notes);
    if (name === undefined) return;
    const key = read.id ?? `name ${name}`;
    if (this.#hosts.has(key)) {
      this.#notes.add('entry-repeated', name);
      return;
    }
    const cluster = this.#clusterBy(read.cluster, name);
    const architecture = cluster?.architecture;
    if (architecture !== undefined) this.#notes.add('architecture-derived', name);
    const cpu = recordedGroup<Cpu>({ architecture, ...read.cpu });
    this.#hosts.set(key, {
      name,
      marks: [read.serial, read.id],
      product: this.#productOf(name, read, cluster?.aos),
      cluster: cluster?.draft,
      facts: { ...read.facts, cpu, 'x-hypervisor': read.hypervisor.text() },
    });
  }

  #productOf(host: string, read: ReadHost, aos: string | undefined): Product | undefined {
    const hypervisor = read.hypervisor.text();
    const own = AHV.exec(hypervisor ?? '')?.[1];
    const isAhv = own !== undefined || read.hypervisorType.text()?.toUpperCase() === 'AHV';
    const version = aos ?? own;
    if (isAhv && version !== undefined) {
      this.#notes.add(aos === undefined ? 'ahv-own-version' : 'ahv-by-aos', host);
      return productAt('ahv', 'Nutanix', version);
    }
    const esxi = ESXI.exec(hypervisor ?? '')?.[1];
    if (esxi !== undefined) return productAt('esxi', 'VMware', esxi);
    this.#notes.add('hypervisor-not-read', hypervisor ?? host);
    return undefined;
  }
}

const LONGEST_VERSION = 64;

function productAt(
  product: Product['product'],
  vendor: string,
  version: string,
): Product | undefined {
  return version.length > LONGEST_VERSION ? undefined : { product, vendor, version };
}

/** References of v3 and hosts of v4 say `uuid`, all others of v4 `extId`. */
function idIn(reference: JsonNode): string | undefined {
  return reference.isGroup ? reference.either('uuid', 'extId').text() : undefined;
}

interface ReadCluster {
  readonly id: string | undefined;
  readonly name: JsonNode;
  readonly version: JsonNode;
  readonly redundancy: JsonNode;
  readonly architecture: JsonNode;
  readonly isPrismCentral: boolean;
}

function v3Cluster(node: JsonNode): ReadCluster {
  const config = node.at('status', 'resources', 'config');
  return {
    id: node.at('metadata', 'uuid').text(),
    name: node.at('status', 'name'),
    version: config.at('build', 'version'),
    redundancy: config.at('redundancy_factor'),
    architecture: config.at('cluster_arch'),
    isPrismCentral: isPrismCentral(config.at('service_list')),
  };
}

function v4Cluster(node: JsonNode): ReadCluster {
  const config = node.at('config');
  return {
    id: node.at('extId').text(),
    name: node.at('name'),
    version: config.at('buildInfo', 'version'),
    redundancy: config.at('redundancyFactor'),
    architecture: config.at('clusterArch'),
    isPrismCentral: isPrismCentral(config.at('clusterFunction')),
  };
}

function isPrismCentral(functions: JsonNode): boolean {
  return functions.items().some((one) => one.text()?.toUpperCase() === 'PRISM_CENTRAL');
}

interface ReadHost {
  readonly id: string | undefined;
  readonly name: JsonNode;
  readonly serial: string | undefined;
  readonly cluster: JsonNode;
  /** Its full name, with the version. */
  readonly hypervisor: JsonNode;
  readonly hypervisorType: JsonNode;
  readonly cpu: Omit<{ [Fact in keyof Cpu]?: Cpu[Fact] | undefined }, 'architecture'>;
  readonly facts: Omit<HostDraft['facts'], 'cpu'>;
}

function v3Host(node: JsonNode): ReadHost {
  const status = node.at('status');
  const resources = status.at('resources');
  return {
    id: node.at('metadata', 'uuid').text(),
    name: [status.at('name'), node.at('spec', 'name')].find(isSaid) ?? node.at('metadata', 'name'),
    serial: resources.at('serial_number').text(),
    cluster:
      [status, node.at('spec')].map((one) => one.at('cluster_reference')).find(isSaid) ??
      node.nothing(),
    hypervisor: resources.at('hypervisor', 'hypervisor_full_name'),
    hypervisorType: node.nothing(),
    cpu: coresOf(resources.at('num_cpu_sockets'), resources.at('num_cpu_cores')),
    facts: {
      model: resources.at('block', 'block_model').text(),
      memoryGiB: inGiB(resources.at('memory_capacity_mib').size(), 'MiB'),
    },
  };
}

function v4Host(node: JsonNode): ReadHost {
  const hypervisor = node.at('hypervisor');
  const cores = node.at('numberOfCpuCores');
  return {
    id: node.at('extId').text(),
    name: node.at('hostName'),
    serial: undefined,
    cluster: node.at('cluster'),
    hypervisor: hypervisor.at('fullName'),
    hypervisorType: hypervisor.at('type'),
    cpu: {
      ...coresOf(node.at('numberOfCpuSockets'), cores),
      threadsPerCore: quotient(node.at('numberOfCpuThreads').whole(1), cores.whole(1)),
      baseMHz: megahertz(node.at('cpuFrequencyHz').size()),
    },
    facts: {
      model: node.at('blockModel').text(),
      memoryGiB: inGiB(node.at('memorySizeBytes').size(), 'B'),
      connectionState: oneOf(hypervisor.at('acropolisConnectionState'), CONNECTIONS),
      maintenance: oneOf(hypervisor.at('state'), IN_MAINTENANCE),
      bootedOn: dayOf(node.at('bootTimeUsecs')),
    },
  };
}

function isSaid(node: JsonNode): boolean {
  return !node.isAbsent;
}

function coresOf(sockets: JsonNode, cores: JsonNode): Pick<Cpu, 'sockets' | 'coresPerSocket'> {
  const count = sockets.whole(1);
  return {
    ...(count === undefined ? {} : { sockets: count }),
    ...optionalCores(quotient(cores.whole(1), count)),
  };
}

function optionalCores(coresPerSocket: number | undefined): Pick<Cpu, 'coresPerSocket'> {
  return coresPerSocket === undefined ? {} : { coresPerSocket };
}

/** Prism counts over the whole host; parts that are not alike have no common number. */
function quotient(whole: number | undefined, parts: number | undefined): number | undefined {
  if (whole === undefined || parts === undefined || whole % parts !== 0) return undefined;
  return whole / parts;
}

const HERTZ_PER_MEGAHERTZ = 1e6;

function megahertz(hertz: number | undefined): number | undefined {
  if (hertz === undefined) return undefined;
  const rounded = Math.round(hertz / HERTZ_PER_MEGAHERTZ);
  return rounded === 0 ? undefined : rounded;
}

/** Of many states only a few tell the fact; the others are no mistake. */
function oneOf<Result>(
  value: JsonNode,
  words: Readonly<Record<string, Result>>,
): Result | undefined {
  const word = value.text()?.toLowerCase() ?? '';
  return lookUp(words, word);
}

function dayOf(microseconds: JsonNode): string | undefined {
  const since = microseconds.whole(1);
  if (since === undefined) return undefined;
  return since > LATEST_USECS ? microseconds.misfit() : toIsoDate(new Date(since / 1000));
}
