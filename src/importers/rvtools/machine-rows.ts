import { cleanName } from '../subject-ids.ts';
import type { TableRow } from '../table.ts';
import type { FactOf, MachineKey, SheetName } from './headings.ts';
import type { Machine } from './machines.ts';
import type { Notes } from './notes.ts';
import type { SourceTable, Tables } from './sheets.ts';
import type { Source } from './sources.ts';

type KeyRow = TableRow<MachineKey>;
/** Sheets whose rows say something of one machine each. */
export type MachineSheet = Exclude<
  { [Name in SheetName]: MachineKey extends FactOf<Name> ? Name : never }[SheetName],
  'vInfo'
>;

/** What a sheet says of the machines. */
export interface MachineRows<Fact extends string> {
  /** Whether the sheet lists all that there is of the machine, so that no row means none. */
  covers(machine: Machine): boolean;
  of(machine: Machine): readonly TableRow<Fact>[];
}

/** Finds the machine of a row, within its own export: by VM ID, by VM UUID, else by name and place. */
export class MachineFinder {
  readonly #sources = new Map<Source, MachineIndex>();
  readonly #kept: ReadonlySet<Machine>;
  readonly #notes: Notes;

  /** `kept` are those of `all` that the inventory holds. */
  constructor(all: readonly Machine[], kept: readonly Machine[], notes: Notes) {
    const bySource = new Map<Source, Machine[]>();
    for (const machine of all) {
      const members = bySource.get(machine.source);
      if (members === undefined) bySource.set(machine.source, [machine]);
      else members.push(machine);
    }
    for (const [source, machines] of bySource) {
      this.#sources.set(source, new MachineIndex(machines));
    }
    this.#kept = new Set(kept);
    this.#notes = notes;
  }

  /** The rows of a sheet by their machines; what belongs to none is noted. */
  rowsOf<Name extends MachineSheet>(tables: Tables, sheet: Name): MachineRows<FactOf<Name>> {
    const rows = new Map<Machine, TableRow<FactOf<Name>>[]>();
    const covered = new Set<Source>();
    /** Rows that fit several machines leave it open which one has none. */
    const doubtful = new Set<string>();
    const found: readonly SourceTable<FactOf<Name>>[] = tables.of(sheet);
    for (const { source, rows: listed } of found) {
      covered.add(source);
      for (const row of listed) this.#place(row, source, rows, doubtful);
    }
    const doubtKey = (machine: Machine) => doubt(machine.source, machine.listedAs);
    return {
      covers: (machine) => covered.has(machine.source) && !doubtful.has(doubtKey(machine)),
      of: (machine) => rows.get(machine) ?? [],
    };
  }

  #place<Fact extends string>(
    row: TableRow<Fact>,
    source: Source,
    rows: Map<Machine, TableRow<Fact>[]>,
    doubtful: Set<string>,
  ): void {
    const key = row as unknown as KeyRow; // the sheet has the keys of machines among its facts
    const machine = this.#sources.get(source)?.find(key);
    if (machine === undefined) {
      this.#notes.add('row-without-machine', row.where);
    } else if (machine === 'several') {
      doubtful.add(doubt(source, cleanName(key.text('name') ?? '')));
      this.#notes.add('row-of-several-machines', row.where);
    } else if (!this.#kept.has(machine)) {
      this.#notes.add('row-of-left-out', machine.name);
    } else {
      const members = rows.get(machine);
      if (members === undefined) rows.set(machine, [row]);
      else members.push(row);
    }
  }
}

function doubt(source: Source, name: string): string {
  return JSON.stringify([source.name, name]);
}

/** The machines of one export, each under what rows may name it by. */
class MachineIndex {
  readonly #byId = new Map<string, Machine[]>();
  readonly #byUuid = new Map<string, Machine[]>();
  readonly #byName = new Map<string, Machine[]>();

  constructor(machines: readonly Machine[]) {
    for (const machine of machines) {
      add(this.#byId, machine.vmId, machine);
      add(this.#byUuid, machine.uuid, machine);
      add(this.#byName, machine.listedAs, machine);
    }
  }

  find(row: KeyRow): Machine | 'several' | undefined {
    const byId = this.#marked(this.#byId, row.text('vmId'), row);
    if (byId !== undefined) return byId;
    const byUuid = this.#marked(this.#byUuid, row.text('uuid'), row);
    if (byUuid !== undefined) return byUuid;
    if (this.#hasMark(row)) return undefined;
    return narrowed(this.#byName.get(cleanName(row.text('name') ?? '')) ?? [], row);
  }

  /** A row with a mark that no machine has is of another machine, whatever its name. */
  #hasMark(row: KeyRow): boolean {
    return (
      (this.#byId.size > 0 && row.text('vmId') !== undefined) ||
      (this.#byUuid.size > 0 && row.text('uuid') !== undefined)
    );
  }

  #marked(
    machines: ReadonlyMap<string, readonly Machine[]>,
    mark: string | undefined,
    row: KeyRow,
  ): Machine | 'several' | undefined {
    return mark === undefined ? undefined : narrowed(machines.get(mark) ?? [], row);
  }
}

function add(map: Map<string, Machine[]>, key: string | undefined, machine: Machine): void {
  if (key === undefined) return;
  const members = map.get(key);
  if (members === undefined) map.set(key, [machine]);
  else members.push(machine);
}

/** Those that agree with all that the row says, as long as one is left. */
function narrowed(machines: readonly Machine[], row: KeyRow): Machine | 'several' | undefined {
  const [first, ...others] = machines;
  if (first === undefined || others.length === 0) return first;
  let left = machines;
  for (const fits of FITS) {
    const closer = left.filter((machine) => fits(machine, row));
    if (closer.length > 0) left = closer;
  }
  const [one, ...rest] = left;
  return rest.length === 0 ? one : 'several';
}

const FITS: readonly ((machine: Machine, row: KeyRow) => boolean)[] = [
  ({ scope }, row) => agrees(scope.vcenter, row.text('vcenter')),
  ({ scope }, row) => agrees(scope.datacenter, row.text('datacenter')),
  ({ listedAs }, row) => agrees(listedAs, row.text('name')),
  ({ hostName }, row) => agrees(hostName, row.text('host')),
  ({ row: own }, row) => agrees(own.text('folder'), row.text('folder')),
];

function agrees(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
