import type { FactRef } from '../domain/fact-path.ts';
import type { Instance, Platform } from '../domain/inventory.ts';
import type { Estate } from './estate.ts';

/** The platforms that an instance may run on, as far as they are recorded. */
export interface PlatformsBelow {
  readonly platforms: readonly Platform[];
  /** What hides a further one; empty where the list is whole. */
  readonly missing: readonly FactRef[];
}

/**
 * The platform of an instance's host or cluster. Where neither is recorded, those of the other hosts
 * of its cluster: the machine must run on them as well, since a restart may put it there.
 */
export function platformsBelow(estate: Estate, instance: Instance): PlatformsBelow {
  const platform = estate.platformOfInstance(instance);
  if (platform !== undefined) return { platforms: [platform], missing: [] };
  const cluster = estate.clusterOfInstance(instance);
  if (cluster === undefined) {
    const host = estate.hostOfInstance(instance);
    const missing: FactRef =
      host === undefined
        ? { subject: { kind: 'instance', id: instance.id }, path: 'target' }
        : { subject: { kind: 'host', id: host.id }, path: 'platform' };
    return { platforms: [], missing: [missing] };
  }
  const known = estate.hostsOf(cluster).flatMap((host) => estate.platformOf(host) ?? []);
  return {
    platforms: [...new Set(known)],
    missing: [{ subject: { kind: 'cluster', id: cluster.id }, path: 'platform' }],
  };
}
