import type { FactRef } from '../domain/fact-path.ts';
import { missingFacts } from '../domain/finding.ts';
import type { Location } from '../domain/location.ts';
import type { ReportFinding } from '../domain/report.ts';
import type { Rule } from '../domain/rule.ts';
import { describeRule, type RuleDescription } from '../domain/rule-description.ts';
import { userError } from '../domain/user-error.ts';
import { fingerprint } from '../engine/fingerprint.ts';
import { answerOf, factsBehind } from '../engine/judge.ts';
import type { AssessedEstate } from './assess-estate.ts';

/** A finding with everything that it was judged by. */
export interface FindingExplanation {
  readonly finding: ReportFinding;
  readonly rule: RuleDescription;
  /** The rule's facts, recorded or not, each with its place. */
  readonly facts: readonly ExplainedFact[];
  /** What the rule derived. */
  readonly derived: Readonly<Record<string, unknown>>;
  /** Facts that would settle it. */
  readonly missing: readonly { readonly fact: FactRef; readonly location: Location }[];
}

export interface ExplainedFact {
  readonly path: string;
  /** Undefined where it is not recorded. */
  readonly value: unknown;
  readonly location: Location;
}

/** The finding behind a fingerprint or its begin. Throws a `UserError` for none and for several. */
export function explainFinding(
  { report, loaded, estate, judgements }: AssessedEstate,
  prefix: string,
): FindingExplanation {
  const found: ReportFinding[] = [];
  for (const finding of report.findings) {
    if (finding.fingerprint.startsWith(prefix)) found.push(finding);
  }
  const [finding] = found;
  if (finding === undefined) {
    throw userError('unknown-finding', `no finding has a fingerprint that begins with ${prefix}`);
  }
  if (found.length > 1) {
    throw userError('ambiguous-finding', `${found.length} fingerprints begin with ${prefix}`, {
      hint: 'Give more of its digits.',
    });
  }
  const judgement = [...judgements.of(finding.rule)].find(
    ({ rule, subject }) => fingerprint(rule.id, subject) === finding.fingerprint,
  );
  if (judgement === undefined) throw new Error(`no judgement behind ${finding.fingerprint}`);
  return {
    finding,
    rule: describeRule(judgement.rule as Rule),
    facts: factsBehind(judgement, estate).map(({ path, fact, value }) => ({
      path,
      value,
      location: loaded.locate(fact),
    })),
    derived: answerOf(judgement, estate).facts ?? {},
    missing: missingFacts(judgement).map((fact) => ({ fact, location: loaded.locate(fact) })),
  };
}
