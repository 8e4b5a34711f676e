import type { HostCluster } from './clusters.ts';
import type { Host } from './hosts.ts';
import type { Notes } from './notes.ts';

/** The EVC mode of each cluster whose hosts all present one; an empty cell says nothing. */
export function evcBaselines(
  hosts: readonly Host[],
  clusterOf: (host: Host) => HostCluster | undefined,
  notes: Notes,
): (cluster: HostCluster) => string | undefined {
  const modes = new Map<HostCluster, Set<string | undefined>>();
  for (const host of hosts) {
    const cluster = clusterOf(host);
    if (cluster === undefined) continue;
    modes.set(cluster, (modes.get(cluster) ?? new Set()).add(host.evcMode));
  }
  return (cluster) => {
    const [mode, ...others] = modes.get(cluster) ?? [];
    if (mode === undefined || others.length > 0) return undefined;
    notes.add('evc-derived', cluster.name);
    return mode;
  };
}
