import type { FindingOutcome } from '../../domain/finding.ts';
import type { Verdict } from '../../domain/score.ts';

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

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  'not-ready': '❌ not ready',
  unknown: '❔ unknown',
  'ready-with-conditions': '⚠️ ready with conditions',
  ready: '✅ ready',
};

export function verdictWords(verdict: Verdict): string {
  return VERDICT_WORDS[verdict];
}

export function mark(passed: boolean): string {
  return OUTCOME_MARKS[passed ? 'pass' : 'fail'];
}
