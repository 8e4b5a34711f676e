import { criticalityOf } from '../analysis/criticality.ts';
import {
  fail,
  ifRecorded,
  type Outcome,
  onEither,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { stillness } from '../domain/power.ts';
import { percentOption } from '../domain/rule-option.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Give it no more vCPUs than it uses, move machines off its host, or add a host.';
const FEWER_VCPUS = 'Take away vCPUs that it does not use: they are scheduled together.';

export default defineRule({
  id: 'PRF-004',
  name: 'cpu-ready-low',
  category: 'performance',
  subject: 'instance',
  severity: 'high',
  effort: 'medium',
  title: 'Machines do not wait for a processor',
  source: [
    TEXTS.cpuReady,
    TEXTS.vCheck,
    projectDefault(
      'The limits of tier 0 and 1 are half of those below, and co-stop above 3 % warns.',
    ),
  ],
  why: 'Ready time is measured contention: what a machine waits for a core, its users wait as well.',
  condition: {
    fail: 'The ready time of a vCPU is above failCritical at tier 0 or 1, above failAbove elsewhere.',
    warn: 'It is above warnCritical or warnAbove, or co-stop is above warnCostop.',
    unknown:
      'The ready time is not recorded, or co-stop of a machine with several vCPUs on ESXi; or the tier is not, and it decides.',
    notApplicable: 'It is switched off, or still runs on hardware of its own.',
  },
  remedy: REMEDY,
  needs: { ready: 'metrics.cpuReadyPercent' },
  reads: { costop: 'metrics.costopPercent', vcpu: 'vcpu', product: 'platform>product' },
  options: {
    warnCritical: percentOption(2.5, 'Ready time of a vCPU at tier 0 and 1 above which it warns.'),
    failCritical: percentOption(5, 'Ready time of a vCPU at tier 0 and 1 above which it fails.'),
    warnAbove: percentOption(5, 'Ready time of a vCPU elsewhere above which it warns.'),
    failAbove: percentOption(10, 'Ready time of a vCPU elsewhere above which it fails.'),
    warnCostop: percentOption(3, 'Co-stop above which it warns.'),
  },
  notApplicable({ subject }) {
    const { form, server } = subject.value;
    const still = stillness(subject.value);
    if (still !== undefined) return still;
    const isPhysical = form === 'physical' || server !== undefined;
    return isPhysical ? 'it still runs on hardware of its own' : undefined;
  },
  check({ ready, costop, vcpu, product }, options, { subject, estate }) {
    const { warnCritical, failCritical, warnAbove, failAbove, warnCostop } = options;
    const strict = judgeReady(ready, warnCritical, failCritical);
    const lenient = judgeReady(ready, warnAbove, failAbove);
    const criticality = criticalityOf(estate, subject.value);
    // Only ESXi starts and stops the vCPUs of a machine together, and only where it has several.
    const mayStopTogether = vcpu !== 1 && (product === undefined || product === 'esxi');
    return worstOf([
      'missing' in criticality
        ? onEither(strict, lenient, 'tier 0 or 1', criticality.missing)
        : criticality.critical
          ? strict
          : lenient,
      ...(mayStopTogether
        ? [
            ifRecorded(costop, 'metrics.costopPercent', (percent) =>
              judgeCostop(percent, warnCostop),
            ),
          ]
        : []),
    ]);
  },
});

function judgeReady(percent: number, warnAbove: number, failAbove: number): Outcome {
  const text = `CPU ready ${percent} % of a vCPU`;
  const details = { at: 'metrics.cpuReadyPercent' };
  if (percent > failAbove) return fail(`${text}, allowed ${failAbove} %`, REMEDY, details);
  return percent > warnAbove
    ? warn(`${text}, warning above ${warnAbove} %`, REMEDY, details)
    : pass(`${text}, allowed ${failAbove} %`, details);
}

function judgeCostop(percent: number, warnAbove: number): Outcome {
  const text = `co-stop ${percent} %`;
  return percent > warnAbove
    ? warn(`${text}, warning above ${warnAbove} %`, FEWER_VCPUS, { at: 'metrics.costopPercent' })
    : pass(text);
}
