import type { EstateView } from '../domain/estate-view.ts';
import type { Cluster, Instance, Server, Site, Storage } from '../domain/inventory.ts';
import { entryOf, memoised } from '../domain/memo.ts';
import { byText } from '../domain/order.ts';
import type { Subject } from '../domain/subject.ts';
import type { Estate } from './estate.ts';

type LookUps = Omit<Estate, 'related' | 'applicationsOn' | 'carriesCritical'>;
type Carriers = Pick<EstateView, 'applicationsOn' | 'carriesCritical'>;

const NOBODY: readonly string[] = [];

/** Which applications stand on which subject. Only production counts: a test may stand elsewhere. */
export function indexCarriers(estate: LookUps): Carriers {
  const all = estate.applications.map(({ id }) => id);
  const tiers = new Map(estate.applications.map(({ id, tier }) => [id, tier]));
  const own = new Map(all.map((id) => [id, [id] as readonly string[]]));
  const carried = gather(estate);

  function applicationsOn(subject: Subject): readonly string[] {
    switch (subject.kind) {
      case 'estate':
        return all;
      case 'application':
        return own.get(subject.id) ?? NOBODY;
      case 'instance': {
        const owner = estate.applicationOf(subject.value);
        return owner === undefined ? NOBODY : (own.get(owner.id) ?? NOBODY);
      }
      default:
        return carried.list(groundOf(subject));
    }
  }

  /** A restart or a move can put any machine of a cluster on any of its hosts. */
  function groundOf({ kind, value }: Subject): Ground {
    return (kind === 'host' ? estate.clusterOf(value) : undefined) ?? value;
  }

  function carriesCritical(subject: Subject): boolean {
    if (subject.kind === 'instance') {
      const instance = subject.value;
      if (!isProduction(instance)) return false;
    }
    const ids = applicationsOn(subject);
    if (ids.length === 0) return !carried.onlyTests(groundOf(subject));
    return ids.some((id) => (tiers.get(id) ?? 0) <= 1);
  }

  return { applicationsOn, carriesCritical };
}

/** An instance whose use is not recorded counts as production: the safe side. */
export function isProduction(instance: Instance): boolean {
  return instance.environment === undefined || instance.environment === 'production';
}

/** The record of what an instance stands on. */
type Ground = Subject['value'];

interface Gathered {
  list(ground: Ground): readonly string[];
  /** Instances stand there, and none of them is production. */
  onlyTests(ground: Ground): boolean;
}

function gather(estate: LookUps): Gathered {
  const sets = new Map<Ground, Set<string>>();
  const tests = new Set<Ground>();
  const production = new Set<Ground>();
  const grounds = groundsOf(estate);
  for (const instance of estate.instances) {
    const application = estate.applicationOf(instance)?.id;
    for (const ground of grounds(instance)) {
      if (!isProduction(instance)) tests.add(ground);
      else {
        production.add(ground);
        if (application !== undefined) {
          entryOf(sets, ground, () => new Set<string>()).add(application);
        }
      }
    }
  }
  const lists = new Map<Ground, readonly string[]>();
  for (const [ground, ids] of sets) lists.set(ground, [...ids].sort(byText));
  return {
    list: (ground) => lists.get(ground) ?? NOBODY,
    onlyTests: (ground) => tests.has(ground) && !production.has(ground),
  };
}

/** For an instance, all that it stands on. */
function groundsOf(estate: LookUps): (instance: Instance) => readonly Ground[] {
  const reachedFrom = storageByReach(estate.inventory.storage);
  const sitesOf = (servers: readonly Server[]): readonly Site[] =>
    servers.flatMap(({ site }) => (site === undefined ? [] : (estate.site(site) ?? [])));
  const ofHost = memoised((host: Server): readonly Ground[] => [
    estate.clusterOf(host) ?? host,
    ...sitesOf([host]),
  ]);
  const ofCluster = memoised((cluster: Cluster): readonly Ground[] => [
    cluster,
    ...new Set(sitesOf(estate.hostsOf(cluster))),
  ]);
  const standing = (instance: Instance): readonly Ground[] => {
    const host = estate.hostOfInstance(instance);
    if (host !== undefined) return ofHost(host);
    const cluster = estate.clusterOfInstance(instance);
    return cluster === undefined ? [] : ofCluster(cluster);
  };
  /** The storage that its disks name; where they name none, all that its cluster or host reaches. */
  const stored = (instance: Instance): readonly Storage[] => {
    const named = (instance.disks ?? []).flatMap(({ storage }) =>
      storage === undefined ? [] : (estate.storage(storage) ?? []),
    );
    if (named.length > 0) return named;
    const cluster = estate.clusterOfInstance(instance)?.id ?? '';
    const host = estate.hostOfInstance(instance)?.id ?? '';
    return [...(reachedFrom.get(cluster) ?? []), ...(reachedFrom.get(host) ?? [])];
  };
  const runsOn = (instance: Instance): readonly Ground[] => {
    const server = instance.server === undefined ? undefined : estate.server(instance.server);
    return server === undefined ? [] : [server, ...sitesOf([server])];
  };
  return (instance) => [
    ...standing(instance),
    ...estate.platformsOfInstance(instance),
    ...stored(instance),
    ...runsOn(instance),
  ];
}

/** Storage under the id of each server or cluster that reaches it. */
function storageByReach(all: readonly Storage[]): ReadonlyMap<string, readonly Storage[]> {
  const reached = new Map<string, Storage[]>();
  for (const storage of all) {
    for (const from of storage.reachableBy ?? []) {
      entryOf(reached, from, () => []).push(storage);
    }
  }
  return reached;
}
