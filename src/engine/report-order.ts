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
  const graded = group(byRuleAndSubject(judgements), gradeRank);
  return inOrder(graded, (a, b) => a - b).flatMap((ofGrade) =>
    inOrder(group(ofGrade, pointsOf), (a, b) => b - a).flat(),
  );
}

function byRuleAndSubject(judgements: readonly Judgement[]): Judgement[] {
  const byRule = group(judgements, ({ rule }) => rule.id);
  return inOrder(byRule, byText).flatMap((ofRule) => {
    const byKind = group(ofRule, ({ subject }) => subject.kind);
    return inOrder(byKind, byText).flatMap((equal) =>
      equal.sort((a, b) => byText(a.subject.id, b.subject.id)),
    );
  });
}

function gradeRank(judgement: Judgement): number {
  const severity = SEVERITIES.indexOf(shownSeverity(judgement));
  return KINDS.indexOf(judgement.kind) * SEVERITIES.length + severity;
}

function group<Key>(
  judgements: readonly Judgement[],
  keyOf: (judgement: Judgement) => Key,
): Map<Key, Judgement[]> {
  const groups = new Map<Key, Judgement[]>();
  let key: Key | undefined;
  let equal: Judgement[] | undefined;
  for (const judgement of judgements) {
    const next = keyOf(judgement);
    // Neighbours are often equal.
    if (equal === undefined || next !== key) {
      key = next;
      equal = groups.get(next);
      if (equal === undefined) {
        equal = [];
        groups.set(next, equal);
      }
    }
    equal.push(judgement);
  }
  return groups;
}

function inOrder<Key>(
  groups: ReadonlyMap<Key, Judgement[]>,
  compare: (a: Key, b: Key) => number,
): Judgement[][] {
  return [...groups].sort(([a], [b]) => compare(a, b)).map(([, equal]) => equal);
}
