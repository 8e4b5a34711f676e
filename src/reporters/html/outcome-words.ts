import type { FindingOutcome } from '../../domain/finding.ts';

export const OUTCOME_WORDS: Readonly<Record<FindingOutcome, string>> = {
  error: 'crashed',
  fail: 'failed',
  warn: 'warning',
  unknown: 'unknown',
  waived: 'waived',
  pass: 'passed',
  'not-applicable': 'not applicable',
};
