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
  readonly references: readonly Reference[];
  readonly value: Data;
  locate(path: readonly PathSegment[]): Location;
}

/** References to ids that are nowhere, or that name a subject of the wrong kind. */
export function checkReferences(
  byId: ReadonlyMap<string, Entry>,
  operations: Data,
  locateOperations: (path: readonly PathSegment[]) => Location,
): Problem[] {
  const problems: Problem[] = [];
  for (const entry of byId.values()) {
    for (const reference of REFERENCES[entry.kind]) {
      for (const { path, id } of namedBy(entry.value, reference)) {
        const found = byId.get(id);
        if (found !== undefined && reference.kinds.includes(found.kind)) continue;
        const referrer = {
          name: entryName(entry),
          locate: (at: readonly PathSegment[]) => locateInEntry(entry, at),
        };
        problems.push(badReference(referrer, path, id, reference.kinds, found, byId));
      }
    }
  }
  for (const reference of REFERENCES.operations) {
    for (const { path, id } of namedBy(operations, reference)) {
      const found = byId.get(id);
      if (found !== undefined && reference.kinds.includes(found.kind)) continue;
      const referrer = {
        name: 'operations',
        locate: (at: readonly PathSegment[]) => locateOperations(['operations', ...at]),
      };
      problems.push(badReference(referrer, path, id, reference.kinds, found, byId));
    }
  }
  return problems;
}

interface Named {
  readonly path: readonly PathSegment[];
  readonly id: string;
}

/** The ids that a field names, with the path to each. */
function namedBy(value: Data, reference: Reference): Named[] {
  const fields = fieldsAt([{ path: [], at: value, owner: value }], reference.path);
  return fields.flatMap(({ path, at, owner }) => {
    const id = namedIn(at, owner, reference);
    return id === undefined ? [] : [{ path, id }];
  });
}

interface Field {
  readonly path: readonly PathSegment[];
  readonly at: unknown;
  /** The mapping that the field stands in. */
  readonly owner: Data;
}

/** Follows a path, through every item where it says `*`. */
function fieldsAt(from: readonly Field[], path: readonly string[]): readonly Field[] {
  let fields = from;
  for (const segment of path) {
    if (fields.length === 0) return fields;
    fields = fields.flatMap((field) => below(field, segment));
  }
  return fields;
}

function below({ path, at, owner }: Field, segment: string): readonly Field[] {
  if (segment === '*') {
    if (!Array.isArray(at)) return [];
    return at.map((item, i) => ({ path: [...path, i], at: item, owner }));
  }
  if (!isMapping(at) || at[segment] === undefined) return [];
  return [{ path: [...path, segment], at: at[segment], owner: at }];
}

function namedIn(value: unknown, owner: Data, { prefix, unless }: Reference): string | undefined {
  if (typeof value !== 'string' || (unless !== undefined && owner[unless] === true))
    return undefined;
  if (prefix === undefined) return value;
  return value.startsWith(prefix) ? value.slice(prefix.length) : undefined;
}

function badReference(
  { name, locate }: Pick<Referrer, 'name' | 'locate'>,
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
      message: `${name}: ${field} names "${id}", which is a ${found.kind}, not a ${wanted}`,
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
