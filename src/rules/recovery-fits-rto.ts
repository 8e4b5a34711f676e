import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import { type HostLoss, hostLoss, isCriticalProduction, worstHost } from '../analysis/host-loss.ts';
import { type Assumption, describeAssumptions } from '../analysis/recovery.ts';
import {
  checkObjectives,
  type LateRestart,
  type ObjectiveCheck,
} from '../analysis/recovery-objectives.ts';
import { tierOf } from '../analysis/tier.ts';
import type { FactRef } from '../domain/fact-path.ts';
import type { Instance } from '../domain/inventory.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  onAssumption,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { numberOption } from '../domain/rule-option.ts';
import { count, formatMinutes, listNames } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Restart critical machines first, put fewer machines on a host, raise the parallel restarts, or shorten boot and start.';

const minutes = (value: number, about: string) =>
  numberOption({ default: value, minimum: 0, unit: 'min', about });

export default defineRule({
  id: 'CON-005',
  name: 'recovery-fits-rto',
  category: 'consolidation',
  subject: 'cluster',
  severity: 'high',
  effort: 'medium',
  title:
    'After the loss of the worst host, every application is back within its RTO, critical ones first',
  source: [
    paper('P7'),
    TEXTS.stratusDownside,
    TEXTS.vsphereRestartOrder,
    projectDefault('5 minutes each for a boot and an application start that nobody has measured.'),
  ],
  why: 'Machines of a lost host restart a few at a time; the last one waits for all before it.',
  condition: {
    fail: 'A machine that HA restarts is back later than its RTO, waits for what nothing restarts, or HA is off.',
    warn: 'A machine of tier 0 or 1 has no restart priority, or stands behind one of tier 2 to 4.',
    unknown:
      'An RTO, a protection or a host is not recorded, or the timeline rests on assumed times.',
    notApplicable: 'HA restarts nothing in this cluster.',
  },
  remedy: REMEDY,
  reads: {
    haEnabled: 'ha.enabled',
    detection: 'ha.detectionSeconds',
    parallelRestarts: 'ha.parallelRestarts',
  },
  options: {
    assumedBoot: minutes(5, 'Boot time where it is not measured.'),
    assumedStart: minutes(5, 'Application start where it is not measured.'),
    assumedParallelRestarts: numberOption({
      default: 4,
      minimum: 1,
      unit: 'machines',
      about: 'Restarts at a time where the cluster does not record them.',
    }),
    assumedDetection: numberOption({
      default: 60,
      minimum: 0,
      unit: 's',
      about:
        'Detection time where neither the cluster records it nor its product is known to have a default.',
    }),
  },
  notApplicable({ subject, estate }) {
    const instances = estate.instancesInCluster(subject.value);
    const mayRestart = instances.some(
      ({ protection }) => protection === undefined || protection === 'ha-restart',
    );
    return mayRestart ? undefined : 'no machine of this cluster is restarted by HA';
  },
  check({ haEnabled }, options, { subject, estate }) {
    const cluster = subject.value;
    const instances = estate.instancesInCluster(cluster);
    const restarted = instances.filter(({ protection }) => protection === 'ha-restart');
    const unprotected = instances.filter(({ protection }) => protection === undefined);
    if (restarted.length > 0 && haEnabled === false) {
      return fail(
        `HA is off, yet ${count(restarted.length, 'machine')} shall be restarted by it`,
        'Switch HA on, or protect these machines in another way.',
        { at: 'ha.enabled' },
      );
    }
    const host = worstHost(estate, cluster);
    if (host === undefined) return unknown('no host of this cluster is recorded', ['hosts']);
    const loss = hostLoss(estate, cluster, host, {
      bootMinutes: options.assumedBoot,
      appStartMinutes: options.assumedStart,
      parallelRestarts: options.assumedParallelRestarts,
      detectionSeconds: options.assumedDetection,
    });
    const parts = [
      judgeTimes(estate, loss),
      judgeOrder(estate, [...loss.settled, ...loss.unplaced]),
      ...(unprotected.length === 0 ? [] : [notRecorded(...facts(unprotected, 'protection'))]),
    ];
    return worstOf(parts);
  },
});

/** Every machine that HA restarts against its application's RTO. */
function judgeTimes(estate: Estate, loss: HostLoss): Outcome {
  const sure = checkObjectives(estate, loss, loss.atLeast);
  if (sure.late.length > 0 || loss.unplaced.length === 0) return verdictOn(loss, sure);
  const worst = checkObjectives(estate, loss, loss.atWorst);
  if (worst.late.length === 0) return verdictOn(loss, worst);
  return unknown(
    `whether all are in time depends on ${count(loss.unplaced.length, 'machine')} whose host is not recorded`,
    facts(loss.unplaced, 'target.host'),
  );
}

function verdictOn(loss: HostLoss, check: ObjectiveCheck): Outcome {
  const { timeline, late, inTime, missing } = check;
  const restarts = [...timeline.restarts.values()];
  const last = restarts.reduce((latest, { backAt }) => Math.max(latest, backAt), 0);
  const about = `the loss of ${loss.host.id} restarts ${count(restarts.length, 'machine')}, the last is back after ${formatMinutes(last)}`;
  const details = {
    facts: {
      worstHost: loss.host.id,
      lastBackMinutes: last,
      late: late.map(({ instance, rtoMinutes, comeback: { minutes } }) => ({
        instance: instance.id,
        rtoMinutes,
        backMinutes: Number.isFinite(minutes) ? minutes : null,
      })),
    },
    at: 'ha',
  };
  if (late.length > 0) return failLate(about, late, details);
  const outcome =
    restarts.length === 0
      ? pass(`the loss of ${loss.host.id} restarts nothing`)
      : pass(about, details);
  if (missing.length > 0) return { ...notRecorded(...missing), message: about };
  return assumedBy(
    outcome,
    inTime.flatMap(({ assumptions }) => assumptions),
  );
}

/** Sure as soon as one machine is late whatever was assumed. */
function failLate(about: string, late: readonly LateRestart[], details: object): Outcome {
  const words = late.map(({ instance, rtoMinutes, comeback }) =>
    Number.isFinite(comeback.minutes)
      ? `${instance.id} after ${formatMinutes(comeback.minutes)}, RTO ${formatMinutes(rtoMinutes)}`
      : `${instance.id} never, it waits for ${listNames(comeback.waitsFor)}`,
  );
  const sure = late.some(({ comeback }) => comeback.assumptions.length === 0);
  const outcome = fail(`${about}; too late: ${listNames(words)}`, REMEDY, details);
  return sure
    ? outcome
    : assumedBy(
        outcome,
        late.flatMap(({ comeback }) => comeback.assumptions),
      );
}

function assumedBy(outcome: Outcome, assumptions: readonly Assumption[]): Outcome {
  const distinct = [...new Set(assumptions)];
  return onAssumption(
    outcome,
    describeAssumptions(distinct),
    distinct.map(({ fact }) => fact),
  );
}

const PRIORITY_RANK = { high: 0, medium: 1, low: 2, none: 3 } as const;

/** Critical machines are to restart before others, which needs a priority to be set. */
function judgeOrder(estate: Estate, lost: readonly Instance[]): Outcome {
  const queued = lost.filter(({ protection }) => protection === 'ha-restart');
  const critical = queued.filter((instance) => isCriticalProduction(estate, instance));
  const without = critical.filter(({ restartPriority }) => restartPriority === undefined);
  if (without.length > 0) {
    return warn(
      `without restart priority: ${listNames(without.map(({ id }) => id))}`,
      'Give machines of tier 0 and 1 a restart priority.',
      atPriority(without),
    );
  }
  const others = queued.filter((instance) => isLesser(estate, instance));
  const first = Math.min(...others.map(rankOf));
  const behind = critical.filter((instance) => rankOf(instance) > first);
  if (behind.length === 0) return pass('critical machines restart first');
  return warn(
    `behind machines of tier 2 to 4: ${listNames(behind.map(({ id }) => id))}`,
    'Raise their restart priority above that of the others.',
    atPriority(behind),
  );
}

function atPriority(instances: readonly Instance[]): { readonly at?: FactRef } {
  const [at] = facts(instances, 'restartPriority');
  return at === undefined ? {} : { at };
}

function isLesser(estate: Estate, instance: Instance): boolean {
  const application = estate.applicationOf(instance);
  const tier = application === undefined ? undefined : tierOf(application);
  return !isProduction(instance) || (tier !== undefined && tier >= 2);
}

function rankOf({ restartPriority }: Instance): number {
  return restartPriority === undefined ? 4 : PRIORITY_RANK[restartPriority];
}

function facts(instances: readonly Instance[], path: string): FactRef[] {
  return instances.map(({ id }) => ({ subject: { kind: 'instance', id }, path }));
}
