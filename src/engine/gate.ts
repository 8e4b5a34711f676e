import { type Judgement, shownSeverity } from '../domain/finding.ts';
import type { Gate, GateAssertion } from '../domain/report.ts';
import { VERDICTS, type Verdict } from '../domain/score.ts';
import { isAtLeast, type Severity } from '../domain/severity.ts';
import type { EstateScore } from './score.ts';

/** What an estate must meet; an assertion that is absent is not asked. */
export interface GateDemands {
  /** No failed finding of this severity or a graver one. */
  readonly failOn?: Severity;
  /** Least guaranteed score of the estate, 0 to 100. */
  readonly minScore?: number;
  /** This verdict or a better one. */
  readonly requireVerdict?: Verdict;
}

/** The gate: every assertion with what it asks and what was found. */
export function judgeGate(
  demands: GateDemands,
  judgements: readonly Judgement[],
  score: EstateScore,
): Gate {
  const assertions: GateAssertion[] = [];
  const { failOn, minScore, requireVerdict } = demands;
  if (failOn !== undefined) assertions.push(failLevel(failOn, judgements));
  if (minScore !== undefined) assertions.push(leastScore(minScore, score));
  if (requireVerdict !== undefined) assertions.push(leastVerdict(requireVerdict, score));
  return { passed: assertions.every(({ passed }) => passed), assertions };
}

function failLevel(required: Severity, judgements: readonly Judgement[]): GateAssertion {
  const failed = judgements.filter(
    (judgement) => judgement.kind === 'fail' && isAtLeast(shownSeverity(judgement), required),
  ).length;
  const passed = failed === 0;
  const level = required === 'blocker' ? 'blocker' : `${required} or graver`;
  const found = passed ? 'none' : `${failed}`;
  return {
    name: 'fail-on',
    passed,
    required,
    actual: failed,
    message: `failed findings of severity ${level}: ${found}, allowed none`,
  };
}

function leastScore(required: number, { score }: EstateScore): GateAssertion {
  const actual = score.guaranteed;
  return {
    name: 'min-score',
    passed: actual !== null && actual >= required,
    required,
    actual,
    message: `guaranteed score ${actual ?? 'none'}, required at least ${required}`,
  };
}

function leastVerdict(required: Verdict, { verdict }: EstateScore): GateAssertion {
  return {
    name: 'require-verdict',
    passed: VERDICTS.indexOf(verdict) >= VERDICTS.indexOf(required),
    required,
    actual: verdict,
    message: `verdict ${verdict}, required ${required}${required === 'ready' ? '' : ' or better'}`,
  };
}
