import type { Estate } from '../analysis/estate.ts';
import type { SubjectPath } from '../domain/fact-path.ts';
import type { Rule, RuleDefinition } from '../domain/rule.ts';
import type { RuleOptions } from '../domain/rule-option.ts';
import { lowerSeverity } from '../domain/severity.ts';
import type { SubjectKind } from '../domain/subject.ts';

export type EstateRule = Rule<Estate>;

/** Settles a rule's types: a misspelt path, fact or option in its definition does not compile. */
export function defineRule<
  K extends SubjectKind,
  const N extends Readonly<Record<string, SubjectPath<K>>> = Record<never, never>,
  const R extends Readonly<Record<string, SubjectPath<K>>> = Record<never, never>,
  const O extends RuleOptions = Record<never, never>,
>(definition: RuleDefinition<Estate, K, N, R, O>): EstateRule {
  const { source, subject, unwaivable, ...rest } = definition;
  const rule = {
    ...rest,
    replaces: definition.replaces ?? [],
    subjects: typeof subject === 'string' ? [subject] : subject,
    severityBelow: definition.severityBelow ?? lowerSeverity(definition.severity),
    evidence: definition.evidence ?? false,
    waivable: unwaivable !== true,
    sources: source,
    needs: definition.needs ?? {},
    reads: definition.reads ?? {},
    options: definition.options ?? {},
  };
  // The engine hands each rule the facts and options that its definition names, so the author's
  // exact types and the engine's general ones describe the same values.
  return rule as unknown as EstateRule;
}
