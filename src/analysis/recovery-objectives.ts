import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance } from '../domain/inventory.ts';
import { isProduction } from './carriers.ts';
import type { Estate } from './estate.ts';
import { type Comeback, comebackOf, type HostLoss } from './host-loss.ts';
import type { RecoveryTimeline } from './recovery.ts';

/** A machine that is back later than its application's recovery time objective. */
export interface LateRestart {
  readonly instance: Instance;
  readonly rtoMinutes: number;
  readonly comeback: Comeback;
}

export interface ObjectiveCheck {
  readonly timeline: RecoveryTimeline;
  readonly late: readonly LateRestart[];
  readonly inTime: readonly Comeback[];
  /** Facts without which a machine cannot be held against its objective. */
  readonly missing: readonly FactRef[];
}

/** Holds the production machines that a timeline restarts against their objectives. */
export function checkObjectives(
  estate: Estate,
  loss: HostLoss,
  timeline: RecoveryTimeline,
): ObjectiveCheck {
  const late: LateRestart[] = [];
  const inTime: Comeback[] = [];
  const missing: FactRef[] = [];
  for (const instance of [...loss.settled, ...loss.unplaced]) {
    const comeback = comebackOf(estate, timeline, instance);
    if (comeback === undefined || !isProduction(instance)) continue;
    const rtoMinutes = estate.applicationOf(instance)?.availability?.rtoMinutes;
    if (rtoMinutes === undefined) missing.push(missingObjective(estate, instance));
    else if (comeback.missing.length > 0) missing.push(...comeback.missing);
    else if (comeback.minutes > rtoMinutes) late.push({ instance, rtoMinutes, comeback });
    else inTime.push(comeback);
  }
  return { timeline, late, inTime, missing };
}

function missingObjective(estate: Estate, instance: Instance): FactRef {
  const application = estate.applicationOf(instance);
  return application === undefined
    ? factRef('instance', instance.id, 'application')
    : factRef('application', application.id, 'availability.rtoMinutes');
}
