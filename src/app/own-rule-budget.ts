import type { JudgingLimits } from '../domain/limits.ts';
import { type UserError, userError } from '../domain/user-error.ts';

/**
 * The time that own rules may take together. A rule that reads facts after its end is stopped, and the
 * whole assessment with it: what a report shows must not hang on how fast a machine is.
 */
export class OwnRuleBudget {
  readonly #limits: JudgingLimits;
  #ends: number | undefined;
  #isSpent = false;

  constructor(limits: JudgingLimits) {
    this.#limits = limits;
  }

  /** Called whenever an own rule looks at something. Throws where the time is over. */
  readonly spend = (): void => {
    const now = this.#limits.clock();
    this.#ends ??= now + 1000 * this.#limits.maxRuleSeconds;
    this.#isSpent ||= now > this.#ends;
    if (this.#isSpent) throw tooSlow(this.#limits.maxRuleSeconds);
  };

  /** Judging is over: throws where it was stopped. What is read afterwards is not counted. */
  close(): void {
    const isSpent = this.#isSpent;
    this.#isSpent = false;
    this.#ends = Number.POSITIVE_INFINITY;
    if (isSpent) throw tooSlow(this.#limits.maxRuleSeconds);
  }
}

function tooSlow(seconds: number): UserError {
  return userError('own-rules-slow', `the own rules take longer than ${seconds} s`, {
    hint: 'Loops within loops are slow on large estates: take one out, or raise the limit with --max-rule-time.',
  });
}
