import { daysBetween } from '../../domain/calendar.ts';
import type { Instance } from '../../domain/inventory.ts';
import type { Moment } from '../cell.ts';
import { gibibytes, recordedGroup } from '../recorded.ts';
import type { TableRow } from '../table.ts';
import type { FactOf } from './headings.ts';
import type { MachineRows } from './machine-rows.ts';
import type { Machine } from './machines.ts';
import type { Notes } from './notes.ts';

type Snapshots = NonNullable<Instance['snapshots']>;
type SnapshotRow = TableRow<FactOf<'vSnapshot'>>;

const MINUTES_A_DAY = 1440;

/** The snapshots of a machine; where the sheet is there and lists none of it, it has none. */
export function snapshotsOf(
  machine: Machine,
  rows: MachineRows<FactOf<'vSnapshot'>>,
  writtenAt: Moment | undefined,
  unknownFiles: true | undefined,
  notes: Notes,
): Instance['snapshots'] {
  const listed = rows.of(machine);
  if (listed.length === 0) {
    const none = rows.covers(machine);
    if (none) notes.add('no-snapshots-derived');
    return recordedGroup<Snapshots>({ count: none ? 0 : undefined, unknownFiles });
  }
  return recordedGroup<Snapshots>({
    count: listed.length,
    oldestHours: oldestOf(machine, listed, writtenAt, notes),
    sizeGiB: sizeOf(listed),
    unknownFiles,
  });
}

/** Of all that it has: one without a day may be older than the others. */
function oldestOf(
  { name }: Machine,
  rows: readonly SnapshotRow[],
  writtenAt: Moment | undefined,
  notes: Notes,
): number | undefined {
  const taken = rows.map((row) => row.moment('taken'));
  const ages = taken.map((moment) =>
    moment === undefined || writtenAt === undefined ? undefined : hoursBetween(moment, writtenAt),
  );
  const known = ages.filter((age) => age !== undefined);
  if (known.length < ages.length || known.some((age) => age < 0)) {
    notes.add('snapshot-age-absent', name);
    return undefined;
  }
  return Math.max(...known);
}

/** A day without its time counts whole, so that no snapshot is made younger than it is. */
function hoursBetween(from: Moment, to: Moment): number {
  const minutes =
    daysBetween(from.day, to.day) * MINUTES_A_DAY +
    (to.minutes ?? MINUTES_A_DAY) -
    (from.minutes ?? 0);
  return Math.round(minutes / 6) / 10;
}

/** The sum, where the size of each is known. */
function sizeOf(rows: readonly SnapshotRow[]): number | undefined {
  const sizes = rows.map((row) => row.amount('sizeMiB'));
  const known = sizes.filter((size) => size !== undefined);
  return known.length < sizes.length
    ? undefined
    : gibibytes(known.reduce((sum, size) => sum + size, 0));
}
