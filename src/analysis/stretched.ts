import type { Cluster } from '../domain/inventory.ts';
import type { Estate } from './estate.ts';

/**
 * Whether a cluster stands at two sites or more: as recorded, since a host at another site does not
 * make it one that outlives a site; else seen from hosts at two sites. Hosts at one site prove
 * nothing where it is not recorded: an entry may stand for a campus of two buildings.
 */
export function isStretched(estate: Estate, cluster: Cluster): boolean | undefined {
  const known = new Set(siteIdsOf(estate, cluster).filter((site) => site !== undefined));
  return cluster.stretched ?? (known.size > 1 || undefined);
}

/** The site of each host of a cluster; undefined for a host that records none. */
export function siteIdsOf(estate: Estate, cluster: Cluster): readonly (string | undefined)[] {
  return estate.hostsOf(cluster).map(({ site }) => site);
}
