import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance } from '../domain/inventory.ts';
import type { Estate } from './estate.ts';

/** The machines that form a cluster inside their guests with one of them. */
export interface GuestClusterNodes {
  /** The others that do. */
  readonly nodes: readonly Instance[];
  /** The others that may, with the fact that hides it. */
  readonly possible: readonly { readonly instance: Instance; readonly missing: FactRef }[];
}

/**
 * The other nodes of an instance's guest cluster: those of its application with the same clustering
 * software and, where both record one, the same redundancy group.
 */
export function guestClusterNodes(estate: Estate, instance: Instance): GuestClusterNodes {
  const application = estate.applicationOf(instance);
  const siblings = application === undefined ? [] : estate.instancesOf(application);
  const others = siblings.filter(
    (other) =>
      other !== instance &&
      (other.redundancyGroup === undefined ||
        instance.redundancyGroup === undefined ||
        other.redundancyGroup === instance.redundancyGroup),
  );
  return {
    nodes: others.filter(({ guestCluster }) => guestCluster === instance.guestCluster),
    possible: others
      .filter(({ guestCluster }) => guestCluster === undefined)
      .map((other) => ({
        instance: other,
        missing: factRef('instance', other.id, 'guestCluster'),
      })),
  };
}

/** Whether a machine runs on its own hardware, without a plan to move. */
export function isOutsidePlatforms({ form, target }: Instance): boolean {
  return form === 'physical' && target?.cluster === undefined && target?.host === undefined;
}

/** Whether two instances stand on one host, or the facts that hide it. */
export function shareHost(
  estate: Estate,
  one: Instance,
  other: Instance,
): boolean | readonly FactRef[] {
  if (isOutsidePlatforms(one) || isOutsidePlatforms(other)) return false;
  const hosts = [one, other].map((instance) => estate.hostOfInstance(instance));
  if (hosts[0] !== undefined && hosts[1] !== undefined) return hosts[0] === hosts[1];
  const places = [one, other].map(
    (instance) => estate.clusterOfInstance(instance) ?? estate.hostOfInstance(instance),
  );
  if (!places.includes(undefined) && places[0] !== places[1]) return false;
  if (areKeptApart(one, other)) return false;
  return [one, other]
    .filter((instance) => estate.hostOfInstance(instance) === undefined)
    .map((instance) => {
      const isPlaced = estate.clusterOfInstance(instance) !== undefined;
      return factRef('instance', instance.id, isPlaced ? 'target.host' : 'target');
    });
}

function areKeptApart(one: Instance, other: Instance): boolean {
  const group = one.redundancyGroup;
  if (group === undefined || group !== other.redundancyGroup) return false;
  return [one, other].some(({ placementRules }) =>
    placementRules?.includes(`anti-affinity:${group}`),
  );
}
