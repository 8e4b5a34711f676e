import type { Storage } from '../../domain/inventory.ts';
import { tebibytes, toThreeDecimals } from '../recorded.ts';
import type { NamedSubject } from '../subject-ids.ts';
import type { Table, TableRow } from '../table.ts';
import type { HostCluster } from './clusters.ts';
import type { DatastoreFact } from './headings.ts';
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
} from './scope.ts';

export interface Datastore extends Scoped, NamedSubject {
  readonly kind: Storage['kind'] | undefined;
  readonly capacityTiB: number | undefined;
  readonly freePercent: number | undefined;
  readonly provisionedTiB: number | undefined;
  readonly reachableBy: readonly (Host | HostCluster)[] | undefined;
}

/** What can reach a datastore, by name. */
interface Reachers {
  readonly hosts: readonly Host[];
  readonly clusters: readonly HostCluster[];
}

/** VMFS lies on Fibre Channel, iSCSI or local disks alike, and VVOL on any array: no kind. */
const KINDS: Readonly<Record<string, Storage['kind']>> = { nfs: 'nfs', nfs41: 'nfs', vsan: 'hci' };

const HOST_SEPARATOR = /[,;\n]/;

export function readDatastores(
  table: Table<DatastoreFact>,
  { hosts, clusters }: Reachers,
  notes: Notes,
): Datastore[] {
  const datastores: Datastore[] = [];
  const seen = new Set<string>();
  const known = { hosts: byName(hosts), clusters: byName(clusters) };
  for (const row of table.rows) {
    const name = nameIn(row, 'name', table.sheet, notes);
    if (name === undefined) continue;
    const scope = { vcenter: row.text('vcenter'), datacenter: undefined };
    const marks = [row.text('objectId'), row.text('url'), scope.vcenter];
    const key = JSON.stringify([identity({ name, scope }), marks]);
    // Without a mark, rows of one name may well be two datastores.
    if (seen.has(key) && marks.some((mark) => mark !== undefined)) {
      notes.add('row-repeated', name);
      continue;
    }
    seen.add(key);
    const reachableBy = reachersOf(name, scope, row, known, notes);
    datastores.push({ name, scope, marks, ...measuresOf(name, row, notes), reachableBy });
  }
  return datastores;
}

function measuresOf(name: string, row: TableRow<DatastoreFact>, notes: Notes) {
  const capacityMiB = row.size('capacityMiB');
  return {
    kind: kindOf(row.text('type'), notes),
    capacityTiB: tebibytes(capacityMiB),
    freePercent: freePercentOf(name, row, capacityMiB, notes),
    provisionedTiB: tebibytes(row.amount('provisionedMiB')),
  };
}

function kindOf(type: string | undefined, notes: Notes): Storage['kind'] {
  const kind = type === undefined ? undefined : KINDS[type.toLowerCase().replace(/[\s.]/g, '')];
  if (type !== undefined && kind === undefined) notes.add('storage-kind-absent', type);
  return kind;
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
