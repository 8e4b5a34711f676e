import { daysBetween } from '../domain/calendar.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import { fail, type Outcome, type OutcomeDetails, pass, warn } from '../domain/outcome.ts';
import { numberOption } from '../domain/rule-option.ts';
import { formatNumber } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Load = NonNullable<Server['performance']> | NonNullable<Instance['metrics']>;

const REMEDY =
  'Measure for 7 days or more (better 30), every 5 minutes or finer, over a month’s end; record peaks, not averages alone.';

export default defineRule({
  id: 'PRF-001',
  name: 'peak-baseline-measured',
  category: 'performance',
  subject: ['server', 'instance'],
  severity: 'high',
  effort: 'small',
  evidence: true,
  title: 'A measured baseline with its peaks exists',
  source: [paper('P13'), TEXTS.mapToolkit, projectDefault('That averages alone warn.')],
  why: 'A size that nobody measured is a guess, and a guess that is too small is an outage under load.',
  condition: {
    fail: 'No load is recorded, or the window is shorter than leastDays, or not recorded.',
    warn: 'The window is shorter than goodDays, coarser than longestInterval, without a month’s end, or only averages are given.',
    notApplicable: 'The machine is switched off.',
  },
  remedy: REMEDY,
  options: {
    leastDays: numberOption({
      default: 2,
      minimum: 0,
      unit: 'd',
      about: 'Shortest window that says anything.',
    }),
    goodDays: numberOption({
      default: 7,
      minimum: 0,
      unit: 'd',
      about: 'Shortest window that is good enough.',
    }),
    longestInterval: numberOption({
      default: 300,
      minimum: 1,
      unit: 's',
      about: 'Longest time between two samples.',
    }),
  },
  // A physical machine is measured as a server; the instance on it is not measured twice.
  concerns: ({ subject }) => subject.kind === 'server' || subject.value.form !== 'physical',
  notApplicable: ({ subject }) =>
    subject.kind === 'instance' && subject.value.powerState === 'off'
      ? 'the machine is switched off'
      : undefined,
  check(_facts, { leastDays, goodDays, longestInterval }, { subject }) {
    const section = subject.kind === 'server' ? 'performance' : 'metrics';
    const load = subject.kind === 'server' ? subject.value.performance : subject.value.metrics;
    if (load === undefined || !hasLoad(load)) {
      return fail('no load was measured', REMEDY, { at: section, missing: [section] });
    }
    const at = (path: string): OutcomeDetails => ({
      at: `${section}.${path}`,
      facts: { [section]: load },
    });
    const { from, to, intervalSeconds } = load.window ?? {};
    if (from === undefined || to === undefined) {
      const details = { ...at('window'), missing: [`${section}.window`] };
      return fail('the window of the measurement is not recorded', REMEDY, details);
    }
    const length = daysBetween(from, to);
    const measured = `measured for ${formatNumber(length)} d`;
    if (length < leastDays) {
      return fail(`${measured}, at least ${leastDays} d`, REMEDY, at('window'));
    }
    const doubts = [
      ...(length < goodDays ? [`at least ${goodDays} d are good`] : []),
      ...doubtsOfInterval(intervalSeconds, longestInterval),
      ...(load.includesMonthEnd === true ? [] : ['no month’s end is in it']),
      ...(hasCpuPeak(load) ? [] : ['no peak or p95 of the CPU load']),
      ...(hasMemoryPeak(load) ? [] : ['no p95 or p99 of the memory']),
    ];
    return judgeDoubts(measured, doubts, at('window'));
  },
});

function judgeDoubts(
  measured: string,
  doubts: readonly string[],
  details: OutcomeDetails,
): Outcome {
  return doubts.length === 0
    ? pass(`${measured}, with peaks and a month’s end`, details)
    : warn(`${measured}; ${doubts.join('; ')}`, REMEDY, details);
}

function doubtsOfInterval(seconds: number | undefined, longest: number): string[] {
  if (seconds === undefined) return ['the interval of the samples is not recorded'];
  return seconds <= longest ? [] : [`a sample every ${seconds} s, at most ${longest} s`];
}

/** Anything but the window and its remarks. */
function hasLoad({ window: _window, includesMonthEnd: _remark, ...figures }: Load): boolean {
  return Object.values(figures).some((figure) => figure !== undefined);
}

function hasCpuPeak({ cpuP95Percent, cpuPeakPercent }: Load): boolean {
  return cpuP95Percent !== undefined || cpuPeakPercent !== undefined;
}

function hasMemoryPeak(load: Load): boolean {
  const p95 = 'memoryP95Percent' in load ? load.memoryP95Percent : undefined;
  return load.memoryP99GiB !== undefined || p95 !== undefined;
}
