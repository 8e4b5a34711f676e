import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { DomainKind } from '../domain/failure.ts';
import type { Cluster, Instance, Server, Storage } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import { byText } from '../domain/order.ts';
import { standsStill } from '../domain/power.ts';
import { serverRef } from './demand.ts';
import type { Estate } from './estate.ts';
import { secondaryHost } from './ft-copies.ts';
import { groupBy } from './places.ts';
import { storedOn } from './stored.ts';

/** What fails together. */
export interface FailureDomain {
  readonly kind: DomainKind;
  /** `host/esx-1`, `rack/dc-main/A-1`: no other domain has this name. */
  readonly name: string;
  /** The one name of its kind: the subject's id, or the rack's own name. */
  readonly id: string;
  /** The site that it is, or that its rack is recorded to stand at. */
  readonly site: string | undefined;
  /** Machines that fall with it for sure. */
  readonly servers: readonly Server[];
  /** The cluster that it is: its machines fall, whatever hosts are recorded. */
  readonly cluster: Cluster | undefined;
  /** Storage that falls with it for sure, with the data on it. */
  readonly storage: readonly Storage[];
}

/**
 * Every failure domain of an estate: sites, storage, clusters, racks, hosts, and standalone machines
 * on which something runs that has no target elsewhere. The largest kind first, then by name.
 */
export const failureDomains = memoised((estate: Estate): readonly FailureDomain[] => {
  const { sites, storage, clusters } = estate.inventory;
  const serversAt = groupBy(estate.inventory.servers, ({ site }) => site);
  const storageAt = groupBy(storage, (one) => one.site);
  const racks = groupBy(estate.inventory.servers, (server) =>
    server.rack === undefined ? undefined : rackName(server),
  );
  return [
    ...sites
      .map(({ id }) =>
        domain('site', id, {
          site: id,
          servers: serversAt.get(id) ?? [],
          storage: storageAt.get(id) ?? [],
        }),
      )
      .sort(byName),
    ...storage.map((one) => domain('storage', one.id, { storage: [one] })).sort(byName),
    ...clusters
      .map((cluster) =>
        domain('cluster', cluster.id, { cluster, servers: estate.hostsOf(cluster) }),
      )
      .sort(byName),
    ...[...racks].map(([name, servers]) => rackOf(name, servers)).sort(byName),
    ...estate.hosts.map((host) => domain('host', host.id, { servers: [host] })).sort(byName),
    ...estate.standaloneServers
      .filter((server) => machinesOn(estate, server).length > 0)
      .map((server) => domain('server', server.id, { servers: [server] }))
      .sort(byName),
  ];
});

/** The domain of that name. */
export function failureDomain(estate: Estate, name: string): FailureDomain | undefined {
  return domainsByName(estate).get(name);
}

const domainsByName = memoised(
  (estate: Estate) => new Map(failureDomains(estate).map((one) => [one.name, one])),
);

function domain(
  kind: DomainKind,
  id: string,
  { site, servers = [], cluster, storage = [] }: Partial<FailureDomain>,
): FailureDomain {
  return { kind, id, name: `${kind}/${id}`, site, servers, cluster, storage };
}

function rackOf(name: string, servers: readonly Server[]): FailureDomain {
  const [first] = servers;
  return { ...domain('rack', first?.rack ?? name, { site: first?.site, servers }), name };
}

/** Racks of two sites may have one name. */
function rackName({ site, rack }: Server): string {
  return site === undefined ? `rack/${rack}` : `rack/${site}/${rack}`;
}

function byName(a: FailureDomain, b: FailureDomain): number {
  return byText(a.name, b.name);
}

/** Names of the smaller domains that fall with one, in the order of their kinds. */
export function nestedDomains(estate: Estate, outer: FailureDomain): readonly string[] {
  const servers = new Set(outer.servers);
  const storage = new Set(outer.storage);
  return failureDomains(estate)
    .filter((one) => {
      const isSmaller = one !== outer && one.servers.length + one.storage.length > 0;
      const isInside =
        one.servers.every((server) => servers.has(server)) &&
        one.storage.every((array) => storage.has(array));
      return isSmaller && isInside && isBelow(one, outer);
    })
    .map(({ name }) => name);
}

/** Two domains may hold the same machines: the one whose kind is listed later is the smaller. */
function isBelow(inner: FailureDomain, outer: FailureDomain): boolean {
  const kinds: readonly DomainKind[] = ['site', 'storage', 'cluster', 'rack', 'host', 'server'];
  return kinds.indexOf(inner.kind) > kinds.indexOf(outer.kind);
}

/** What is lost in a failure: of a domain for sure, or with all that may stand in it. */
export interface Loss {
  readonly domain: FailureDomain;
  readonly servers: ReadonlySet<Server>;
  readonly clusters: ReadonlySet<Cluster>;
  readonly storage: ReadonlySet<Storage>;
  /** Sites of what is lost, and the facts that hide further ones. */
  readonly sites: ReadonlySet<string>;
  readonly hiddenSites: readonly FactRef[];
  /** Hosts of a cluster that are left. */
  readonly hostsLeft: (cluster: Cluster) => readonly Server[];
  /** Machines that are down, in the order of their ids. */
  readonly fallen: readonly Fallen[];
}

/** A machine that is down. */
export interface Fallen {
  readonly instance: Instance;
  /** What it ran on is lost; otherwise only its disks are. */
  readonly hasLostHost: boolean;
  /** The storage below its disks that is lost. */
  readonly lostStorage: readonly Storage[];
  /** What hides whether it is down at all; empty where it is for sure. */
  readonly unless: readonly FactRef[];
}

/** What falls with a domain for sure. */
export function sureLoss(estate: Estate, failed: FailureDomain): Loss {
  return lossOf(estate, failed, { servers: [], storage: [] }, false);
}

/** The same with everything that may stand in it, because no record says that it does not. */
export function possibleLoss(estate: Estate, failed: FailureDomain): Loss {
  return lossOf(estate, failed, hiddenIn(estate, failed), true);
}

/**
 * Whether more may fall with a domain than does for sure, because it is not recorded where something
 * stands: seen without looking at each such thing, since every domain is asked.
 */
export function mayHoldMore(estate: Estate, failed: FailureDomain): boolean {
  const { kind, servers, storage, site, id, cluster } = failed;
  if (kind === 'cluster') return false;
  // A mirror keeps up what lies on a lost array, if it takes over.
  const isOpen = (array: Storage): boolean =>
    array.replication?.mode === 'sync' || storedOn(estate, array).maybe.length > 0;
  if (storage.some(isOpen)) return true;
  if (kind === 'storage') return false;
  const open = openPlaces(estate);
  if (open.isAnyUnplaced) return true;
  if (kind === 'site' && open.isAnySiteOpen) return true;
  if (kind === 'rack') {
    const isHidden =
      site === undefined || open.racklessSites.has(site) || open.sitelessRacks.has(id);
    if (isHidden || open.racklessSites.has(undefined)) return true;
  }
  const clusters = new Set(servers.flatMap((server) => estate.clusterOf(server) ?? []));
  return [...clusters].some((one) => one !== cluster && estate.unplacedInCluster(one).length > 0);
}

/** Where something may stand of which no place is recorded. */
const openPlaces = memoised((estate: Estate) => {
  const { servers, storage } = estate.inventory;
  const rackless = servers.filter(({ rack }) => rack === undefined);
  const siteless = servers.filter((server) => server.site === undefined);
  return {
    isAnyUnplaced: unplacedAnywhere(estate).length > 0,
    isAnySiteOpen: siteless.length > 0 || storage.some((one) => one.site === undefined),
    racklessSites: new Set(rackless.map((server) => server.site)),
    sitelessRacks: new Set(siteless.map(({ rack }) => rack)),
  };
});

interface Hidden {
  readonly servers: readonly (readonly [Server, FactRef])[];
  readonly storage: readonly (readonly [Storage, FactRef])[];
}

/** Machines and storage that may stand in a domain: their site or their rack is not recorded. */
function hiddenIn(estate: Estate, { kind, site, id }: FailureDomain): Hidden {
  const { servers, storage } = estate.inventory;
  if (kind === 'site') {
    return {
      servers: servers
        .filter((server) => server.site === undefined)
        .map((server) => [server, { subject: serverRef(server), path: 'site' }]),
      storage: storage
        .filter((one) => one.site === undefined)
        .map((one) => [one, factRef('storage', one.id, 'site')]),
    };
  }
  if (kind !== 'rack') return { servers: [], storage: [] };
  const may = (own: string | undefined, wanted: string | undefined): boolean =>
    own === undefined || wanted === undefined || own === wanted;
  return {
    servers: servers
      .filter((server) => may(server.site, site) && may(server.rack, id))
      .filter((server) => server.rack === undefined || server.site !== site)
      .map((server) => [
        server,
        { subject: serverRef(server), path: server.rack === undefined ? 'rack' : 'site' },
      ]),
    storage: [],
  };
}

function lossOf(
  estate: Estate,
  failed: FailureDomain,
  hidden: Hidden,
  withUnplaced: boolean,
): Loss {
  const servers = new Set([...failed.servers, ...hidden.servers.map(([server]) => server)]);
  const storage = new Set([...failed.storage, ...hidden.storage.map(([one]) => one)]);
  const clusters = new Set(failed.cluster === undefined ? [] : [failed.cluster]);
  const lost = { failed, servers, storage, clusters, hidden, withUnplaced };
  const places = [...failed.servers, ...failed.storage];
  return {
    domain: failed,
    servers,
    storage,
    clusters,
    sites: new Set(places.flatMap(({ site }) => site ?? failed.site ?? [])),
    hiddenSites: [
      ...failed.servers
        .filter(({ site }) => site === undefined)
        .map((server) => ({ subject: serverRef(server), path: 'site' })),
      ...failed.storage
        .filter(({ site }) => site === undefined)
        .map(({ id }) => factRef('storage', id, 'site')),
    ],
    hostsLeft: memoised((cluster) =>
      clusters.has(cluster) ? [] : estate.hostsOf(cluster).filter((host) => !servers.has(host)),
    ),
    fallen: fallenIn(estate, lost),
  };
}

interface Lost {
  readonly failed: FailureDomain;
  readonly servers: ReadonlySet<Server>;
  readonly storage: ReadonlySet<Storage>;
  readonly clusters: ReadonlySet<Cluster>;
  readonly hidden: Hidden;
  readonly withUnplaced: boolean;
}

/** Every machine that is down, with what may keep it up. Only what is lost is looked at. */
function fallenIn(estate: Estate, lost: Lost): readonly Fallen[] {
  const found = new Map<Instance, Fallen>();
  const fall = (instance: Instance, more: Omit<Fallen, 'instance'>): void => {
    if (standsStill(instance)) return;
    const known = found.get(instance);
    const certainty = [known, more].some((one) => one?.unless.length === 0) ? [] : more.unless;
    found.set(instance, {
      instance,
      hasLostHost: more.hasLostHost || known?.hasLostHost === true,
      lostStorage: [...(known?.lostStorage ?? []), ...more.lostStorage],
      unless: known === undefined ? more.unless : certainty,
    });
  };
  for (const [instance, unless] of withoutHost(estate, lost)) {
    fall(instance, { hasLostHost: true, lostStorage: [], unless });
  }
  for (const [instance, array, unless] of withoutStorage(estate, lost)) {
    fall(instance, { hasLostHost: false, lostStorage: [array], unless });
  }
  return [...found.values()].sort((a, b) => byText(a.instance.id, b.instance.id));
}

type Down = readonly [Instance, readonly FactRef[]];

/** Machines whose host is lost, with what hides whether it is. */
function* withoutHost(estate: Estate, lost: Lost): Iterable<Down> {
  const doubts = new Map(lost.hidden.servers);
  yield* onLostServers(estate, lost, doubts);
  const touched = [...lost.servers].flatMap((server) => estate.clusterOf(server) ?? []);
  for (const cluster of new Set([...lost.clusters, ...touched])) {
    yield* unplacedOf(estate, cluster, lost, doubts);
  }
  const { kind } = lost.failed;
  if (!lost.withUnplaced || kind === 'storage' || kind === 'cluster') return;
  for (const instance of unplacedAnywhere(estate)) {
    if (mayStandIn(lost.failed, instance)) yield [instance, [hiddenPlace(estate, instance)]];
  }
}

function* onLostServers(
  estate: Estate,
  lost: Lost,
  doubts: ReadonlyMap<Server, FactRef>,
): Iterable<Down> {
  for (const server of lost.servers) {
    const doubt = doubts.get(server);
    for (const instance of machinesOn(estate, server)) {
      const copy = copyElsewhere(estate, instance, lost);
      if (copy === true || (copy !== false && !lost.withUnplaced)) continue;
      yield [instance, [...(doubt === undefined ? [] : [doubt]), ...(copy === false ? [] : copy)]];
    }
  }
}

/** Machines of a cluster whose host is not recorded fall with all of its hosts, and may with one. */
function* unplacedOf(
  estate: Estate,
  cluster: Cluster,
  lost: Lost,
  doubts: ReadonlyMap<Server, FactRef>,
): Iterable<Down> {
  const isGone =
    lost.clusters.has(cluster) ||
    estate.hostsOf(cluster).every((host) => lost.servers.has(host) && !doubts.has(host));
  if (!isGone && !lost.withUnplaced) return;
  for (const instance of estate.unplacedInCluster(cluster)) {
    if (isGone) yield [instance, []];
    else if (copyElsewhere(estate, instance, lost) !== true) {
      yield [instance, [factRef('instance', instance.id, 'target.host')]];
    }
  }
}

/** Machines whose disks lie on lost storage, with what hides whether they do. */
function* withoutStorage(
  estate: Estate,
  lost: Lost,
): Iterable<readonly [Instance, Storage, readonly FactRef[]]> {
  const doubts = new Map(lost.hidden.storage);
  for (const array of lost.storage) {
    const { settled, maybe } = storedOn(estate, array);
    const doubt = doubts.get(array);
    const mirror = mirrorOf(estate, array, lost.storage);
    const unless = [
      ...(doubt === undefined ? [] : [doubt]),
      ...(mirror === undefined ? [] : [factRef('storage', array.id, 'replication.mode')]),
    ];
    if (unless.length > 0 && !lost.withUnplaced) continue;
    for (const instance of settled) yield [instance, array, unless];
    if (!lost.withUnplaced) continue;
    for (const { instance, missing } of maybe) yield [instance, array, [missing, ...unless]];
  }
}

/** The storage that has every write of a lost one, and is not lost itself. */
export function mirrorOf(
  estate: Estate,
  { replication }: Storage,
  lost: ReadonlySet<Storage>,
): Storage | undefined {
  if (replication?.mode !== 'sync' || replication.target === undefined) return undefined;
  const target = estate.storage(replication.target);
  return target === undefined || lost.has(target) ? undefined : target;
}

/**
 * Whether a fault-tolerant machine goes on in its other copy, or what hides that. Its copies stand
 * on two hosts of its cluster.
 */
function copyElsewhere(
  estate: Estate,
  instance: Instance,
  { servers, clusters }: Pick<Lost, 'servers' | 'clusters'>,
): boolean | FactRef[] {
  const cluster = estate.clusterOfInstance(instance);
  if (instance.protection !== 'ft' || cluster === undefined) return false;
  if (clusters.has(cluster)) return false;
  const hosts = estate.hostsOf(cluster);
  const left = hosts.filter((host) => !servers.has(host));
  const primary = estate.hostOfInstance(instance);
  if (primary !== undefined && !servers.has(primary)) return true;
  if (left.length === 0) return false;
  const secondary = otherCopy(estate, instance);
  if (secondary !== undefined) return !servers.has(secondary);
  // One of two copies, wherever they stand, outlives one host.
  const lostHosts = hosts.length - left.length;
  if (lostHosts < 2) return true;
  return [
    factRef(
      'instance',
      instance.id,
      primary === undefined ? 'target.host' : 'target.secondaryHost',
    ),
  ];
}

/** The host of the other copy: where an import lists both, each is the other's. */
function otherCopy(estate: Estate, instance: Instance): Server | undefined {
  if (instance.ftSecondaryOf === undefined) return secondaryHost(estate, instance);
  const primary = estate.instance(instance.ftSecondaryOf);
  return primary === undefined ? undefined : estate.hostOfInstance(primary);
}

/** What stands on a server for sure: machines of a host; on a standalone machine what shall stay there. */
function machinesOn(estate: Estate, server: Server): readonly Instance[] {
  if (server.role === 'host') return estate.instancesOnHost(server);
  return estate
    .instancesOnServer(server)
    .filter(
      (instance) =>
        estate.hostOfInstance(instance) === undefined &&
        estate.clusterOfInstance(instance) === undefined,
    );
}

/** Machines of which no record says where they stand: any host, rack or site may carry them. */
export const unplacedAnywhere = memoised((estate: Estate): readonly Instance[] =>
  estate.instances.filter((instance) => {
    if (estate.hostOfInstance(instance) !== undefined) return false;
    const cluster = estate.clusterOfInstance(instance);
    return cluster === undefined
      ? instance.server === undefined
      : estate.hostsOf(cluster).length === 0;
  }),
);

/** A host runs virtual machines, a standalone machine physical ones. */
function mayStandIn({ kind }: FailureDomain, { form }: Instance): boolean {
  if (kind === 'host') return form !== 'physical';
  return kind !== 'server' || form !== 'virtual';
}

function hiddenPlace(estate: Estate, instance: Instance): FactRef {
  const cluster = estate.clusterOfInstance(instance);
  if (cluster !== undefined) return factRef('cluster', cluster.id, 'hosts');
  return factRef('instance', instance.id, instance.form === 'physical' ? 'server' : 'target');
}
