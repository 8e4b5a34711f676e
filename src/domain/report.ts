import type { IsoDate } from './calendar.ts';
import type { Citation } from './citation.ts';
import type { Tier } from './estate-view.ts';
import type { FindingOutcome } from './finding.ts';
import type { Location } from './location.ts';
import type { Category, Effort } from './rule.ts';
import type { RuleDescription } from './rule-description.ts';
import type { CategoryScore, Score, Verdict } from './score.ts';
import type { Severity } from './severity.ts';
import type { SubjectKind, SubjectRef } from './subject.ts';
import type { Waiver, WaiverState } from './waiver.ts';

export const REPORT_SCHEMA_VERSION = 1;

export interface Tool {
  readonly name: 'virtready';
  readonly version: string;
}

/**
 * The one contract: what an assessment found. JSON prints it whole, every other format is a
 * rendering of it. Its schema is `schemas/report.schema.json`.
 */
export interface Report {
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  readonly tool: Tool;
  readonly asOf: IsoDate;
  readonly estate: EstateSummary;
  readonly inputs: readonly ReportInput[];
  /** The files of configuration and waivers; what others build on stands first. */
  readonly config: readonly ReportInput[];
  /** With waivers: a waived check is left out, and nothing that is borne is `ready`. */
  readonly verdict: Verdict;
  readonly score: ReportScore;
  /** The same as if nothing were waived; null where nothing is. */
  readonly withoutWaivers: { readonly verdict: Verdict; readonly score: Score } | null;
  readonly categories: readonly CategoryScore[];
  /** Sorted by id. */
  readonly applications: readonly ReportApplication[];
  /** Id of the application with the lowest guaranteed score; null where none is scored. */
  readonly worstApplication: string | null;
  /** Everything that no application stands on; null where there is no such check. */
  readonly unassigned: ReportUnit | null;
  /**
   * Gravest first; then by points, rule and subject. Made while they are read, because a large estate
   * has millions.
   */
  readonly findings: Iterable<ReportFinding>;
  /** The rules that ran. */
  readonly rules: readonly RuleDescription[];
  readonly recordFirst: readonly RecordAdvice[];
  readonly mendFirst: readonly MendAdvice[];
  readonly gate: Gate;
  /** Every waiver, by place. */
  readonly waivers: readonly ReportWaiver[];
  /** What the findings were held against; null without a baseline. */
  readonly baseline: ReportBaseline | null;
  /** What the reader should know of the run itself: gravest first. */
  readonly notices: readonly ReportProblem[];
  readonly counts: ReportCounts;
}

export interface EstateSummary {
  readonly name: string | null;
  readonly organization: string | null;
  readonly profile: 'healthcare' | 'general';
}

export interface ReportInput {
  readonly file: string;
  /** SHA-256 of its bytes, in hexadecimal digits. */
  readonly sha256: string;
}

export interface ReportScore extends Score {
  /** One to five, by coverage. */
  readonly stars: number | null;
  /** Version of the way in which scores are made. */
  readonly model: number;
}

export interface ReportUnit {
  readonly verdict: Verdict;
  readonly score: Score;
  readonly categories: readonly CategoryScore[];
  /** Its share of the estate's score, in percent. */
  readonly sharePercent: number;
}

export interface ReportApplication extends ReportUnit {
  readonly id: string;
  readonly name: string | null;
  readonly tier: Tier | null;
  readonly tierBasis: 'recorded' | 'recovery-time' | null;
  /** Who answers for it. */
  readonly owner: string | null;
}

export interface ReportFinding {
  readonly rule: string;
  readonly name: string;
  readonly title: string;
  readonly category: Category;
  readonly subject: SubjectRef;
  /** Applications whose score it counts in. */
  readonly applications: readonly string[];
  readonly outcome: FindingOutcome;
  readonly severity: Severity;
  /** Weight of the check in the score of each of its applications. */
  readonly weight: number;
  /** Points of the estate's guaranteed score that it withholds. */
  readonly pointsLost: number;
  readonly message: string;
  readonly remedy: string | null;
  readonly snippet: string | null;
  readonly effort: Effort | null;
  /** Path → value: what was judged. `>` crosses to a subject that the subject names. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Thresholds in force. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Facts whose record would settle it. */
  readonly missing: readonly MissingFact[];
  /** What was assumed for want of them. */
  readonly assumed: readonly string[];
  readonly location: Location;
  /** What the rule rests on; `rules` says more. */
  readonly source: readonly Citation[];
  readonly fingerprint: string;
  /** The waiver that stands over it, also one that has expired. */
  readonly waiver: FindingWaiver | null;
  /** Against the baseline; null without one, and for what is neither failed nor warned. */
  readonly baseline: BaselineState | null;
}

export interface FindingWaiver extends Omit<Waiver, 'rule' | 'subject' | 'ticket'> {
  readonly ticket: string | null;
  readonly state: Exclude<WaiverState, 'unused'>;
  /** What the rule answered. */
  readonly outcome: 'fail' | 'warn';
}

/** `known`: the baseline has it. `worse`: it has it as a warning, or as less severe. */
export type BaselineState = 'new' | 'worse' | 'known';

export interface ReportWaiver extends Omit<Waiver, 'ticket'> {
  readonly ticket: string | null;
  readonly state: WaiverState;
  /** Days from the day that stands for today to the last one; negative where it has expired. */
  readonly daysLeft: number;
  /** Fingerprints of the findings that it is for. */
  readonly findings: readonly string[];
}

export interface ReportBaseline extends ReportInput {
  readonly entries: number;
  /** Failed and warned findings that it does not have, or has as less grave, by shown severity. */
  readonly added: Readonly<Record<Severity, FailWarn>>;
  /** Entries whose finding is gone. */
  readonly mended: readonly BaselineEntry[];
}

/** One finding that a team has taken note of. */
export interface BaselineEntry {
  readonly rule: string;
  readonly subject: SubjectRef;
  readonly outcome: 'fail' | 'warn';
  readonly severity: Severity;
  readonly fingerprint: string;
}

export interface FailWarn {
  readonly fail: number;
  readonly warn: number;
}

export interface MissingFact {
  readonly subject: SubjectRef;
  readonly path: string;
}

/** A fact to record, for one or more subjects of a kind. */
export interface RecordAdvice {
  readonly kind: SubjectKind;
  readonly path: string;
  /** Ids of the subjects that lack it, those that release most first. */
  readonly subjects: readonly string[];
  /** Checks that wait for it. */
  readonly checks: number;
  /** Points that it could release by itself. */
  readonly pointsAlone: number;
  /** Points that it could release together with other facts. */
  readonly pointsShared: number;
}

/** A rule that is not met, and what mending it everywhere would bring. */
export interface MendAdvice {
  readonly rule: string;
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  readonly outcome: 'fail' | 'warn';
  readonly effort: Effort;
  readonly remedy: string;
  /** Points of the estate's score that it would bring. */
  readonly points: number;
  /** Findings, the most important first. */
  readonly findings: readonly string[];
  /** Their subjects, in the same order. */
  readonly subjects: readonly SubjectRef[];
}

export interface Gate {
  readonly passed: boolean;
  readonly assertions: readonly GateAssertion[];
}

export const GATE_ASSERTIONS = [
  'fail-on',
  'no-new',
  'min-score',
  'min-coverage',
  'require-verdict',
  'no-expired-waivers',
] as const;

export interface GateAssertion {
  readonly name: (typeof GATE_ASSERTIONS)[number];
  /** What it is about: `estate`, `category/platform`, `application/ehr` or `tier/0`. */
  readonly scope: string;
  readonly passed: boolean;
  readonly required: string | number;
  readonly actual: string | number | null;
  readonly message: string;
}

export interface ReportCounts {
  readonly subjects: Readonly<Partial<Record<SubjectKind, number>>>;
  readonly outcomes: Readonly<Record<FindingOutcome, number>>;
  /** Failed and warned findings by the severity that is shown. */
  readonly severities: Readonly<Record<Severity, FailWarn>>;
}

/** What stands in the report's place when nothing could be assessed. */
export interface ErrorReport {
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  readonly tool: Tool;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly problems: readonly ReportProblem[];
    /** Problems beyond those that are listed. */
    readonly more: number;
  };
}

export interface ReportProblem {
  readonly code: string;
  readonly message: string;
  readonly location: Location | null;
  readonly related: readonly { readonly note: string; readonly location: Location }[];
  readonly hint: string | null;
}
