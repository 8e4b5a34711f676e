import { cleanName } from '../subject-ids.ts';
import type { Machine } from './machines.ts';
import type { Notes } from './notes.ts';
import type { Tables } from './sheets.ts';
import type { Source } from './sources.ts';

/** RVTools names so what no machine of the vCenter uses. */
const ZOMBIE = /zombie/i;
/** `[datastore] folder/vm-000001.vmdk`, its data (-delta, -sesparse) or its memory. */
const SNAPSHOT_FILE =
  /^(\[[^\]]+\] ?.*\/)[^/]+(?:-\d{6}(?:-(?:delta|sesparse))?\.vmdk|\.vms[nd])$/i;

/**
 * The machines in whose folder files of snapshots lie that vSphere does not know of, by what
 * vHealth says. That it says nothing proves nothing: it looks for them only where it was told to.
 */
export function unknownSnapshotFiles(
  tables: Tables,
  machines: readonly Machine[],
  notes: Notes,
): ReadonlySet<Machine> {
  const owners = ownersOf(machines);
  const found = new Set<Machine>();
  for (const { rows, source } of tables.of('vHealth')) {
    for (const row of rows) {
      const folder = ZOMBIE.test(`${row.text('type')} ${row.text('message')}`)
        ? SNAPSHOT_FILE.exec(row.text('name') ?? '')?.[1]
        : undefined;
      const [owner, ...others] =
        folder === undefined ? [] : (owners.get(keyOf(source, folder)) ?? []);
      if (owner !== undefined && others.length === 0) found.add(owner);
      else notes.add('health-message', cleanName(row.text('type') ?? 'without a type'));
    }
  }
  for (const { name } of found) notes.add('unknown-files-derived', name);
  return found;
}

/** By the folder of its configuration file: `[datastore] folder/vm.vmx`. */
function ownersOf(machines: readonly Machine[]): ReadonlyMap<string, readonly Machine[]> {
  const owners = new Map<string, Machine[]>();
  for (const machine of machines) {
    const path = machine.row.text('path');
    if (path === undefined || !path.includes('/')) continue;
    const key = keyOf(machine.source, path.slice(0, path.lastIndexOf('/') + 1));
    owners.set(key, [...(owners.get(key) ?? []), machine]);
  }
  return owners;
}

function keyOf(source: Source, folder: string): string {
  return JSON.stringify([source.name, folder]);
}
