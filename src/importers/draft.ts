import type { InventoryDocument } from '../domain/generated/inventory.ts';
import type { Cluster, Instance, Platform, Server, Storage } from '../domain/inventory.ts';
import { byId, byText } from '../domain/order.ts';
import type { Noter } from './common-notes.ts';
import type { ImportResult, Whereabouts } from './importer.ts';
import { recorded, recordedGroup } from './recorded.ts';
import { assignIds, type NamedSubject } from './subject-ids.ts';

/** Facts as they were read, those that are not known among them; with what only its source knows. */
type Facts<T> = { readonly [Fact in keyof T]?: T[Fact] | undefined } & {
  readonly [own: `x-${string}`]: unknown;
};
type Disk = NonNullable<Instance['disks']>[number];

export interface PlatformDraft extends NamedSubject {
  readonly facts: Facts<Omit<Platform, 'id'>>;
}

export interface ClusterDraft extends NamedSubject {
  readonly platform: PlatformDraft | undefined;
  readonly facts: Facts<Omit<Cluster, 'id' | 'platform'>>;
}

export interface HostDraft extends NamedSubject {
  /** Its own, where its cluster has none. */
  readonly platform: PlatformDraft | undefined;
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
}

/** What the files of an import say, before anything has an id. */
export interface Draft {
  readonly machines: readonly MachineDraft[];
  readonly hosts?: readonly HostDraft[];
  readonly clusters?: readonly ClusterDraft[];
  readonly datastores?: readonly DatastoreDraft[];
  readonly platforms?: readonly PlatformDraft[];
}

type Ids = ReadonlyMap<NamedSubject, string>;
type IdOf = (subject: NamedSubject) => string;

/** The inventory document: sections and keys in one order, entries by id. */
export function assembled(draft: Draft, notes: Noter): Omit<ImportResult, 'notes'> {
  const { machines, hosts = [], clusters = [], datastores = [], platforms = [] } = draft;
  const ids = idsOf(draft, notes);
  const idOf: IdOf = (subject) => ids.get(subject) ?? subject.name; // all were handed to `assignIds`
  notes.add('as-of-absent');
  const document = recorded<InventoryDocument>({
    schemaVersion: 1,
    platforms: section(platforms, (one) => recorded<Platform>({ id: idOf(one), ...one.facts })),
    clusters: section(clusters, (one) => clusterOf(one, idOf)),
    servers: section(hosts, (one) => serverOf(one, idOf)),
    storage: section(datastores, (one) => storageOf(one, idOf)),
    instances: machines.map((one) => instanceOf(one, idOf)).sort(byId),
  });
  const whereabouts = whereaboutsOf(machines, idOf);
  return { document, ...(whereabouts === undefined ? {} : { whereabouts }) };
}

/** Machines keep their names before all others: they are what people write requirements for. */
function idsOf(draft: Draft, notes: Noter): Ids {
  const { machines, hosts = [], clusters = [], datastores = [], platforms = [] } = draft;
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

function clusterOf(one: ClusterDraft, idOf: IdOf): Cluster {
  return recorded<Cluster>({
    id: idOf(one),
    platform: optional(idOf, one.platform),
    ...one.facts,
  });
}

function serverOf(one: HostDraft, idOf: IdOf): Server {
  return recorded<Server>({
    id: idOf(one),
    role: 'host',
    platform: optional(idOf, one.platform),
    cluster: optional(idOf, one.cluster),
    ...one.facts,
  });
}

function storageOf(one: DatastoreDraft, idOf: IdOf): Storage {
  return recorded<Storage>({
    id: idOf(one),
    reachableBy: one.reachableBy?.map(idOf).sort(byText),
    ...one.facts,
  });
}

function instanceOf(machine: MachineDraft, idOf: IdOf): Instance {
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
