import type { Estate } from '../analysis/estate.ts';
import { type HostLoss, hostLoss, worstHost } from '../analysis/host-loss.ts';
import {
  type Assumption,
  describeAssumptions,
  type RecoveryDefaults,
  type RecoveryTimeline,
} from '../analysis/recovery.ts';
import {
  checkObjectives,
  type LateRestart,
  type ObjectiveCheck,
} from '../analysis/recovery-objectives.ts';
import { restartOrder } from '../analysis/restart-order.ts';
import { factRefs } from '../domain/fact-path.ts';
import type { Cluster, Instance } from '../domain/inventory.ts';
import {
  fail,
  gravest,
  notRecorded,
  type Outcome,
  type OutcomeDetails,
  onAssumption,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { minutesOption } from '../domain/rule-option.ts';
import { count, formatMinutes, listNames } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';
import { RECOVERY_OPTIONS, recoveryDefaults } from './recovery-options.ts';

const REMEDY =
  'Restart critical machines first, put fewer machines on a host, raise the parallel restarts, or shorten boot and start.';

export default defineRule({
  id: 'CON-005',
  name: 'recovery-fits-rto',
  category: 'consolidation',
  subject: 'cluster',
  severity: 'high',
  effort: 'medium',
  title: 'After the loss of a host, every application is back within its RTO, critical ones first',
  source: [
    paper('P7'),
    TEXTS.stratusDownside,
    TEXTS.vsphereRestartOrder,
    projectDefault('5 minutes each for a boot and an application start that nobody has measured.'),
  ],
  why: 'Machines of a lost host restart a few at a time; the last one waits for all before it.',
  condition: {
    fail: 'After the loss of a host, a machine that HA restarts is back later than its RTO, or waits for what nothing restarts; or HA is off.',
    warn: 'A machine of tier 0 or 1 has no restart priority, or stands behind one of tier 2 to 4 or a test machine, or may do so because the priority of that one is not recorded.',
    unknown:
      'An RTO, a protection, a host, a second host or whether HA is on is not recorded; or the timeline rests on assumed times.',
    notApplicable: 'HA restarts nothing in this cluster.',
  },
  remedy: REMEDY,
  reads: {
    haEnabled: 'ha.enabled',
    detection: 'ha.detectionSeconds',
    parallelRestarts: 'ha.parallelRestarts',
  },
  options: {
    assumedBoot: minutesOption(5, 'Boot time where it is not measured.'),
    assumedStart: minutesOption(5, 'Application start where it is not measured.'),
    ...RECOVERY_OPTIONS,
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
    const times = { bootMinutes: options.assumedBoot, appStartMinutes: options.assumedStart };
    const losses = slowestFirst(estate, cluster, recoveryDefaults(options, times));
    const parts = [
      ...(losses.length === 0 ? [] : [worstLoss(losses.map((loss) => judgeTimes(estate, loss)))]),
      judgeOrder(estate, restarted),
      ...judgeHosts(estate.hostsOf(cluster).length),
      ...(haEnabled === undefined ? [notRecorded('ha.enabled')] : []),
      ...(unprotected.length === 0
        ? []
        : [notRecorded(...factRefs('instance', unprotected, 'protection'))]),
    ];
    return worstOf(parts);
  },
});

/** The loss of each host, that with the longest recovery first; among equals, the worst host. */
function slowestFirst(estate: Estate, cluster: Cluster, defaults: RecoveryDefaults): HostLoss[] {
  const worst = worstHost(estate, cluster);
  const others = estate
    .hostsOf(cluster)
    // The loss of a host on which nothing stands for sure asks no more than that of another.
    .filter((host) => host !== worst && estate.instancesOnHost(host).length > 0);
  const hosts = worst === undefined ? [] : [worst, ...others];
  return hosts
    .map((host) => hostLoss(estate, cluster, host, defaults))
    .map((loss) => ({ loss, minutes: recoveryMinutes(loss.atWorst) }))
    .sort((a, b) => b.minutes - a.minutes)
    .map(({ loss }) => loss);
}

/** Minutes until all is back; more than any number where something never is. */
function recoveryMinutes({ restarts, stuck }: RecoveryTimeline): number {
  return stuck.size > 0 ? Number.MAX_VALUE : lastBack(restarts);
}

function lastBack(restarts: RecoveryTimeline['restarts']): number {
  return [...restarts.values()].reduce((latest, { backAt }) => Math.max(latest, backAt), 0);
}

/** The gravest loss answers for the cluster; what is missing for any of them is asked for. */
function worstLoss(answers: readonly Outcome[]): Outcome {
  const worst = gravest(answers);
  if (worst.kind === 'fail') {
    return answers.find(({ kind, assumed }) => kind === 'fail' && assumed === undefined) ?? worst;
  }
  const hidden = answers.filter(({ kind }) => kind === 'unknown');
  const [first] = hidden;
  if (first === undefined) return worst;
  return { ...first, missing: hidden.flatMap(({ missing }) => missing ?? []) };
}

/** Nothing restarts on the host that was lost. */
function judgeHosts(hosts: number): Outcome[] {
  if (hosts > 1) return [];
  const found = hosts === 0 ? 'no host' : 'only one host';
  return [
    unknown(`${found} of this cluster is recorded, so nothing shows where its machines restart`, [
      'hosts',
    ]),
  ];
}

/** Every machine that HA restarts against its application's RTO. */
function judgeTimes(estate: Estate, loss: HostLoss): Outcome {
  const sure = checkObjectives(estate, loss, loss.atLeast);
  if (sure.late.length > 0 || loss.unplaced.length === 0) return verdictOn(loss, sure);
  const worst = checkObjectives(estate, loss, loss.atWorst);
  if (worst.late.length === 0) return verdictOn(loss, worst);
  const slow = worst.late.filter(({ instance, rtoMinutes }) => ownMinutes(instance) > rtoMinutes);
  if (slow.length > 0) return failAnywhere(slow);
  return unknown(
    `in the worst case ${describeLoss(loss, worst.timeline)}; too late: ${describeLate(worst.late)}`,
    [...factRefs('instance', mayBeHere(loss, worst), 'target.host'), ...worst.missing],
  );
}

/** What is recorded of its boot and start, which cannot take less. */
function ownMinutes({ bootMinutes = 0, appStartMinutes = 0 }: Instance): number {
  return bootMinutes + appStartMinutes;
}

function failAnywhere(slow: readonly LateRestart[]): Outcome {
  const words = slow.map(
    ({ instance, rtoMinutes }) =>
      `${instance.id} after at least ${formatMinutes(ownMinutes(instance))}, RTO ${formatMinutes(rtoMinutes)}`,
  );
  return fail(`too late on any host: ${listNames(words)}`, REMEDY, { at: 'ha' });
}

/** Unplaced machines that may be why others are late: they restart too, or are waited for. */
function mayBeHere({ unplaced }: HostLoss, { late }: ObjectiveCheck): readonly Instance[] {
  const isWaiting = late.some(({ comeback }) => comeback.waitsFor.length > 0);
  return isWaiting ? unplaced : unplaced.filter(({ protection }) => protection === 'ha-restart');
}

function verdictOn(loss: HostLoss, { timeline, late, inTime, missing }: ObjectiveCheck): Outcome {
  const about = describeLoss(loss, timeline);
  const details = {
    facts: {
      lostHost: loss.host.id,
      lastBackMinutes: lastBack(timeline.restarts),
      late: late.map(({ instance, rtoMinutes, comeback: { minutes } }) => ({
        instance: instance.id,
        rtoMinutes,
        backMinutes: Number.isFinite(minutes) ? minutes : null,
      })),
    },
    at: 'ha',
  };
  if (late.length > 0) return failLate(about, late, details);
  if (missing.length > 0) return { ...notRecorded(...missing), message: about };
  return assumedBy(
    pass(about, details),
    inTime.flatMap(({ assumptions }) => assumptions),
  );
}

function describeLoss({ host, unplaced }: HostLoss, { restarts }: RecoveryTimeline): string {
  if (restarts.size === 0) return `the loss of ${host.id} restarts nothing`;
  const upTo = unplaced.some((instance) => restarts.has(instance)) ? 'up to ' : '';
  const last = formatMinutes(lastBack(restarts));
  return `the loss of ${host.id} restarts ${upTo}${count(restarts.size, 'machine')}, the last is back after ${last}`;
}

/** Sure as soon as one machine is late whatever was assumed. */
function failLate(about: string, late: readonly LateRestart[], details: OutcomeDetails): Outcome {
  const outcome = fail(`${about}; too late: ${describeLate(late)}`, REMEDY, details);
  const assumptions = late.map(({ comeback }) => comeback.assumptions);
  const isSure = assumptions.some((behind) => behind.length === 0);
  return isSure ? outcome : assumedBy(outcome, assumptions.flat());
}

function describeLate(late: readonly LateRestart[]): string {
  const words = late.map(({ instance, rtoMinutes, comeback: { minutes, waitsFor } }) =>
    Number.isFinite(minutes)
      ? `${instance.id} after ${formatMinutes(minutes)}, RTO ${formatMinutes(rtoMinutes)}`
      : `${instance.id} never, it waits for ${listNames(waitsFor)}`,
  );
  return listNames(words);
}

function assumedBy(outcome: Outcome, assumptions: readonly Assumption[]): Outcome {
  const distinct = [...new Set(assumptions)];
  return onAssumption(
    outcome,
    describeAssumptions(distinct),
    distinct.map(({ fact }) => fact),
  );
}

/** Critical machines are to restart before others, which needs a priority to be set. */
function judgeOrder(estate: Estate, restarted: readonly Instance[]): Outcome {
  const { critical, unranked, before, behind, hidden, mayWait } = restartOrder(estate, restarted);
  if (unranked.length > 0) {
    return warn(
      `no restart priority: ${namesOf(unranked)}`,
      'Give machines of tier 0 and 1 a restart priority.',
      atPriority(unranked),
    );
  }
  if (behind.length > 0) {
    return warn(
      `restart order puts ${namesOf(before)} before ${namesOf(behind)} (tier 0 or 1)`,
      'Raise the restart priority of tier 0 and 1 above that of the others.',
      atPriority(behind),
    );
  }
  if (hidden.length > 0 && mayWait.length > 0) {
    return warn(
      `no restart priority recorded: ${namesOf(hidden)}, which may restart before ${namesOf(mayWait)} (tier 0 or 1)`,
      'Record their restart priority, or raise that of tier 0 and 1.',
      atPriority(hidden),
    );
  }
  return pass(critical.length === 0 ? '' : 'critical machines restart first');
}

function namesOf(instances: readonly Instance[]): string {
  return listNames(instances.map(({ id }) => id));
}

function atPriority(instances: readonly Instance[]): OutcomeDetails {
  const [at] = factRefs('instance', instances, 'restartPriority');
  return at === undefined ? {} : { at };
}
