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
