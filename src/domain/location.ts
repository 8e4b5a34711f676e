export interface Excerpt {
  readonly text: string;
  /** Where the column falls within the text, from 1, in UTF-16 code units. */
  readonly column: number;
}

/** A place in an input file. */
export interface Location {
  /** As the user named it, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** The line itself, or the part of a long line around the column. */
  readonly excerpt: Excerpt;
}
