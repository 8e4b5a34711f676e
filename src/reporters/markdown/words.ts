import type { FindingOutcome } from '../../domain/finding.ts';
import type { Verdict } from '../../domain/score.ts';
import { VERDICT_NAMES, VERDICT_OUTCOMES } from '../words.ts';

/** Every mark stands beside a word. */
export const OUTCOME_MARKS: Readonly<Record<FindingOutcome, string>> = {
  error: '💥',
  fail: '❌',
  warn: '⚠️',
  unknown: '❔',
  waived: '🤝',
  pass: '✅',
  'not-applicable': '➖',
};

export function verdictWords(verdict: Verdict): string {
  return `${OUTCOME_MARKS[VERDICT_OUTCOMES[verdict]]} ${VERDICT_NAMES[verdict]}`;
}

export function mark(passed: boolean): string {
  return OUTCOME_MARKS[passed ? 'pass' : 'fail'];
}
