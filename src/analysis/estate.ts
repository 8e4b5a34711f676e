import type { IsoDate } from '../domain/calendar.ts';
import type { ApplicationView, EstateView } from '../domain/estate-view.ts';
import type {
  Application,
  Cluster,
  Instance,
  Inventory,
  Platform,
  Server,
  Site,
  Storage,
} from '../domain/inventory.ts';
import { byId } from '../domain/order.ts';
import { ESTATE_ID, type Subject, type SubjectKind } from '../domain/subject.ts';
import { indexCarriers } from './carriers.ts';
import { indexPlaces } from './places.ts';
import { relatedSubject } from './relations.ts';
import { tierOf } from './tier.ts';

/** An inventory with every look-up that rules ask for, built once. Lists are sorted by id. */
export interface Estate extends EstateView {
  readonly inventory: Inventory;
  /** Every instance, wherever it is written. */
  readonly instances: readonly Instance[];
  readonly hosts: readonly Server[];
  readonly standaloneServers: readonly Server[];
  application(id: string): Application | undefined;
  cluster(id: string): Cluster | undefined;
  platform(id: string): Platform | undefined;
  server(id: string): Server | undefined;
  instance(id: string): Instance | undefined;
  site(id: string): Site | undefined;
  storage(id: string): Storage | undefined;
  /** Undefined for an unassigned instance. */
  applicationOf(instance: Instance): Application | undefined;
  instancesOf(application: Application): readonly Instance[];
  hostsOf(cluster: Cluster): readonly Server[];
  clusterOf(host: Server): Cluster | undefined;
  platformOf(of: Server | Cluster): Platform | undefined;
  /** The cluster that an instance runs in, or shall run in. */
  clusterOfInstance(instance: Instance): Cluster | undefined;
  /** The one host that an instance stands on: recorded, or the only host of its cluster. */
  hostOfInstance(instance: Instance): Server | undefined;
  /** The platform of its host, else of its cluster. */
  platformOfInstance(instance: Instance): Platform | undefined;
  /**
   * Every recorded platform that it may run on: where its cluster has none of its own, those of all
   * hosts of the cluster, since a restart or a move may put it there.
   */
  platformsOfInstance(instance: Instance): readonly Platform[];
  /** Virtual or planned instances whose host is settled. */
  instancesOnHost(host: Server): readonly Instance[];
  /** Virtual or planned instances of a cluster, on whichever of its hosts. */
  instancesInCluster(cluster: Cluster): readonly Instance[];
  /** Those of them whose host is not settled. */
  unplacedInCluster(cluster: Cluster): readonly Instance[];
  instancesOnPlatform(platform: Platform): readonly Instance[];
  /** Instances that run on a standalone machine today. */
  instancesOnServer(server: Server): readonly Instance[];
}

/** Builds the look-ups. The inventory's references are checked: none of them dangles. */
export function indexEstate(inventory: Inventory, asOf: IsoDate): Estate {
  const applications = byKey(inventory.applications);
  const owned = ownInstances(inventory, applications);
  const instancesById = byKey(owned.instances);
  const sites = byKey(inventory.sites);
  const storage = byKey(inventory.storage);
  const places = indexPlaces(inventory, owned.instances);
  const subjects = listSubjects(inventory, owned.instances);

  const estate: Omit<Estate, 'related' | 'applicationsOn' | 'carriesCritical'> = {
    asOf,
    inventory,
    instances: owned.instances,
    hosts: inventory.servers.filter((server) => server.role === 'host'),
    standaloneServers: inventory.servers.filter((server) => server.role === 'standalone'),
    applications: inventory.applications.map(viewApplication),
    subjectsOf: (kind) => subjects[kind],
    application: (id) => applications.get(id),
    instance: (id) => instancesById.get(id),
    site: (id) => sites.get(id),
    storage: (id) => storage.get(id),
    applicationOf: (instance) => owned.applicationOf.get(instance),
    instancesOf: (application) => owned.instancesOf.get(application) ?? [],
    ...places,
  };
  return {
    ...estate,
    related: (subject, relation) => relatedSubject(estate, subject, relation),
    ...indexCarriers(estate),
  };
}

export function byKey<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items) map.set(item.id, item);
  return map;
}

interface OwnedInstances {
  readonly instances: readonly Instance[];
  readonly applicationOf: ReadonlyMap<Instance, Application>;
  readonly instancesOf: ReadonlyMap<Application, readonly Instance[]>;
}

function ownInstances(
  inventory: Inventory,
  applications: ReadonlyMap<string, Application>,
): OwnedInstances {
  const instances: Instance[] = [];
  const applicationOf = new Map<Instance, Application>();
  const instancesOf = new Map<Application, Instance[]>();
  const own = (instance: Instance, application: Application): void => {
    applicationOf.set(instance, application);
    const siblings = instancesOf.get(application);
    if (siblings === undefined) instancesOf.set(application, [instance]);
    else siblings.push(instance);
  };
  for (const application of inventory.applications) {
    for (const instance of application.instances ?? []) {
      instances.push(instance);
      own(instance, application);
    }
  }
  for (const instance of inventory.instances) {
    instances.push(instance);
    const application =
      instance.application === undefined ? undefined : applications.get(instance.application);
    if (application !== undefined) own(instance, application);
  }
  instances.sort(byId);
  for (const siblings of instancesOf.values()) siblings.sort(byId);
  return { instances, applicationOf, instancesOf };
}

function listSubjects(
  inventory: Inventory,
  instances: readonly Instance[],
): Record<SubjectKind, readonly Subject[]> {
  const { assessment, operations, servers } = inventory;
  return {
    estate: [{ kind: 'estate', id: ESTATE_ID, value: { assessment, operations } }],
    site: inventory.sites.map((value) => ({ kind: 'site', id: value.id, value })),
    platform: inventory.platforms.map((value) => ({ kind: 'platform', id: value.id, value })),
    cluster: inventory.clusters.map((value) => ({ kind: 'cluster', id: value.id, value })),
    host: servers
      .filter((server) => server.role === 'host')
      .map((value) => ({ kind: 'host', id: value.id, value })),
    server: servers
      .filter((server) => server.role === 'standalone')
      .map((value) => ({ kind: 'server', id: value.id, value })),
    storage: inventory.storage.map((value) => ({ kind: 'storage', id: value.id, value })),
    application: inventory.applications.map((value) => ({
      kind: 'application',
      id: value.id,
      value,
    })),
    // The second copy of a machine is restored, supported and retired with the first.
    instance: instances
      .filter(({ ftSecondaryOf }) => ftSecondaryOf === undefined)
      .map((value) => ({ kind: 'instance', id: value.id, value })),
  };
}

function viewApplication(application: Application): ApplicationView {
  const tier = tierOf(application);
  const basis = application.tier === undefined ? 'recovery-time' : 'recorded';
  return {
    id: application.id,
    name: application.name,
    tier,
    tierBasis: tier === undefined ? undefined : basis,
  };
}
