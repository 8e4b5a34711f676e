import type { IsoDate } from './calendar.ts';
import type { ReportDiff } from './report-diff.ts';
import type { Score, Verdict } from './score.ts';

export const HISTORY_SCHEMA_VERSION = 1;

export const HISTORY_ACTIONS = ['add', 'show'] as const;

export type HistoryAction = (typeof HISTORY_ACTIONS)[number];

/** What a folder of saved reports says of an estate over time. */
export interface History {
  readonly schemaVersion: typeof HISTORY_SCHEMA_VERSION;
  /** By day, then by file; the newest last. */
  readonly points: readonly HistoryPoint[];
  /** What the newest report changed; null where it is the only one. */
  readonly latest: ReportDiff | null;
}

/** One saved report. */
export interface HistoryPoint {
  readonly file: string;
  readonly asOf: IsoDate;
  readonly estate: string | null;
  readonly verdict: Verdict;
  readonly score: Score;
  /** Version of the way in which scores are made: scores of two versions do not compare. */
  readonly model: number;
  readonly failed: number;
  readonly warned: number;
  readonly unknown: number;
}
