import type { Estate } from '../analysis/estate.ts';
import { isSameRelease, releaseName } from '../analysis/releases.ts';
import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Cluster, Platform, Server } from '../domain/inventory.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { percentOption } from '../domain/rule-option.ts';
import { formatNumber, listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'CLU-007',
  name: 'cluster-members-alike',
  category: 'clustering',
  subject: 'cluster',
  severity: 'medium',
  effort: 'medium',
  title: 'The hosts of a cluster are alike',
  source: [
    TEXTS.wsfcLimits,
    TEXTS.admissionControl,
    projectDefault('How far the memory of the hosts may differ.'),
  ],
  why: 'A machine that starts or moves onto a host of another kind may not fit there, and guest clusters are not supported over two versions.',
  condition: {
    fail: 'Its hosts run different products or versions, and a guest cluster stands on them.',
    warn: 'They run different products or versions; their processor generations differ and cpuCompatibilityBaseline is none; or the smallest memory is more than memoryDifference below the largest.',
    unknown:
      'The platform, version, processor generation (without a baseline) or memory of a host is not recorded; where generations differ, the baseline is not; where versions differ, whether a machine is part of a guest cluster is not.',
    notApplicable: 'It has one host.',
  },
  remedy:
    'Bring all hosts to one version, set a CPU compatibility baseline, and level their memory.',
  reads: { baseline: 'cpuCompatibilityBaseline' },
  options: {
    memoryDifference: percentOption(
      25,
      'How much smaller than the largest memory the smallest may be.',
    ),
  },
  notApplicable: ({ subject, estate }) =>
    estate.hostsOf(subject.value).length === 1
      ? 'one host, which has nothing to differ from'
      : undefined,
  check({ baseline }, { memoryDifference }, { subject, estate }) {
    const hosts = estate.hostsOf(subject.value);
    if (hosts.length === 0) return unknown('no host of it is recorded', ['hosts'], { at: '' });
    return worstOf([
      judgeReleases(estate, subject.value, hosts),
      judgeProcessors(hosts, baseline),
      judgeMemory(hosts, memoryDifference),
    ]);
  },
});

function judgeReleases(estate: Estate, cluster: Cluster, hosts: readonly Server[]): Outcome {
  const platforms = [...new Set(hosts.flatMap((host) => estate.platformOf(host) ?? []))];
  const pairs = platforms.flatMap((one, i) =>
    platforms.slice(i + 1).map((other) => [one, other] as const),
  );
  const likeness = pairs.map(([one, other]) => isSameRelease(one, other));
  if (likeness.includes(false)) return judgeMixed(estate, cluster, hosts, platforms);
  const missing: FactRef[] = [
    ...factRefs(
      'host',
      hosts.filter((host) => estate.platformOf(host) === undefined),
      'platform',
    ),
    ...likeness.flatMap((facts) => (typeof facts === 'boolean' ? [] : facts)),
  ];
  if (missing.length > 0) return notRecorded(...missing);
  const [first] = platforms;
  return pass(`all hosts run ${first === undefined ? 'one release' : releaseName(first)}`, {
    at: 'platform',
  });
}

/** Two versions are a step of an upgrade; below a guest cluster they are not supported. */
function judgeMixed(
  estate: Estate,
  cluster: Cluster,
  hosts: readonly Server[],
  platforms: readonly Platform[],
): Outcome {
  const groups = platforms.map((platform) => {
    const names = hosts.filter((host) => estate.platformOf(host) === platform).map(({ id }) => id);
    return `${releaseName(platform)} on ${listNames(names)}`;
  });
  const text = `hosts run ${groups.join(', ')}`;
  const remedy = 'Bring all hosts of the cluster to one version.';
  const odd = hosts.find((host) => estate.platformOf(host) === platforms[1]);
  const at = factRef('host', odd?.id ?? '', 'platform');
  const machines = estate.instancesInCluster(cluster);
  const clustered = machines.filter(({ guestCluster = 'none' }) => guestCluster !== 'none');
  if (clustered.length > 0) {
    const names = listNames(clustered.map(({ id }) => id));
    return fail(`${text}, below a guest cluster (${names}), allowed one version`, remedy, { at });
  }
  const open = machines.filter(({ guestCluster }) => guestCluster === undefined);
  const warning = warn(`${text}, allowed one version`, remedy, { at });
  return open.length === 0
    ? warning
    : worstOf([warning, notRecorded(...factRefs('instance', open, 'guestCluster'))]);
}

/** With a baseline, hosts of all generations present the same features. */
function judgeProcessors(hosts: readonly Server[], baseline: string | undefined): Outcome {
  const at = { at: 'cpuCompatibilityBaseline' };
  const hasBaseline = baseline !== undefined && baseline.trim().toLowerCase() !== 'none';
  if (hasBaseline) return pass(`CPU baseline ${baseline}`, at);
  const names = new Map<string, string>();
  for (const { cpu } of hosts) {
    if (cpu?.generation !== undefined)
      names.set(cpu.generation.trim().toLowerCase(), cpu.generation);
  }
  if (names.size > 1) {
    if (baseline === undefined) return notRecorded('cpuCompatibilityBaseline');
    const text = `CPU generations ${listNames([...names.values()])} without a baseline`;
    return warn(text, 'Set the CPU compatibility baseline of the oldest of them.', at);
  }
  const open = hosts.filter(({ cpu }) => cpu?.generation === undefined);
  return open.length > 0
    ? notRecorded(...factRefs('host', open, 'cpu.generation'))
    : pass(`one CPU generation, ${[...names.values()][0]}`);
}

function judgeMemory(hosts: readonly Server[], allowed: number): Outcome {
  const sizes = hosts.flatMap(({ memoryGiB }) => memoryGiB ?? []);
  const least = Math.min(...sizes);
  const most = Math.max(...sizes);
  const difference = sizes.length === 0 ? 0 : (100 * (most - least)) / most;
  if (difference > allowed) {
    const [smallest] = hosts.filter(({ memoryGiB }) => memoryGiB === least);
    const range = `memory from ${formatNumber(least)} GiB to ${formatNumber(most)} GiB`;
    const text = `${range}, ${formatNumber(difference)} % less, allowed ${formatNumber(allowed)} %`;
    const at = factRef('host', smallest?.id ?? '', 'memoryGiB');
    return warn(text, 'Level the memory of the hosts.', { at });
  }
  const open = hosts.filter(({ memoryGiB }) => memoryGiB === undefined);
  if (open.length > 0) return notRecorded(...factRefs('host', open, 'memoryGiB'));
  return pass(
    least === most
      ? `${formatNumber(most)} GiB each`
      : `${formatNumber(least)} to ${formatNumber(most)} GiB`,
  );
}
