import type { InventoryDocument } from '../../domain/generated/inventory.ts';
import type { Cluster, Instance, Platform, Server, Storage } from '../../domain/inventory.ts';
import { byId, byText } from '../../domain/order.ts';
import { recorded, recordedGroup } from '../recorded.ts';
import { assignIds, type NamedSubject } from '../subject-ids.ts';
import type { HostCluster } from './clusters.ts';
import type { Datastore } from './datastores.ts';
import type { Host } from './hosts.ts';
import { instanceOf, type Machine, primariesOf } from './machines.ts';
import type { Notes } from './notes.ts';
import { choosePlatforms, type EsxPlatform, type PlatformChoice } from './platforms.ts';
import { byName, resolve } from './scope.ts';

/** What the sheets of one export say, before anything has an id. */
export interface Export {
  readonly asOf: string | undefined;
  readonly machines: readonly Machine[];
  readonly hosts: readonly Host[];
  readonly clusters: readonly HostCluster[];
  readonly datastores: readonly Datastore[];
}

type Ids = ReadonlyMap<NamedSubject, string>;
type ClusterOf = (host: Host) => HostCluster | undefined;

/** The inventory document: sections and keys in one order, entries by id. */
export function documentOf(data: Export, notes: Notes): InventoryDocument {
  const { machines, hosts, clusters, datastores, asOf } = data;
  const clusterOf = clusterFinder(hosts, clusters, notes);
  const choice = choosePlatforms(hosts, clusterOf, notes);
  const ids = idsOf(data, choice.platforms, notes);
  const place = placeFinder(data, clusterOf, ids, notes);
  const primaries = primariesOf(machines);
  return recorded<InventoryDocument>({
    schemaVersion: 1,
    assessment: asOf === undefined ? undefined : { asOf },
    platforms: section(choice.platforms, (platform) => platformOf(platform, ids, notes)),
    clusters: section(clusters, (cluster) => clusterEntry(cluster, choice, ids)),
    servers: section(hosts, (host) => serverOf(host, clusterOf(host), choice, ids)),
    storage: section(datastores, (datastore) => storageOf(datastore, ids)),
    instances: machines
      .map((machine) => {
        const ftSecondaryOf = optionalId(ids, primaries.get(machine));
        const links = { target: place(machine), ftSecondaryOf };
        return instanceOf(machine, idOf(ids, machine), links, notes);
      })
      .sort(byId),
  });
}

/** Nothing found is no statement that there is nothing: the section is absent. */
function section<Thing, Entry extends { readonly id: string }>(
  things: readonly Thing[],
  entryOf: (thing: Thing) => Entry,
): Entry[] | undefined {
  return things.length === 0 ? undefined : things.map(entryOf).sort(byId);
}

/** Machines keep their names before all others: they are what people write requirements for. */
function idsOf(data: Export, platforms: readonly EsxPlatform[], notes: Notes): Ids {
  return assignIds<NamedSubject>(
    [
      { prefix: 'vm', subjects: data.machines },
      { prefix: 'host', subjects: data.hosts },
      { prefix: 'cluster', subjects: data.clusters },
      { prefix: 'datastore', subjects: data.datastores },
      { prefix: 'platform', subjects: platforms },
    ],
    (change, id) => notes.add(change === 'suffixed' ? 'id-suffixed' : 'id-prefixed', id),
  );
}

/** Every subject has an id: all of them were handed to `assignIds`. */
function idOf(ids: Ids, subject: NamedSubject): string {
  return ids.get(subject) ?? subject.name;
}

function optionalId(ids: Ids, subject: NamedSubject | undefined): string | undefined {
  return subject === undefined ? undefined : idOf(ids, subject);
}

function clusterFinder(
  hosts: readonly Host[],
  clusters: readonly HostCluster[],
  notes: Notes,
): ClusterOf {
  const known = byName(clusters);
  const found = new Map(
    hosts.map((host) => [host, resolve(known, host.clusterName, host.scope, notes)]),
  );
  return (host) => found.get(host);
}

function placeFinder(
  { hosts, clusters }: Export,
  clusterOf: ClusterOf,
  ids: Ids,
  notes: Notes,
): (machine: Machine) => Instance['target'] {
  const knownHosts = byName(hosts);
  const knownClusters = byName(clusters);
  return ({ name, hostName, clusterName, scope }) => {
    const host = resolve(knownHosts, hostName, scope, notes);
    const cluster = resolve(knownClusters, clusterName, scope, notes);
    const elsewhere = host !== undefined && cluster !== undefined && clusterOf(host) !== cluster;
    if (elsewhere) notes.add('cluster-disagrees', name);
    return recordedGroup<NonNullable<Instance['target']>>({
      cluster: elsewhere ? undefined : optionalId(ids, cluster),
      host: optionalId(ids, host),
    });
  };
}

function platformOf(platform: EsxPlatform, ids: Ids, notes: Notes): Platform {
  const id = idOf(ids, platform);
  notes.add('platform-derived', id);
  return recorded<Platform>({
    id,
    vendor: 'VMware',
    product: platform.product,
    version: platform.version,
    hypervisorType: 'bare-metal',
  });
}

function clusterEntry(cluster: HostCluster, { ofCluster }: PlatformChoice, ids: Ids): Cluster {
  return recorded<Cluster>({
    id: idOf(ids, cluster),
    platform: optionalId(ids, ofCluster.get(cluster)),
    ha: cluster.ha,
  });
}

function serverOf(
  host: Host,
  cluster: HostCluster | undefined,
  { ofHost }: PlatformChoice,
  ids: Ids,
): Server {
  return recorded<Server & { 'x-build'?: string }>({
    id: idOf(ids, host),
    role: 'host',
    model: host.model,
    platform: optionalId(ids, ofHost.get(host)),
    cluster: optionalId(ids, cluster),
    cpu: host.cpu,
    memoryGiB: host.memoryGiB,
    storageAdapters: host.storageAdapters,
    'x-build': host.version?.build,
  });
}

function storageOf(datastore: Datastore, ids: Ids): Storage {
  return recorded<Storage>({
    id: idOf(ids, datastore),
    kind: datastore.kind,
    reachableBy: datastore.reachableBy?.map((reacher) => idOf(ids, reacher)).sort(byText),
    capacityTiB: datastore.capacityTiB,
    freePercent: datastore.freePercent,
    provisionedTiB: datastore.provisionedTiB,
  });
}
