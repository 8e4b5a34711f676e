import type { PathSegment } from './fact-path.ts';
import type { EntryKind } from './subject.ts';
import type { Problem } from './user-error.ts';

/** A subject that differs between two imports. */
export interface SubjectChange {
  readonly kind: EntryKind | 'assessment' | 'operations';
  readonly id: string;
  readonly change: 'new' | 'vanished' | 'changed';
  /** Of a subject that has changed, by path. */
  readonly facts: readonly FactChange[];
}

/** A fact that differs; undefined is not recorded. */
export interface FactChange {
  /** From the subject; a list is one fact. */
  readonly path: readonly PathSegment[];
  readonly before: unknown;
  readonly after: unknown;
}

/** What people wrote into an imported file, as documents of their own. */
export interface AdoptedEdits {
  /** YAML documents, the overlay first; empty where nothing was written. */
  readonly documents: readonly string[];
  readonly facts: number;
  readonly subjects: number;
  readonly comments: number;
  /** What was taken out, which no overlay can say: it stands there as comments. */
  readonly removals: number;
}

/** What a new import of a file brings, and what people should look at. */
export interface RefreshSummary {
  readonly target: string;
  /** Whether something stood there before. */
  readonly isFirst: boolean;
  readonly isDryRun: boolean;
  /** Files that are written, in this order. */
  readonly written: readonly string[];
  readonly changes: readonly SubjectChange[];
  readonly adopted: AdoptedEdits | undefined;
  readonly notices: readonly Problem[];
}
