import type { Cluster } from '../../domain/inventory.ts';
import { recorded, recordedGroup } from '../recorded.ts';
import type { NamedSubject } from '../subject-ids.ts';
import type { TableRow } from '../table.ts';
import type { FactOf } from './headings.ts';
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
  vcenterScope,
} from './scope.ts';
import type { Tables } from './sheets.ts';

type ClusterRow = TableRow<FactOf<'vCluster'>>;
type ClusterFacts = Pick<Cluster, 'drs' | 'powerManagement' | 'ha'>;

/** A cluster of hosts: a row of vCluster, or a name that vHost or vInfo gives. */
export interface HostCluster extends Scoped, NamedSubject {
  /** What vCluster says of it. */
  readonly facts: ClusterFacts;
}

/** A host or a machine: it says which cluster it is in. */
interface Member {
  readonly clusterName: string | undefined;
  readonly scope: Scope;
}

type Ha = NonNullable<Cluster['ha']>;
type Drs = NonNullable<Cluster['drs']>;

/** DrsBehavior of the vSphere API. */
const DRS_BEHAVIORS = {
  manual: 'manual',
  partiallyautomated: 'partial',
  fullyautomated: 'full',
} as const;

/** ClusterDasVmSettings of the vSphere API. */
const ISOLATION_RESPONSES = {
  none: 'none',
  poweroff: 'power-off',
  shutdown: 'shutdown',
} as const;

/** Every cluster that the files know of. */
export function readClusters(
  tables: Tables,
  members: readonly Member[],
  notes: Notes,
): HostCluster[] {
  return withDescriptions(namedClusters(members), describedClusters(tables, notes), notes);
}

function namedClusters(members: readonly Member[]): HostCluster[] {
  const mentions = members.flatMap(({ clusterName: name, scope }) =>
    name === undefined ? [] : [{ name, scope }],
  );
  return distinct(mentions).map(({ name, scope }) => clusterOf(name, scope, {}));
}

function clusterOf(name: string, scope: Scope, facts: ClusterFacts): HostCluster {
  return { name, scope, marks: scopeMarks(scope), facts };
}

function describedClusters(tables: Tables, notes: Notes): HostCluster[] {
  const clusters = new Map<string, HostCluster>();
  for (const table of tables.of('vCluster')) {
    for (const row of table.rows) {
      const name = nameIn(row, 'name', notes);
      if (name === undefined) continue;
      const scope = vcenterScope(row, table);
      const key = identity({ name, scope });
      if (clusters.has(key)) notes.add('row-repeated', name);
      else clusters.set(key, clusterOf(name, scope, factsOf(name, row, notes)));
    }
  }
  return [...clusters.values()];
}

function factsOf(name: string, row: ClusterRow, notes: Notes): ClusterFacts {
  return recorded<ClusterFacts>({
    drs: drsOf(name, row, notes),
    powerManagement: row.flag('powerManagement'),
    ha: haOf(name, row, notes),
  });
}

/** What a switched-off DRS would do is not in force. */
function drsOf(name: string, row: ClusterRow, notes: Notes): Drs | undefined {
  const enabled = row.flag('drsEnabled');
  const automation = row.choice('drsAutomation', DRS_BEHAVIORS);
  if (enabled !== false) return recordedGroup<Drs>({ enabled, automation });
  if (automation !== undefined) notes.add('drs-not-in-force', name);
  return { enabled };
}

/** A description goes to the one cluster that it fits; one that fits none is a cluster itself. */
function withDescriptions(
  named: readonly HostCluster[],
  described: readonly HostCluster[],
  notes: Notes,
): HostCluster[] {
  const known = byName(named);
  const settings = new Map<HostCluster, ClusterFacts>();
  const added: HostCluster[] = [];
  for (const cluster of described) {
    const found = match(known, cluster.name, cluster.scope);
    if (found === 'several') notes.add('reference-ambiguous', cluster.name);
    else if (found === 'none') added.push(cluster);
    else settings.set(found, cluster.facts);
  }
  const complete = named.map((cluster) => ({ ...cluster, facts: settings.get(cluster) ?? {} }));
  return [...complete, ...added];
}

function haOf(name: string, row: ClusterRow, notes: Notes): Ha | undefined {
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
