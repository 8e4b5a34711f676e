import type { FieldType, MappedSubject } from './mapping.ts';

/** A mapping that is proposed to somebody, who reads and mends it. */
export interface MappingProposal {
  /** The file that it was made from. */
  readonly file: string;
  readonly subject: MappedSubject;
  readonly id: string;
  /** Whether the heading of the ids is one that names subjects. */
  readonly idIsLikely: boolean;
  readonly sheet: string | undefined;
  readonly columns: readonly ProposedColumn[];
  /** Headings for which nothing is proposed. */
  readonly others: readonly string[];
  /** A field that every row must have, and no heading names. */
  readonly missing: readonly string[];
}

export interface ProposedColumn {
  readonly heading: string;
  readonly field: string;
  readonly type: FieldType;
  /** What the heading says that the column counts, where that is another unit than the field's. */
  readonly unit: string | undefined;
}
