import type { Platform } from '../../domain/inventory.ts';
import type { NamedSubject } from '../subject-ids.ts';
import type { HostCluster } from './clusters.ts';
import type { EsxVersion } from './esx-version.ts';
import type { Host } from './hosts.ts';
import type { Notes } from './notes.ts';

/** One ESX version that runs on a host of the file. */
export interface EsxPlatform extends NamedSubject {
  readonly product: Platform['product'];
  readonly version: string;
}

/** Which platform each cluster has, and each host that does not have its cluster's. */
export interface PlatformChoice {
  readonly platforms: readonly EsxPlatform[];
  readonly ofCluster: ReadonlyMap<HostCluster, EsxPlatform>;
  readonly ofHost: ReadonlyMap<Host, EsxPlatform>;
}

/**
 * A cluster has a platform where all its hosts are known to run the same version.
 * Elsewhere each host has its own, since a host must not contradict its cluster.
 */
export function choosePlatforms(
  hosts: readonly Host[],
  clusterOf: (host: Host) => HostCluster | undefined,
  notes: Notes,
): PlatformChoice {
  const platforms = platformsOf(hosts);
  const platformOf = ({ version }: Host) =>
    version === undefined ? undefined : platforms.get(keyOf(version));
  const ofCluster = new Map<HostCluster, EsxPlatform>();
  for (const [cluster, members] of membersOf(hosts, clusterOf)) {
    const common = commonPlatform(cluster, members.map(platformOf), notes);
    if (common !== undefined) ofCluster.set(cluster, common);
  }
  const ofHost = new Map<Host, EsxPlatform>();
  for (const host of hosts) {
    const cluster = clusterOf(host);
    const own = platformOf(host);
    if (own !== undefined && (cluster === undefined || !ofCluster.has(cluster))) {
      ofHost.set(host, own);
    }
  }
  return { platforms: [...platforms.values()], ofCluster, ofHost };
}

function platformsOf(hosts: readonly Host[]): Map<string, EsxPlatform> {
  const platforms = new Map<string, EsxPlatform>();
  for (const { version } of hosts) {
    if (version === undefined || platforms.has(keyOf(version))) continue;
    const { platformName: name, product, version: text } = version;
    platforms.set(keyOf(version), { name, marks: [text], product, version: text });
  }
  return platforms;
}

function keyOf({ product, version }: EsxVersion): string {
  return `${product} ${version}`;
}

function membersOf(
  hosts: readonly Host[],
  clusterOf: (host: Host) => HostCluster | undefined,
): Map<HostCluster, Host[]> {
  const members = new Map<HostCluster, Host[]>();
  for (const host of hosts) {
    const cluster = clusterOf(host);
    if (cluster === undefined) continue;
    members.set(cluster, [...(members.get(cluster) ?? []), host]);
  }
  return members;
}

function commonPlatform(
  cluster: HostCluster,
  platforms: readonly (EsxPlatform | undefined)[],
  notes: Notes,
): EsxPlatform | undefined {
  const known = new Set(platforms.filter((platform) => platform !== undefined));
  const complete = !platforms.includes(undefined);
  const [first] = known;
  if (first === undefined || (complete && known.size === 1)) return first;
  notes.add(
    known.size > 1 ? 'cluster-versions-differ' : 'cluster-version-incomplete',
    cluster.name,
  );
  return undefined;
}
