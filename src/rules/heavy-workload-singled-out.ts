import {
  coreCount,
  cpuCapacityMHz,
  cpuDemandMHz,
  type Measured,
  memoryCapacityGiB,
  pinsOf,
  shareOf,
  targetHosts,
} from '../analysis/demand.ts';
import type { Estate } from '../analysis/estate.ts';
import { isLeftBehind, staysPhysical } from '../analysis/migration.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import {
  fail,
  gravest,
  notRecorded,
  type Outcome,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { stillness } from '../domain/power.ts';
import { percentOption } from '../domain/rule-option.ts';
import type { Subject } from '../domain/subject.ts';
import { paper, projectDefault } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Give it a host of its own (pin it there, with nothing else), scale it out over several machines, or keep it physical.';

const LARGER_HOST =
  'Give it a larger host, scale it out over several machines, or keep it physical.';

export default defineRule({
  id: 'PRF-009',
  name: 'heavy-workload-singled-out',
  category: 'performance',
  subject: ['server', 'instance'],
  severity: 'medium',
  effort: 'large',
  title: 'Heavy workloads are singled out',
  source: [paper('P11'), projectDefault('The shares of a host that make a workload heavy.')],
  why: 'Virtualization began with light loads; one heavy load on a shared host takes what its neighbours need.',
  condition: {
    fail: 'It needs more than failAbove of a target host’s CPU or memory, and does not have the host to itself; or more than all of it.',
    warn: 'It needs more than warnAbove, and does not have the host to itself.',
    unknown: 'Its load, its size, its target or the size of a target host is not recorded.',
    notApplicable: 'It stays on its hardware, it is switched off, or nothing runs on it.',
  },
  remedy: REMEDY,
  options: {
    warnAbove: percentOption(25, 'Share of a target host from which on a workload is heavy.'),
    failAbove: percentOption(
      50,
      'Share of a target host that a workload must not need on a shared host.',
    ),
  },
  // What runs on a physical machine is judged there, by its measured load.
  concerns: ({ subject }) => subject.kind === 'server' || subject.value.server === undefined,
  notApplicable({ subject, estate }) {
    if (subject.kind === 'instance') {
      const still = stillness(subject.value);
      if (still !== undefined) return still;
      return isLeftBehind(subject.value) ? 'it stays on its hardware' : undefined;
    }
    const instances = estate.instancesOnServer(subject.value);
    if (instances.length === 0) return 'no instance runs on it, so nothing of it moves';
    return staysPhysical(subject.value, instances) ? 'it stays on its hardware' : undefined;
  },
  check(_facts, limits, { subject, estate }) {
    const moving =
      subject.kind === 'instance'
        ? [subject.value]
        : estate.instancesOnServer(subject.value).filter((instance) => !isLeftBehind(instance));
    const placed = moving.map((instance) => ({ instance, hosts: targetHosts(estate, instance) }));
    const missing = placed
      .filter(({ hosts }) => hosts.length === 0)
      .map(({ instance }) => missingHost(estate, instance));
    if (missing.length > 0) return notRecorded(...missing);
    const [only, ...others] = placed;
    const hosts =
      only !== undefined && others.length === 0
        ? only.hosts
        : [...new Set(placed.flatMap((one) => one.hosts))];
    const candidates = ofEachKind(hosts, estate, moving);
    return gravest(candidates.map((one) => judgeHost(subject, one, limits)));
  },
});

/** Without a target nothing is known of its host; without hosts, nothing of its cluster's. */
function missingHost(estate: Estate, instance: Instance): FactRef {
  const cluster = estate.clusterOfInstance(instance);
  return cluster === undefined
    ? factRef('instance', instance.id, 'target')
    : factRef('cluster', cluster.id, 'hosts');
}

interface Candidate {
  readonly host: Server;
  /** The workload has it to itself, and may use all of it. */
  readonly alone: boolean;
}

/** Hosts of a cluster are mostly alike, and the first of each size answers for the others. */
function ofEachKind(
  hosts: readonly Server[],
  estate: Estate,
  moving: readonly Instance[],
): readonly Candidate[] {
  // Only what is pinned to a host has it to itself.
  if (moving.some((instance) => pinsOf(instance).length === 0)) return sharedOfEachKind(hosts);
  const kinds = new Map<string, Candidate>();
  for (const host of hosts) {
    const alone = hasToItself(estate, host, moving);
    const key = `${alone} ${sizeKey(host)}`;
    if (!kinds.has(key)) kinds.set(key, { host, alone });
  }
  return [...kinds.values()];
}

/** Computed once for the hosts of each cluster. */
const sharedOfEachKind = memoised((hosts: readonly Server[]): readonly Candidate[] => {
  const kinds = new Map<string, Candidate>();
  for (const host of hosts) {
    const key = sizeKey(host);
    if (!kinds.has(key)) kinds.set(key, { host, alone: false });
  }
  return [...kinds.values()];
});

/** What is not recorded is asked of each host. */
const sizeKey = memoised((host: Server): string => {
  const sizes = [coreCount(host), cpuCapacityMHz(host), memoryCapacityGiB(host)];
  return sizes.map((size) => ('missing' in size ? host.id : size.value)).join(' ');
});

interface Limits {
  readonly warnAbove: number;
  readonly failAbove: number;
}

function judgeHost(
  subject: Subject<'server' | 'instance'>,
  { host, alone }: Candidate,
  limits: Limits,
): Outcome {
  const allowed = alone ? WHOLE_HOST : limits;
  const judge = (part: Part, share: Measured): Outcome =>
    'missing' in share
      ? notRecorded(...share.missing)
      : judgeShare(part, share.value, host, allowed);
  const [cpu, memory] = PARTS[subject.kind];
  return worstOf([
    judge(cpu, cpuShare(subject, host)),
    judge(memory, shareOf(memoryDemandGiB(subject), memoryCapacityGiB(host))),
  ]);
}

/** A workload with a host to itself may use all of it. */
const WHOLE_HOST = 'whole-host';

interface Part {
  readonly name: string;
  readonly at: string;
  readonly fact: string;
}

const PARTS: Readonly<Record<'server' | 'instance', readonly [Part, Part]>> = {
  server: partsIn('performance'),
  instance: partsIn('metrics'),
};

function partsIn(section: string): readonly [Part, Part] {
  return [
    { name: 'its CPU peak', at: `${section}.cpuPeakPercent`, fact: 'cpuPercentOfHost' },
    { name: 'its memory (p99)', at: `${section}.memoryP99GiB`, fact: 'memoryPercentOfHost' },
  ];
}

/**
 * The share of a host, in percent. It is judged as it is shown, to a tenth: finer than any load is
 * measured, and no error of rounding decides.
 */
function judgeShare(
  { name, at, fact }: Part,
  share: number,
  host: Server,
  allowed: Limits | typeof WHOLE_HOST,
): Outcome {
  const percent = Number((share * 100).toFixed(1));
  const text = `${name} is ${percent} % of ${host.id}`;
  const details = { at, facts: { host: host.id, [fact]: percent } };
  if (allowed === WHOLE_HOST) {
    const own = `${text}, which it has to itself`;
    return percent > 100 ? fail(`${own}, allowed 100 %`, LARGER_HOST, details) : pass(own, details);
  }
  const { warnAbove, failAbove } = allowed;
  if (percent > failAbove) return fail(`${text}, allowed ${failAbove} %`, REMEDY, details);
  return percent > warnAbove
    ? warn(`${text}, warning above ${warnAbove} %`, REMEDY, details)
    : pass(text, details);
}

/** Pinned to the host, and alone on it; what may run anywhere in its cluster may run here as well. */
function hasToItself(estate: Estate, host: Server, moving: readonly Instance[]): boolean {
  if (!moving.every((instance) => pinsOf(instance).includes(host.id))) return false;
  const cluster = estate.clusterOf(host);
  const roaming = cluster === undefined ? [] : estate.unplacedInCluster(cluster);
  const near = [
    ...estate.instancesOnHost(host),
    ...roaming.filter((one) => pinsOf(one).length === 0 || pinsOf(one).includes(host.id)),
  ];
  return near.every((instance) => moving.includes(instance));
}

/** A machine on a platform runs at its host's clock, so there cores are compared with cores. */
function cpuShare(subject: Subject<'server' | 'instance'>, host: Server): Measured {
  if (subject.kind === 'server') {
    return shareOf(cpuDemandMHz(subject.value, 'cpuPeakPercent'), cpuCapacityMHz(host));
  }
  const { id, vcpu, metrics } = subject.value;
  const missing = [
    ...(vcpu === undefined ? [factRef('instance', id, 'vcpu')] : []),
    ...(metrics?.cpuPeakPercent === undefined
      ? [factRef('instance', id, 'metrics.cpuPeakPercent')]
      : []),
  ];
  const demand: Measured =
    missing.length > 0
      ? { missing }
      : { value: ((vcpu ?? 0) * (metrics?.cpuPeakPercent ?? 0)) / 100 };
  return shareOf(demand, coreCount(host));
}

function memoryDemandGiB(subject: Subject<'server' | 'instance'>): Measured {
  const { kind, id } = subject;
  const path = kind === 'server' ? 'performance.memoryP99GiB' : 'metrics.memoryP99GiB';
  const load = kind === 'server' ? subject.value.performance : subject.value.metrics;
  const value = load?.memoryP99GiB;
  return value === undefined ? { missing: [factRef(kind, id, path)] } : { value };
}
