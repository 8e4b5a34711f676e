import {
  type FindingOutcome,
  type Judgement,
  type Ruling,
  shownSeverity,
} from '../domain/finding.ts';
import { entryOf } from '../domain/memo.ts';
import { byText } from '../domain/order.ts';
import { SEVERITIES } from '../domain/severity.ts';
import type { SubjectKind } from '../domain/subject.ts';
import { type Column, type Judgements, judgementAt, NOT_ASKED } from './judgements.ts';

const KINDS: readonly FindingOutcome[] = [
  'error',
  'fail',
  'warn',
  'unknown',
  'waived',
  'not-applicable',
  'pass',
];

/**
 * The judgements in the order of a report: what went wrong first, gravest first, then by points,
 * rule and subject. Millions are never compared with each other: they are put into groups of the same
 * rank in the order of rules and subjects, which each group keeps.
 */
export function inReportOrder(
  judgements: Judgements,
  pointsLostIn: (column: Column) => Float64Array,
): ReportOrder {
  const columns = [...judgements.columns].sort(byRuleAndKind);
  const byGrade = new Map<number, Map<number, Group>>();
  for (let from = 0, to = 0; from < columns.length; from = to) {
    const first = columns[from] as Column;
    while (to < columns.length && byRuleAndKind(first, columns[to] as Column) === 0) to++;
    const alike = columns
      .slice(from, to)
      .map((column, i) => sorterOf(column, from + i, byGrade, pointsLostIn(column)));
    for (let row = 0; row < first.subjects.length; row++) for (const sort of alike) sort(row);
  }
  const groups = inOrder(byGrade, (a, b) => a - b).flatMap((byPoints) =>
    inOrder(byPoints, (a, b) => b - a),
  );
  return new ReportOrder(columns, groups);
}

/** Overrides split a rule into several columns, each about some of the same subjects. */
function byRuleAndKind(a: Column, b: Column): number {
  return byText(a.rule.id, b.rule.id) || byText(kindOf(a), kindOf(b));
}

/** A column without subjects has no place in the order. */
function kindOf({ subjects }: Column): SubjectKind | '' {
  return subjects[0]?.kind ?? '';
}

/** Puts the judgement of a row into its group. */
function sorterOf(
  { rulings, numbers }: Column,
  columnNumber: number,
  byGrade: Map<number, Map<number, Group>>,
  pointsOfRows: Float64Array,
): (row: number) => void {
  const groupsOf = rulings.map((ruling) => ({
    kind: ruling.kind,
    byPoints: entryOf(byGrade, gradeRank(ruling), () => new Map<number, Group>()),
  }));
  const firstPlace = columnNumber * PLACES;
  let group: Group | undefined;
  let last = NOT_ASKED;
  return (row) => {
    const number = numbers[row] ?? NOT_ASKED;
    const ofRuling = groupsOf[number];
    if (ofRuling === undefined) return;
    const points = pointsOfRows[row] ?? 0;
    // Neighbours are often equal.
    if (group === undefined || number !== last || points !== group.points) {
      const { kind, byPoints } = ofRuling;
      group = entryOf(byPoints, points, () => ({ kind, points, places: [] }));
      last = number;
    }
    group.places.push(firstPlace + row);
  };
}

/** Judgements that nothing but rule and subject puts in order. */
interface Group {
  readonly kind: FindingOutcome;
  /** That each of them withholds. */
  readonly points: number;
  /** The number of the column and the row in it, as one number. */
  readonly places: number[];
}

/** More than rows of any column. */
const PLACES = 2 ** 32;

export class ReportOrder implements Iterable<Judgement> {
  readonly #columns: readonly Column[];
  readonly #groups: readonly Group[];

  constructor(columns: readonly Column[], groups: readonly Group[]) {
    this.#columns = columns;
    this.#groups = groups;
  }

  *[Symbol.iterator](): Iterator<Judgement> {
    for (const group of this.#groups) yield* this.#judgementsOf(group);
  }

  /** Those that failed or warned, with the points that each withholds. */
  *open(): Iterable<{ readonly judgement: Judgement; readonly points: number }> {
    for (const group of this.#groups) {
      if (group.kind !== 'fail' && group.kind !== 'warn') continue;
      const { points } = group;
      for (const judgement of this.#judgementsOf(group)) yield { judgement, points };
    }
  }

  *#judgementsOf({ places }: Group): Iterable<Judgement> {
    for (const place of places) {
      const column = this.#columns[Math.floor(place / PLACES)];
      if (column !== undefined) yield judgementAt(column, place % PLACES);
    }
  }
}

function gradeRank(ruling: Ruling): number {
  const severity = SEVERITIES.indexOf(shownSeverity(ruling));
  return KINDS.indexOf(ruling.kind) * SEVERITIES.length + severity;
}

function inOrder<Value>(
  groups: ReadonlyMap<number, Value>,
  compare: (a: number, b: number) => number,
): Value[] {
  return [...groups].sort(([a], [b]) => compare(a, b)).map(([, group]) => group);
}
