import type { Tier } from './estate-view.ts';
import type { Category } from './rule.ts';

/** Raised by any change that moves scores of an unchanged estate. */
export const SCORE_MODEL = 1;

/**
 * A score is a promise: `guaranteed` holds whatever the missing facts turn out to be, `possible` is
 * reached when all of them turn out well. Percentages from 0 to 100, rounded down to one decimal;
 * null where nothing was applicable.
 */
export interface Score {
  readonly guaranteed: number | null;
  readonly possible: number | null;
  /** Share of the applicable weight that could be judged, in percent. */
  readonly coverage: number | null;
}

/** Worst first. */
export const VERDICTS = ['not-ready', 'unknown', 'ready-with-conditions', 'ready'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** The worse of two verdicts. */
export function worseVerdict(a: Verdict, b: Verdict): Verdict {
  return VERDICTS.indexOf(a) <= VERDICTS.indexOf(b) ? a : b;
}

export interface CategoryScore extends Score {
  readonly category: Category;
}

/** The score and verdict of an application, or of everything that no application stands on. */
export interface UnitScore {
  /** Application id; undefined for the rest of the estate. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly tier: Tier | undefined;
  readonly tierBasis: 'recorded' | 'recovery-time' | undefined;
  /** Its share of the estate's score, in percent. */
  readonly sharePercent: number;
  readonly verdict: Verdict;
  readonly score: Score;
  readonly categories: readonly CategoryScore[];
}

/** One to five stars for 0–20, 21–40, 41–60, 61–80 and 81–100 percent of coverage. */
export function coverageStars(coverage: number | null): number | null {
  return coverage === null ? null : Math.max(1, Math.ceil(coverage / 20));
}

/** Rounded down to one decimal, so that 89.97 never reads as 90; float noise is not counted. */
export function floorPercent(value: number): number {
  return Math.floor(value * 10 + 1e-6) / 10;
}

/**
 * Six decimals: no float noise reaches a file that is compared byte by byte, and the sum of thousands
 * of findings is still what they cost.
 */
export function roundPoints(points: number): number {
  return Number(points.toFixed(6));
}
