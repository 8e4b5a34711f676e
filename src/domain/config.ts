import type { IsoDate } from './calendar.ts';
import type { PathSegment } from './fact-path.ts';
import type { Location } from './location.ts';
import type { Category, Effort } from './rule.ts';
import type { Severity } from './severity.ts';
import type { SubjectKind } from './subject.ts';

/** A rule as a team writes it in its configuration; expressions are CEL. */
export interface OwnRule {
  readonly id: string;
  readonly title: string;
  readonly subject: Exclude<SubjectKind, 'estate'>;
  readonly category?: Category;
  readonly severity: Severity;
  readonly effort?: Effort;
  /** Which subjects it is about; all of the kind where it is absent. */
  readonly when?: string;
  readonly assert: string;
  /** `{expression}` stands for its value. */
  readonly message: string;
  readonly remedy: string;
  readonly why?: string;
}

/** A case of an own rule: an inventory, and what the rule must answer. */
export interface OwnRuleCase {
  readonly name: string;
  readonly inventory: Readonly<Record<string, unknown>>;
  /** `kind/id`, where the rule answers for several. */
  readonly subject?: string;
  readonly asOf?: IsoDate;
  readonly expect: { readonly outcome: string; readonly message?: string };
}

/** What a team has settled. */
export interface Config {
  /** Rule id → option name → value. */
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly rules: readonly OwnRule[];
  /** The place of a value, for example of `['rules', 0, 'assert']`. */
  locate(path: readonly PathSegment[]): Location;
}
