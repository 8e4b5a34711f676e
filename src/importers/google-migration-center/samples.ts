import type { Instance } from '../../domain/inventory.ts';
import { readMoment, UNREADABLE } from '../cell.ts';
import { numberIn } from '../cloud/tables.ts';
import { recorded, recordedGroup, toThreeDecimals } from '../recorded.ts';
import type { TableRow } from '../table.ts';
import type { SampleFact } from './headings.ts';
import type { Notes } from './notes.ts';

type Metrics = NonNullable<Instance['metrics']>;

const GIB = 2 ** 30;
const SECONDS_A_MINUTE = 60;
const SECONDS_A_DAY = 86_400;

/** The measured load of one machine, from its samples. */
export function metricsOf(
  name: string,
  rows: readonly TableRow<SampleFact>[],
  memoryGiB: number | undefined,
  notes: Notes,
): Metrics | undefined {
  const cpu = rows.flatMap((row) => row.percent('cpu') ?? []).sort(byNumber);
  const memory = rows.flatMap((row) => usedGiB(row, memoryGiB, notes)).sort(byNumber);
  const iops = rows.flatMap((row) => operationsIn(row, notes)).sort(byNumber);
  const metrics = recordedGroup<Metrics>({
    cpuAvgPercent: average(cpu),
    cpuP95Percent: percentile(cpu, 95),
    cpuPeakPercent: cpu.at(-1),
    memoryP99GiB: percentile(memory, 99),
    iopsP95: percentile(iops, 95),
  });
  if (metrics === undefined) return undefined;
  notes.add('metrics-derived', name);
  const window = windowOf(rows);
  if (window === undefined) notes.add('window-absent', name);
  return recorded<Metrics>({ ...metrics, window });
}

function byNumber(a: number, b: number): number {
  return a - b;
}

function usedGiB(row: TableRow<SampleFact>, memoryGiB: number | undefined, notes: Notes): number[] {
  const available = numberIn(row, 'availableBytes', notes);
  if (available === undefined || memoryGiB === undefined) return [];
  const used = memoryGiB - available / GIB;
  return used < 0 ? [] : [toThreeDecimals(used)];
}

/** Reads and writes of one sample; one of the two alone is no sum. */
function operationsIn(row: TableRow<SampleFact>, notes: Notes): number[] {
  const reads = numberIn(row, 'reads', notes);
  const writes = numberIn(row, 'writes', notes);
  return reads === undefined || writes === undefined ? [] : [toThreeDecimals(reads + writes)];
}

function average(sorted: readonly number[]): number | undefined {
  if (sorted.length === 0) return undefined;
  return toThreeDecimals(sorted.reduce((sum, value) => sum + value, 0) / sorted.length);
}

/** By nearest rank: the smallest sample that no more than the share lies above. */
function percentile(sorted: readonly number[], percent: number): number | undefined {
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1];
}

/** First and last day; the time between two samples is the one that occurs most. */
function windowOf(rows: readonly TableRow<SampleFact>[]): Metrics['window'] {
  const moments = rows.map((row) => readMoment(row.raw('time')));
  const seconds: number[] = [];
  for (const moment of moments) {
    if (moment === undefined || moment === UNREADABLE) return undefined;
    const day = Date.parse(moment.day) / 1000;
    seconds.push(day + (moment.minutes ?? 0) * SECONDS_A_MINUTE);
  }
  const times = [...new Set(seconds)].sort(byNumber);
  const [first, last] = [times[0], times.at(-1)];
  const intervalSeconds = commonGap(times);
  if (first === undefined || last === undefined || intervalSeconds === undefined) return undefined;
  const expected = (last - first) / intervalSeconds + 1;
  return {
    from: dayOf(first),
    to: dayOf(last),
    intervalSeconds,
    samplesPercent: Math.min(100, Math.floor((times.length / expected) * 1000) / 10),
  };
}

function commonGap(times: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const [index, time] of times.slice(1).entries()) {
    const gap = time - (times[index] ?? time);
    counts.set(gap, (counts.get(gap) ?? 0) + 1);
  }
  // The shortest one where several occur as often: then fewer samples count as missing.
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || a - b);
  return most?.[0];
}

function dayOf(seconds: number): string {
  const days = Math.floor(seconds / SECONDS_A_DAY);
  return new Date(days * SECONDS_A_DAY * 1000).toISOString().slice(0, 10);
}
