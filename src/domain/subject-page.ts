import type { IsoDate } from './calendar.ts';
import type { FailedApplication, FailureReport } from './failure.ts';
import type { Location } from './location.ts';
import type { ReportApplication, ReportFinding, Tool } from './report.ts';
import type { SubjectRef } from './subject.ts';

export const SUBJECT_PAGE_SCHEMA_VERSION = 1;

/** Everything that an assessment says of one application, host or standalone machine. */
export interface SubjectPage {
  readonly schemaVersion: typeof SUBJECT_PAGE_SCHEMA_VERSION;
  readonly tool: Tool;
  readonly asOf: IsoDate;
  readonly subject: SubjectRef;
  /** Where it is declared. */
  readonly location: Location;
  /** Recorded facts by path, in the order of the inventory; lists of subjects left out. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Score and verdict; null for what is no application. */
  readonly unit: ReportApplication | null;
  /** What runs: the instances of an application, or those on a machine. */
  readonly instances: readonly PageInstance[];
  /** Failures that take an application out for sure, the gravest first; empty for a machine. */
  readonly failures: readonly PageFailure[];
  /** The recovery after the loss of a machine; null for an application. */
  readonly loss: FailureReport | null;
  /** Failed, warned and unknown findings about it and its instances, in the order of the report. */
  readonly findings: readonly ReportFinding[];
}

export interface PageInstance {
  readonly id: string;
  readonly application: string | null;
  /** The host, machine or cluster that it stands on; null where none is recorded. */
  readonly place: string | null;
  readonly protection: string | null;
  readonly redundancyGroup: string | null;
}

/** What one failure means for an application. */
export interface PageFailure extends Pick<FailedApplication, 'outage' | 'rto' | 'tolerable'> {
  /** `host/esx-1`. */
  readonly domain: string;
}
