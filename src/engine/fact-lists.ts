import type { FactPath, FactRef } from '../domain/fact-path.ts';
import { type Subject, subjectName } from '../domain/subject.ts';

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
  const byName = new Map<string, FactPath | FactRef>();
  for (const fact of facts) {
    const own = typeof fact === 'string' ? fact : isOwn(fact, subject) ? fact.path : undefined;
    if (own !== undefined) byName.set(own, own);
    else if (typeof fact !== 'string')
      byName.set(`${subjectName(fact.subject)} ${fact.path}`, fact);
  }
  return [...byName.values()];
}
