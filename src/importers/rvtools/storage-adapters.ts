import type { Storage } from '../../domain/inventory.ts';
import { rowsByHost } from './host-rows.ts';
import type { Host } from './hosts.ts';
import type { Notes } from './notes.ts';
import { namedIn } from './scope.ts';
import type { Tables } from './sheets.ts';

/** How each storage adapter of a host reaches storage, by its name (`vmhba2`). */
export type Adapters = ReadonlyMap<string, Storage['kind']>;

/** SCSI adapters carry local disks and arrays alike: no kind. */
const KINDS = [
  [/fib(re|er) channel|\bfcoe\b/i, 'fc'],
  [/iscsi/i, 'iscsi'],
] as const;

/** The adapters of each host that vHBA lists. */
export function storageAdapters(
  tables: Tables,
  hosts: readonly Host[],
  notes: Notes,
): ReadonlyMap<Host, Adapters> {
  const adapters = new Map<Host, Adapters>();
  for (const [host, rows] of rowsByHost(tables, 'vHBA', hosts, notes)) {
    const named = rows.flatMap((row) => {
      const device = namedIn(row, 'device');
      const type = row.text('type') ?? '';
      const kind = KINDS.find(([name]) => name.test(type))?.[1];
      return device === undefined ? [] : [[device, kind] as const];
    });
    adapters.set(host, new Map(named));
  }
  return adapters;
}

/** How many a host has: as vHost counts them, else as vHBA lists them. */
export function adapterCount(
  { name, facts }: Host,
  listed: Adapters | undefined,
  notes: Notes,
): number | undefined {
  if (facts.storageAdapters !== undefined || listed === undefined) return facts.storageAdapters;
  notes.add('adapters-counted', name);
  return listed.size;
}
