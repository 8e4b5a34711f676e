import type { Cluster, Storage } from '../../domain/inventory.ts';
import { lookUp } from '../../domain/look-up.ts';
import type { ClusterDraft, DatastoreDraft, HostDraft, Product } from '../draft.ts';
import type { JsonNode } from '../json.ts';
import { nameFrom } from '../machine-facts.ts';
import { recordedGroup } from '../recorded.ts';
import { inTiB } from '../units.ts';
import type { Notes } from './notes.ts';
import type { Resource } from './resources.ts';

/** DrsBehavior of the vSphere API. */
const DRS_BEHAVIORS = {
  manual: 'manual',
  partiallyautomated: 'partial',
  fullyautomated: 'full',
} as const;

const KINDS: Readonly<Record<string, Storage['kind']>> = {
  nfs: 'nfs',
  nfs41: 'nfs',
  vsan: 'hci',
};

/** Hosts, clusters and datastores: listed by themselves, or standing within a machine. */
export class Estate {
  readonly #clusters = new Map<string, ClusterDraft>();
  readonly #hosts = new Map<string, HostDraft>();
  readonly #datastores = new Map<string, DatastoreDraft>();
  readonly #notes: Notes;

  /** Clusters before hosts, which name them. */
  constructor(resources: readonly Resource[], notes: Notes) {
    this.#notes = notes;
    const of = (collection: string) => resources.filter((one) => one.collection === collection);
    for (const { owner, node } of of('clusters')) this.#cluster(owner, node);
    for (const { owner, node } of of('hosts')) this.#host(owner, node);
    for (const { owner, node } of of('datastores')) this.#datastore(owner, node);
  }

  get clusters(): readonly ClusterDraft[] {
    return [...this.#clusters.values()];
  }

  get hosts(): readonly HostDraft[] {
    return [...this.#hosts.values()];
  }

  get datastores(): readonly DatastoreDraft[] {
    return [...this.#datastores.values()];
  }

  /** A host by its id, or the host itself. */
  hostOf(owner: string, node: JsonNode): HostDraft | undefined {
    const isWhole = node.isGroup && !node.at('name').isAbsent;
    return isWhole ? this.#host(owner, node) : this.#hosts.get(keyOf(owner, idOf(node)));
  }

  clusterOf(owner: string, node: JsonNode): ClusterDraft | undefined {
    const isWhole = node.isGroup && !node.at('name').isAbsent;
    return isWhole ? this.#cluster(owner, node) : this.#clusters.get(keyOf(owner, idOf(node)));
  }

  datastoreOf(owner: string, node: JsonNode): DatastoreDraft | undefined {
    const id = idOf(node);
    const known = this.#datastores.get(keyOf(owner, id));
    if (known === undefined && id !== undefined) this.#notes.add('datastore-not-listed', id);
    return known;
  }

  #cluster(owner: string, node: JsonNode): ClusterDraft | undefined {
    return this.#once(this.#clusters, owner, node, (name, id) => ({
      name,
      marks: [id],
      facts: clusterFacts(node),
    }));
  }

  #host(owner: string, node: JsonNode): HostDraft | undefined {
    return this.#once(this.#hosts, owner, node, (name, id) => ({
      name,
      marks: [id],
      product: productOf(node),
      cluster: this.clusterOf(owner, node.at('cluster')),
      facts: hostFacts(node),
    }));
  }

  #datastore(owner: string, node: JsonNode): DatastoreDraft | undefined {
    return this.#once(this.#datastores, owner, node, (name, id) => ({
      name,
      marks: [id],
      reachableBy: undefined,
      facts: datastoreFacts(node, name, this.#notes),
    }));
  }

  /** Each thing once: within machines, a host stands as often as it has machines. */
  #once<Draft>(
    known: Map<string, Draft>,
    owner: string,
    node: JsonNode,
    make: (name: string, id: string | undefined) => Draft,
  ): Draft | undefined {
    const id = node.at('id').text();
    const name = nameFrom(node.at('name'), this.#notes);
    if (name === undefined) return undefined;
    const key = keyOf(owner, id ?? `name ${name}`);
    const found = known.get(key) ?? make(name, id);
    known.set(key, found);
    return found;
  }
}

function keyOf(owner: string, id: string | undefined): string {
  return JSON.stringify([owner, id]);
}

/** An id by itself, or within a reference `{"kind": "Host", "id": "host-21"}`. */
function idOf(node: JsonNode): string | undefined {
  return node.isGroup ? node.at('id').text() : node.text();
}

function clusterFacts(node: JsonNode): ClusterDraft['facts'] {
  return {
    drs: recordedGroup<NonNullable<Cluster['drs']>>({
      enabled: node.at('drsEnabled').flag(),
      automation: node.at('drsBehavior').choice(DRS_BEHAVIORS),
    }),
    powerManagement: node.at('dpmEnabled').flag(),
    ha: recordedGroup<NonNullable<Cluster['ha']>>({ enabled: node.at('dasEnabled').flag() }),
  };
}

function productOf(node: JsonNode): Product | undefined {
  const version = node.at('productVersion').text();
  const name = node.at('productName').text() ?? '';
  if (version === undefined || version.length > 64 || !/\bESXi\b/.test(name)) return undefined;
  return { product: 'esxi', vendor: 'VMware', version };
}

function hostFacts(node: JsonNode): HostDraft['facts'] {
  const sockets = node.at('cpuSockets').whole(1);
  const cores = node.at('cpuCores').whole(1);
  const model = [node.at('vendor').text(), node.at('model').text()].filter((part) => part);
  return {
    model: model.length === 0 ? undefined : model.join(' '),
    cpu: recordedGroup({
      sockets,
      coresPerSocket:
        sockets !== undefined && cores !== undefined && cores % sockets === 0
          ? cores / sockets
          : undefined,
    }),
    maintenance: node.at('inMaintenance').flag(),
  };
}

function datastoreFacts(node: JsonNode, name: string, notes: Notes): DatastoreDraft['facts'] {
  const type = node.at('type').text();
  const kind = lookUp(KINDS, type?.toLowerCase() ?? '');
  if (kind === undefined) notes.add('storage-kind-absent', type ?? name);
  const capacity = node.at('capacity').size();
  const free = node.at('free').amount();
  const isKnown = capacity !== undefined && free !== undefined && free <= capacity;
  if (isKnown) notes.add('free-percent-derived', name);
  return {
    kind,
    fileSystem: type,
    capacityTiB: inTiB(capacity, 'B'),
    freePercent: isKnown ? Math.round((free / capacity) * 1000) / 10 : undefined,
  };
}
