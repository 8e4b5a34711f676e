import { cpuCapacityMHz, type Measured, memoryCapacityGiB } from '../analysis/demand.ts';
import type { Estate } from '../analysis/estate.ts';
import { isStretched } from '../analysis/stretched.ts';
import { factRefs } from '../domain/fact-path.ts';
import type { Cluster, Server } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, unknown, worstOf } from '../domain/outcome.ts';
import { countOption, percentOption } from '../domain/rule-option.ts';
import { count, formatNumber, listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const AT = 'ha.admissionControl';

const RESOURCES = [
  {
    name: 'CPU',
    path: `${AT}.cpuReservePercent`,
    fact: 'neededCpuPercent',
    sizeOf: cpuCapacityMHz,
  },
  {
    name: 'memory',
    path: `${AT}.memoryReservePercent`,
    fact: 'neededMemoryPercent',
    sizeOf: memoryCapacityGiB,
  },
] as const;

type Resource = (typeof RESOURCES)[number];

export default defineRule({
  id: 'CLU-002',
  name: 'admission-control-reserves-failover',
  category: 'clustering',
  subject: 'cluster',
  severity: 'high',
  effort: 'small',
  title: 'Admission control keeps the share of the hosts that may fail free',
  source: [
    TEXTS.admissionControl,
    TEXTS.metroCluster,
    projectDefault(
      'Unequal hosts are counted by the share of the largest, rounded down to a whole percent, as products take no fractions.',
    ),
  ],
  why: 'Without a reserve machines are started until nothing is left to restart those of a lost host on.',
  condition: {
    fail: 'HA is off although machines rely on a restart; admission control is off; it is sized for fewer than leastFailures hosts, or for all of them; or a reserve is smaller than the share of the hosts that may fail (the largest of them), and of a cluster at two sites smaller than stretchedReserve.',
    unknown:
      'One of these facts, the size of a host, whether the cluster stands at two sites, or (where HA is off) the protection of a machine is not recorded.',
    notApplicable: 'HA is off and no machine here relies on a restart.',
  },
  remedy:
    'Switch HA and its admission control on; reserve the share of the hosts that may fail, of CPU and of memory.',
  needs: { haEnabled: 'ha.enabled' },
  reads: {
    failures: 'ha.failuresToTolerate',
    isOn: 'ha.admissionControl.enabled',
    cpuReserve: 'ha.admissionControl.cpuReservePercent',
    memoryReserve: 'ha.admissionControl.memoryReservePercent',
    stretched: 'stretched',
  },
  options: {
    leastFailures: countOption(1, 'hosts', 'Least number of host failures to be sized for.'),
    stretchedReserve: percentOption(50, 'Least reserve of a cluster that stands at two sites.'),
  },
  notApplicable({ subject, estate }) {
    const { ha } = subject.value;
    const mayRely = estate
      .instancesInCluster(subject.value)
      .some(({ protection = 'ha-restart' }) => protection === 'ha-restart');
    return ha?.enabled === false && !mayRely
      ? 'HA is off and no machine here relies on a restart'
      : undefined;
  },
  check({ haEnabled, failures, isOn, cpuReserve, memoryReserve }, options, { subject, estate }) {
    const cluster = subject.value;
    const hosts = estate.hostsOf(cluster);
    const question: Question = {
      hosts,
      failures: failures ?? options.leastFailures,
      stretched: isStretched(estate, cluster),
      stretchedReserve: options.stretchedReserve,
    };
    const sized = { ...question, failures: Math.max(question.failures, options.leastFailures) };
    if (!haEnabled) return judgeOff(estate, cluster, snippet(sized));
    if (isOn === false) {
      return fail(
        'admission control is off, so nothing is kept free for a restart',
        'Switch admission control on and reserve the share of the hosts that may fail.',
        { at: `${AT}.enabled`, snippet: snippet(sized) },
      );
    }
    if (hosts.length === 0) return unknown('no host of it is recorded', ['hosts'], { at: '' });
    const size = judgeSize(hosts.length, failures, options.leastFailures);
    if (size.kind === 'fail') return size;
    const [cpu, memory] = RESOURCES;
    return worstOf([
      size,
      ...(isOn === undefined ? [notRecorded(`${AT}.enabled`)] : []),
      judgeReserve(question, cpu, cpuReserve),
      judgeReserve(question, memory, memoryReserve),
    ]);
  },
});

function judgeOff(estate: Estate, cluster: Cluster, mended: string): Outcome {
  const machines = estate.instancesInCluster(cluster);
  const relying = machines.filter(({ protection }) => protection === 'ha-restart');
  if (relying.length > 0) {
    const names = listNames(relying.map(({ id }) => id));
    return fail(
      `HA is off, yet ${count(relying.length, 'machine')} (${names}) shall be restarted by it`,
      'Switch HA on, or protect these machines in another way.',
      { at: 'ha.enabled', snippet: mended },
    );
  }
  const open = machines.filter(({ protection }) => protection === undefined);
  return notRecorded(...factRefs('instance', open, 'protection'));
}

/** Whether it is sized for enough failures, and leaves a host after them. */
function judgeSize(hosts: number, failures: number | undefined, least: number): Outcome {
  const at = { at: 'ha.failuresToTolerate' };
  const tolerated = failures ?? least;
  const text = count(tolerated, 'host failure');
  if (tolerated < least) {
    const remedy = `Size the reserve for ${count(least, 'host failure')}.`;
    return fail(`sized for ${text}, at least ${least}`, remedy, at);
  }
  if (tolerated >= hosts) {
    const message = `${count(hosts, 'host')}, none is left to restart on after ${text}`;
    return fail(message, 'Add a host.', failures === undefined ? { at: '' } : at);
  }
  return failures === undefined
    ? notRecorded('ha.failuresToTolerate')
    : pass(`sized for ${text}`, at);
}

interface Question {
  readonly hosts: readonly Server[];
  readonly failures: number;
  readonly stretched: boolean | undefined;
  readonly stretchedReserve: number;
}

function judgeReserve(
  question: Question,
  { name, path, fact, sizeOf }: Resource,
  reserve: number | undefined,
): Outcome {
  if (reserve === undefined) return notRecorded(path);
  const { hosts, failures, stretched, stretchedReserve } = question;
  const share = failedShare(hosts.map(sizeOf), failures);
  const needed = neededPercent(question, sizeOf);
  const reason =
    stretched === true && needed === stretchedReserve
      ? 'at two sites'
      : `for ${count(failures, 'host failure')} of ${count(hosts.length, 'host')}`;
  const text = `${name} reserve ${formatNumber(reserve)} %, needed ${needed} % ${reason}`;
  if (reserve < needed) {
    return fail(text, `Reserve ${needed} % of the ${name}.`, {
      at: path,
      facts: { [fact]: needed },
      snippet: snippet(question),
    });
  }
  if ('missing' in share) return notRecorded(...share.missing);
  const mayBeStretched = stretched === undefined && reserve < stretchedReserve;
  return mayBeStretched ? notRecorded('stretched') : pass(text, { at: path });
}

/** Reserves are set in whole percents, so one of three hosts asks for 33 of them. */
function neededPercent(
  { hosts, failures, stretched, stretchedReserve }: Question,
  sizeOf: Resource['sizeOf'],
): number {
  const share = failedShare(hosts.map(sizeOf), failures);
  // The largest hosts hold no less than their number's share, whatever the sizes are.
  const least = Math.floor('missing' in share ? (100 * failures) / hosts.length : share.value);
  return stretched === true ? Math.max(least, stretchedReserve) : least;
}

/** The part of the whole, in percent, that is lost with the largest hosts. */
function failedShare(sizes: readonly Measured[], failures: number): Measured {
  const missing = sizes.flatMap((size) => ('missing' in size ? size.missing : []));
  if (missing.length > 0) return { missing };
  const values = sizes.flatMap((size) => ('missing' in size ? [] : size.value));
  values.sort((a, b) => b - a);
  const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
  return { value: (100 * sum(values.slice(0, failures))) / sum(values) };
}

/** The record that this rule accepts: enough for CPU and memory alike. */
function snippet(question: Question): string {
  const { hosts, failures } = question;
  const isFew = hosts.length <= failures;
  const percent = isFew
    ? HALF
    : Math.max(...RESOURCES.map(({ sizeOf }) => neededPercent(question, sizeOf)));
  return `ha:
  enabled: true
  failuresToTolerate: ${failures}
  admissionControl:
    enabled: true
    cpuReservePercent: ${percent}
    memoryReservePercent: ${percent}`;
}

/** Where hosts are to be added or recorded first: one of two. */
const HALF = 50;
