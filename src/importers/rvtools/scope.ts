import { cleanName } from '../subject-ids.ts';
import type { TableRow } from '../table.ts';
import type { Notes } from './notes.ts';
import type { SourceTable } from './sheets.ts';

/** Where in vSphere a name counts; undefined where a sheet does not say. */
export interface Scope {
  readonly vcenter: string | undefined;
  readonly datacenter: string | undefined;
}

export interface Scoped {
  readonly name: string;
  readonly scope: Scope;
}

/** Things of one kind by name; several may have one name, in different scopes. */
export type ByName<T extends Scoped> = ReadonlyMap<string, readonly T[]>;

/** What a name stands for: the one thing that fits, none, or more than one. */
type Match<T> = T | 'none' | 'several';

export function byName<T extends Scoped>(things: readonly T[]): ByName<T> {
  const map = new Map<string, T[]>();
  for (const thing of things) register(map, thing);
  return map;
}

function register<T extends Scoped>(map: Map<string, T[]>, thing: T): void {
  const namesakes = map.get(thing.name);
  if (namesakes === undefined) map.set(thing.name, [thing]);
  else namesakes.push(thing);
}

/** The things behind many mentions; a mention that says less of its scope is the one that fits. */
export function distinct(mentions: readonly Scoped[]): Scoped[] {
  const exact = new Map(
    mentions.map(({ name, scope }) => [identity({ name, scope }), { name, scope }]),
  );
  const found = new Map<string, Scoped[]>();
  for (const mention of [...exact.values()].sort((a, b) => unsaid(a) - unsaid(b))) {
    if (match(found, mention.name, mention.scope) === 'none') register(found, mention);
  }
  return [...found.values()].flat();
}

function unsaid({ scope }: Scoped): number {
  return Object.values(scope).filter((part) => part === undefined).length;
}

/** A scope that is not said fits any: vCluster and vDatastore do not name the datacenter. */
export function match<T extends Scoped>(things: ByName<T>, name: string, scope: Scope): Match<T> {
  const [first, ...others] = (things.get(name) ?? []).filter((thing) => fits(thing.scope, scope));
  if (first === undefined) return 'none';
  return others.length === 0 ? first : 'several';
}

function fits(a: Scope, b: Scope): boolean {
  return agree(a.vcenter, b.vcenter) && agree(a.datacenter, b.datacenter);
}

function agree(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** The one thing that the name stands for; a name that fits several is noted. */
export function resolve<T extends Scoped>(
  things: ByName<T>,
  name: string | undefined,
  scope: Scope,
  notes: Notes,
): T | undefined {
  if (name === undefined) return undefined;
  const found = match(things, name, scope);
  if (found === 'several') notes.add('reference-ambiguous', name);
  return found === 'several' || found === 'none' ? undefined : found;
}

/** A text that tells one name in one scope from every other. */
export function identity({ name, scope }: Scoped): string {
  return JSON.stringify([name, scope.vcenter, scope.datacenter]);
}

/** What tells things of one name apart by where they are, for their ids. */
export function scopeMarks({ vcenter, datacenter }: Scope): readonly (string | undefined)[] {
  const both = vcenter === undefined || datacenter === undefined ? undefined : true;
  return [datacenter, vcenter, both && `${vcenter}/${datacenter}`];
}

/** Where the row's subject is; in an import of several exports, each has its vCenter. */
export function scopeOf(
  row: TableRow<'vcenter' | 'datacenter'>,
  { vcenter }: Pick<SourceTable<string>, 'vcenter'>,
): Scope {
  return { vcenter: row.text('vcenter') ?? vcenter, datacenter: row.text('datacenter') };
}

/** The same for a sheet that does not name the datacenter. */
export function vcenterScope(
  row: TableRow<'vcenter'>,
  { vcenter }: Pick<SourceTable<string>, 'vcenter'>,
): Scope {
  return { vcenter: row.text('vcenter') ?? vcenter, datacenter: undefined };
}

/** The name of the row's subject, fit for an id; a row without one is noted. */
export function nameIn<Fact extends string>(
  row: TableRow<Fact>,
  fact: Fact,
  notes: Notes,
): string | undefined {
  const text = row.text(fact);
  const name = text === undefined ? '' : cleanName(text);
  if (name === '') {
    notes.add('row-without-name', row.where);
    return undefined;
  }
  if (name !== text) notes.add('name-cleaned', name);
  if (!row.isText(fact)) notes.add('name-not-text', name);
  return name;
}

/** An entry for each row that has a name; undefined where none has. */
export function namedEntries<Fact extends string, Entry>(
  rows: readonly TableRow<Fact>[],
  fact: Fact,
  entryOf: (row: TableRow<Fact>, name: string) => Entry,
  notes: Notes,
): Entry[] | undefined {
  const entries = rows.flatMap((row) => {
    const name = nameIn(row, fact, notes);
    return name === undefined ? [] : [entryOf(row, name)];
  });
  return entries.length === 0 ? undefined : entries;
}

/** A name that refers to something else, in the form that `nameIn` gives it. */
export function namedIn<Fact extends string>(row: TableRow<Fact>, fact: Fact): string | undefined {
  const name = cleanName(row.text(fact) ?? '');
  return name === '' ? undefined : name;
}
