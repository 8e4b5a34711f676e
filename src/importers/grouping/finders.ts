import type { Instance } from '../../domain/inventory.ts';
import type { Whereabouts } from '../importer.ts';
import { type GroupBy, LONGEST_MATCHED_NAME } from './group-by.ts';
import type { NoteCode } from './notes.ts';

/** The application that a machine belongs to, or why that cannot be said. */
export type Group =
  | {
      readonly name: string;
      /** What tells it from a group of the same name; equal groups have equal ones. */
      readonly path: string;
    }
  | { readonly reason: NoteCode };

export type GroupFinder = (machine: Instance, whereabouts: Whereabouts | undefined) => Group;

/** What vSphere makes by itself, and nobody sorts machines into. */
const ROOT_FOLDER = /^(vm|Discovered virtual machine)$/i;
const ROOT_POOL = /^Resources$/i;

const ABSENT: Group = { reason: 'group-absent' };

/** How the machines are grouped, but for a table. */
export function finderOf(by: GroupBy): GroupFinder {
  switch (by.kind) {
    case 'folder':
      return (_machine, whereabouts) => groupOfPath(whereabouts?.folder, ROOT_FOLDER);
    case 'resource-pool':
      return (_machine, whereabouts) => groupOfPath(whereabouts?.resourcePool, ROOT_POOL);
    case 'vapp':
      return (_machine, whereabouts) => groupOfPath(whereabouts?.vApp, /^$/);
    case 'tag':
      return ({ tags }) => groupOfTags(tags ?? [], by.category);
    case 'name':
      return ({ id }) => groupOfName(id, by.pattern);
  }
}

/** The last part of a path is its name, the whole of it says which one. */
function groupOfPath(path: string | undefined, root: RegExp): Group {
  const parts = (path ?? '').split('/').filter((part) => part.trim() !== '');
  const name = parts.at(-1);
  if (name === undefined) return ABSENT;
  return root.test(name) ? { reason: 'group-is-root' } : { name, path: parts.join('/') };
}

function groupOfTags(tags: readonly string[], category: string | undefined): Group {
  const values = new Set(
    category === undefined ? tags : tags.flatMap((tag) => within(tag, category)),
  );
  const [name, ...others] = values;
  if (name === undefined) return ABSENT;
  return others.length > 0 ? { reason: 'group-several' } : { name, path: name };
}

/** The value of a tag that is written `category:value` or `category=value`. */
function within(tag: string, category: string): string[] {
  const [, own, value] = /^([^:=]*)[:=](.*)$/s.exec(tag) ?? [];
  const fits = own?.trim().toLowerCase() === category.toLowerCase();
  const name = value?.trim() ?? '';
  return fits && name !== '' ? [name] : [];
}

/** What the groups of the pattern capture, joined. */
function groupOfName(id: string, pattern: RegExp): Group {
  if ([...id].length > LONGEST_MATCHED_NAME) return { reason: 'group-name-too-long' };
  const captured = (pattern.exec(id)?.slice(1) ?? []).filter((part) => (part ?? '') !== '');
  const name = captured.join('-');
  return name === '' ? ABSENT : { name, path: name };
}
