import type { SubjectPath, SubjectPathValue } from './fact-path.ts';
import type { Outcome } from './outcome.ts';
import type { OptionValues, RuleOptions } from './rule-option.ts';
import type { Severity } from './severity.ts';
import type { Subject, SubjectKind } from './subject.ts';

/** The parts of readiness, in the order in which reports show them. */
export const CATEGORIES = [
  'availability',
  'consolidation',
  'platform',
  'clustering',
  'performance',
  'dependencies',
  'support',
  'continuity',
  'operations',
  'hygiene',
  'portability',
  'opportunity',
] as const;

export type Category = (typeof CATEGORIES)[number];

export type Effort = 'small' | 'medium' | 'large';

/**
 * Where a rule is from. `paper`: the white paper itself; `sibling`: another Stratus text;
 * `practice`: today's domain practice; `project`: a default of this project, without a source;
 * `team`: a rule of the team's own.
 */
export type Source = PaperSource | TextSource | ProjectSource | TeamSource;

export interface PaperSource {
  readonly kind: 'paper';
  /** Passage of the excerpt, P1 to P18. */
  readonly passage: string;
  /** Its own words, fewer than fifteen. */
  readonly quote: string;
}

export interface TextSource {
  readonly kind: 'sibling' | 'practice';
  readonly title: string;
  readonly url?: string;
  /** What it says, in our words. */
  readonly says: string;
  /** `read`: the text was read in full; `opening`: only its opening was; `unread`: from memory. */
  readonly confidence: 'read' | 'opening' | 'unread';
}

export interface ProjectSource {
  readonly kind: 'project';
  readonly says: string;
}

export interface TeamSource {
  readonly kind: 'team';
  readonly says: string;
}

/** What a reader of the rule's page wants to know of its judgement, a line each. */
export interface RuleCondition {
  readonly fail?: string;
  readonly warn?: string;
  readonly unknown?: string;
  readonly notApplicable?: string;
}

export interface RuleContext<Estate, K extends SubjectKind = SubjectKind> {
  readonly subject: Subject<K>;
  readonly estate: Estate;
}

/** A rule as the engine sees it: its types are settled, its facts are named. */
export interface Rule<Estate = unknown> {
  /** Stable identifier, for example `AVL-001`. */
  readonly id: string;
  /** Stable name: also that of the rule's file, fixture and page. */
  readonly name: string;
  /** Identifiers that the rule had before. */
  readonly replaces: readonly string[];
  readonly category: Category;
  readonly title: string;
  /** Kinds of the subjects that it judges. */
  readonly subjects: readonly SubjectKind[];
  /** Weight for applications of tier 0 and 1, and for those whose tier is not known. */
  readonly severity: Severity;
  /** Weight for tiers 2 to 4. */
  readonly severityBelow: Severity;
  readonly effort: Effort;
  /** It asks whether something has been done, so a missing fact is a failure. */
  readonly evidence: boolean;
  /** Whether its findings may be borne for a time. */
  readonly waivable: boolean;
  readonly sources: readonly Source[];
  readonly why: string;
  readonly condition: RuleCondition;
  readonly remedy: string;
  /** Facts without which nothing can be said: name in the check → path. */
  readonly needs: Readonly<Record<string, string>>;
  /** Facts that are judged where they are recorded. */
  readonly reads: Readonly<Record<string, string>>;
  readonly options: RuleOptions;
  /** The subjects of these kinds that the rule is about; all of them where it is absent. */
  readonly concerns?: (context: RuleContext<Estate>) => boolean;
  /** Why a subject needs no answer, asked before its facts are. */
  readonly notApplicable?: (context: RuleContext<Estate>) => string | undefined;
  readonly check: (
    facts: Readonly<Record<string, unknown>>,
    options: Readonly<Record<string, unknown>>,
    context: RuleContext<Estate>,
  ) => Outcome;
}

type PathsOf<K extends SubjectKind> = Readonly<Record<string, SubjectPath<K>>>;

type NeededFacts<K extends SubjectKind, N extends PathsOf<K>> = {
  readonly [Name in keyof N]: SubjectPathValue<K, N[Name]>;
};

type ReadFacts<K extends SubjectKind, N extends PathsOf<K>> = {
  readonly [Name in keyof N]: SubjectPathValue<K, N[Name]> | undefined;
};

/** A rule as its author writes it: every path, fact and option is checked by the compiler. */
export interface RuleDefinition<
  Estate,
  K extends SubjectKind,
  N extends PathsOf<K>,
  R extends PathsOf<K>,
  O extends RuleOptions,
> {
  readonly id: string;
  readonly name: string;
  readonly replaces?: readonly string[];
  readonly category: Category;
  readonly title: string;
  readonly subject: K | readonly K[];
  readonly severity: Severity;
  /** For tiers 2 to 4; one level lower where it is absent. */
  readonly severityBelow?: Severity;
  readonly effort: Effort;
  readonly evidence?: true;
  readonly unwaivable?: true;
  readonly source: readonly [Source, ...Source[]];
  readonly why: string;
  readonly condition: RuleCondition;
  readonly remedy: string;
  readonly needs?: N;
  readonly reads?: R;
  readonly options?: O;
  readonly concerns?: (context: RuleContext<Estate, K>) => boolean;
  readonly notApplicable?: (context: RuleContext<Estate, K>) => string | undefined;
  readonly check: (
    facts: NeededFacts<K, N> & ReadFacts<K, R>,
    options: OptionValues<O>,
    context: RuleContext<Estate, K>,
  ) => Outcome;
}
