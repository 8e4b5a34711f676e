import type { Judgement, Ruling } from '../domain/finding.ts';
import type { Rule } from '../domain/rule.ts';
import type { Subject } from '../domain/subject.ts';

/**
 * What one rule says of the subjects of one kind. Most subjects get one of a few rulings, so that a
 * judgement takes the four bytes of its number.
 */
export interface Column {
  readonly rule: Rule;
  /** Sorted by id. Columns of one kind share the list, so that what is asked of it is asked once. */
  readonly subjects: readonly Subject[];
  /** Each once. */
  readonly rulings: readonly Ruling[];
  /** For each subject the number of its ruling, or `NOT_ASKED`. */
  readonly numbers: Int32Array;
}

/** Stands where the rule is not about the subject. */
export const NOT_ASKED = -1;

/** Every judgement of an estate: rules in their order, subjects in theirs. */
export class Judgements implements Iterable<Judgement> {
  readonly columns: readonly Column[];

  constructor(columns: readonly Column[]) {
    this.columns = columns;
  }

  /** How many there are. */
  get size(): number {
    return this.columns
      .flatMap((column) => [...subjectsPerRuling(column)])
      .reduce((sum, subjects) => sum + subjects, 0);
  }

  *[Symbol.iterator](): Iterator<Judgement> {
    for (const column of this.columns) yield* judgementsIn(column);
  }

  /** Those of one rule. */
  *of(rule: string): Iterable<Judgement> {
    for (const column of this.columns) if (column.rule.id === rule) yield* judgementsIn(column);
  }
}

function* judgementsIn(column: Column): Iterable<Judgement> {
  for (let row = 0; row < column.numbers.length; row++) {
    if (column.numbers[row] !== NOT_ASKED) yield judgementAt(column, row);
  }
}

/** The judgement of a subject that its rule was asked about. */
export function judgementAt({ rule, subjects, rulings, numbers }: Column, row: number): Judgement {
  const ruling = rulings[numbers[row] ?? NOT_ASKED];
  const subject = subjects[row];
  if (ruling === undefined || subject === undefined) {
    throw new Error(`${rule.id} was not asked about subject ${row}`);
  }
  return { rule, subject, ...ruling };
}

/** How many subjects each ruling of a column is for. */
export function subjectsPerRuling({ rulings, numbers }: Column): Uint32Array {
  const counts = new Uint32Array(rulings.length);
  for (const number of numbers)
    if (number !== NOT_ASKED) counts[number] = (counts[number] ?? 0) + 1;
  return counts;
}
