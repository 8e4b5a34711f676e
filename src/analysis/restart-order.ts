import type { Instance } from '../domain/inventory.ts';
import { isProduction } from './carriers.ts';
import type { Estate } from './estate.ts';
import { isCriticalProduction } from './host-loss.ts';
import { tierOf } from './tier.ts';

/** How the restart priorities of a cluster put critical machines among the others. */
export interface RestartOrder {
  /** Production of tier 0 and 1 that HA restarts. */
  readonly critical: readonly Instance[];
  /** Those of them without a priority. */
  readonly unranked: readonly Instance[];
  /** Machines of tier 2 to 4 or of a test that restart before critical ones. */
  readonly before: readonly Instance[];
  /** The critical ones that restart behind them. */
  readonly behind: readonly Instance[];
  /** Machines of tier 2 to 4 or of a test whose priority is not recorded. */
  readonly hidden: readonly Instance[];
  /** Critical ones before which those may restart. */
  readonly mayWait: readonly Instance[];
}

const PRIORITY_RANK = { high: 0, medium: 1, low: 2, none: 3 } as const;
const NOT_RECORDED = 4;

/**
 * The order in which machines that HA restarts would come, by priority (P7). The whole cluster is
 * asked, because a move can put any two of its machines on one host.
 */
export function restartOrder(estate: Estate, restarted: readonly Instance[]): RestartOrder {
  const critical = restarted.filter((instance) => isCriticalProduction(estate, instance));
  const lesser = restarted.filter((instance) => isLesser(estate, instance));
  const last = critical.reduce((latest, instance) => Math.max(latest, rankOf(instance)), 0);
  const before = lesser.filter((instance) => rankOf(instance) < last);
  return {
    critical,
    unranked: critical.filter(({ restartPriority = 'none' }) => restartPriority === 'none'),
    before,
    behind: critical.filter((one) => before.some((other) => rankOf(other) < rankOf(one))),
    hidden: lesser.filter(({ restartPriority }) => restartPriority === undefined),
    mayWait: critical.filter((instance) => rankOf(instance) > PRIORITY_RANK.high),
  };
}

function isLesser(estate: Estate, instance: Instance): boolean {
  const application = estate.applicationOf(instance);
  const tier = application === undefined ? undefined : tierOf(application);
  return !isProduction(instance) || (tier !== undefined && tier >= 2);
}

/** A machine without a recorded priority is thought last. */
function rankOf({ restartPriority }: Instance): number {
  return restartPriority === undefined ? NOT_RECORDED : PRIORITY_RANK[restartPriority];
}
