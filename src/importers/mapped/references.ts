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
  const fields = referencesIn(mapping);
  const own = new Set(rows.map(({ name }) => name));
  const mentions = mentionsIn(rows, fields, own, mapping);
  const subjects = rows.map((row) => ({ ...row, marks: [] }));
  const idOf = idFinder(subjects, mentions, mapping, notes);
  const settle = (kinds: readonly MappedSubject[], name: string): string | undefined => {
    if (kinds.includes(mapping.subject) && own.has(name)) return name;
    const [mention, ...others] = kinds.flatMap((kind) => mentions.get(keyOf(kind, name)) ?? []);
    if (mention !== undefined && others.length === 0) return idOf(mention);
    const isElsewhere = kinds.some((kind) => mapping.elsewhere.includes(kind));
    notes.add(isElsewhere ? 'reference-open' : 'reference-unclear', name);
    return isElsewhere ? name : undefined;
  };
  const entries = subjects.map((row) => ({
    id: idOf(row),
    ...withIds(row.facts, fields, settle),
  }));
  const declared = new Map<MappedSubject, Entry[]>([[mapping.subject, entries]]);
  for (const mention of mentions.values()) {
    const { kind, facts } = mention;
    notes.add('reference-declared', `${kind} ${idOf(mention)}`);
    const others = declared.get(kind) ?? [];
    others.push({ id: idOf(mention), ...facts });
    declared.set(kind, others);
  }
  return declared;
}

/** What the rows name, is none of them, and could be of one kind alone, by kind and name. */
function mentionsIn(
  rows: readonly MappedRow[],
  fields: readonly ReferenceField[],
  own: ReadonlySet<string>,
  { subject, elsewhere }: Mapping,
): ReadonlyMap<string, Mention> {
  const mentions = new Map<string, Mention>();
  for (const { field, kinds } of fields) {
    const [kind, ...others] = kinds;
    if (kind === undefined || others.length > 0 || elsewhere.includes(kind)) continue;
    for (const name of rows.flatMap(({ facts }) => valuesAt(facts, field.path))) {
      if (kind === subject && own.has(name)) continue;
      const known = mentions.get(keyOf(kind, name));
      const facts = known?.facts ?? factsOf(kind, field);
      mentions.set(keyOf(kind, name), { kind, name, marks: [], facts });
    }
  }
  return mentions;
}

/** Rows keep their names before all that they only name. */
function idFinder(
  subjects: readonly NamedSubject[],
  mentions: ReadonlyMap<string, Mention>,
  { subject }: Mapping,
  notes: Notes,
): (named: NamedSubject) => string {
  const all = [...mentions.values()];
  const requests = MAPPED_SUBJECTS.map((kind) => ({
    prefix: kind,
    subjects: all.filter((mention) => mention.kind === kind),
  }));
  const ids = assignIds<NamedSubject>([{ prefix: subject, subjects }, ...requests], (_, id) =>
    notes.add('id-prefixed', id),
  );
  return (named) => ids.get(named) ?? named.name;
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
