import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance, Platform } from '../domain/inventory.ts';
import type { Estate } from './estate.ts';

/** The platforms that an instance may run on, as far as they are recorded. */
export interface PlatformsBelow {
  readonly platforms: readonly Platform[];
  /** What hides a further one; empty where the list is whole. */
  readonly missing: readonly FactRef[];
}

/** Every platform that it may run on, with the hosts of its cluster whose platform is not recorded. */
export function platformsBelow(estate: Estate, instance: Instance): PlatformsBelow {
  return { platforms: estate.platformsOfInstance(instance), missing: hidden(estate, instance) };
}

function hidden(estate: Estate, instance: Instance): readonly FactRef[] {
  const cluster = estate.clusterOfInstance(instance);
  if (cluster !== undefined) {
    const hosts = estate.hostsOf(cluster);
    const isWhole =
      cluster.platform !== undefined ||
      (hosts.length > 0 && hosts.every((host) => estate.platformOf(host) !== undefined));
    return isWhole ? [] : [factRef('cluster', cluster.id, 'platform')];
  }
  if (estate.platformOfInstance(instance) !== undefined) return [];
  const host = estate.hostOfInstance(instance);
  return host === undefined
    ? [factRef('instance', instance.id, 'target')]
    : [factRef('host', host.id, 'platform')];
}
