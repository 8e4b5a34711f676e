import type { Storage } from '../../domain/inventory.ts';
import { recorded, tebibytes, toThreeDecimals } from '../recorded.ts';
import type { NamedSubject } from '../subject-ids.ts';
import type { TableRow } from '../table.ts';
import type { HostCluster } from './clusters.ts';
import type { FactOf } from './headings.ts';
import type { Host } from './hosts.ts';
import type { Notes } from './notes.ts';
import {
  type ByName,
  byName,
  identity,
  match,
  namedIn,
  nameIn,
  type Scope,
  type Scoped,
  vcenterScope,
} from './scope.ts';
import type { Tables } from './sheets.ts';

type DatastoreFact = FactOf<'vDatastore'>;
type DatastoreFacts = Pick<
  Storage,
  | 'kind'
  | 'accessible'
  | 'ioControl'
  | 'fileSystem'
  | 'capacityTiB'
  | 'freePercent'
  | 'provisionedTiB'
>;

export interface Datastore extends Scoped, NamedSubject {
  /** What vDatastore calls it: VMFS, NFS, … */
  readonly type: string | undefined;
  readonly facts: DatastoreFacts;
  readonly reachableBy: readonly (Host | HostCluster)[] | undefined;
}

/** What can reach a datastore, by name. */
interface Reachers {
  readonly hosts: readonly Host[];
  readonly clusters: readonly HostCluster[];
}

/** VMFS lies on Fibre Channel, iSCSI or local disks alike, and VVOL on any array: no kind. */
const KINDS: ReadonlyMap<string, Storage['kind']> = new Map([
  ['nfs', 'nfs'],
  ['nfs41', 'nfs'],
  ['vsan', 'hci'],
]);

const HOST_SEPARATOR = /[,;\n]/;

export function readDatastores(
  tables: Tables,
  { hosts, clusters }: Reachers,
  notes: Notes,
): Datastore[] {
  const datastores: Datastore[] = [];
  const seen = new Set<string>();
  const known = { hosts: byName(hosts), clusters: byName(clusters) };
  for (const table of tables.of('vDatastore')) {
    for (const row of table.rows) {
      const name = nameIn(row, 'name', notes);
      if (name === undefined) continue;
      const scope = vcenterScope(row, table);
      const marks = [row.text('objectId'), row.text('url'), scope.vcenter];
      const key = JSON.stringify([identity({ name, scope }), marks]);
      // Without a mark, rows of one name may well be two datastores.
      if (seen.has(key) && marks.some((mark) => mark !== undefined)) {
        notes.add('row-repeated', name);
        continue;
      }
      seen.add(key);
      const reachableBy = reachersOf(name, scope, row, known, notes);
      const type = row.text('type');
      const facts = factsOf(name, type, row, notes);
      datastores.push({ name, scope, marks, type, facts, reachableBy });
    }
  }
  return datastores;
}

function factsOf(
  name: string,
  type: string | undefined,
  row: TableRow<DatastoreFact>,
  notes: Notes,
): DatastoreFacts {
  const capacityMiB = row.size('capacityMiB');
  const fileSystem = [type, row.text('version')].filter((part) => part !== undefined);
  return recorded<DatastoreFacts>({
    kind: kindOf(type),
    accessible: row.flag('accessible'),
    ioControl: row.flag('ioControl'),
    fileSystem: type === undefined ? undefined : fileSystem.join(' '),
    capacityTiB: tebibytes(capacityMiB),
    freePercent: freePercentOf(name, row, capacityMiB, notes),
    provisionedTiB: tebibytes(row.amount('provisionedMiB')),
  });
}

function kindOf(type: string | undefined): Storage['kind'] {
  return type === undefined ? undefined : KINDS.get(type.toLowerCase().replace(/[\s.]/g, ''));
}

function freePercentOf(
  name: string,
  row: TableRow<DatastoreFact>,
  capacityMiB: number | undefined,
  notes: Notes,
): number | undefined {
  const given = row.percent('freePercent');
  const freeMiB = row.amount('freeMiB');
  if (given !== undefined || freeMiB === undefined || capacityMiB === undefined) return given;
  if (freeMiB > capacityMiB) {
    notes.add('value-not-read', `${row.place('freeMiB')}: more than the capacity`);
    return undefined;
  }
  notes.add('free-percent-derived', name);
  return toThreeDecimals((100 * freeMiB) / capacityMiB);
}

interface Known {
  readonly hosts: ByName<Host>;
  readonly clusters: ByName<HostCluster>;
}

/** All the hosts that the row lists, or the one cluster that it names; never a part of them. */
function reachersOf(
  name: string,
  scope: Scope,
  row: TableRow<DatastoreFact>,
  known: Known,
  notes: Notes,
): Datastore['reachableBy'] {
  const names = (row.text('hosts') ?? '').split(HOST_SEPARATOR).map((host) => host.trim());
  const listed = names.filter((host) => host !== '');
  const count = row.whole('hostCount');
  const cluster = namedIn(row, 'cluster');
  if (listed.length === 0 && cluster === undefined) return undefined;
  const found =
    listed.length > 0
      ? allHosts(listed, count, scope, known.hosts)
      : one(match(known.clusters, cluster ?? '', scope));
  if (found === undefined) notes.add('reachability-absent', name);
  return found;
}

function allHosts(
  names: readonly string[],
  count: number | undefined,
  scope: Scope,
  hosts: ByName<Host>,
): readonly Host[] | undefined {
  if (count !== undefined && count !== names.length) return undefined;
  const found = names.map((host) => match(hosts, host, scope));
  const matched = found.filter((host) => typeof host === 'object');
  return matched.length === names.length ? matched : undefined;
}

function one<T extends object>(found: T | 'none' | 'several'): readonly T[] | undefined {
  return typeof found === 'object' ? [found] : undefined;
}
