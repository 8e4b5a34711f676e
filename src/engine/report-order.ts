import { type FindingOutcome, type Judgement, shownSeverity } from '../domain/finding.ts';
import { byText } from '../domain/order.ts';
import { SEVERITIES } from '../domain/severity.ts';

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
 * rule and subject. Millions are never compared with each other: they come by rule and subject, or
 * nearly so, and are then put into groups, which keep that order.
 */
export function inReportOrder(
  judgements: readonly Judgement[],
  pointsOf: (judgement: Judgement) => number,
): Judgement[] {
  const ordered: Judgement[] = [];
  const graded = grouped(byRuleAndSubject(judgements), gradeRank);
  for (const ofGrade of inOrder(graded, (a, b) => a - b)) {
    const equals = inOrder(grouped([ofGrade], pointsOf), (a, b) => b - a);
    for (const equal of equals) for (const judgement of equal) ordered.push(judgement);
  }
  return ordered;
}

/** Lists that follow one another. */
function byRuleAndSubject(judgements: readonly Judgement[]): readonly (readonly Judgement[])[] {
  const byRule = grouped([judgements], ({ rule }) => rule.id);
  return inOrder(byRule, byText).flatMap((ofRule) =>
    inOrder(
      grouped([ofRule], ({ subject }) => subject.kind),
      byText,
    ).map(bySubject),
  );
}

function bySubject(judgements: Judgement[]): readonly Judgement[] {
  const isInOrder = judgements.every((judgement, i) => {
    const before = judgements[i - 1];
    return before === undefined || before.subject.id <= judgement.subject.id;
  });
  return isInOrder ? judgements : judgements.sort((a, b) => byText(a.subject.id, b.subject.id));
}

function gradeRank(judgement: Judgement): number {
  const severity = SEVERITIES.indexOf(shownSeverity(judgement));
  return KINDS.indexOf(judgement.kind) * SEVERITIES.length + severity;
}

function grouped<Key>(
  lists: readonly (readonly Judgement[])[],
  keyOf: (judgement: Judgement) => Key,
): Map<Key, Judgement[]> {
  const groups = new Map<Key, Judgement[]>();
  let key: Key | undefined;
  let equal: Judgement[] = [];
  for (const list of lists) {
    for (const judgement of list) {
      const next = keyOf(judgement);
      // Neighbours are often equal.
      if (next !== key) {
        key = next;
        equal = groups.get(next) ?? [];
        groups.set(next, equal);
      }
      equal.push(judgement);
    }
  }
  return groups;
}

function inOrder<Key>(
  groups: ReadonlyMap<Key, Judgement[]>,
  compare: (a: Key, b: Key) => number,
): Judgement[][] {
  return [...groups].sort(([a], [b]) => compare(a, b)).map(([, equal]) => equal);
}
