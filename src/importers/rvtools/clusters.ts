import type { Cluster } from '../../domain/inventory.ts';
import { recordedGroup } from '../recorded.ts';
import type { NamedSubject } from '../subject-ids.ts';
import type { Table, TableRow } from '../table.ts';
import type { ClusterFact } from './headings.ts';
import type { Notes } from './notes.ts';
import {
  byName,
  distinct,
  identity,
  match,
  nameIn,
  type Scope,
  type Scoped,
  scopeMarks,
} from './scope.ts';

/** A cluster of hosts: a row of vCluster, or a name that vHost or vInfo gives. */
export interface HostCluster extends Scoped, NamedSubject {
  readonly ha: Cluster['ha'] | undefined;
}

/** A host or a machine: it says which cluster it is in. */
interface Member {
  readonly clusterName: string | undefined;
  readonly scope: Scope;
}

type Ha = NonNullable<Cluster['ha']>;

/** ClusterDasVmSettings of the vSphere API. */
const ISOLATION_RESPONSES = {
  none: 'none',
  poweroff: 'power-off',
  shutdown: 'shutdown',
} as const;

/** Every cluster that the file knows of. */
export function readClusters(
  table: Table<ClusterFact> | undefined,
  members: readonly Member[],
  notes: Notes,
): HostCluster[] {
  const named = namedClusters(members);
  return table === undefined
    ? named
    : withDescriptions(named, describedClusters(table, notes), notes);
}

function namedClusters(members: readonly Member[]): HostCluster[] {
  const mentions = members.flatMap(({ clusterName: name, scope }) =>
    name === undefined ? [] : [{ name, scope }],
  );
  return distinct(mentions).map(({ name, scope }) => clusterOf(name, scope, undefined));
}

function clusterOf(name: string, scope: Scope, ha: HostCluster['ha']): HostCluster {
  return { name, scope, marks: scopeMarks(scope), ha };
}

function describedClusters(table: Table<ClusterFact>, notes: Notes): HostCluster[] {
  const clusters = new Map<string, HostCluster>();
  for (const row of table.rows) {
    const name = nameIn(row, 'name', table.sheet, notes);
    if (name === undefined) continue;
    const scope = { vcenter: row.text('vcenter'), datacenter: undefined };
    const key = identity({ name, scope });
    if (clusters.has(key)) notes.add('row-repeated', name);
    else clusters.set(key, clusterOf(name, scope, haOf(name, row, notes)));
  }
  return [...clusters.values()];
}

/** A description goes to the one cluster that it fits; one that fits none is a cluster itself. */
function withDescriptions(
  named: readonly HostCluster[],
  described: readonly HostCluster[],
  notes: Notes,
): HostCluster[] {
  const known = byName(named);
  const settings = new Map<HostCluster, HostCluster['ha']>();
  const added: HostCluster[] = [];
  for (const cluster of described) {
    const found = match(known, cluster.name, cluster.scope);
    if (found === 'several') notes.add('reference-ambiguous', cluster.name);
    else if (found === 'none') added.push(cluster);
    else settings.set(found, cluster.ha);
  }
  return [...named.map((cluster) => ({ ...cluster, ha: settings.get(cluster) })), ...added];
}

function haOf(name: string, row: TableRow<ClusterFact>, notes: Notes): Ha | undefined {
  const enabled = row.flag('haEnabled');
  const level = row.whole('failoverLevel');
  const admission = row.flag('admissionControl');
  const isolationResponse = row.choice('isolationResponse', ISOLATION_RESPONSES);
  if (enabled === false) {
    notes.add('ha-not-in-force', name);
    return { enabled };
  }
  if (level === 0) notes.add('failover-level-zero', name);
  return recordedGroup<Ha>({
    enabled,
    failuresToTolerate: level === 0 ? undefined : level,
    admissionControl: admission === undefined ? undefined : { enabled: admission },
    isolationResponse,
  });
}
