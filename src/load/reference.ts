import type { EntryKind } from '../domain/subject.ts';

export type { EntryKind };

/** What can name another subject: an entry of a section, or the estate's operations. */
export type ReferenceOwner = EntryKind | 'operations';

/** A field that names another subject. */
export interface Reference {
  /** From the owner; `*` stands for every item of a list. */
  readonly path: readonly string[];
  /** Kinds that it may name. */
  readonly kinds: readonly EntryKind[];
  /** Text before the id; a value without it names nothing. */
  readonly prefix?: string;
  /** Where this sibling is true, the subject is outside the inventory. */
  readonly unless?: string;
}
