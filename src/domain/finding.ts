import type { FactRef } from './fact-path.ts';
import type { Outcome, OutcomeKind } from './outcome.ts';
import type { Rule } from './rule.ts';
import type { Severity } from './severity.ts';
import type { Subject } from './subject.ts';
import type { Waiver } from './waiver.ts';

/**
 * `waived`: failed or warned, and somebody bears it for a time. `error`: the rule itself crashed, so
 * the run could not assess.
 */
export type FindingOutcome = OutcomeKind | 'waived' | 'error';

/**
 * A rule's answer for one subject, as the engine keeps it: slim, because a large estate has a
 * million of them. The report adds places, facts and points to those that it shows.
 */
export interface Judgement {
  readonly rule: Rule;
  readonly subject: Subject;
  readonly kind: FindingOutcome;
  readonly outcome: Outcome;
  /** The rule's severity for this subject; its weight in the score follows from it. */
  readonly severity: Severity;
  /** Facts whose record would settle an unknown or assumed answer. */
  readonly missing: readonly FactRef[];
  /** The waiver that stands over it; one that has expired changes nothing else. */
  readonly waiver?: Waiver;
}

/** The severity that is shown: graded by the answer where the rule grades it. */
export function shownSeverity({ outcome, severity }: Judgement): Severity {
  return outcome.severity ?? severity;
}

/** Share of a check's weight that is kept for sure. What rests on an assumption keeps nothing. */
export function keptShare({ kind, outcome }: Judgement): number {
  if (kind === 'pass') return 1;
  return kind === 'warn' && !isAssumed(outcome) ? 0.5 : 0;
}

/** Share that is kept once every missing fact is recorded and turns out well. */
export function possibleShare(judgement: Judgement): number {
  const { kind, outcome } = judgement;
  return kind === 'unknown' || isAssumed(outcome) ? 1 : keptShare(judgement);
}

/** Whether the answer is settled: not unknown, and not resting on an assumption. */
export function isJudged({ kind, outcome }: Judgement): boolean {
  return (kind === 'pass' || kind === 'warn' || kind === 'fail') && !isAssumed(outcome);
}

function isAssumed(outcome: Outcome): boolean {
  return (outcome.assumed ?? []).length > 0;
}
