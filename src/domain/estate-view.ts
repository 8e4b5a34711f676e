import type { IsoDate } from './calendar.ts';
import type { FactRef } from './fact-path.ts';
import type { Subject, SubjectKind } from './subject.ts';

export type Tier = 0 | 1 | 2 | 3 | 4;

/** What the engine must know of an estate: its subjects, and who stands on whom. */
export interface EstateView {
  /** The day that stands for today. */
  readonly asOf: IsoDate;
  readonly applications: readonly ApplicationView[];
  subjectsOf(kind: SubjectKind): readonly Subject[];
  /** The subject that `subject` names by a relation of `SubjectRelations`, or what is not recorded. */
  related(subject: Subject, relation: string): Subject | { readonly missing: FactRef };
  /**
   * Ids of the applications whose production stands on a subject, sorted; empty where none does.
   * Subjects that carry the same applications return the same array, so that a sum over it can be
   * made once.
   */
  applicationsOn(subject: Subject): readonly string[];
  /**
   * Whether a subject counts at full severity: an application of tier 0 or 1 stands on it, or one whose
   * tier is not known, or no application at all (decision 0005).
   */
  carriesCritical(subject: Subject): boolean;
}

export interface ApplicationView {
  readonly id: string;
  readonly name: string | undefined;
  /** Recorded, or derived from the recovery time objective; undefined where neither is known. */
  readonly tier: Tier | undefined;
  readonly tierBasis: 'recorded' | 'recovery-time' | undefined;
}
