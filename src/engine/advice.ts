import type { EstateView } from '../domain/estate-view.ts';
import type { FactPath } from '../domain/fact-path.ts';
import { type Judgement, type Ruling, shownSeverity } from '../domain/finding.ts';
import { entryOf, memoised, once } from '../domain/memo.ts';
import { byText } from '../domain/order.ts';
import type { MendAdvice, RecordAdvice } from '../domain/report.ts';
import { roundPoints } from '../domain/score.ts';
import type { Subject, SubjectKind } from '../domain/subject.ts';
import { fingerprint } from './fingerprint.ts';
import { answerOf } from './judge.ts';
import { type Column, type Judgements, NOT_ASKED } from './judgements.ts';
import type { ReportOrder } from './report-order.ts';

/**
 * The facts to record, those that release most points first: what a fact releases by itself counts
 * before what it releases together with others. Facts of one path and kind stand together. Their
 * subjects are put in order when they are read: a report that is shown needs those of a few.
 */
export function adviseRecords(
  judgements: Judgements,
  pointsLostIn: (column: Column) => Float64Array,
): RecordAdvice[] {
  const wanted = new WantedFacts();
  for (const column of judgements.columns) {
    if (column.rulings.some(waitsForFacts)) wanted.add(column, pointsLostIn(column));
  }
  return wanted
    .list()
    .sort(
      (a, b) =>
        b.alone - a.alone || b.shared - a.shared || b.checks - a.checks || byText(a.key, b.key),
    )
    .map(({ kind, path, lackers, checks, alone, shared }) => {
      const subjects = once(() => lackers.byPoints());
      return {
        kind,
        path,
        get subjects() {
          return subjects();
        },
        checks,
        pointsAlone: roundPoints(alone),
        pointsShared: roundPoints(shared),
      };
    });
}

function waitsForFacts({ kind, outcome, missing }: Ruling): boolean {
  if (missing.length === 0 || kind === 'waived') return false;
  return kind === 'unknown' || outcome.isAssumed;
}

interface WantedFact {
  readonly key: string;
  readonly kind: RecordAdvice['kind'];
  readonly path: string;
  readonly lackers: Lackers;
  checks: number;
  alone: number;
  shared: number;
}

/** The subjects of one kind, numbered as they come. */
class Roll {
  readonly #numbers = new Map<string, number>();
  readonly ids: string[] = [];

  numberOf(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const number = this.ids.push(id) - 1;
    this.#numbers.set(id, number);
    return number;
  }
}

/** Who lacks a fact, and the points that its record may release for each. */
class Lackers {
  readonly #roll: Roll;
  /** By the number of the subject; those who do not lack it are left out, or not a number. */
  readonly #points: number[] = [];

  constructor(roll: Roll) {
    this.#roll = roll;
  }

  add(number: number, points: number): void {
    while (this.#points.length <= number) this.#points.push(Number.NaN);
    const sum = this.#points[number] ?? Number.NaN;
    this.#points[number] = Number.isNaN(sum) ? points : sum + points;
  }

  /** Ids, those with most points first; many have the same, so that few sums are put in order. */
  byPoints(): string[] {
    const groups = new Map<number, string[]>();
    for (const [number, points] of this.#points.entries()) {
      const id = this.#roll.ids[number];
      if (id === undefined || Number.isNaN(points)) continue;
      const equal = groups.get(points);
      if (equal === undefined) groups.set(points, [id]);
      else equal.push(id);
    }
    return [...groups].sort(([a], [b]) => b - a).flatMap(([, ids]) => ids.sort(byText));
  }
}

/** What one list of missing facts wants, of whichever subject the list is. */
interface WantedList {
  readonly facts: readonly {
    readonly wanted: WantedFact;
    /** The number of the subject that lacks it; undefined for the subject of the list. */
    readonly number: number | undefined;
  }[];
  /** The same, each once. */
  readonly distinct: readonly WantedFact[];
}

class WantedFacts {
  readonly #rolls = new Map<SubjectKind, Roll>();
  readonly #byPath = new Map<SubjectKind, Map<FactPath, WantedFact>>();
  readonly #byKey = new Map<string, WantedFact>();
  readonly #numbersOf = memoised((subjects: readonly Subject[]) =>
    Uint32Array.from(subjects, ({ kind, id }) => this.#rollOf(kind).numberOf(id)),
  );

  /** `pointsOfRows`: what the judgement of each subject withholds. */
  add({ subjects, rulings, numbers }: Column, pointsOfRows: Float64Array): void {
    const [first] = subjects;
    if (first === undefined) return;
    const wanted = rulings.map((ruling) =>
      waitsForFacts(ruling) ? this.#wantedBy(first.kind, ruling.missing) : undefined,
    );
    const own = this.#numbersOf(subjects);
    for (let row = 0; row < numbers.length; row++) {
      const list = wanted[numbers[row] ?? NOT_ASKED];
      if (list !== undefined) release(list, own[row] ?? 0, pointsOfRows[row] ?? 0);
    }
  }

  list(): WantedFact[] {
    return [...this.#byKey.values()];
  }

  #wantedBy(kind: SubjectKind, missing: Ruling['missing']): WantedList {
    const facts = missing.map((fact) =>
      typeof fact === 'string'
        ? { wanted: this.#factAt(kind, fact), number: undefined }
        : {
            wanted: this.#factAt(fact.subject.kind, fact.path),
            number: this.#rollOf(fact.subject.kind).numberOf(fact.subject.id),
          },
    );
    return { facts, distinct: [...new Set(facts.map(({ wanted }) => wanted))] };
  }

  #rollOf(kind: SubjectKind): Roll {
    return entryOf(this.#rolls, kind, () => new Roll());
  }

  #factAt(kind: SubjectKind, path: FactPath): WantedFact {
    const ofKind = entryOf(this.#byPath, kind, () => new Map<FactPath, WantedFact>());
    return entryOf(ofKind, path, () => {
      const general = path.replace(/\[\d+\]/g, '[]');
      const key = `${kind} ${general}`;
      return entryOf(this.#byKey, key, () => ({
        key,
        kind,
        path: general,
        lackers: new Lackers(this.#rollOf(kind)),
        checks: 0,
        alone: 0,
        shared: 0,
      }));
    });
  }
}

/** Counts a check that waits for facts; `own` is the number of its subject. */
function release({ facts, distinct }: WantedList, own: number, points: number): void {
  for (const { wanted, number = own } of facts) wanted.lackers.add(number, points);
  for (const wanted of distinct) {
    wanted.checks++;
    if (distinct.length === 1) wanted.alone += points;
    else wanted.shared += points;
  }
}

/** The rules to mend: those with a failed blocker first, then by the points that mending brings. */
export function adviseMends(order: ReportOrder, estate: EstateView): MendAdvice[] {
  const byRule = new Map<string, { points: number; readonly judgements: Judgement[] }>();
  for (const { judgement, points } of order.open()) {
    const ofRule = entryOf(byRule, judgement.rule.id, () => ({ points: 0, judgements: [] }));
    ofRule.points += points;
    ofRule.judgements.push(judgement);
  }
  return [...byRule.values()]
    .map(({ points, judgements }) => ({ points, advice: adviseMend(judgements, points, estate) }))
    .sort(
      ({ advice: a, ...ofA }, { advice: b, ...ofB }) =>
        urgency(a) - urgency(b) || ofB.points - ofA.points || byText(a.rule, b.rule),
    )
    .map(({ advice }) => advice);
}

function urgency({ outcome, severity }: MendAdvice): number {
  return outcome === 'fail' && severity === 'blocker' ? 0 : 1;
}

/** What it names of each finding is made when it is read: a large estate has ten thousands of them. */
function adviseMend(group: readonly Judgement[], points: number, estate: EstateView): MendAdvice {
  const worst = group[0] as Judgement;
  const { rule } = worst;
  const answer = group.length === 1 ? answerOf(worst, estate) : undefined;
  const findings = once(() => group.map(({ subject }) => fingerprint(rule.id, subject)));
  const subjects = once(() => group.map(({ subject: { kind, id } }) => ({ kind, id })));
  return {
    rule: rule.id,
    name: rule.name,
    title: rule.title,
    severity: shownSeverity(worst),
    outcome: worst.kind === 'fail' ? 'fail' : 'warn',
    effort: answer?.effort ?? rule.effort,
    remedy: answer?.remedy ?? rule.remedy,
    points: roundPoints(points),
    get findings() {
      return findings();
    },
    get subjects() {
      return subjects();
    },
  };
}
