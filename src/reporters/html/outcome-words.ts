import type { FindingOutcome } from '../../domain/finding.ts';

/** A mark for each outcome; a word stands beside each. */
export const MARKS: Readonly<Record<FindingOutcome, string>> = {
  error: '✖',
  fail: '✖',
  warn: '▲',
  unknown: '?',
  waived: '◇',
  pass: '✔',
  'not-applicable': '–',
};

export const OUTCOME_WORDS: Readonly<Record<FindingOutcome, string>> = {
  error: 'crashed',
  fail: 'failed',
  warn: 'warning',
  unknown: 'unknown',
  waived: 'waived',
  pass: 'passed',
  'not-applicable': 'not applicable',
};
