import type { EstateView } from '../domain/estate-view.ts';
import type { Cluster, Instance, Server, Storage } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
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
      case 'host': {
        // A restart or a move can put any machine of the cluster on any of its hosts.
        const { cluster } = subject.value;
        return carried.list(cluster === undefined ? `host/${subject.id}` : `cluster/${cluster}`);
      }
      default:
        return carried.list(`${subject.kind}/${subject.id}`);
    }
  }

  function carriesCritical(subject: Subject): boolean {
    if (subject.kind === 'instance') {
      const instance = subject.value;
      if (!isProduction(instance)) return false;
    }
    const ids = applicationsOn(subject);
    if (ids.length === 0) return !carried.onlyTests(subjectKey(subject));
    return ids.some((id) => (tiers.get(id) ?? 0) <= 1);
  }

  return { applicationsOn, carriesCritical };
}

/** An instance whose use is not recorded counts as production: the safe side. */
export function isProduction(instance: Instance): boolean {
  return instance.environment === undefined || instance.environment === 'production';
}

function subjectKey(subject: Subject): string {
  const cluster = subject.kind === 'host' ? subject.value.cluster : undefined;
  return cluster === undefined ? `${subject.kind}/${subject.id}` : `cluster/${cluster}`;
}

interface Gathered {
  list(key: string): readonly string[];
  /** Instances stand there, and none of them is production. */
  onlyTests(key: string): boolean;
}

function gather(estate: LookUps): Gathered {
  const sets = new Map<string, Set<string>>();
  const tests = new Set<string>();
  const production = new Set<string>();
  const grounds = groundsOf(estate);
  for (const instance of estate.instances) {
    const application = estate.applicationOf(instance)?.id;
    for (const key of grounds(instance)) {
      if (!isProduction(instance)) tests.add(key);
      else {
        production.add(key);
        if (application !== undefined) addTo(sets, key, application);
      }
    }
  }
  const lists = new Map<string, readonly string[]>();
  for (const [key, ids] of sets) lists.set(key, [...ids].sort(byText));
  return {
    list: (key) => lists.get(key) ?? NOBODY,
    onlyTests: (key) => tests.has(key) && !production.has(key),
  };
}

function addTo(sets: Map<string, Set<string>>, key: string, id: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([id]));
  else set.add(id);
}

/** For an instance, the keys (`kind/id`) of all that it stands on. */
function groundsOf(estate: LookUps): (instance: Instance) => readonly string[] {
  const reachedFrom = storageByReach(estate.inventory.storage);
  const ofHost = memoised((host: Server) => {
    const cluster = estate.clusterOf(host);
    return [
      cluster === undefined ? `host/${host.id}` : `cluster/${cluster.id}`,
      ...(host.site === undefined ? [] : [`site/${host.site}`]),
    ];
  });
  const ofCluster = memoised((cluster: Cluster) => {
    const sites = estate.hostsOf(cluster).flatMap(({ site }) => site ?? []);
    return [`cluster/${cluster.id}`, ...sites.map((site) => `site/${site}`)];
  });
  const standing = (instance: Instance): readonly string[] => {
    const host = estate.hostOfInstance(instance);
    if (host !== undefined) return ofHost(host);
    const cluster = estate.clusterOfInstance(instance);
    return cluster === undefined ? [] : ofCluster(cluster);
  };
  /** The storage that its disks name; where they name none, all that its cluster or host reaches. */
  const stored = (instance: Instance): readonly string[] => {
    const named = (instance.disks ?? []).flatMap(({ storage }) => storage ?? []);
    if (named.length > 0) return named;
    const cluster = estate.clusterOfInstance(instance)?.id ?? '';
    const host = estate.hostOfInstance(instance)?.id ?? '';
    return [...(reachedFrom.get(cluster) ?? []), ...(reachedFrom.get(host) ?? [])];
  };
  return (instance) => {
    const server = instance.server === undefined ? undefined : estate.server(instance.server);
    return [
      ...standing(instance),
      ...estate.platformsOfInstance(instance).map(({ id }) => `platform/${id}`),
      ...stored(instance).map((id) => `storage/${id}`),
      ...(server === undefined ? [] : [`server/${server.id}`]),
      ...(server?.site === undefined ? [] : [`site/${server.site}`]),
    ];
  };
}

/** Storage ids under each server or cluster that reaches them. */
function storageByReach(storage: readonly Storage[]): ReadonlyMap<string, readonly string[]> {
  const reached = new Map<string, string[]>();
  for (const { id, reachableBy } of storage) {
    for (const from of reachableBy ?? []) {
      const list = reached.get(from);
      if (list === undefined) reached.set(from, [id]);
      else list.push(id);
    }
  }
  return reached;
}
