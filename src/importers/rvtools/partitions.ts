import type { Instance } from '../../domain/inventory.ts';
import { gibibytes, recorded } from '../recorded.ts';
import type { TableRow } from '../table.ts';
import type { FactOf } from './headings.ts';
import type { MachineRows } from './machine-rows.ts';
import type { Machine } from './machines.ts';
import type { Notes } from './notes.ts';
import { namedEntries } from './scope.ts';

type VolumeFact = FactOf<'vPartition'>;
type Volume = NonNullable<Instance['guestVolumes']>[number];

/** The file systems that VMware Tools report; without Tools none are listed, which says nothing. */
export function guestVolumesOf(
  machine: Machine,
  rows: MachineRows<VolumeFact>,
  notes: Notes,
): Instance['guestVolumes'] {
  return namedEntries(rows.of(machine), 'path', (row, path) => volumeOf(row, path, notes), notes);
}

function volumeOf(row: TableRow<VolumeFact>, path: string, notes: Notes): Volume {
  const capacity = row.amount('capacityMiB');
  const free = row.amount('freeMiB');
  const tooMuch = capacity !== undefined && free !== undefined && free > capacity;
  if (tooMuch) notes.add('value-not-read', `${row.place('freeMiB')}: more than the capacity`);
  return recorded<Volume>({
    path,
    capacityGiB: gibibytes(capacity),
    freeGiB: tooMuch ? undefined : gibibytes(free),
  });
}
