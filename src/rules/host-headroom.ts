import { coreCount, type Measured, memoryCapacityGiB } from '../analysis/demand.ts';
import type { Estate } from '../analysis/estate.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  onAssumption,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { percentOption } from '../domain/rule-option.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Move machines to another host, take away what they do not use, or add a host.';

export default defineRule({
  id: 'PRF-002',
  name: 'host-headroom',
  category: 'performance',
  subject: 'host',
  severity: 'high',
  effort: 'medium',
  title: 'Each host has headroom in normal operation',
  source: [TEXTS.oneNeckSizing, projectDefault('CPU above 90 % or memory above 95 % fails.')],
  why: 'A host that is full on a normal day has nothing left for a peak, and nothing for its neighbour’s machines.',
  condition: {
    fail: 'The 95th percentile of its CPU load is above failCpu, or that of its memory above failMemory.',
    warn: 'That of its CPU load is above warnCpu.',
    unknown:
      'One of them is not recorded. Where the load of all its machines is, their sum is judged in its place, and keeps no points.',
  },
  remedy: REMEDY,
  reads: { cpu: 'performance.cpuP95Percent', memory: 'performance.memoryP95Percent' },
  options: {
    warnCpu: percentOption(80, 'CPU load (95th percentile) above which it warns.'),
    failCpu: percentOption(90, 'CPU load (95th percentile) above which it fails.'),
    failMemory: percentOption(95, 'Memory in use (95th percentile) above which it fails.'),
  },
  check({ cpu, memory }, { warnCpu, failCpu, failMemory }, { subject, estate }) {
    const host = subject.value;
    const judgeCpu = (percent: number, text: string) =>
      judge(percent, text, CPU_LOAD, warnCpu, failCpu);
    const judgeMemory = (percent: number, text: string) =>
      judge(percent, text, MEMORY_IN_USE, failMemory, failMemory);
    return worstOf([
      cpu === undefined
        ? bySum(estate, host, CPU_LOAD, judgeCpu)
        : judgeCpu(cpu, `CPU p95 ${cpu} %`),
      memory === undefined
        ? bySum(estate, host, MEMORY_IN_USE, judgeMemory)
        : judgeMemory(memory, `memory p95 ${memory} %`),
    ]);
  },
});

interface Load {
  readonly name: string;
  readonly at: string;
  readonly demandOf: (instance: Instance) => number | undefined;
  readonly capacityOf: (host: Server) => Measured;
}

const CPU_LOAD: Load = {
  name: 'CPU',
  at: 'performance.cpuP95Percent',
  demandOf: ({ vcpu, metrics }) =>
    vcpu === undefined || metrics?.cpuP95Percent === undefined
      ? undefined
      : (vcpu * metrics.cpuP95Percent) / 100,
  capacityOf: coreCount,
};

const MEMORY_IN_USE: Load = {
  name: 'memory',
  at: 'performance.memoryP95Percent',
  demandOf: ({ metrics }) => metrics?.memoryP99GiB,
  capacityOf: memoryCapacityGiB,
};

function judge(
  percent: number,
  text: string,
  { at }: Load,
  warnAbove: number,
  failAbove: number,
): Outcome {
  if (percent > failAbove) return fail(`${text}, allowed ${failAbove} %`, REMEDY, { at });
  return percent > warnAbove
    ? warn(`${text}, warning above ${warnAbove} %`, REMEDY, { at })
    : pass(`${text}, allowed ${failAbove} %`, { at });
}

/** The load of its machines in its place. Peaks seldom fall together, so this is an assumption. */
function bySum(
  estate: Estate,
  host: Server,
  load: Load,
  judgeSum: (percent: number, text: string) => Outcome,
): Outcome {
  const share = sumOfMachines(estate, host, load);
  if (share === undefined) return notRecorded(load.at);
  const percent = Number((share * 100).toFixed(1));
  const text = `${load.name} ${percent} % by the sum of its machines`;
  return onAssumption(judgeSum(percent, text), ['their peaks fall together'], [load.at]);
}

/** Undefined where a machine, its load or the host’s capacity is not recorded. */
function sumOfMachines(estate: Estate, host: Server, load: Load): number | undefined {
  const cluster = estate.clusterOf(host);
  const unplaced = cluster === undefined ? [] : estate.unplacedInCluster(cluster);
  const demands = estate.instancesOnHost(host).map(load.demandOf);
  const capacity = load.capacityOf(host);
  if (unplaced.length > 0 || demands.length === 0 || 'missing' in capacity) return undefined;
  let sum = 0;
  for (const demand of demands) {
    if (demand === undefined) return undefined;
    sum += demand;
  }
  return sum / capacity.value;
}
