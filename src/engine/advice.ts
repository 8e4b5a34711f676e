import type { EstateView } from '../domain/estate-view.ts';
import type { FactPath } from '../domain/fact-path.ts';
import { type Judgement, shownSeverity } from '../domain/finding.ts';
import { byText } from '../domain/order.ts';
import type { MendAdvice, RecordAdvice } from '../domain/report.ts';
import type { SubjectKind } from '../domain/subject.ts';
import { fingerprint } from './fingerprint.ts';
import { answerOf } from './judge.ts';

type PointsOf = (judgement: Judgement) => number;

/**
 * The facts to record, those that release most points first: what a fact releases by itself counts
 * before what it releases together with others. Facts of one path and kind stand together.
 */
export function adviseRecords(
  judgements: readonly Judgement[],
  pointsOf: PointsOf,
): RecordAdvice[] {
  const wanted = new WantedFacts();
  for (const judgement of judgements) {
    if (judgement.missing.length === 0 || judgement.kind === 'waived') continue;
    const { assumed = [] } = judgement.outcome;
    const waits = judgement.kind === 'unknown' || assumed.length > 0;
    if (waits) wanted.add(judgement, pointsOf(judgement));
  }
  return wanted
    .list()
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

/** What one list of missing facts wants, of whichever subject the list is. */
interface WantedList {
  readonly facts: readonly {
    readonly wanted: WantedFact;
    /** Undefined for the subject itself. */
    readonly id: string | undefined;
  }[];
  /** The same, each once. */
  readonly distinct: readonly WantedFact[];
}

class WantedFacts {
  readonly #byKey = new Map<string, WantedFact>();
  /** Many judgements share a list, so it is looked through once for each kind of subject. */
  readonly #byList = new Map<SubjectKind, Map<Judgement['missing'], WantedList>>();

  add({ subject, missing }: Judgement, points: number): void {
    const { facts, distinct } = this.#wantedBy(subject.kind, missing);
    for (const { wanted, id = subject.id } of facts) {
      wanted.bySubject.set(id, (wanted.bySubject.get(id) ?? 0) + points);
    }
    for (const wanted of distinct) {
      wanted.checks++;
      if (distinct.length === 1) wanted.alone += points;
      else wanted.shared += points;
    }
  }

  list(): WantedFact[] {
    return [...this.#byKey.values()];
  }

  #wantedBy(kind: SubjectKind, missing: Judgement['missing']): WantedList {
    const ofKind = this.#byList.get(kind) ?? new Map<Judgement['missing'], WantedList>();
    this.#byList.set(kind, ofKind);
    const known = ofKind.get(missing);
    if (known !== undefined) return known;
    const facts = missing.map((fact) =>
      typeof fact === 'string'
        ? { wanted: this.#factAt(kind, fact), id: undefined }
        : { wanted: this.#factAt(fact.subject.kind, fact.path), id: fact.subject.id },
    );
    const list = { facts, distinct: [...new Set(facts.map(({ wanted }) => wanted))] };
    ofKind.set(missing, list);
    return list;
  }

  #factAt(kind: SubjectKind, path: FactPath): WantedFact {
    const general = path.replace(/\[\d+\]/g, '[]');
    const key = `${kind} ${general}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const bySubject = new Map<string, number>();
    const fact = { key, kind, path: general, bySubject, checks: 0, alone: 0, shared: 0 };
    this.#byKey.set(key, fact);
    return fact;
  }
}

/**
 * The rules to mend: those with a failed blocker first, then by the points that mending brings. The
 * judgements stand in the order of the report.
 */
export function adviseMends(
  judgements: readonly Judgement[],
  pointsOf: PointsOf,
  estate: EstateView,
): MendAdvice[] {
  const byRule = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    if (judgement.kind !== 'fail' && judgement.kind !== 'warn') continue;
    const group = byRule.get(judgement.rule.id);
    if (group === undefined) byRule.set(judgement.rule.id, [judgement]);
    else group.push(judgement);
  }
  return [...byRule.values()]
    .map((group) => adviseMend(group, pointsOf, estate))
    .sort((a, b) => urgency(a) - urgency(b) || b.points - a.points || byText(a.rule, b.rule));
}

function urgency({ outcome, severity }: MendAdvice): number {
  return outcome === 'fail' && severity === 'blocker' ? 0 : 1;
}

function adviseMend(
  group: readonly Judgement[],
  pointsOf: PointsOf,
  estate: EstateView,
): MendAdvice {
  const worst = group[0] as Judgement;
  const { rule } = worst;
  const answer = group.length === 1 ? answerOf(worst, estate) : undefined;
  return {
    rule: rule.id,
    name: rule.name,
    title: rule.title,
    severity: shownSeverity(worst),
    outcome: worst.kind === 'fail' ? 'fail' : 'warn',
    effort: answer?.effort ?? rule.effort,
    remedy: answer?.remedy ?? rule.remedy,
    points: group.reduce((sum, judgement) => sum + pointsOf(judgement), 0),
    findings: group.map(({ subject }) => fingerprint(rule.id, subject)),
    subjects: group.map(({ subject: { kind, id } }) => ({ kind, id })),
  };
}
