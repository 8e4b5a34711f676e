import {
  coreCount,
  cpuCapacityMHz,
  cpuDemandMHz,
  type Measured,
  memoryCapacityGiB,
  shareOf,
  targetHosts,
} from '../analysis/demand.ts';
import type { Estate } from '../analysis/estate.ts';
import { staysPhysical } from '../analysis/migration.ts';
import type { FactRef } from '../domain/fact-path.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import {
  fail,
  gravest,
  notRecorded,
  type Outcome,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { numberOption } from '../domain/rule-option.ts';
import type { Subject } from '../domain/subject.ts';
import { formatNumber } from '../domain/wording.ts';
import { paper, projectDefault } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Give it a host of its own, scale it out over several machines, or keep it physical.';

const share = (percent: number, about: string) =>
  numberOption({ default: percent, minimum: 0, maximum: 100, unit: '%', about });

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
    fail: 'It needs more than failAbove of a target host’s CPU or memory, and does not have the host to itself.',
    warn: 'It needs more than warnAbove.',
    unknown: 'Its load, its size, its target or the size of a target host is not recorded.',
    notApplicable: 'It stays on its hardware, it is switched off, or nothing runs on it.',
  },
  remedy: REMEDY,
  options: {
    warnAbove: share(25, 'Share of a target host from which on a workload is heavy.'),
    failAbove: share(50, 'Share of a target host that a workload must not need on a shared host.'),
  },
  concerns: ({ subject }) => subject.kind === 'server' || subject.value.form !== 'physical',
  notApplicable({ subject, estate }) {
    if (subject.kind === 'instance') {
      return subject.value.powerState === 'off' ? 'the machine is switched off' : undefined;
    }
    const instances = estate.instancesOnServer(subject.value);
    if (instances.length === 0) return 'no instance runs on it, so nothing of it moves';
    return staysPhysical(subject.value, instances) ? 'it stays on its hardware' : undefined;
  },
  check(_facts, limits, { subject, estate }) {
    const moving =
      subject.kind === 'instance' ? [subject.value] : estate.instancesOnServer(subject.value);
    const placed = moving.map((instance) => ({ instance, hosts: targetHosts(estate, instance) }));
    const missing = placed
      .filter(({ hosts }) => hosts.length === 0)
      .map(({ instance }) => missingHost(estate, instance));
    if (missing.length > 0) return notRecorded(...missing);
    const hosts = [...new Set(placed.flatMap((one) => one.hosts))];
    return gravest(hosts.map((host) => judgeHost(estate, subject, host, moving, limits)));
  },
});

/** Without a target nothing is known of its host; without hosts, nothing of its cluster's. */
function missingHost(estate: Estate, instance: Instance): FactRef {
  const cluster = estate.clusterOfInstance(instance);
  return cluster === undefined
    ? fact('instance', instance.id, 'target')
    : fact('cluster', cluster.id, 'hosts');
}

interface Limits {
  readonly warnAbove: number;
  readonly failAbove: number;
}

function judgeHost(
  estate: Estate,
  subject: Subject<'server' | 'instance'>,
  host: Server,
  moving: readonly Instance[],
  limits: Limits,
): Outcome {
  const isOwn = hasToItself(estate, host, moving);
  const judge = (what: string, part: Measured): Outcome =>
    'missing' in part
      ? notRecorded(...part.missing)
      : judgeShare(what, part.value * 100, host, isOwn, limits);
  return worstOf([
    judge('CPU', cpuShare(subject, host)),
    judge('memory', shareOf(memoryDemandGiB(subject), memoryCapacityGiB(host))),
  ]);
}

function judgeShare(
  what: string,
  percent: number,
  host: Server,
  isOwn: boolean,
  { warnAbove, failAbove }: Limits,
): Outcome {
  const text = `its peak needs ${formatNumber(percent)} % of the ${what} of ${host.id}`;
  if (isOwn) return pass(`${text}, which it has to itself`);
  if (percent > failAbove) return fail(`${text}, allowed ${failAbove} %`, REMEDY);
  return percent > warnAbove ? warn(`${text}, warning above ${warnAbove} %`, REMEDY) : pass(text);
}

/** Pinned to the host, and alone on it. */
function hasToItself(estate: Estate, host: Server, moving: readonly Instance[]): boolean {
  const others = estate.instancesOnHost(host).filter((instance) => !moving.includes(instance));
  const isPinned = moving.every(({ placementRules }) => placementRules?.includes(`pin:${host.id}`));
  return isPinned && others.length === 0;
}

/** A machine on a platform runs at its host's clock, so there cores are compared with cores. */
function cpuShare(subject: Subject<'server' | 'instance'>, host: Server): Measured {
  if (subject.kind === 'server') {
    return shareOf(cpuDemandMHz(subject.value, 'cpuPeakPercent'), cpuCapacityMHz(host));
  }
  const { id, vcpu, metrics } = subject.value;
  const missing = [
    ...(vcpu === undefined ? [fact('instance', id, 'vcpu')] : []),
    ...(metrics?.cpuPeakPercent === undefined
      ? [fact('instance', id, 'metrics.cpuPeakPercent')]
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
  return value === undefined ? { missing: [fact(kind, id, path)] } : { value };
}

function fact(kind: 'server' | 'instance' | 'cluster', id: string, path: string): FactRef {
  return { subject: { kind, id }, path };
}
