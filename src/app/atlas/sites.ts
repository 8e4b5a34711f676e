import type { Estate } from '../../analysis/estate.ts';
import { groupBy } from '../../analysis/places.ts';
import { releaseName } from '../../analysis/releases.ts';
import type { AtlasCluster, AtlasMachine, AtlasSite } from '../../domain/atlas.ts';
import type { Cluster, Server, Site } from '../../domain/inventory.ts';
import { byText } from '../../domain/order.ts';

/** Where everything is recorded to stand; a site on which nothing stands is there as well. */
export function atlasSites(estate: Estate): readonly AtlasSite[] {
  const { sites, servers, storage } = estate.inventory;
  const siteOf = ({ site }: { readonly site?: string }): string => site ?? '';
  const serversAt = groupBy(servers, siteOf);
  const storageAt = groupBy(storage, siteOf);
  const emptyClusters = estate.inventory.clusters.filter(
    (cluster) => estate.hostsOf(cluster).length === 0,
  );
  const at = (id: string, site: Site | undefined): AtlasSite => {
    const machines = serversAt.get(id) ?? [];
    const hosts = machines.filter(({ role }) => role === 'host');
    return {
      id: site?.id ?? null,
      name: site?.name ?? null,
      role: site?.role ?? null,
      clusters: [
        ...clustersOf(estate, hosts),
        ...(site === undefined ? emptyClusters.map((one) => clusterOf(estate, one, [])) : []),
      ],
      hosts: hosts
        .filter((host) => estate.clusterOf(host) === undefined)
        .map((host) => machineOf(estate, host)),
      servers: machines
        .filter(({ role }) => role === 'standalone')
        .map((server) => machineOf(estate, server)),
      storage: (storageAt.get(id) ?? []).map(({ id, kind }) => ({ id, kind: kind ?? null })),
    };
  };
  const known = sites.map((site) => at(site.id, site));
  const nowhere = at('', undefined);
  const { clusters, hosts, servers: standing, storage: stores } = nowhere;
  const isEmpty = [clusters, hosts, standing, stores].every((list) => list.length === 0);
  return isEmpty ? known : [...known, nowhere];
}

/** The clusters of some hosts, each with those of its hosts that are among them. */
function clustersOf(estate: Estate, hosts: readonly Server[]): AtlasCluster[] {
  const groups = groupBy(hosts, (host) => estate.clusterOf(host)?.id);
  return [...groups]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([id, members]) => {
      const cluster = estate.cluster(id);
      return cluster === undefined ? [] : [clusterOf(estate, cluster, members)];
    });
}

function clusterOf(estate: Estate, cluster: Cluster, hosts: readonly Server[]): AtlasCluster {
  const platform =
    estate.platformOf(cluster) ?? hosts.flatMap((one) => estate.platformOf(one) ?? [])[0];
  return {
    id: cluster.id,
    platform: platform === undefined ? null : releaseName(platform),
    hosts: hosts.map((host) => machineOf(estate, host)),
  };
}

function machineOf(estate: Estate, server: Server): AtlasMachine {
  const { id, rack, role } = server;
  const instances =
    role === 'host' ? estate.instancesOnHost(server) : estate.instancesOnServer(server);
  return { id, rack: rack ?? null, instances: instances.map((instance) => instance.id) };
}
