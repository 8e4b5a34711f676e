import { type Judgement, shownSeverity } from '../domain/finding.ts';
import { byText } from '../domain/order.ts';
import type { MendAdvice, RecordAdvice } from '../domain/report.ts';
import { SEVERITIES } from '../domain/severity.ts';
import { fingerprint } from './fingerprint.ts';

type PointsOf = (judgement: Judgement) => number;

/**
 * The facts to record, those that release most points first: what a fact releases by itself counts
 * before what it releases together with others. Facts of one path and kind stand together.
 */
export function adviseRecords(
  judgements: readonly Judgement[],
  pointsOf: PointsOf,
): RecordAdvice[] {
  const wanted = new Map<string, WantedFact>();
  for (const judgement of judgements) {
    if (judgement.missing.length === 0 || judgement.kind === 'waived') continue;
    const waits = judgement.kind === 'unknown' || (judgement.outcome.assumed ?? []).length > 0;
    if (waits) addWanted(wanted, judgement, pointsOf(judgement));
  }
  return [...wanted.values()]
    .sort(
      (a, b) =>
        b.alone - a.alone || b.shared - a.shared || b.checks - a.checks || byText(a.key, b.key),
    )
    .map(({ kind, path, bySubject, checks, alone, shared }) => ({
      kind,
      path,
      subjects: [...bySubject]
        .sort(([a, points], [b, others]) => others - points || byText(a, b))
        .map(([id]) => id),
      checks,
      pointsAlone: alone,
      pointsShared: shared,
    }));
}

interface WantedFact {
  readonly key: string;
  readonly kind: RecordAdvice['kind'];
  readonly path: string;
  readonly bySubject: Map<string, number>;
  checks: number;
  alone: number;
  shared: number;
}

function addWanted(wanted: Map<string, WantedFact>, judgement: Judgement, points: number): void {
  const groups = new Set<WantedFact>();
  for (const { subject, path } of judgement.missing) {
    const general = path.replace(/\[\d+\]/g, '[]');
    const key = `${subject.kind} ${general}`;
    let fact = wanted.get(key);
    if (fact === undefined) {
      fact = {
        key,
        kind: subject.kind,
        path: general,
        bySubject: new Map(),
        checks: 0,
        alone: 0,
        shared: 0,
      };
      wanted.set(key, fact);
    }
    fact.bySubject.set(subject.id, (fact.bySubject.get(subject.id) ?? 0) + points);
    groups.add(fact);
  }
  for (const fact of groups) {
    fact.checks++;
    if (groups.size === 1) fact.alone += points;
    else fact.shared += points;
  }
}

/** The rules to mend: those with a failed blocker first, then by the points that mending brings. */
export function adviseMends(judgements: readonly Judgement[], pointsOf: PointsOf): MendAdvice[] {
  const byRule = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    if (judgement.kind !== 'fail' && judgement.kind !== 'warn') continue;
    const group = byRule.get(judgement.rule.id);
    if (group === undefined) byRule.set(judgement.rule.id, [judgement]);
    else group.push(judgement);
  }
  return [...byRule.values()]
    .map((group) => adviseMend(group, pointsOf))
    .sort((a, b) => urgency(a) - urgency(b) || b.points - a.points || byText(a.rule, b.rule));
}

function urgency({ outcome, severity }: MendAdvice): number {
  return outcome === 'fail' && severity === 'blocker' ? 0 : 1;
}

function adviseMend(group: readonly Judgement[], pointsOf: PointsOf): MendAdvice {
  const sorted = [...group].sort((a, b) => compareJudgements(a, b, pointsOf));
  const worst = sorted[0] as Judgement;
  const { rule, outcome } = worst;
  return {
    rule: rule.id,
    name: rule.name,
    title: rule.title,
    severity: shownSeverity(worst),
    outcome: worst.kind === 'fail' ? 'fail' : 'warn',
    effort: group.length === 1 ? (outcome.effort ?? rule.effort) : rule.effort,
    remedy: group.length === 1 ? (outcome.remedy ?? rule.remedy) : rule.remedy,
    points: group.reduce((sum, judgement) => sum + pointsOf(judgement), 0),
    findings: sorted.map(({ subject }) => fingerprint(rule.id, subject)),
    subjects: sorted.map(({ subject: { kind, id } }) => ({ kind, id })),
  };
}

const KIND_ORDER = ['error', 'fail', 'warn', 'unknown', 'waived', 'not-applicable', 'pass'];

/** The order of a report: what went wrong first, gravest first, then by points, rule and subject. */
export function compareJudgements(a: Judgement, b: Judgement, pointsOf: PointsOf): number {
  return (
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    SEVERITIES.indexOf(shownSeverity(a)) - SEVERITIES.indexOf(shownSeverity(b)) ||
    pointsOf(b) - pointsOf(a) ||
    byText(a.rule.id, b.rule.id) ||
    byText(a.subject.kind, b.subject.kind) ||
    byText(a.subject.id, b.subject.id)
  );
}
