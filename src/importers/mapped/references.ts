import {
  MAPPED_SUBJECTS,
  type MappedField,
  type MappedSubject,
  type Mapping,
} from '../../domain/mapping.ts';
import { assignIds, type NamedSubject } from '../subject-ids.ts';
import type { Notes } from './notes.ts';
import type { MappedRow } from './read-mapped.ts';

interface Entry {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** What the tables declare, by kind: the rows, and what they name. */
export type Declared = ReadonlyMap<MappedSubject, readonly Entry[]>;

/** A machine of which only the name is known: what it is named for says what it is. */
const HOST_PATH = 'target';

interface Mention extends NamedSubject {
  readonly kind: MappedSubject;
  /** Facts that the mention itself says. */
  readonly facts: object;
}

/**
 * Gives every subject an id, and puts the ids where the rows have names. A name of a kind that
 * other files declare stays as it is.
 */
export function settleReferences(
  rows: readonly MappedRow[],
  mapping: Mapping,
  notes: Notes,
): Declared {
  const { subject, elsewhere } = mapping;
  const subjects = rows.map((row) => ({ ...row, marks: [] }));
  const own = new Set(rows.map(({ name }) => name));
  const mentions = new Map<string, Mention>();
  const fields = referencesIn(mapping);
  for (const { facts } of rows) {
    for (const { field, kinds } of fields) {
      const [kind, ...others] = kinds;
      if (kind === undefined || others.length > 0 || elsewhere.includes(kind)) continue;
      for (const name of valuesAt(facts, field.path)) {
        if (kind === subject && own.has(name)) continue;
        const key = keyOf(kind, name);
        const known = mentions.get(key);
        mentions.set(key, {
          kind,
          name,
          marks: [],
          facts: { ...factsOf(kind, field), ...known?.facts },
        });
      }
    }
  }
  const requests = MAPPED_SUBJECTS.map((kind) => ({
    prefix: kind,
    subjects: [...mentions.values()].filter((mention) => mention.kind === kind),
  }));
  const ids = assignIds<NamedSubject>([{ prefix: subject, subjects }, ...requests], (_, id) =>
    notes.add('id-prefixed', id),
  );
  const idOf = (named: NamedSubject) => ids.get(named) ?? named.name;
  const settled = subjects.map((row) => ({
    id: idOf(row),
    ...withIds(row.facts, fields, (kinds, name) => {
      if (kinds.includes(subject) && own.has(name)) return name;
      const found = kinds.flatMap((kind) => mentions.get(keyOf(kind, name)) ?? []);
      const [first, ...others] = found;
      if (first !== undefined && others.length === 0) return idOf(first);
      if (kinds.some((kind) => elsewhere.includes(kind))) {
        notes.add('reference-open', name);
        return name;
      }
      notes.add('reference-unclear', name);
      return undefined;
    }),
  }));
  const declared = new Map<MappedSubject, Entry[]>([[subject, settled]]);
  for (const mention of mentions.values()) {
    notes.add('reference-declared', `${mention.kind} ${idOf(mention)}`);
    const entries = declared.get(mention.kind) ?? [];
    entries.push({ id: idOf(mention), ...mention.facts });
    declared.set(mention.kind, entries);
  }
  return declared;
}

interface ReferenceField {
  readonly field: MappedField;
  readonly kinds: readonly MappedSubject[];
}

function referencesIn({ columns, constants }: Mapping): ReferenceField[] {
  const fields = new Map([...columns, ...constants].map(({ field }) => [field.name, field]));
  return [...fields.values()].flatMap((field) => {
    const kinds = MAPPED_SUBJECTS.filter((kind) => field.type.refers?.includes(kind));
    return kinds.length === 0 ? [] : [{ field, kinds }];
  });
}

function factsOf(kind: MappedSubject, { path }: MappedField): object {
  if (kind !== 'server') return {};
  return { role: path[0] === HOST_PATH ? 'host' : 'standalone' };
}

function keyOf(kind: string, name: string): string {
  return `${kind}\n${name}`;
}

type Path = MappedField['path'];

/** The names at a path; every place of a list counts. */
function valuesAt(value: unknown, path: Path): string[] {
  const [segment, ...rest] = path;
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => valuesAt(entry, rest));
  if (segment === undefined) return [String(value)];
  return valuesAt((value as Record<string, unknown>)[segment], rest);
}

type IdFor = (kinds: readonly MappedSubject[], name: string) => string | undefined;

function withIds(
  facts: Readonly<Record<string, unknown>>,
  fields: readonly ReferenceField[],
  idFor: IdFor,
): Record<string, unknown> {
  let changed: unknown = facts;
  for (const { field, kinds } of fields) {
    changed = replaced(changed, field.path, (name) => idFor(kinds, name));
  }
  return changed as Record<string, unknown>; // what was a mapping stays one
}

/** A list without a name that has no id would claim to be whole: it is left out with it. */
function replaced(
  value: unknown,
  path: Path,
  idFor: (name: string) => string | undefined,
): unknown {
  const [segment, ...rest] = path;
  if (value === undefined) return undefined;
  if (Array.isArray(value)) {
    const entries = value.map((entry) => replaced(entry, rest, idFor));
    return entries.includes(undefined) ? undefined : entries;
  }
  if (segment === undefined) return idFor(String(value));
  const { [segment]: child, ...others } = value as Record<string, unknown>;
  const next = replaced(child, rest, idFor);
  if (next === child) return value;
  return next === undefined ? others : { ...(value as object), [segment]: next };
}
