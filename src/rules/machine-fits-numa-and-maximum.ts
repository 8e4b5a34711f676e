import { coreCount, type Measured, memoryCapacityGiB, targetHosts } from '../analysis/demand.ts';
import type { Estate } from '../analysis/estate.ts';
import { isKeptPhysical } from '../analysis/migration.ts';
import { platformsBelow } from '../analysis/platforms-below.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance, Platform, Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import {
  fail,
  gravest,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { countOption, numberOption } from '../domain/rule-option.ts';
import type { Severity } from '../domain/severity.ts';
import { count, formatNumber } from '../domain/wording.ts';
import { platformMaxima } from '../knowledge/platform-maxima.ts';
import { doubtOf, provenanceFacts } from '../knowledge/provenance.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const SMALLER = 'Make it smaller, split it over several machines, or move it to larger hosts.';
const ALIGN =
  'Make it fit one node, or give it an even number of vCPUs and let its virtual nodes follow the physical ones.';

export default defineRule({
  id: 'PRF-006',
  name: 'machine-fits-numa-and-maximum',
  category: 'performance',
  subject: 'instance',
  severity: 'medium',
  effort: 'medium',
  title: 'A machine fits a NUMA node, its host and the maximum of its platform',
  source: [
    TEXTS.vcatSizing,
    TEXTS.numaSizing,
    TEXTS.nistVcpuBound,
    TEXTS.hyperVLimits,
    TEXTS.vsphereCpuLimits,
    projectDefault('What size of a machine every platform bears, whichever it is.'),
  ],
  why: 'What does not fit does not start, and what spans NUMA nodes waits for memory that is far away.',
  condition: {
    fail: 'It has more vCPUs or memory than its platform allows (then a blocker), or as many vCPUs as a host that it may run on has cores, or as much memory.',
    warn: 'It has more vCPUs or memory than a NUMA node of such a host; or it spans nodes with an odd number of vCPUs.',
    unknown:
      'Its size, its target, the size of a host or its NUMA nodes are not recorded; or its platform is not, or is not in the built-in table, and it is larger than everyVcpu or everyMemory.',
    notApplicable: 'It stays on its hardware.',
  },
  remedy: SMALLER,
  reads: { vcpu: 'vcpu', memory: 'memoryGiB' },
  options: {
    everyVcpu: countOption(32, 'vCPU', 'vCPUs that every platform bears.'),
    everyMemory: numberOption({
      default: 512,
      minimum: 0,
      unit: 'GiB',
      about: 'Memory that every platform bears.',
    }),
  },
  notApplicable({ subject }) {
    const { target } = subject.value;
    const isPlaced = target?.cluster !== undefined || target?.host !== undefined;
    return isKeptPhysical(subject.value) && !isPlaced ? 'it stays on its hardware' : undefined;
  },
  check({ vcpu, memory }, { everyVcpu, everyMemory }, { subject, estate }) {
    const severity = estate.carriesCritical(subject) ? 'blocker' : 'high';
    const below = platformsBelow(estate, subject.value);
    const judgeMaximum = (amount: number, part: Part, every: number) =>
      amount <= every
        ? []
        : [
            ...below.platforms.map((platform) => judgePlatform(amount, part, platform, severity)),
            ...(below.missing.length > 0 ? [notRecorded(...below.missing)] : []),
          ];
    return worstOf([
      ...(vcpu === undefined ? [] : judgeMaximum(vcpu, VCPU, everyVcpu)),
      ...(memory === undefined ? [] : judgeMaximum(memory, MEMORY, everyMemory)),
      judgeHosts(estate, subject.value),
    ]);
  },
});

/** One of the two respects in which a machine has a size. */
interface Part {
  readonly at: 'vcpu' | 'memoryGiB';
  readonly size: (amount: number) => string;
  readonly capacity: (amount: number) => string;
  readonly hostHas: (host: Server) => Measured;
  /** What is allowed of all that a host has. */
  readonly allowed: string;
}

const VCPU: Part = {
  at: 'vcpu',
  size: (amount) => count(amount, 'vCPU'),
  capacity: (amount) => `${formatNumber(amount)} ${amount === 1 ? 'core' : 'cores'}`,
  hostHas: coreCount,
  allowed: 'fewer',
};

const MEMORY: Part = {
  at: 'memoryGiB',
  size: (amount) => `${amount} GiB`,
  capacity: (amount) => `${formatNumber(amount)} GiB`,
  hostHas: memoryCapacityGiB,
  allowed: 'less',
};

// --- The platform

function judgePlatform(
  amount: number,
  part: Part,
  { id, product, version }: Platform,
  severity: Severity,
): Outcome {
  const missing = [
    ...(product === undefined ? [factRef('platform', id, 'product')] : []),
    ...(version === undefined ? [factRef('platform', id, 'version')] : []),
  ];
  if (product === undefined || version === undefined) return notRecorded(...missing);
  const row = platformMaxima(product, version);
  const maximum = row?.[part.at];
  const size = part.size(amount);
  if (row === undefined || maximum === undefined) {
    return unknown(`${size}, and no maximum of ${product} ${version} in the built-in table`, [], {
      at: part.at,
    });
  }
  const { limit, source } = maximum;
  const note = row.note === undefined ? '' : ` (${row.note})`;
  const text = `${size}, ${product} ${version} allows ${part.size(limit)}${note}${doubtOf(source)}`;
  const facts = {
    maximum: { limit, ...provenanceFacts(source) },
  };
  return amount > limit ? fail(text, SMALLER, { at: part.at, facts, severity }) : pass(text);
}

// --- The host

/** Every host that it may run on; one of each size answers for the others. */
function judgeHosts(estate: Estate, instance: Instance): Outcome {
  const sizes = new Map<string, Server>();
  for (const host of targetHosts(estate, instance)) {
    if (!sizes.has(sizeKey(host))) sizes.set(sizeKey(host), host);
  }
  const hosts = [...sizes.values()];
  if (hosts.length === 0) return notRecorded(missingHost(estate, instance));
  return gravest(hosts.map((host) => judgeHost(instance, host)));
}

/** Without a target nothing is known of its host; without hosts, nothing of its cluster's. */
function missingHost(estate: Estate, instance: Instance): FactRef {
  const cluster = estate.clusterOfInstance(instance);
  return cluster === undefined
    ? factRef('instance', instance.id, 'target')
    : factRef('cluster', cluster.id, 'hosts');
}

/** What is not recorded is asked of each host. */
const sizeKey = memoised((host: Server): string => {
  const sizes = [coreCount(host), memoryCapacityGiB(host)].map((size) =>
    'missing' in size ? host.id : size.value,
  );
  return [...sizes, host.numaNodes ?? host.id].join(' ');
});

function judgeHost({ vcpu, memoryGiB }: Instance, host: Server): Outcome {
  return worstOf([
    ifRecorded(vcpu, 'vcpu', (amount) => judgeSize(amount, VCPU, host)),
    ifRecorded(memoryGiB, 'memoryGiB', (amount) => judgeSize(amount, MEMORY, host)),
    ...(isUneven(vcpu, memoryGiB, host)
      ? [warn(`${vcpu} vCPUs cannot be split evenly over nodes`, ALIGN, { at: 'vcpu' })]
      : []),
  ]);
}

function judgeSize(amount: number, part: Part, host: Server): Outcome {
  const whole = part.hostHas(host);
  if ('missing' in whole) return notRecorded(...whole.missing);
  const size = part.size(amount);
  if (amount >= whole.value) {
    const text = `${size}, ${host.id} has ${part.capacity(whole.value)}, allowed ${part.allowed}`;
    return fail(text, SMALLER, { at: part.at });
  }
  const node = nodeOf(part, host);
  if (node === undefined) return notRecorded(factRef('host', host.id, 'numaNodes'));
  const text = `${size}, a NUMA node of ${host.id} has ${part.capacity(node)}`;
  return amount > node ? warn(text, ALIGN, { at: part.at }) : pass(text);
}

/** What one NUMA node has; undefined where that is not recorded. */
function nodeOf({ hostHas }: Part, host: Server): number | undefined {
  const whole = hostHas(host);
  return 'missing' in whole || host.numaNodes === undefined
    ? undefined
    : whole.value / host.numaNodes;
}

function isUneven(vcpu: number | undefined, memory: number | undefined, host: Server): boolean {
  if (vcpu === undefined || vcpu === 1 || vcpu % 2 === 0) return false;
  const spansCores = vcpu > (nodeOf(VCPU, host) ?? Number.POSITIVE_INFINITY);
  const spansMemory = (memory ?? 0) > (nodeOf(MEMORY, host) ?? Number.POSITIVE_INFINITY);
  return spansCores || spansMemory;
}
