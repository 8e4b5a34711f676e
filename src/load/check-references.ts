import type { PathSegment } from '../domain/fact-path.ts';
import { formatPath } from '../domain/fact-path.ts';
import type { Location } from '../domain/location.ts';
import type { Problem } from '../domain/user-error.ts';
import { type Data, declaredAt, type Entry, entryName, locateInEntry } from './entry.ts';
import { isMapping } from './facts.ts';
import { REFERENCES } from './generated/references.ts';
import { nearestWord } from './nearest-word.ts';
import type { EntryKind, Reference } from './reference.ts';

/** A subject, or the estate's operations, whose fields name others. */
interface Referrer {
  readonly name: string;
  locate(path: readonly PathSegment[]): Location;
}

/** References to ids that are nowhere, or that name a subject of the wrong kind. */
export function checkReferences(
  byId: ReadonlyMap<string, Entry>,
  operations: Data,
  locateOperations: (path: readonly PathSegment[]) => Location,
): Problem[] {
  const problems: Problem[] = [];
  const check = (value: Data, reference: Reference, referrer: () => Referrer): void => {
    forEachNamed(value, reference, (id, path) => {
      const found = byId.get(id);
      if (found !== undefined && reference.kinds.includes(found.kind)) return;
      problems.push(badReference(referrer(), path(), id, reference.kinds, found, byId));
    });
  };
  for (const entry of byId.values()) {
    for (const reference of REFERENCES[entry.kind]) {
      check(entry.value, reference, () => ({
        name: entryName(entry),
        locate: (at) => locateInEntry(entry, at),
      }));
    }
  }
  for (const reference of REFERENCES.operations) {
    check(operations, reference, () => ({
      name: 'operations',
      locate: (at) => locateOperations(['operations', ...at]),
    }));
  }
  return problems;
}

/** Tells of each id that a field names; the path to it is made for those who ask. */
function forEachNamed(
  value: Data,
  reference: Reference,
  tell: (id: string, path: () => PathSegment[]) => void,
): void {
  const items: number[] = [];
  const walk = (at: unknown, owner: Data, depth: number): void => {
    const segment = reference.path[depth];
    if (segment === undefined) {
      const id = namedIn(at, owner, reference);
      if (id !== undefined) tell(id, () => pathTo(reference, items));
    } else if (segment !== '*') {
      if (isMapping(at)) walk(at[segment], at, depth + 1);
    } else if (Array.isArray(at)) {
      for (const [i, item] of at.entries()) {
        items.push(i);
        walk(item, owner, depth + 1);
        items.pop();
      }
    }
  };
  walk(value, value, 0);
}

/** The path of a reference, with the item for each `*`. */
function pathTo({ path }: Reference, items: readonly number[]): PathSegment[] {
  let next = 0;
  return path.map((segment) => (segment === '*' ? (items[next++] ?? segment) : segment));
}

function namedIn(value: unknown, owner: Data, { prefix, unless }: Reference): string | undefined {
  if (typeof value !== 'string' || (unless !== undefined && owner[unless] === true))
    return undefined;
  if (prefix === undefined) return value;
  return value.startsWith(prefix) ? value.slice(prefix.length) : undefined;
}

function badReference(
  { name, locate }: Referrer,
  path: readonly PathSegment[],
  id: string,
  kinds: readonly EntryKind[],
  found: Entry | undefined,
  byId: ReadonlyMap<string, Entry>,
): Problem {
  const wanted = kinds.join(' or ');
  const field = formatPath(path);
  const location = locate(path);
  if (found !== undefined) {
    return {
      code: 'wrong-kind',
      message: `${name}: ${field} names "${id}", which is ${withArticle(found.kind)}, not ${withArticle(wanted)}`,
      location,
      related: [{ note: `${entryName(found)} stands here`, location: declaredAt(found) }],
    };
  }
  const near = nearestEntry(id, kinds, byId);
  return {
    code: 'dangling-reference',
    message: `${name}: ${field} names ${wanted} "${id}", which is nowhere in the inventory`,
    location,
    ...(near !== undefined && {
      related: [{ note: `${entryName(near)} stands here`, location: declaredAt(near) }],
      hint: `Did you mean "${near.id}"?`,
    }),
  };
}

/** `a server`, `an application`. */
function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

function nearestEntry(
  id: string,
  kinds: readonly EntryKind[],
  byId: ReadonlyMap<string, Entry>,
): Entry | undefined {
  const ids = [...byId.values()]
    .filter(({ kind }) => kinds.includes(kind))
    .map((entry) => entry.id);
  return byId.get(nearestWord(id, ids) ?? '');
}
