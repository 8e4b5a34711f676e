import type { Category, Effort, Rule, RuleCondition, Source } from './rule.ts';
import type { RuleOption } from './rule-option.ts';
import type { Severity } from './severity.ts';
import type { SubjectKind } from './subject.ts';

/** A rule as data: everything but its check. */
export interface RuleDescription {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly category: Category;
  readonly subjects: readonly SubjectKind[];
  readonly severity: Severity;
  readonly severityBelow: Severity;
  readonly effort: Effort;
  readonly evidence: boolean;
  readonly waivable: boolean;
  readonly why: string;
  readonly condition: RuleCondition;
  readonly remedy: string;
  /** Paths of the facts that it needs. */
  readonly needs: readonly string[];
  /** Paths of the facts that it judges where they are recorded. */
  readonly reads: readonly string[];
  readonly options: Readonly<Record<string, RuleOption>>;
  readonly sources: readonly Source[];
}

export function describeRule(rule: Rule): RuleDescription {
  const { id, name, title, category, subjects, severity, severityBelow, effort, evidence } = rule;
  const { waivable, why, condition, remedy, options, sources } = rule;
  return {
    id,
    name,
    title,
    category,
    subjects,
    severity,
    severityBelow,
    effort,
    evidence,
    waivable,
    why,
    condition,
    remedy,
    needs: Object.values(rule.needs),
    reads: Object.values(rule.reads),
    options,
    sources,
  };
}
