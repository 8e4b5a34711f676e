import { criticalityOf, worstCriticality } from '../analysis/criticality.ts';
import { coreCount, type Measured, sumOf } from '../analysis/demand.ts';
import type { Estate } from '../analysis/estate.ts';
import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  onEither,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { standsStill } from '../domain/power.ts';
import { numberOption } from '../domain/rule-option.ts';
import type { Subject } from '../domain/subject.ts';
import { count } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { doubtOfFigure, PACS } from '../knowledge/vendor-profiles.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Take away vCPUs that are not used, add hosts, or give the critical machines a cluster of their own; better still, measure CPU ready.';

export default defineRule({
  id: 'PRF-003',
  name: 'vcpu-ratio-by-tier',
  category: 'performance',
  subject: ['cluster', 'host'],
  severity: 'medium',
  effort: 'medium',
  title: 'As many vCPUs are planned for a core as the tier bears',
  source: [
    TEXTS.nutanixRatio,
    TEXTS.imagingPractices,
    TEXTS.rhelOvercommit,
    TEXTS.broadcomRatio,
    projectDefault(
      'Which ratio warns and which fails; hosts of a cluster are planned together, since machines move between them.',
    ),
  ],
  why: 'Before anything is measured, the ratio of vCPUs to cores is the only sign of how long machines will wait.',
  condition: {
    fail: 'More than failCritical vCPUs for each physical core where production of tier 0 or 1 runs, more than failImaging where that is a PACS, more than failAbove elsewhere; above neverAbove it is graver.',
    warn: 'More than warnCritical where production of tier 0 or 1 runs, more than warnAbove elsewhere.',
    unknown:
      'The cores of a host or the vCPUs of a machine are not recorded; or a tier, a workload profile or a protection is not, and it decides: the second copy of a fault-tolerant machine counts as well.',
    notApplicable:
      'CPU ready is measured for every machine that runs there: measured contention wins over ratios. Or no machine runs there.',
  },
  remedy: REMEDY,
  options: {
    warnCritical: ratioOption(1, 'Ratio above which it warns at tier 0 and 1.'),
    failCritical: ratioOption(2, 'Ratio above which it fails at tier 0 and 1.'),
    failImaging: ratioOption(
      PACS.vcpusPerCore.value,
      'Ratio above which it fails for a PACS of tier 0 or 1.',
    ),
    warnAbove: ratioOption(4, 'Ratio above which it warns elsewhere.'),
    failAbove: ratioOption(5, 'Ratio above which it fails elsewhere.'),
    neverAbove: ratioOption(10, 'Ratio above which a failure is one level graver.'),
  },
  concerns: ({ subject }) => subject.kind === 'cluster' || subject.value.cluster === undefined,
  notApplicable({ subject, estate }) {
    const machines = runningOn(estate, subject);
    if (machines.length === 0) return 'no machine runs there';
    // What still runs on hardware of its own cannot have been measured there.
    const isMeasured = machines.every(
      ({ metrics, server }) => metrics?.cpuReadyPercent !== undefined && server === undefined,
    );
    return isMeasured
      ? `CPU ready is measured for ${count(machines.length, 'machine')}, and that wins over a ratio`
      : undefined;
  },
  check(_facts, limits, { subject, estate }) {
    const hosts = subject.kind === 'cluster' ? estate.hostsOf(subject.value) : [subject.value];
    const cores = coresOf(subject, hosts);
    if ('missing' in cores) return notRecorded(...cores.missing);
    const machines = runningOn(estate, subject);
    const unsized = machines.filter(({ vcpu }) => vcpu === undefined);
    const severity = estate.carriesCritical(subject) ? 'high' : 'medium';
    const atLeast = unsized.length > 0 ? 'at least ' : '';
    const judgeVcpus = (vcpus: number): Outcome => {
      // Judged as it is shown, to a hundredth, so that no error of rounding decides.
      const ratio = Number((vcpus / cores.value).toFixed(2));
      const text = `${atLeast}${count(vcpus, 'vCPU')} on ${count(cores.value, 'core')}, ${ratio} : 1`;
      const isGrave = ratio > limits.neverAbove;
      return judgeByTier(estate, machines, { ratio, text, isGrave, severity }, limits);
    };
    const { sure, most, hidden } = vcpusOf(machines, hosts.length > 1);
    const outcome = judgeVcpus(sure);
    const isSettled = judgeVcpus(most).kind === outcome.kind;
    const missing = [
      ...factRefs('instance', unsized, 'vcpu'),
      ...(isSettled ? [] : factRefs('instance', hidden, 'protection')),
    ];
    if (missing.length === 0 || outcome.kind === 'fail') return outcome;
    return worstOf([notRecorded(...missing), outcome]);
  },
});

interface Vcpus {
  readonly sure: number;
  readonly most: number;
  /** Machines of which it is not recorded whether they have a second copy. */
  readonly hidden: readonly Instance[];
}

/** The second copy of a fault-tolerant machine, listed or not, runs on another host. */
function vcpusOf(machines: readonly Instance[], hasRoom: boolean): Vcpus {
  const firsts = machines.filter(({ ftSecondaryOf }) => !hasRoom || ftSecondaryOf === undefined);
  const hidden = hasRoom ? firsts.filter(({ protection }) => protection === undefined) : [];
  const tolerant = hasRoom ? firsts.filter(({ protection }) => protection === 'ft') : [];
  const sum = (list: readonly Instance[]) => list.reduce((all, { vcpu = 0 }) => all + vcpu, 0);
  const sure = sum(firsts) + sum(tolerant);
  return { sure, most: sure + sum(hidden), hidden };
}

function ratioOption(value: number, about: string) {
  return numberOption({ default: value, minimum: 0, unit: 'vCPU per core', about });
}

/** Machines that run or shall run there and are not switched off. */
function runningOn(estate: Estate, subject: Subject<'cluster' | 'host'>): readonly Instance[] {
  const machines =
    subject.kind === 'cluster'
      ? estate.instancesInCluster(subject.value)
      : estate.instancesOnHost(subject.value);
  return machines.filter((machine) => !standsStill(machine));
}

/** Physical cores; hardware threads add nothing to what a ratio is planned on. */
function coresOf({ kind, id }: Subject, hosts: readonly Server[]): Measured {
  return hosts.length === 0
    ? { missing: [factRef(kind, id, 'hosts')] }
    : sumOf(hosts.map(coreCount));
}

interface Load {
  readonly ratio: number;
  readonly text: string;
  readonly isGrave: boolean;
  readonly severity: 'high' | 'medium';
}

interface Limits {
  readonly warnCritical: number;
  readonly failCritical: number;
  readonly failImaging: number;
  readonly warnAbove: number;
  readonly failAbove: number;
}

function judgeByTier(
  estate: Estate,
  machines: readonly Instance[],
  load: Load,
  limits: Limits,
): Outcome {
  const criticality = worstCriticality(machines.map((one) => criticalityOf(estate, one)));
  const lenient = judge(load, limits.warnAbove, limits.failAbove, '');
  if ('critical' in criticality && !criticality.critical) return lenient;
  const strict = judgeCritical(estate, machines, load, limits);
  return 'missing' in criticality
    ? onEither(strict, lenient, 'tier 0 or 1', criticality.missing)
    : strict;
}

/** A PACS bears less, so where a workload profile is not recorded it may decide. */
function judgeCritical(
  estate: Estate,
  machines: readonly Instance[],
  load: Load,
  { warnCritical, failCritical, failImaging }: Limits,
): Outcome {
  const outcome = judge(load, warnCritical, failCritical, ' at tier 0 and 1');
  const doubt = doubtOfFigure(PACS.vcpusPerCore, failImaging);
  const imaging = judge(load, failImaging, failImaging, ` for a PACS${doubt}`);
  if (imaging.kind !== 'fail' || outcome.kind === 'fail') return outcome;
  const hidden: FactRef[] = [];
  for (const machine of machines) {
    const criticality = criticalityOf(estate, machine);
    if ('critical' in criticality && !criticality.critical) continue;
    const application = estate.applicationOf(machine);
    if (application === undefined) continue;
    if (application.workloadProfile === 'pacs') return imaging;
    if (application.workloadProfile === undefined) {
      hidden.push(factRef('application', application.id, 'workloadProfile'));
    }
  }
  return hidden.length === 0 ? outcome : worstOf([notRecorded(...hidden), outcome]);
}

function judge(
  { ratio, text, isGrave, severity }: Load,
  warnAbove: number,
  failAbove: number,
  where: string,
): Outcome {
  const facts = { facts: { vcpusPerCore: ratio } };
  if (ratio > failAbove) {
    const details = isGrave ? { ...facts, severity } : facts;
    return fail(`${text}, allowed ${failAbove} : 1${where}`, REMEDY, details);
  }
  return ratio > warnAbove
    ? warn(`${text}, warning above ${warnAbove} : 1${where}`, REMEDY, facts)
    : pass(`${text}, allowed ${failAbove} : 1${where}`, facts);
}
