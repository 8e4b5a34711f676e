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
  const { machines, hosts } = tolerantNear(estate, host);
  const certain: Instance[] = [];
  const possible: { instance: Instance; missing: FactRef }[] = [];
  for (const instance of machines) {
    const at = placeOfCopies(estate, instance, host, hosts);
    if (at === false) continue;
    if (instance.protection === undefined) {
      possible.push({ instance, missing: factRef('instance', instance.id, 'protection') });
    } else if (at === true) certain.push(instance);
    else possible.push({ instance, missing: at });
  }
  return { certain, possible };
}

/** Whether any copy stands on a host, or may. */
export function mayCarryFtCopy(estate: Estate, host: Server): boolean {
  const { machines, hosts } = tolerantNear(estate, host);
  return machines.some((instance) => placeOfCopies(estate, instance, host, hosts) !== false);
}

/** The machines whose copies may stand on a host, and how many hosts share them. */
function tolerantNear(estate: Estate, host: Server) {
  const cluster = estate.clusterOf(host);
  return cluster === undefined
    ? { machines: tolerantAmong(estate.instancesOnHost(host)), hosts: 1 }
    : {
        machines: tolerantAmong(estate.instancesInCluster(cluster)),
        hosts: estate.hostsOf(cluster).length,
      };
}

/** Computed once for each cluster: every host of it asks. */
const tolerantAmong = memoised((instances: readonly Instance[]): readonly Instance[] =>
  instances.filter(
    ({ protection, ftSecondaryOf }) =>
      ftSecondaryOf === undefined && (protection === undefined || protection === 'ft'),
  ),
);

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
