import type { FactRef } from '../domain/fact-path.ts';
import type { Cluster, Instance, Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import { isProduction } from './carriers.ts';
import type { Estate } from './estate.ts';
import {
  type Assumption,
  assumptionsBehind,
  type RecoveryDefaults,
  type RecoveryTimeline,
  recoveryTimeline,
} from './recovery.ts';
import { tierOf } from './tier.ts';

/** The recovery after the loss of one host of a cluster. */
export interface HostLoss {
  readonly host: Server;
  /** Machines that stand on the host for sure. */
  readonly settled: readonly Instance[];
  /** Machines of the cluster whose host is not recorded: they may stand on it as well. */
  readonly unplaced: readonly Instance[];
  /** With the settled machines only. */
  readonly atLeast: RecoveryTimeline;
  /** With all that may stand there. */
  readonly atWorst: RecoveryTimeline;
}

const losses = new WeakMap<Estate, Map<string, HostLoss>>();

/** What the loss of a host does, computed once for each host and set of defaults. */
export function hostLoss(
  estate: Estate,
  cluster: Cluster,
  host: Server,
  defaults: RecoveryDefaults,
): HostLoss {
  let known = losses.get(estate);
  if (known === undefined) {
    known = new Map();
    losses.set(estate, known);
  }
  const key = `${host.id}\n${Object.values(defaults).join(' ')}`;
  const loss = known.get(key) ?? computeLoss(estate, cluster, host, defaults);
  known.set(key, loss);
  return loss;
}

function computeLoss(
  estate: Estate,
  cluster: Cluster,
  host: Server,
  defaults: RecoveryDefaults,
): HostLoss {
  const settled = estate.instancesOnHost(host);
  const unplaced = estate.unplacedInCluster(cluster);
  const atLeast = recoveryTimeline(estate, cluster, settled, defaults);
  const atWorst =
    unplaced.length === 0
      ? atLeast
      : recoveryTimeline(estate, cluster, [...settled, ...unplaced], defaults);
  return { host, settled, unplaced, atLeast, atWorst };
}

/**
 * The host whose loss removes most production machines of tier 0 or 1 (an unknown tier counts);
 * among equals, the one with most machines, then the first by id. Undefined without hosts.
 */
export function worstHost(estate: Estate, cluster: Cluster): Server | undefined {
  let worst: { host: Server; critical: number; all: number } | undefined;
  for (const host of estate.hostsOf(cluster)) {
    const instances = estate.instancesOnHost(host);
    const critical = instances.filter((instance) => isCriticalProduction(estate, instance)).length;
    const all = instances.length;
    const isWorse =
      worst === undefined ||
      critical > worst.critical ||
      (critical === worst.critical && all > worst.all);
    if (isWorse) worst = { host, critical, all };
  }
  return worst?.host;
}

/** Production of an application of tier 0 or 1, or of one whose tier is not known. */
export function isCriticalProduction(estate: Estate, instance: Instance): boolean {
  const application = estate.applicationOf(instance);
  const tier = application === undefined ? undefined : tierOf(application);
  return isProduction(instance) && (tier ?? 0) <= 1;
}

/** How one machine comes back from the loss of its host. */
export interface Comeback {
  /** Minutes after the loss; infinite where it waits for what nothing restarts. */
  readonly minutes: number;
  readonly assumptions: readonly Assumption[];
  /** Applications that it waited for, or waits for without end. */
  readonly waitsFor: readonly string[];
  /** Facts that hide whether what it waits for comes back. */
  readonly missing: readonly FactRef[];
}

/** The machine's place in a timeline; undefined where the timeline does not restart it. */
export function comebackOf(
  estate: Estate,
  timeline: RecoveryTimeline,
  instance: Instance,
): Comeback | undefined {
  const restart = timeline.restarts.get(instance);
  if (restart !== undefined) {
    const { backAt, waitedFor } = restart;
    const assumptions = assumptionsBehind(timeline, restart);
    return { minutes: backAt, assumptions, waitsFor: waitedFor, missing: [] };
  }
  const stuck = timeline.stuck.get(instance);
  if (stuck === undefined) return undefined;
  const { waitsFor } = stuck;
  const missing = unrecordedProtection(estate, timeline, waitsFor);
  return { minutes: Number.POSITIVE_INFINITY, assumptions: [], waitsFor, missing };
}

/**
 * Where a machine waits for an application whose protection is not recorded, or for one that waits
 * for such a one, nothing is sure.
 */
function unrecordedProtection(
  estate: Estate,
  timeline: RecoveryTimeline,
  applications: readonly string[],
): FactRef[] {
  const seen = new Set(applications);
  const missing: FactRef[] = [];
  for (const id of seen) {
    const application = estate.application(id);
    for (const instance of application === undefined ? [] : estate.instancesOf(application)) {
      if (!isProduction(instance)) continue;
      const { id: name, protection, redundancyGroup } = instance;
      const subject = { kind: 'instance', id: name } as const;
      if (protection === undefined) missing.push({ subject, path: 'protection' });
      // A cluster has other members, but nothing says which.
      if (protection === 'app-cluster' && redundancyGroup === undefined) {
        missing.push({ subject, path: 'redundancyGroup' });
      }
      for (const needed of timeline.stuck.get(instance)?.waitsFor ?? []) seen.add(needed);
    }
  }
  return missing;
}

/** When a machine is back after the loss of its host, as far as the record tells. */
export interface RestartPrediction {
  /** With what stands on its host for sure; undefined where its own host is not recorded. */
  readonly atLeast: Comeback | undefined;
  /** With all that may stand there. */
  readonly atWorst: Comeback;
  readonly unplaced: readonly Instance[];
}

/** Undefined where its cluster or all hosts of it are not recorded. */
export function predictRestart(
  estate: Estate,
  instance: Instance,
  defaults: RecoveryDefaults,
): RestartPrediction | undefined {
  const cluster = estate.clusterOfInstance(instance);
  if (cluster === undefined) return undefined;
  const host = estate.hostOfInstance(instance);
  const hosts = host === undefined ? estate.hostsOf(cluster) : [host];
  const predictions = hosts.flatMap((candidate): RestartPrediction[] => {
    const { atLeast, atWorst, unplaced } = hostLoss(estate, cluster, candidate, defaults);
    const worst = comebackOf(estate, atWorst, instance);
    return worst === undefined
      ? []
      : [{ atLeast: comebackOf(estate, atLeast, instance), atWorst: worst, unplaced }];
  });
  const [first, ...others] = predictions;
  if (first === undefined || others.length === 0) return first;
  // Where its own host is not recorded it may be any: the slowest, on what is assumed of all of them.
  const slowest = others.reduce(
    (worst, one) => (one.atWorst.minutes > worst.atWorst.minutes ? one : worst),
    first,
  );
  const assumptions = [...new Set(predictions.flatMap(({ atWorst }) => atWorst.assumptions))];
  return { ...slowest, atWorst: { ...slowest.atWorst, assumptions } };
}

/** Enough to begin with: every machine of a host or cluster would repeat all of them. */
export const SHOWN_MACHINES = 20;

/** Machines that HA restarts, for all that is recorded. */
const mayRestart = memoised((instances: readonly Instance[]) => {
  const unprotected = instances.filter(({ protection }) => protection === undefined);
  const sure = instances.filter(({ protection }) => protection === 'ha-restart');
  return { unprotected, count: sure.length + unprotected.length };
});

/**
 * Machines without a recorded protection that may stand before one in the queue of a restart, where
 * more than start at once may restart.
 */
export function mayQueueBefore(estate: Estate, cluster: Cluster, instance: Instance): Instance[] {
  const host = estate.hostOfInstance(instance);
  const lost =
    host === undefined
      ? [mayRestart(estate.instancesInCluster(cluster))]
      : [mayRestart(estate.instancesOnHost(host)), mayRestart(estate.unplacedInCluster(cluster))];
  const all = lost.reduce((sum, { count }) => sum + count, 0);
  if (all <= (cluster.ha?.parallelRestarts ?? 1)) return [];
  return lost.flatMap(({ unprotected }) => unprotected.slice(0, SHOWN_MACHINES));
}
