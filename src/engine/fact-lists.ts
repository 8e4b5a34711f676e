import type { FactPath, FactRef } from '../domain/fact-path.ts';
import type { Subject, SubjectKind } from '../domain/subject.ts';

type FactList = readonly (FactPath | FactRef)[];

/**
 * Lists of missing facts, one copy of each. Most subjects of a rule lack the same facts, and an estate
 * of a hundred thousand servers has more than a million such lists.
 */
export class FactLists {
  readonly #first = crossing();

  /** The facts in their order, each once; those of the subject itself as bare paths. */
  share(facts: readonly (FactPath | FactRef)[], subject: Subject): FactList {
    if (facts.length > LONGEST_SHARED) return eachOnce(facts, subject);
    let at = this.#first;
    for (const fact of facts) {
      if (typeof fact === 'string') at = step(at, fact);
      else if (isOwn(fact, subject)) at = step(at, fact.path);
      else at = step(step(step(step(at, ANOTHER), fact.subject.kind), fact.subject.id), fact.path);
    }
    at.list ??= eachOnce(facts, subject);
    return at.list;
  }
}

/** Longer lists are hardly ever alike, and the way to them would take more memory than they do. */
const LONGEST_SHARED = 100;

/** Lists that begin alike share their way, word by word. */
interface Crossing {
  next: Map<string, Crossing> | undefined;
  list: FactList | undefined;
}

function crossing(): Crossing {
  return { next: undefined, list: undefined };
}

/** Stands before a fact of another subject; no path is called so. */
const ANOTHER = '>';

function step(at: Crossing, word: string): Crossing {
  at.next ??= new Map();
  const known = at.next.get(word);
  if (known !== undefined) return known;
  const further = crossing();
  at.next.set(word, further);
  return further;
}

function isOwn(fact: FactRef, { kind, id }: Subject): boolean {
  return fact.subject.id === id && fact.subject.kind === kind;
}

function eachOnce(facts: readonly (FactPath | FactRef)[], subject: Subject): FactList {
  const own = new Set<FactPath>();
  const others = new Map<FactPath, Map<string, SubjectKind[]>>();
  const list: (FactPath | FactRef)[] = [];
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
