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
 * rule and subject. Millions are put into groups that stand equal, so that only within a group
 * are they compared with each other.
 */
export function inReportOrder(
  judgements: readonly Judgement[],
  pointsOf: (judgement: Judgement) => number,
): Judgement[] {
  const graded = group(judgements, gradeRank);
  return ascending(graded).flatMap(([, ofGrade]) =>
    ascending(group(ofGrade, (judgement) => -pointsOf(judgement))).flatMap(([, equal]) =>
      equal.sort(byRuleAndSubject),
    ),
  );
}

function gradeRank(judgement: Judgement): number {
  const severity = SEVERITIES.indexOf(shownSeverity(judgement));
  return KINDS.indexOf(judgement.kind) * SEVERITIES.length + severity;
}

function group(
  judgements: readonly Judgement[],
  rankOf: (judgement: Judgement) => number,
): Map<number, Judgement[]> {
  const groups = new Map<number, Judgement[]>();
  for (const judgement of judgements) {
    const rank = rankOf(judgement);
    const equal = groups.get(rank);
    if (equal === undefined) groups.set(rank, [judgement]);
    else equal.push(judgement);
  }
  return groups;
}

function ascending<T>(groups: ReadonlyMap<number, T>): [number, T][] {
  return [...groups].sort(([a], [b]) => a - b);
}

function byRuleAndSubject(a: Judgement, b: Judgement): number {
  return (
    byText(a.rule.id, b.rule.id) ||
    byText(a.subject.kind, b.subject.kind) ||
    byText(a.subject.id, b.subject.id)
  );
}
