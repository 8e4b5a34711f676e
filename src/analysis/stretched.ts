import type { Cluster } from '../domain/inventory.ts';
import type { Estate } from './estate.ts';

/**
 * Whether a cluster stands at two sites or more: recorded, or seen from the sites of its hosts.
 * Undefined where neither tells.
 */
export function isStretched(estate: Estate, cluster: Cluster): boolean | undefined {
  const sites = siteIdsOf(estate, cluster);
  const known = new Set(sites.filter((site) => site !== undefined));
  if (cluster.stretched === true || known.size > 1) return true;
  const isWhole = known.size === 1 && !sites.includes(undefined);
  return cluster.stretched === false || isWhole ? false : undefined;
}

/** The site of each host of a cluster; undefined for a host that records none. */
export function siteIdsOf(estate: Estate, cluster: Cluster): readonly (string | undefined)[] {
  return estate.hostsOf(cluster).map(({ site }) => site);
}
