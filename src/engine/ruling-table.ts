import type { FactPath, FactRef } from '../domain/fact-path.ts';
import type { FindingOutcome, Grade, Ruling } from '../domain/finding.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Severity } from '../domain/severity.ts';
import type { Subject, SubjectKind } from '../domain/subject.ts';

type Fact = FactPath | FactRef;
/** What a grade is made of. */
type GradedAnswer = Pick<Outcome, 'kind' | 'severity' | 'assumed'>;

/**
 * The distinct rulings of a rule, numbered as they come. Most subjects of a rule lack the same facts, so
 * that a hundred thousand servers share a few rulings.
 */
export class RulingTable {
  readonly rulings: Ruling[] = [];
  readonly #first = crossing();

  /** `missing` may name a fact twice, and a fact of the subject itself by the subject. */
  numberOf(
    subject: Subject,
    kind: FindingOutcome,
    answer: GradedAnswer,
    severity: Severity,
    missing: readonly Fact[],
  ): number {
    if (missing.length > LONGEST_SHARED) {
      return this.#add(kind, answer, severity, eachOnce(missing, subject));
    }
    let at = this.#first;
    for (const fact of missing) {
      if (typeof fact === 'string') at = step(at, fact);
      else if (isOwn(fact, subject)) at = step(at, fact.path);
      else at = step(step(step(step(at, ANOTHER), fact.subject.kind), fact.subject.id), fact.path);
    }
    for (const number of at.numbers) {
      if (isAlike(this.rulings[number] as Ruling, kind, answer, severity)) return number;
    }
    const facts = at.missing ?? eachOnce(missing, subject);
    at.missing = facts;
    const number = this.#add(kind, answer, severity, facts);
    at.numbers.push(number);
    return number;
  }

  #add(
    kind: FindingOutcome,
    answer: GradedAnswer,
    severity: Severity,
    missing: readonly Fact[],
  ): number {
    return this.rulings.push({ kind, outcome: gradeOf(answer), severity, missing }) - 1;
  }
}

/** Longer lists are hardly ever alike, and the way to them would take more memory than they do. */
const LONGEST_SHARED = 100;

/** Lists that begin alike share their way, word by word. */
interface Crossing {
  next: Map<string, Crossing> | undefined;
  /** The way that was taken last, which is mostly the next one too. */
  lastWord: string | undefined;
  last: Crossing | undefined;
  missing: readonly Fact[] | undefined;
  readonly numbers: number[];
}

function crossing(): Crossing {
  return {
    next: undefined,
    lastWord: undefined,
    last: undefined,
    missing: undefined,
    numbers: [],
  };
}

/** Stands before a fact of another subject; no path is called so. */
const ANOTHER = '>';

function step(at: Crossing, word: string): Crossing {
  if (at.last !== undefined && at.lastWord === word) return at.last;
  at.next ??= new Map();
  let way = at.next.get(word);
  if (way === undefined) {
    way = crossing();
    at.next.set(word, way);
  }
  at.lastWord = word;
  at.last = way;
  return way;
}

function isAlike(
  { kind, outcome, severity }: Ruling,
  ownKind: FindingOutcome,
  answer: GradedAnswer,
  ownSeverity: Severity,
): boolean {
  return (
    kind === ownKind &&
    severity === ownSeverity &&
    outcome.kind === answer.kind &&
    outcome.severity === answer.severity &&
    outcome.isAssumed === isAssumed(answer)
  );
}

/** The grade alone: an answer has all its words. */
function gradeOf(answer: GradedAnswer): Grade {
  const { kind, severity } = answer;
  return { kind, ...(severity && { severity }), isAssumed: isAssumed(answer) };
}

function isAssumed({ assumed }: GradedAnswer): boolean {
  return assumed !== undefined && assumed.length > 0;
}

function isOwn(fact: FactRef, { kind, id }: Subject): boolean {
  return fact.subject.id === id && fact.subject.kind === kind;
}

function eachOnce(facts: readonly Fact[], subject: Subject): readonly Fact[] {
  const own = new Set<FactPath>();
  const others = new Map<FactPath, Map<string, SubjectKind[]>>();
  const list: Fact[] = [];
  for (const fact of facts) {
    if (typeof fact === 'string' || isOwn(fact, subject)) {
      const path = typeof fact === 'string' ? fact : fact.path;
      if (own.has(path)) continue;
      own.add(path);
      list.push(path);
    } else if (isFirst(others, fact)) list.push(fact);
  }
  return list;
}

/** Many facts of one path are of different subjects; to join the three into one name is slow. */
function isFirst(
  seen: Map<FactPath, Map<string, SubjectKind[]>>,
  { subject: { kind, id }, path }: FactRef,
): boolean {
  let ofPath = seen.get(path);
  if (ofPath === undefined) {
    ofPath = new Map();
    seen.set(path, ofPath);
  }
  const kinds = ofPath.get(id);
  if (kinds === undefined) ofPath.set(id, [kind]);
  else if (kinds.includes(kind)) return false;
  else kinds.push(kind);
  return true;
}
