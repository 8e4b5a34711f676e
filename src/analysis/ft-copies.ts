import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import type { Estate } from './estate.ts';

/** The copies of fault-tolerant machines on one host: primaries and secondaries alike. */
interface FtCopies {
  /** Machines of which a copy stands there for sure. */
  readonly certain: readonly Instance[];
  /** Further ones of which it may, with the fact that hides it. */
  readonly possible: readonly { readonly instance: Instance; readonly missing: FactRef }[];
}

/**
 * Each fault-tolerant machine has a copy on two hosts of its cluster; of a cluster of two, on both.
 * A machine whose protection is not recorded may be one.
 */
export function ftCopiesOn(estate: Estate, host: Server): FtCopies {
  const cluster = estate.clusterOf(host);
  const machines =
    cluster === undefined ? estate.instancesOnHost(host) : estate.instancesInCluster(cluster);
  const hosts = cluster === undefined ? 1 : estate.hostsOf(cluster).length;
  const certain: Instance[] = [];
  const possible: { instance: Instance; missing: FactRef }[] = [];
  for (const instance of machines) {
    if (instance.ftSecondaryOf !== undefined || !mayBeTolerant(instance)) continue;
    const at = placeOfCopies(estate, instance, host, hosts);
    if (at === false) continue;
    if (instance.protection === undefined) {
      possible.push({ instance, missing: factRef('instance', instance.id, 'protection') });
    } else if (at === true) certain.push(instance);
    else possible.push({ instance, missing: at });
  }
  return { certain, possible };
}

function mayBeTolerant({ protection }: Instance): boolean {
  return protection === undefined || protection === 'ft';
}

/** Whether one of the two copies stands on the host, or the fact that hides it. */
function placeOfCopies(
  estate: Estate,
  instance: Instance,
  host: Server,
  hosts: number,
): boolean | FactRef {
  const primary = estate.hostOfInstance(instance);
  const secondary = secondaryHost(estate, instance);
  if (primary === host || secondary === host || hosts === 2) return true;
  if (primary === undefined) return factRef('instance', instance.id, 'target.host');
  return secondary === undefined && factRef('instance', instance.id, 'target.secondaryHost');
}

/** The host of the second copy, as far as it is recorded. */
export function secondaryHost(estate: Estate, instance: Instance): Server | undefined {
  const recorded = instance.target?.secondaryHost;
  if (recorded !== undefined) return estate.server(recorded);
  const copy = secondariesOf(estate).get(instance.id);
  return copy === undefined ? undefined : estate.hostOfInstance(copy);
}

const secondariesOf = memoised((estate: Estate): ReadonlyMap<string, Instance> => {
  const copies = estate.instances.flatMap((copy) =>
    copy.ftSecondaryOf === undefined ? [] : [[copy.ftSecondaryOf, copy] as const],
  );
  return new Map(copies);
});
