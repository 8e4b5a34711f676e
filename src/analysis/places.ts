import type { Cluster, Instance, Inventory, Platform, Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import type { Estate } from './estate.ts';

type Places = Pick<
  Estate,
  | 'cluster'
  | 'platform'
  | 'server'
  | 'hostsOf'
  | 'clusterOf'
  | 'platformOf'
  | 'clusterOfInstance'
  | 'hostOfInstance'
  | 'platformOfInstance'
  | 'platformsOfInstance'
  | 'instancesOnHost'
  | 'instancesInCluster'
  | 'unplacedInCluster'
  | 'instancesOnPlatform'
  | 'instancesOnServer'
>;

/** Who stands where: host ⊂ cluster ⊂ platform, and machines today. */
export function indexPlaces(inventory: Inventory, instances: readonly Instance[]): Places {
  const clusters = new Map(inventory.clusters.map((cluster) => [cluster.id, cluster]));
  const platforms = new Map(inventory.platforms.map((platform) => [platform.id, platform]));
  const servers = new Map(inventory.servers.map((server) => [server.id, server]));
  const hostsOf = groupBy(inventory.servers, (server) =>
    server.role === 'host' ? server.cluster : undefined,
  );

  const find = <T>(map: ReadonlyMap<string, T>, id: string | undefined): T | undefined =>
    id === undefined ? undefined : map.get(id);
  const clusterOf = (host: Server): Cluster | undefined => find(clusters, host.cluster);
  const platformOf = (of: Server | Cluster): Platform | undefined =>
    find(platforms, of.platform) ??
    find(platforms, 'cluster' in of ? clusterOf(of)?.platform : undefined);

  const recordedHost = (instance: Instance): Server | undefined =>
    find(servers, instance.target?.host);
  const clusterOfInstance = (instance: Instance): Cluster | undefined =>
    find(clusters, instance.target?.cluster ?? recordedHost(instance)?.cluster);
  const hostOfInstance = (instance: Instance): Server | undefined => {
    const recorded = recordedHost(instance);
    if (recorded !== undefined) return recorded;
    const members = hostsOf.get(instance.target?.cluster ?? '');
    return members?.length === 1 ? members[0] : undefined;
  };
  const platformOfInstance = (instance: Instance): Platform | undefined => {
    const at = recordedHost(instance) ?? clusterOfInstance(instance);
    return at === undefined ? undefined : platformOf(at);
  };

  const onHost = groupBy(instances, (instance) => hostOfInstance(instance)?.id);
  const inCluster = groupBy(instances, (instance) => clusterOfInstance(instance)?.id);
  const unplaced = groupBy(instances, (instance) =>
    hostOfInstance(instance) === undefined ? clusterOfInstance(instance)?.id : undefined,
  );
  const platformsOfHosts = memoised((cluster: Cluster): readonly Platform[] => [
    ...new Set((hostsOf.get(cluster.id) ?? []).flatMap((host) => platformOf(host) ?? [])),
  ]);
  const platformsOfInstance = (instance: Instance): readonly Platform[] => {
    const cluster = clusterOfInstance(instance);
    const own = platformOfInstance(instance);
    if (cluster !== undefined && cluster.platform === undefined) return platformsOfHosts(cluster);
    return own === undefined ? [] : [own];
  };
  const onPlatform = groupByAll(instances, (instance) =>
    platformsOfInstance(instance).map(({ id }) => id),
  );
  const onServer = groupBy(instances, (instance) => instance.server);

  return {
    cluster: (id) => clusters.get(id),
    platform: (id) => platforms.get(id),
    server: (id) => servers.get(id),
    hostsOf: (cluster) => hostsOf.get(cluster.id) ?? [],
    clusterOf,
    platformOf,
    clusterOfInstance,
    hostOfInstance,
    platformOfInstance,
    platformsOfInstance,
    instancesOnHost: (host) => onHost.get(host.id) ?? [],
    instancesInCluster: (cluster) => inCluster.get(cluster.id) ?? [],
    unplacedInCluster: (cluster) => unplaced.get(cluster.id) ?? [],
    instancesOnPlatform: (platform) => onPlatform.get(platform.id) ?? [],
    instancesOnServer: (server) => onServer.get(server.id) ?? [],
  };
}

/** Items under their key, in their order; items without a key are left out. */
export function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) put(groups, key, item);
  }
  return groups;
}

/** Items under each of their keys, in their order. */
export function groupByAll<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) for (const key of keysOf(item)) put(groups, key, item);
  return groups;
}

function put<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
