import type { Instance } from '../../domain/inventory.ts';
import { recorded, recordedGroup, toThreeDecimals } from '../recorded.ts';
import type { TableRow } from '../table.ts';
import type { FactOf } from './headings.ts';
import type { MachineRows } from './machine-rows.ts';
import type { Machine } from './machines.ts';
import type { Notes } from './notes.ts';

type Compute = Pick<
  Instance,
  | 'coresPerSocket'
  | 'limits'
  | 'hotAdd'
  | 'cpuReservationPercent'
  | 'memoryReservationPercent'
  | 'metrics'
>;
type CpuRow = TableRow<FactOf<'vCPU'>> | undefined;
type MemoryRow = TableRow<FactOf<'vMemory'>> | undefined;

interface ComputeSheets {
  readonly cpu: MachineRows<FactOf<'vCPU'>>;
  readonly memory: MachineRows<FactOf<'vMemory'>>;
  /** Base clock of its host. */
  readonly hostMHz: number | undefined;
  /** Of a machine that does not run, vSphere gives a load of 0, which nobody measured. */
  readonly runs: boolean;
}

/** What vCPU and vMemory say of a machine: they have one row for each. */
export function computeOf(machine: Machine, sheets: ComputeSheets, notes: Notes): Compute {
  const cpu = only(sheets.cpu.of(machine), notes);
  const memory = only(sheets.memory.of(machine), notes);
  const vcpu = machine.row.whole('vcpu', 1);
  const memoryMiB = memory?.size('sizeMiB') ?? machine.row.size('memoryMiB');
  const capacityMHz =
    vcpu === undefined || sheets.hostMHz === undefined ? undefined : vcpu * sheets.hostMHz;
  return recorded<Compute>({
    coresPerSocket: cpu?.whole('coresPerSocket', 1),
    limits: recordedGroup<NonNullable<Instance['limits']>>({
      cpu: isLimited(cpu?.limit('limitMHz'), capacityMHz),
      memory: isLimited(memory?.limit('limitMiB'), memoryMiB),
    }),
    hotAdd: recordedGroup<NonNullable<Instance['hotAdd']>>({
      cpu: cpuHotAddOf(cpu),
      memory: memory?.flag('hotAdd'),
    }),
    cpuReservationPercent: cpuReservationOf(machine, cpu, capacityMHz, notes),
    memoryReservationPercent: memoryReservationOf(memory, memoryMiB),
    metrics: sheets.runs ? metricsOf(memory) : undefined,
  });
}

function metricsOf(row: MemoryRow): Instance['metrics'] {
  return recordedGroup<NonNullable<Instance['metrics']>>({
    balloonMiB: row?.amount('balloonedMiB'),
    swapMiB: row?.amount('swappedMiB'),
  });
}

function only<Row extends { readonly where: string }>(
  rows: readonly Row[],
  notes: Notes,
): Row | undefined {
  for (const row of rows.slice(1)) notes.add('row-repeated', row.where);
  return rows[0];
}

/** A bound at or above what is configured throttles nothing. */
function isLimited(
  limit: number | 'none' | undefined,
  configured: number | undefined,
): boolean | undefined {
  if (limit === undefined) return undefined;
  return limit !== 'none' && (configured === undefined || limit < configured);
}

/** CPUs can be added or removed; that neither is so must be said of both. */
function cpuHotAddOf(row: CpuRow): boolean | undefined {
  const added = row?.flag('hotAdd');
  const removed = row?.flag('hotRemove');
  if (added === true || removed === true) return true;
  return added === false && removed === false ? false : undefined;
}

function cpuReservationOf(
  { name }: Machine,
  row: CpuRow,
  capacityMHz: number | undefined,
  notes: Notes,
): number | undefined {
  const reserved = row?.amount('reservationMHz');
  if (reserved === undefined || reserved === 0) return reserved;
  if (capacityMHz === undefined) {
    notes.add('cpu-reservation-absent', name);
    return undefined;
  }
  notes.add('cpu-reservation-derived', name);
  return share(reserved, capacityMHz);
}

function memoryReservationOf(row: MemoryRow, memoryMiB: number | undefined): number | undefined {
  if (row?.flag('reservedInFull') === true) return 100;
  const reserved = row?.amount('reservationMiB');
  if (reserved === undefined || reserved === 0) return reserved;
  return memoryMiB === undefined ? undefined : share(reserved, memoryMiB);
}

function share(part: number, whole: number): number {
  return Math.min(toThreeDecimals((100 * part) / whole), 100);
}
