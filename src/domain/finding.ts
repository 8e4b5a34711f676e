import type { FactPath, FactRef } from './fact-path.ts';
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

/** What the score must know of an answer; its words are left out. */
export interface Grade extends Pick<Outcome, 'kind' | 'severity'> {
  /** Whether it rests on anything that is assumed. */
  readonly isAssumed: boolean;
}

/**
 * What a rule says of a subject, without the subject: those of whom it says the same share one,
 * because a large estate has millions of judgements. Whoever shows one asks the rule again for its
 * words, and the report adds places, facts and points.
 */
export interface Ruling {
  readonly kind: FindingOutcome;
  readonly outcome: Grade;
  /** The rule's severity for the subject; its weight in the score follows from it. */
  readonly severity: Severity;
  /**
   * Facts whose record would settle an unknown or assumed answer. A bare path belongs to the subject,
   * so that subjects which lack the same facts share one list.
   */
  readonly missing: readonly (FactPath | FactRef)[];
  /** The waiver that stands over it; one that has expired changes nothing else. */
  readonly waiver?: Waiver;
}

/** A rule's answer for one subject. */
export interface Judgement extends Ruling {
  readonly rule: Rule;
  readonly subject: Subject;
}

/** The facts that a judgement misses, each with its subject. */
export function missingFacts({ subject, missing }: Judgement): FactRef[] {
  return missing.map((fact) => (typeof fact === 'string' ? { subject, path: fact } : fact));
}

/** The severity that is shown: graded by the answer where the rule grades it. */
export function shownSeverity({ outcome, severity }: Ruling): Severity {
  return outcome.severity ?? severity;
}

/** Share of a check's weight that is kept for sure. What rests on an assumption keeps nothing. */
export function keptShare({ kind, outcome }: Ruling): number {
  if (kind === 'pass') return 1;
  return kind === 'warn' && !outcome.isAssumed ? 0.5 : 0;
}

/** Share that is kept once every missing fact is recorded and turns out well. */
export function possibleShare(ruling: Ruling): number {
  const { kind, outcome } = ruling;
  return kind === 'unknown' || outcome.isAssumed ? 1 : keptShare(ruling);
}

/** Whether the answer is settled: not unknown, and not resting on an assumption. */
export function isJudged({ kind, outcome }: Ruling): boolean {
  return (kind === 'pass' || kind === 'warn' || kind === 'fail') && !outcome.isAssumed;
}
