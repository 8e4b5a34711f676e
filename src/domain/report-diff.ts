import type { IsoDate } from './calendar.ts';
import type { FindingOutcome } from './finding.ts';
import type { Location } from './location.ts';
import type { Tool } from './report.ts';
import type { Verdict } from './score.ts';
import type { Severity } from './severity.ts';
import type { SubjectRef } from './subject.ts';

export const DIFF_SCHEMA_VERSION = 1;

/** What has changed from one report to another. Its schema is `schemas/diff.schema.json`. */
export interface ReportDiff {
  readonly schemaVersion: typeof DIFF_SCHEMA_VERSION;
  /** The tool that compared. */
  readonly tool: Tool;
  readonly old: ComparedReport;
  readonly new: ComparedReport;
  readonly verdict: Change<Verdict>;
  readonly score: ScoreChange;
  /** Applications of both reports, by id. */
  readonly applications: readonly ApplicationChange[];
  readonly addedApplications: readonly string[];
  readonly goneApplications: readonly string[];
  /** What moved scores or findings and is not the estate's doing. */
  readonly caveats: readonly Caveat[];
  /** Null where no drop is forbidden. */
  readonly gate: DropGate | null;
  /** Findings by what became of them; `same` are the others of the new report. */
  readonly counts: Readonly<Record<FindingChange | 'same', number>>;
  /** Subjects without any finding in the old report. */
  readonly addedSubjects: readonly SubjectRef[];
  /** Subjects without any finding in the new report. */
  readonly goneSubjects: readonly SubjectRef[];
  /** By change; those of the new report in its order, then those that only the old one has, in its. */
  readonly findings: readonly ChangedFinding[];
}

export interface ComparedReport {
  readonly file: string;
  readonly tool: Tool;
  readonly asOf: IsoDate;
  /** Name of the estate. */
  readonly estate: string | null;
}

export interface Change<T> {
  readonly old: T;
  readonly new: T;
}

/** The change is null where either end is. */
export interface NumberChange extends Change<number | null> {
  readonly change: number | null;
}

export interface ScoreChange {
  readonly guaranteed: NumberChange;
  readonly possible: NumberChange;
  readonly coverage: NumberChange;
}

export interface ApplicationChange {
  readonly id: string;
  readonly verdict: Change<Verdict>;
  readonly score: ScoreChange;
}

/** What makes two reports hard to compare. */
type CaveatCode =
  | 'other-estate'
  | 'other-profile'
  | 'other-score-model'
  | 'rules-added'
  | 'rules-gone'
  | 'rules-changed'
  | 'other-day'
  | 'other-version';

export interface Caveat {
  readonly code: CaveatCode;
  readonly message: string;
}

/**
 * What became of a finding. `new`: failed or warned now, and not before. `changed`: failed or warned in
 * both, with another answer, severity or message. `waived`: borne now. `unknown`: could be told before, or
 * was not asked. `known`: passes, and was unknown. `mended`: passes, or no longer applies. `gone`: is not
 * asked any more.
 */
export const FINDING_CHANGES = [
  'new',
  'changed',
  'waived',
  'unknown',
  'known',
  'mended',
  'gone',
] as const;

export type FindingChange = (typeof FINDING_CHANGES)[number];

/**
 * Why a finding has no counterpart: the other report does not have its subject, did not run its rule, or
 * did not ask the rule about the subject.
 */
export type NoCounterpart = 'no-subject' | 'no-rule' | 'not-asked';

export interface ChangedFinding {
  readonly change: FindingChange;
  readonly rule: string;
  readonly title: string;
  readonly subject: SubjectRef;
  readonly applications: readonly string[];
  /** Null where the report does not have it. */
  readonly old: FindingSide | null;
  readonly new: FindingSide | null;
  /** Null where both reports have it. */
  readonly reason: NoCounterpart | null;
  readonly fingerprint: string;
}

/** A finding as one of the reports has it. */
export interface FindingSide {
  readonly outcome: FindingOutcome;
  readonly severity: Severity;
  readonly message: string;
  readonly pointsLost: number;
  readonly location: Omit<Location, 'excerpt'>;
}

export interface DropGate {
  readonly passed: boolean;
  /** Points that a guaranteed score may lose. */
  readonly allowed: number;
  /** The scores that lost more: the estate's, and those of applications. */
  readonly drops: readonly Drop[];
}

/** A score that fell; `new` is null where nothing could be scored any more. */
export interface Drop {
  /** `estate` or `application/ehr`. */
  readonly scope: string;
  readonly old: number;
  readonly new: number | null;
  readonly message: string;
}
