import type { InventoryDocument } from '../domain/generated/inventory.ts';
import type { Cluster, Instance, Platform, Server, Storage } from '../domain/inventory.ts';
import { byId, byText } from '../domain/order.ts';
import type { Noter } from './common-notes.ts';
import type { ImportResult, Whereabouts } from './importer.ts';
import { recorded, recordedGroup } from './recorded.ts';
import { assignIds, cleanName, type NamedSubject } from './subject-ids.ts';

/** Facts as they were read, those that are not known among them; with what only its source knows. */
type Facts<T> = { readonly [Fact in keyof T]?: T[Fact] | undefined } & {
  readonly [own: `x-${string}`]: unknown;
};
type Disk = NonNullable<Instance['disks']>[number];

/** A virtualization product at one version; the clusters and hosts that run it share a platform. */
export interface Product {
  readonly product: NonNullable<Platform['product']>;
  readonly vendor: string;
  readonly version: string;
}

export interface ClusterDraft extends NamedSubject {
  readonly facts: Facts<Omit<Cluster, 'id' | 'platform'>>;
}

export interface HostDraft extends NamedSubject {
  readonly product: Product | undefined;
  readonly cluster: ClusterDraft | undefined;
  readonly facts: Facts<Omit<Server, 'id' | 'role' | 'platform' | 'cluster'>>;
}

export interface DatastoreDraft extends NamedSubject {
  readonly reachableBy: readonly (HostDraft | ClusterDraft)[] | undefined;
  readonly facts: Facts<Omit<Storage, 'id' | 'reachableBy'>>;
}

export type DiskDraft = Facts<Omit<Disk, 'storage'>> & {
  readonly datastore?: DatastoreDraft | undefined;
};

export type MachineFacts = Facts<Omit<Instance, 'id' | 'target' | 'disks'>> & {
  readonly disks?: readonly DiskDraft[] | undefined;
};

export interface MachineDraft extends NamedSubject {
  readonly cluster?: ClusterDraft | undefined;
  readonly host?: HostDraft | undefined;
  readonly facts: MachineFacts;
  readonly whereabouts?: Whereabouts | undefined;
  /** Of the second copy of a fault-tolerant machine: the first, where it is listed as well. */
  readonly ftPrimary?: (() => MachineDraft | undefined) | undefined;
}

/** What the files of an import say, before anything has an id. */
export interface Draft {
  readonly machines: readonly MachineDraft[];
  readonly hosts?: readonly HostDraft[];
  readonly clusters?: readonly ClusterDraft[];
  readonly datastores?: readonly DatastoreDraft[];
}

type Ids = ReadonlyMap<NamedSubject, string>;
type IdOf = (subject: NamedSubject) => string;
type PlatformOf = (subject: HostDraft | ClusterDraft) => PlatformDraft | undefined;

/** The inventory document: sections and keys in one order, entries by id. */
export function assembled(draft: Draft, notes: Noter): Omit<ImportResult, 'notes'> {
  const { machines, hosts = [], clusters = [], datastores = [] } = draft;
  const { platforms, platformOf } = choosePlatforms(hosts, notes);
  const ids = idsOf(draft, platforms, notes);
  const idOf: IdOf = (subject) => ids.get(subject) ?? subject.name; // all were handed to `assignIds`
  notes.add('as-of-absent');
  const document = recorded<InventoryDocument>({
    schemaVersion: 1,
    platforms: section(platforms, (one) => platformEntry(one, idOf)),
    clusters: section(clusters, (one) => clusterEntry(one, platformOf, idOf)),
    servers: section(hosts, (one) => serverEntry(one, platformOf, idOf)),
    storage: section(datastores, (one) => storageEntry(one, idOf)),
    instances: machines.map((one) => instanceEntry(one, idOf)).sort(byId),
  });
  const whereabouts = whereaboutsOf(machines, idOf);
  return { document, ...(whereabouts === undefined ? {} : { whereabouts }) };
}

/** Machines keep their names before all others: they are what people write requirements for. */
function idsOf(draft: Draft, platforms: readonly PlatformDraft[], notes: Noter): Ids {
  const { machines, hosts = [], clusters = [], datastores = [] } = draft;
  return assignIds<NamedSubject>(
    [
      { prefix: 'vm', subjects: machines },
      { prefix: 'host', subjects: hosts },
      { prefix: 'cluster', subjects: clusters },
      { prefix: 'datastore', subjects: datastores },
      { prefix: 'platform', subjects: platforms },
    ],
    (change, id) => notes.add(change === 'suffixed' ? 'id-suffixed' : 'id-prefixed', id),
  );
}

interface PlatformDraft extends NamedSubject {
  readonly facts: Product;
}

/**
 * A cluster has a platform where all its hosts are known to run the same version; a host has its
 * own elsewhere, since it must not contradict its cluster.
 */
function choosePlatforms(
  hosts: readonly HostDraft[],
  notes: Noter,
): { readonly platforms: readonly PlatformDraft[]; readonly platformOf: PlatformOf } {
  const platforms = new Map<string, PlatformDraft>();
  const own = new Map<HostDraft | ClusterDraft, PlatformDraft>();
  for (const host of hosts) {
    if (host.product === undefined) continue;
    const platform = platforms.get(keyOf(host.product)) ?? platformDraft(host.product);
    platforms.set(keyOf(host.product), platform);
    own.set(host, platform);
  }
  for (const [cluster, members] of membersByCluster(hosts)) {
    const known = new Set(members.map((host) => own.get(host)));
    const [common] = known;
    if (known.size > 1) notes.add('cluster-versions-differ', cluster.name);
    if (known.size > 1 || common === undefined) continue;
    own.set(cluster, common);
    for (const host of members) own.delete(host);
  }
  return { platforms: [...platforms.values()], platformOf: (subject) => own.get(subject) };
}

function membersByCluster(hosts: readonly HostDraft[]): ReadonlyMap<ClusterDraft, HostDraft[]> {
  const members = new Map<ClusterDraft, HostDraft[]>();
  for (const host of hosts) {
    if (host.cluster === undefined) continue;
    members.set(host.cluster, [...(members.get(host.cluster) ?? []), host]);
  }
  return members;
}

function keyOf({ product, version }: Product): string {
  return JSON.stringify([product, version]);
}

function platformDraft(facts: Product): PlatformDraft {
  return { name: cleanName(`${facts.product}-${facts.version}`), marks: [], facts };
}

/** Nothing found is no statement that there is nothing: the section is absent. */
function section<Thing, Entry extends { readonly id: string }>(
  things: readonly Thing[],
  entryOf: (thing: Thing) => Entry,
): Entry[] | undefined {
  return things.length === 0 ? undefined : things.map(entryOf).sort(byId);
}

function optional(idOf: IdOf, subject: NamedSubject | undefined): string | undefined {
  return subject === undefined ? undefined : idOf(subject);
}

function platformEntry(one: PlatformDraft, idOf: IdOf): Platform {
  const { vendor, product, version } = one.facts;
  return { id: idOf(one), vendor, product, version, hypervisorType: 'bare-metal' };
}

function clusterEntry(one: ClusterDraft, platformOf: PlatformOf, idOf: IdOf): Cluster {
  const platform = optional(idOf, platformOf(one));
  return recorded<Cluster>({ id: idOf(one), platform, ...one.facts });
}

function serverEntry(one: HostDraft, platformOf: PlatformOf, idOf: IdOf): Server {
  return recorded<Server>({
    id: idOf(one),
    role: 'host',
    platform: optional(idOf, platformOf(one)),
    cluster: optional(idOf, one.cluster),
    ...one.facts,
  });
}

function storageEntry(one: DatastoreDraft, idOf: IdOf): Storage {
  return recorded<Storage>({
    id: idOf(one),
    reachableBy: one.reachableBy?.map(idOf).sort(byText),
    ...one.facts,
  });
}

function instanceEntry(machine: MachineDraft, idOf: IdOf): Instance {
  const { facts } = machine;
  return recorded<Instance>({
    id: idOf(machine),
    tags: facts.tags,
    form: 'virtual',
    target: recordedGroup<NonNullable<Instance['target']>>({
      cluster: optional(idOf, machine.cluster),
      host: optional(idOf, machine.host),
    }),
    ...facts,
    disks: facts.disks?.map(({ datastore, ...disk }) =>
      recorded<Disk>({ ...disk, storage: optional(idOf, datastore) }),
    ),
    ftSecondaryOf: optional(idOf, machine.ftPrimary?.()),
  });
}

function whereaboutsOf(
  machines: readonly MachineDraft[],
  idOf: IdOf,
): ReadonlyMap<string, Whereabouts> | undefined {
  const known = machines.flatMap((machine) =>
    machine.whereabouts === undefined ? [] : [[idOf(machine), machine.whereabouts] as const],
  );
  return known.length === 0 ? undefined : new Map(known);
}
