import {
  lossesToTry,
  machinesFor,
  type Need,
  needsOf,
  type Obstacle,
  type Placement,
  place,
  type Room,
  roomsOf,
  sum,
} from '../analysis/capacity.ts';
import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import { tierBehind } from '../analysis/tier.ts';
import { type FactRef, factRefs } from '../domain/fact-path.ts';
import {
  fail,
  gravest,
  notRecorded,
  type Outcome,
  onAssumption,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { numberOption, percentOption } from '../domain/rule-option.ts';
import { count, formatNumber } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Add a host, give machines less memory or fewer virtual processors, or make the hosts equal.';

export default defineRule({
  id: 'CLU-001',
  name: 'capacity-after-host-loss',
  category: 'clustering',
  subject: 'cluster',
  severity: 'blocker',
  effort: 'large',
  title: 'After the loss of its largest host, every machine of a cluster finds a place',
  source: [
    TEXTS.failoverTargetSize,
    TEXTS.spareHosts,
    projectDefault(
      'A cluster that carries tier 0 outlives two hosts, any other one. 90 % of CPU at p95 is the limit, a tenth of the memory is left to the hypervisor, and a busy virtual processor takes one core.',
    ),
  ],
  why: 'A restart needs room: memory that is not there cannot be shared out, and a large machine fits on a large host only.',
  condition: {
    fail: 'Memory or CPU at p95 is not enough without the largest hosts, one machine fits on no host that is left, or no placement is possible under the recorded rules.',
    warn: 'Every machine finds a place only if hosts run above cpuWarn.',
    unknown:
      'A size, a load, a protection, a placement rule, the failures to tolerate or a tier is not recorded and may decide; or a placement was neither found nor ruled out.',
    notApplicable: 'No machine runs, or shall run, in the cluster.',
  },
  remedy: REMEDY,
  reads: { failuresToTolerate: 'ha.failuresToTolerate' },
  options: {
    failures: numberOption({
      default: 1,
      minimum: 1,
      unit: 'hosts',
      about: 'Hosts that may be lost at the same time.',
    }),
    failuresAtTier0: numberOption({
      default: 2,
      minimum: 1,
      unit: 'hosts',
      about: 'The same for a cluster that carries tier 0: a failure during maintenance.',
    }),
    cpuWarn: percentOption(80, 'CPU of a host at p95 that warns.'),
    cpuFail: numberOption({
      default: 90,
      minimum: 1,
      maximum: 100,
      unit: '%',
      about: 'CPU of a host at p95 that is the limit.',
    }),
    hypervisorMemory: percentOption(10, 'Share of the memory that is left to the hypervisor.'),
  },
  notApplicable({ subject, estate }) {
    const any = needsOf(estate, subject.value).length > 0;
    return any ? undefined : 'no machine runs in this cluster';
  },
  check({ failuresToTolerate }, options, { subject, estate }) {
    const hosts = estate.hostsOf(subject.value);
    if (hosts.length === 0) return notRecorded('hosts');
    const memory = 100 - options.hypervisorMemory;
    const comfort = roomsOf(hosts, { memory, cpu: options.cpuWarn });
    const limit = roomsOf(hosts, { memory, cpu: options.cpuFail });
    const needs = needsOf(estate, subject.value);
    const { isTier0, hidden } = tier0In(estate, needs);
    const failures = Math.max(
      options.failures,
      failuresToTolerate ?? 0,
      isTier0 ? options.failuresAtTier0 : 0,
    );
    if (hosts.length <= failures) {
      return fail(
        `${count(hosts.length, 'host')}, none is left after the loss of ${failures}`,
        'Add hosts.',
      );
    }
    if ('missing' in comfort) return notRecorded(...comfort.missing);
    if ('missing' in limit) return notRecorded(...limit.missing);
    const judge = (lost: number): Outcome =>
      judgeLosses({ needs, comfort: comfort.rooms, limit: limit.rooms, ...options }, lost);
    const outcome = judge(failures);
    const worse = hidden.length > 0 ? judge(options.failuresAtTier0) : outcome;
    return worstOf([
      failuresToTolerate === undefined ? assumedFailures(outcome, failures) : outcome,
      ...(worse.kind === outcome.kind || options.failuresAtTier0 <= failures
        ? []
        : [notRecorded(...hidden)]),
    ]);
  },
});

/** What is recorded as tolerable may be more than the rule asks for by itself. */
function assumedFailures(outcome: Outcome, failures: number): Outcome {
  if (outcome.kind !== 'pass' && outcome.kind !== 'warn') return outcome;
  const assumed = `no more than ${count(failures, 'host')} lost at a time`;
  return onAssumption(outcome, [assumed], ['ha.failuresToTolerate']);
}

/** Whether production of tier 0 stands in the cluster, and what hides that it does. */
function tier0In(estate: Estate, needs: readonly Need[]) {
  const tiers = needs
    .map(({ instance }) => instance)
    .filter(isProduction)
    .map((instance) => tierBehind(estate, instance));
  const isTier0 = tiers.some((behind) => 'tier' in behind && behind.tier === 0);
  const hidden = isTier0
    ? []
    : tiers.flatMap((behind) => ('missing' in behind ? [behind.missing] : []));
  return { isTier0, hidden };
}

interface Question {
  readonly needs: readonly Need[];
  /** Hosts filled up to the warning, and up to the limit. */
  readonly comfort: readonly Room[];
  readonly limit: readonly Room[];
  readonly cpuWarn: number;
  readonly cpuFail: number;
}

function judgeLosses(question: Question, failures: number): Outcome {
  if (question.limit.length <= failures) {
    return fail(`no host is left after the loss of ${failures}`, 'Add hosts.');
  }
  const pinned = new Set(question.needs.flatMap(({ pins }) => pins));
  const losses = lossesToTry(question.limit, failures, pinned);
  return gravest(losses.map((lost) => judgeLoss(question, lost)));
}

function judgeLoss(question: Question, lost: ReadonlySet<string>): Outcome {
  const { needs, cpuWarn, cpuFail } = question;
  const left = (rooms: readonly Room[]) => rooms.filter(({ id }) => !lost.has(id));
  const [comfort, limit] = [left(question.comfort), left(question.limit)];
  const loss = `the loss of ${[...lost].sort().join(' and ')}`;
  const details = { facts: { lostHosts: [...lost].sort() } };

  const certain = place(machinesFor(needs, 'atLeast', limit.length), limit);
  if (certain.kind === 'cannot') {
    return fail(describeObstacle(loss, certain.why, cpuFail), REMEDY, details);
  }
  const unbounded = needs.flatMap((need) => need.unbounded);
  if (unbounded.length > 0) return notRecorded(...unbounded);

  const machines = machinesFor(needs, 'atMost', limit.length);
  const use = describeUse(machines, left(question.limit), cpuFail);
  const ruled = (outcome: Outcome): Outcome => orRules(needs, outcome);
  if (place(machines, comfort).kind === 'fits') {
    return ruled(pass(`after ${loss} every machine finds a place: ${use}`, details));
  }
  const tight = place(machines, limit);
  if (tight.kind === 'fits') {
    return ruled(
      warn(
        `after ${loss} every machine finds a place only if a host runs above ${formatNumber(cpuWarn)} % of its CPU: ${use}, limit ${formatNumber(cpuFail)} % on each`,
        REMEDY,
        details,
      ),
    );
  }
  return judgeUnplaced(question, loss, tight, details);
}

/** No placement for the most that machines may need. */
function judgeUnplaced(
  { needs, cpuFail }: Question,
  loss: string,
  placement: Placement,
  details: { readonly facts: Readonly<Record<string, unknown>> },
): Outcome {
  const allocated = needs.flatMap((need) => need.allocated);
  const open = needs.flatMap((need) => need.open);
  const isOnAllocation = open.length === 0 && allocated.length > 0;
  if (placement.kind === 'cannot' && isOnAllocation) {
    const outcome = fail(describeObstacle(loss, placement.why, cpuFail), REMEDY, details);
    return onAssumption(outcome, ['machines use all the memory that they are given'], allocated);
  }
  if (allocated.length + open.length > 0) {
    const message = `whether every machine finds a place after ${loss} depends on them`;
    return { ...notRecorded(...open, ...allocated), message, ...details };
  }
  return unknown(
    `after ${loss} no place for every machine was found, the largest first, and none is ruled out either`,
    [],
    details,
  );
}

/** A rule that is not recorded may keep a machine from its place. */
function orRules(needs: readonly Need[], outcome: Outcome): Outcome {
  const unruled = needs
    .map(({ instance }) => instance)
    .filter(({ placementRules }) => placementRules === undefined);
  if (unruled.length === 0) return outcome;
  const rules: readonly FactRef[] = factRefs('instance', unruled, 'placementRules');
  return { ...notRecorded(...rules), message: `by size alone, ${outcome.message}` };
}

function describeUse(
  machines: readonly { readonly memoryGiB: number; readonly cores: number }[],
  rooms: readonly Room[],
  cpuFail: number,
): string {
  const memory = sum(machines.map(({ memoryGiB }) => memoryGiB));
  const room = sum(rooms.map(({ memoryGiB }) => memoryGiB));
  const cores = sum(rooms.map((one) => one.cores)) / (cpuFail / 100);
  const share = (100 * sum(machines.map((one) => one.cores))) / cores;
  return `${formatNumber(memory)} of ${formatNumber(room)} GiB, CPU ${formatNumber(share)} %`;
}

function describeObstacle(loss: string, why: Obstacle, cpuFail: number): string {
  switch (why.of) {
    case 'memoryGiB':
      return `after ${loss} machines need ${formatNumber(why.needed)} GiB of memory, left are ${formatNumber(why.left)} GiB`;
    case 'cores': {
      const share = (why.needed / why.left) * cpuFail;
      return `after ${loss} the CPU would run at ${formatNumber(share)} % at p95, allowed ${formatNumber(cpuFail)} %`;
    }
    case 'machine': {
      const { name, memoryGiB, cores, hosts } = why.machine;
      const size = `${formatNumber(memoryGiB)} GiB, ${formatNumber(cores)} cores`;
      const pins = hosts === undefined ? '' : `, pinned to ${[...hosts].join(', ')}`;
      return `after ${loss} no host that is left can take ${name} (${size}${pins})`;
    }
    default:
      return `after ${loss} no way to place the machines is left: each leaves one without a host`;
  }
}
