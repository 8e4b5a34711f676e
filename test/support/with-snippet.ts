import { parse } from 'yaml';
import type { Subject } from '../../src/domain/subject.ts';

type Data = Record<string, unknown>;

/**
 * The same document with a snippet written into the entry of a subject, as a reader would: a name
 * that begins with `its-` stands for one that only they know.
 */
export function withSnippet(
  document: Readonly<Data>,
  { kind, id }: Pick<Subject, 'kind' | 'id'>,
  snippet: string,
): Data {
  const copy = structuredClone(document) as Data;
  const entry = kind === 'estate' ? sectionOf(copy, 'operations') : entryNamed(copy, id);
  const [machine] = entriesIn(entry['instances']);
  merge(
    entry,
    parse(snippet.replaceAll('its-machine', String(machine?.['id'] ?? 'its-machine'))) as Data,
  );
  for (const [name] of snippet.matchAll(/\bits-[a-z-]*site\b/g))
    listOf(copy, 'sites').push({ id: name });
  if (snippet.includes('its-application'))
    listOf(copy, 'applications').push({ id: 'its-application' });
  return copy;
}

function sectionOf(into: Data, name: string): Data {
  into[name] ??= {};
  return into[name] as Data;
}

function listOf(into: Data, name: string): Data[] {
  into[name] ??= [];
  return into[name] as Data[];
}

function entryNamed(value: unknown, id: string): Data {
  const found = entriesIn(value).find((entry) => entry['id'] === id);
  if (found === undefined) throw new Error(`no entry ${id}`);
  return found;
}

function memberOf(list: Data[], id: string): Data {
  const found = list.find((entry) => entry['id'] === id);
  if (found !== undefined) return found;
  const added = { id };
  list.push(added);
  return added;
}

function entriesIn(value: unknown): Data[] {
  if (value === null || typeof value !== 'object') return [];
  const below = Object.values(value).flatMap(entriesIn);
  return 'id' in value ? [value as Data, ...below] : below;
}

/** Lists of subjects are merged by id, as overlays are; any other list takes the place of the old one. */
function merge(into: Data, from: Data): void {
  for (const [key, value] of Object.entries(from)) {
    if (Array.isArray(value) && value.every((item) => item?.id !== undefined)) {
      for (const item of value) merge(memberOf(listOf(into, key), item.id), item);
    } else if (isMapping(value)) merge(sectionOf(into, key), value);
    else into[key] = value;
  }
}

function isMapping(value: unknown): value is Data {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
