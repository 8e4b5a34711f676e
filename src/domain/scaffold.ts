import type { EntryKind } from './subject.ts';

/** A subject with facts that nobody has recorded. */
export interface WantedSubject {
  readonly kind: EntryKind;
  readonly id: string;
  /** Points of the estate's score that they could release. */
  readonly points: number;
  /** Those that release most first. */
  readonly facts: readonly WantedFact[];
}

export interface WantedFact {
  /** Keys from the subject to the fact; within a list, those to the list. */
  readonly path: readonly string[];
  readonly points: number;
  /** Rules that wait for it. */
  readonly rules: readonly string[];
  /** What may stand there: its unit, its words, what of a list's items is missing. */
  readonly about: string;
}
