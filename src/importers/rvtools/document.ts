import type { InventoryDocument } from '../../domain/generated/inventory.ts';
import type { Cluster, Instance, Platform, Server, Storage } from '../../domain/inventory.ts';
import { byId, byText } from '../../domain/order.ts';
import type { Whereabouts } from '../importer.ts';
import { recorded, recordedGroup } from '../recorded.ts';
import { assignIds, type NamedSubject } from '../subject-ids.ts';
import type { HostCluster } from './clusters.ts';
import type { Datastore } from './datastores.ts';
import { distributedNetworks } from './distributed-switches.ts';
import { evcBaselines } from './evc.ts';
import { hostNetworks } from './host-network.ts';
import type { Host } from './hosts.ts';
import { instanceOf, type MachineDetails } from './instances.ts';
import { licensingOf } from './licences.ts';
import { type Machine, primariesOf } from './machines.ts';
import type { Notes } from './notes.ts';
import { storagePaths } from './paths.ts';
import { choosePlatforms, type EsxPlatform, type PlatformChoice } from './platforms.ts';
import { byName, resolve } from './scope.ts';
import type { Tables } from './sheets.ts';
import { adapterCount, storageAdapters } from './storage-adapters.ts';

/** What the sheets of one export say, before anything has an id. */
export interface Export {
  readonly asOf: string | undefined;
  readonly machines: readonly Machine[];
  readonly hosts: readonly Host[];
  readonly clusters: readonly HostCluster[];
  readonly datastores: readonly Datastore[];
  readonly details: MachineDetails;
  readonly tables: Tables;
}

type Ids = ReadonlyMap<NamedSubject, string>;
type ClusterOf = (host: Host) => HostCluster | undefined;

export interface Imported {
  readonly document: InventoryDocument;
  readonly whereabouts: ReadonlyMap<string, Whereabouts>;
}

/** The inventory document: sections and keys in one order, entries by id. */
export function documentOf(data: Export, notes: Notes): Imported {
  const { machines, hosts, clusters, datastores, asOf, tables } = data;
  const clusterOf = clusterFinder(hosts, clusters, notes);
  const choice = choosePlatforms(hosts, clusterOf, notes);
  const ids = idsOf(data, choice.platforms, notes);
  const licensing = licensingOf(tables, choice.platforms.length, notes);
  const networkOfHost = hostNetworks(tables, hosts, notes);
  const networkOfCluster = distributedNetworks(tables, hosts, clusterOf, notes);
  const adapters = storageAdapters(tables, hosts, notes);
  const pathsTo = storagePaths(tables, hosts, datastores, adapters, notes);
  const beside = (host: Host) => ({
    storageAdapters: adapterCount(host, adapters.get(host), notes),
    ...networkOfHost(host),
  });
  const baselineOf = evcBaselines(hosts, clusterOf, notes);
  const document = recorded<InventoryDocument>({
    schemaVersion: 1,
    assessment: asOf === undefined ? undefined : { asOf },
    platforms: section(choice.platforms, (platform) => platformOf(platform, licensing, ids, notes)),
    clusters: section(clusters, (cluster) =>
      recorded<Cluster>({
        id: idOf(ids, cluster),
        platform: optionalId(ids, choice.ofCluster.get(cluster)),
        cpuCompatibilityBaseline: baselineOf(cluster),
        ...cluster.facts,
        ...networkOfCluster(cluster),
      }),
    ),
    servers: section(hosts, (host) => serverOf(host, clusterOf(host), choice, beside(host), ids)),
    storage: section(datastores, (datastore) =>
      storageOf(datastore, pathsTo(datastore), ids, notes),
    ),
    instances: instancesOf(data, clusterOf, ids, notes),
  });
  return { document, whereabouts: whereaboutsOf(machines, ids) };
}

/** Nothing is said of machines that the file has none of, but a file always says which it has. */
function instancesOf(data: Export, clusterOf: ClusterOf, ids: Ids, notes: Notes): Instance[] {
  const place = placeFinder(data, clusterOf, ids, notes);
  const primaries = primariesOf(data.machines);
  const datastores = byName(data.datastores);
  return data.machines
    .map((machine) => {
      const { scope } = machine;
      const storageId = (name: string) =>
        optionalId(ids, resolve(datastores, name, { ...scope, datacenter: undefined }, notes));
      const ftSecondaryOf = optionalId(ids, primaries.get(machine));
      const links = { ...place(machine), ftSecondaryOf, storageId };
      return instanceOf(machine, idOf(ids, machine), links, data.details, notes);
    })
    .sort(byId);
}

function whereaboutsOf(machines: readonly Machine[], ids: Ids): ReadonlyMap<string, Whereabouts> {
  const known = machines.flatMap((machine): [string, Whereabouts][] => {
    const where = recordedGroup<Whereabouts>({
      folder: machine.row.text('folder'),
      resourcePool: machine.row.text('resourcePool'),
      vApp: machine.row.text('vApp'),
    });
    return where === undefined ? [] : [[idOf(ids, machine), where]];
  });
  return new Map(known);
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
): (machine: Machine) => { target: Instance['target']; hostMHz: number | undefined } {
  const knownHosts = byName(hosts);
  const knownClusters = byName(clusters);
  return ({ name, hostName, clusterName, scope }) => {
    const host = resolve(knownHosts, hostName, scope, notes);
    const cluster = resolve(knownClusters, clusterName, scope, notes);
    const elsewhere = host !== undefined && cluster !== undefined && clusterOf(host) !== cluster;
    if (elsewhere) notes.add('cluster-disagrees', name);
    const target = recordedGroup<NonNullable<Instance['target']>>({
      cluster: elsewhere ? undefined : optionalId(ids, cluster),
      host: optionalId(ids, host),
    });
    return { target, hostMHz: host?.facts.cpu?.baseMHz };
  };
}

function platformOf(
  platform: EsxPlatform,
  licensing: Platform['licensing'],
  ids: Ids,
  notes: Notes,
): Platform {
  const id = idOf(ids, platform);
  notes.add('platform-derived', id);
  return recorded<Platform>({
    id,
    vendor: 'VMware',
    product: platform.product,
    version: platform.version,
    hypervisorType: 'bare-metal',
    licensing,
  });
}

function serverOf(
  host: Host,
  cluster: HostCluster | undefined,
  { ofHost }: PlatformChoice,
  beside: { readonly [Fact in keyof Server]?: Server[Fact] | undefined },
  ids: Ids,
): Server {
  return recorded<Server & { 'x-build'?: string }>({
    id: idOf(ids, host),
    role: 'host',
    platform: optionalId(ids, ofHost.get(host)),
    cluster: optionalId(ids, cluster),
    ...host.facts,
    ...beside,
    'x-build': host.version?.build,
  });
}

function storageOf(datastore: Datastore, paths: Partial<Storage>, ids: Ids, notes: Notes): Storage {
  const { facts, type, reachableBy } = datastore;
  const known = { ...facts, ...paths };
  if (type !== undefined && known.kind === undefined) notes.add('storage-kind-absent', type);
  return recorded<Storage>({
    id: idOf(ids, datastore),
    reachableBy: reachableBy?.map((reacher) => idOf(ids, reacher)).sort(byText),
    ...known,
  });
}
