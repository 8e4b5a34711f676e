import type { PathSegment } from './fact-path.ts';
import type { Location } from './location.ts';

/** What a row of a mapped table can be. */
export const MAPPED_SUBJECTS = [
  'site',
  'platform',
  'cluster',
  'server',
  'storage',
  'application',
  'instance',
] as const;

export type MappedSubject = (typeof MAPPED_SUBJECTS)[number];

/** What a field of the inventory takes, as its schema says. */
export interface FieldType {
  /** `system` is the whole name of an operating system, for example `Windows Server 2019`. */
  readonly kind: 'text' | 'word' | 'number' | 'whole' | 'flag' | 'day' | 'system';
  readonly unit?: string;
  readonly minimum?: number;
  /** It must be more than this. */
  readonly above?: number;
  readonly maximum?: number;
  /** The allowed words, or numbers. */
  readonly words?: readonly (string | number)[];
  /** Characters of the longest text. */
  readonly longest?: number;
  readonly pattern?: string;
  /** The kinds of subjects whose ids it holds. */
  readonly refers?: readonly string[];
  /** An entry of its list is nothing without it. */
  readonly required?: true;
}

/** A field of the inventory, and where it stands within its subject. */
export interface MappedField {
  readonly type: FieldType;
  /** `*` stands for the place of each part of a cell that is split. */
  readonly path: readonly (PathSegment | '*')[];
  /** The same without the places in lists: `disks[].GiB`. */
  readonly name: string;
}

/** A column of a table, and the field that it fills. */
export interface MappedColumn {
  readonly heading: string;
  readonly field: MappedField;
  /** What its numbers count, where that is not the field's own unit. */
  readonly unit: string | undefined;
  /** What its cells stand for, by their text in lower case; undefined stands for not recorded. */
  readonly values: ReadonlyMap<string, unknown> | undefined;
  /** What separates the parts of a cell that holds several values. */
  readonly split: string | undefined;
  readonly location: Location;
}

/** Rows that are left out: those whose cell is one of the texts, or, with `unless`, none of them. */
export interface SkippedRows {
  readonly heading: string;
  /** In lower case; undefined stands for an empty cell. */
  readonly texts: ReadonlySet<string | undefined>;
  readonly unless: boolean;
  readonly location: Location;
}

/** How the rows of a table become subjects: as it was written, resolved and checked. */
export interface Mapping {
  readonly subject: MappedSubject;
  /** The column of the ids. */
  readonly id: { readonly heading: string; readonly location: Location };
  /** The sheet of a workbook; the only one, where it is absent. */
  readonly sheet: string | undefined;
  readonly columns: readonly MappedColumn[];
  /** Headings of columns that are left out knowingly. */
  readonly ignored: readonly { readonly heading: string; readonly location: Location }[];
  /** What every row is given. */
  readonly constants: readonly { readonly field: MappedField; readonly value: unknown }[];
  readonly skipped: readonly SkippedRows[];
  /** Texts, in lower case, that stand for an empty cell. */
  readonly empty: ReadonlySet<string>;
  /** What parts a number from its decimals; where it is absent, only what cannot be misread is read. */
  readonly decimalMark: '.' | ',' | undefined;
  readonly dayOrder: 'day-first' | 'month-first' | undefined;
  /** Kinds of subjects that other files declare: a name of one is no declaration. */
  readonly elsewhere: readonly string[];
}
