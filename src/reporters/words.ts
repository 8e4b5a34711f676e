import type { FindingOutcome } from '../domain/finding.ts';
import type { Verdict } from '../domain/score.ts';
import { formatNumber } from '../domain/wording.ts';

/** What is shown of a score that is null. */
const NO_SCORE = 'none';

/** `62, up to 91`; one number where nothing is open. */
export function scoreWords(guaranteed: number | null, possible: number | null): string {
  if (guaranteed === null) return NO_SCORE;
  return possible === null || possible === guaranteed
    ? `${guaranteed}`
    : `${guaranteed}, up to ${possible}`;
}

/** Points of the score: one decimal, and never nothing where there is something. */
export function formatPoints(points: number): string {
  if (points > 0 && points < 0.05) return '<0.1';
  return formatNumber(points);
}

/** A mark for each outcome; a word stands beside each. */
export const OUTCOME_MARKS: Readonly<Record<FindingOutcome, string>> = {
  error: '✖',
  fail: '✖',
  warn: '▲',
  unknown: '?',
  waived: '◇',
  pass: '✔',
  'not-applicable': '–',
};

/** A verdict in words. */
export const VERDICT_NAMES: Readonly<Record<Verdict, string>> = {
  'not-ready': 'not ready',
  unknown: 'unknown',
  'ready-with-conditions': 'ready with conditions',
  ready: 'ready',
};

/** The outcome whose mark stands for a verdict. */
export const VERDICT_OUTCOMES = {
  'not-ready': 'fail',
  unknown: 'unknown',
  'ready-with-conditions': 'warn',
  ready: 'pass',
} as const satisfies Readonly<Record<Verdict, FindingOutcome>>;
