import type { Estate } from '../analysis/estate.ts';
import { isLeftBehind, staysPhysical } from '../analysis/migration.ts';
import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import { fail, type Outcome, pass, warn } from '../domain/outcome.ts';
import { stillness } from '../domain/power.ts';
import { daysOption, numberOption } from '../domain/rule-option.ts';
import type { Subject } from '../domain/subject.ts';
import { formatNumber } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Load = NonNullable<Server['performance']> | NonNullable<Instance['metrics']>;
type Measured = Subject<'server' | 'instance'>;

const OPTIONS = {
  leastDays: daysOption(2, 'Shortest window that says anything.'),
  goodDays: daysOption(7, 'Shortest window that is good enough.'),
  longestInterval: numberOption({
    default: 300,
    minimum: 1,
    unit: 's',
    about: 'Longest time between two samples.',
  }),
  maxAgeDays: daysOption(365, 'Age at which a measurement is to be renewed.'),
};

interface Limits {
  readonly leastDays: number;
  readonly goodDays: number;
  readonly longestInterval: number;
  readonly maxAgeDays: number;
}

export default defineRule({
  id: 'PRF-001',
  name: 'peak-baseline-measured',
  category: 'performance',
  subject: ['server', 'instance'],
  severity: 'high',
  effort: 'small',
  evidence: true,
  title: 'A measured baseline with its peaks exists',
  source: [
    paper('P13'),
    TEXTS.mapToolkit,
    projectDefault('That averages alone warn, and a measurement older than a year.'),
  ],
  why: 'A size that nobody measured is a guess, and a guess that is too small is an outage under load.',
  condition: {
    fail: 'No CPU or memory load is recorded, or the window is shorter than leastDays, or not recorded.',
    warn: 'The window is shorter than goodDays, coarser than longestInterval, older than maxAgeDays or without a month’s end, or only averages are given; or one of these is not recorded.',
    notApplicable: 'The machine is switched off, or stays on its hardware.',
  },
  remedy: remedyFor({
    goodDays: OPTIONS.goodDays.default,
    longestInterval: OPTIONS.longestInterval.default,
  }),
  options: OPTIONS,
  // A physical machine is measured as a server; the instance on it is not measured twice.
  concerns: ({ subject }) => subject.kind === 'server' || subject.value.server === undefined,
  notApplicable: ({ subject, estate }) => reasonNotToMeasure(subject, estate),
  check(_facts, limits, { subject, estate: { asOf } }) {
    const section = subject.kind === 'server' ? 'performance' : 'metrics';
    const load = subject.kind === 'server' ? subject.value.performance : subject.value.metrics;
    if (load === undefined || !hasLoad(load)) {
      const details = { at: section, missing: [section] };
      return fail('no CPU or memory load is recorded', remedyFor(limits), details);
    }
    return { ...judgeLoad(load, section, limits, asOf), facts: { [section]: load } };
  },
});

function remedyFor({ goodDays, longestInterval }: Omit<Limits, 'leastDays' | 'maxAgeDays'>) {
  const better = goodDays < 30 ? ' (better 30)' : '';
  return `Measure for ${goodDays} days or more${better}, over a month’s end, with a sample every ${longestInterval} s or more often; record p95 or peak, not averages alone.`;
}

function reasonNotToMeasure(subject: Measured, estate: Estate): string | undefined {
  if (subject.kind === 'server') {
    const stays = staysPhysical(subject.value, estate.instancesOnServer(subject.value));
    return stays ? 'it stays on its hardware' : undefined;
  }
  const still = stillness(subject.value);
  if (still !== undefined) return still;
  return isLeftBehind(subject.value) ? 'it stays on its hardware' : undefined;
}

/** Reads and swaps tell of trouble and disks of traffic: only CPU or memory size a machine. */
function hasLoad(load: Load): boolean {
  return load.cpuAvgPercent !== undefined || hasCpuPeak(load) || hasMemoryPeak(load);
}

function hasCpuPeak({ cpuP95Percent, cpuPeakPercent }: Load): boolean {
  return cpuP95Percent !== undefined || cpuPeakPercent !== undefined;
}

function hasMemoryPeak(load: Load): boolean {
  const p95 = 'memoryP95Percent' in load ? load.memoryP95Percent : undefined;
  return load.memoryP99GiB !== undefined || p95 !== undefined;
}

function judgeLoad(load: Load, section: string, limits: Limits, asOf: IsoDate): Outcome {
  const { from, to } = load.window ?? {};
  const at = { at: `${section}.window` };
  const remedy = remedyFor(limits);
  if (from === undefined || to === undefined) {
    const [what, path] = missingOfWindow(from, to);
    const details = { ...at, missing: [`${section}.${path}`] };
    return fail(`the ${what} of the measurement is not recorded`, remedy, details);
  }
  if (from > to) return fail(`the measurement ends on ${to}, before ${from}`, remedy, at);
  if (from > asOf) {
    return fail(`the measurement begins on ${from}, after today (${asOf})`, remedy, at);
  }
  // Both days are measured. What lies after today has not been.
  const length = daysBetween(from, to < asOf ? to : asOf) + 1;
  const measured = `measured for ${length} d`;
  if (length < limits.leastDays) {
    return fail(`${measured}, at least ${limits.leastDays} d`, remedy, at);
  }
  const age = daysBetween(to, asOf);
  return judgeDoubts(measured, doubtsOf(load, length, age, limits), section, limits);
}

function missingOfWindow(from: IsoDate | undefined, to: IsoDate | undefined) {
  if (from === to) return ['window', 'window'] as const;
  return from === undefined
    ? (['first day', 'window.from'] as const)
    : (['last day', 'window.to'] as const);
}

/** What keeps a measurement from being a good one. */
interface Doubt {
  readonly text: string;
  readonly path: string;
  /** It is there because the fact is not recorded. */
  readonly isMissing?: true;
}

function judgeDoubts(
  measured: string,
  doubts: readonly Doubt[],
  section: string,
  limits: Limits,
): Outcome {
  const paths = doubts.map(({ path }) => `${section}.${path}`);
  const at = { at: paths[0] ?? `${section}.window` };
  if (doubts.length === 0) return pass(`${measured}, with peaks and a month’s end`, at);
  const text = [measured, ...doubts.map((doubt) => doubt.text)].join('; ');
  const missing = paths.filter((_, i) => doubts[i]?.isMissing);
  return warn(text, remedyFor(limits), { ...at, missing });
}

function doubtsOf(load: Load, length: number, age: number, limits: Limits): Doubt[] {
  const { goodDays, longestInterval, maxAgeDays } = limits;
  const doubts: (Doubt | undefined)[] = [
    length < goodDays ? { text: `at least ${goodDays} d are good`, path: 'window' } : undefined,
    age > maxAgeDays
      ? { text: `it ended ${age} d ago, allowed ${maxAgeDays} d`, path: 'window.to' }
      : undefined,
    doubtOfInterval(load.window?.intervalSeconds, longestInterval),
    doubtOfMonthEnd(load.includesMonthEnd),
    hasCpuPeak(load)
      ? undefined
      : { text: 'no peak or p95 of the CPU load', path: 'cpuP95Percent', isMissing: true },
    hasMemoryPeak(load)
      ? undefined
      : { text: 'no p95 or p99 of the memory', path: 'memoryP99GiB', isMissing: true },
  ];
  return doubts.filter((doubt) => doubt !== undefined);
}

function doubtOfInterval(seconds: number | undefined, longest: number): Doubt | undefined {
  const path = 'window.intervalSeconds';
  if (seconds === undefined) {
    return { text: 'the interval of the samples is not recorded', path, isMissing: true };
  }
  if (seconds <= longest) return undefined;
  return { text: `a sample every ${formatNumber(seconds)} s, at most ${longest} s`, path };
}

function doubtOfMonthEnd(isIncluded: boolean | undefined): Doubt | undefined {
  const path = 'includesMonthEnd';
  if (isIncluded === undefined) {
    return { text: 'whether a month’s end is in it is not recorded', path, isMissing: true };
  }
  return isIncluded ? undefined : { text: 'no month’s end is in it', path };
}
