import type { Cluster } from '../../domain/inventory.ts';
import { recorded } from '../recorded.ts';
import { cleanName } from '../subject-ids.ts';
import type { TableRow } from '../table.ts';
import type { HostCluster } from './clusters.ts';
import type { FactOf } from './headings.ts';
import { securityOf, vlanOf } from './host-network.ts';
import type { Host } from './hosts.ts';
import type { Notes } from './notes.ts';
import {
  type ByName,
  byName,
  match,
  namedIn,
  nameIn,
  resolve,
  type Scope,
  type Scoped,
  scopeOf,
  vcenterScope,
} from './scope.ts';
import type { Tables } from './sheets.ts';

type Network = Pick<Cluster, 'virtualSwitches' | 'portGroups'>;
type VirtualSwitch = NonNullable<Cluster['virtualSwitches']>[number];
type PortGroup = NonNullable<Cluster['portGroups']>[number];

interface DistributedSwitch extends Scoped {
  readonly facts: VirtualSwitch;
  readonly clusters: ReadonlySet<HostCluster>;
}

const SEPARATOR = /[,;\n]/;
/** DistributedVirtualPortgroupPortgroupType of the vSphere API. */
const BINDINGS = { earlybinding: false, latebinding: false, ephemeral: true } as const;

/** The distributed switches of each cluster: those that one of its hosts is a member of. */
export function distributedNetworks(
  tables: Tables,
  hosts: readonly Host[],
  clusterOf: (host: Host) => HostCluster | undefined,
  notes: Notes,
): (cluster: HostCluster) => Network {
  const switches = switchesIn(tables, byName(hosts), clusterOf, notes);
  const groups = groupsBySwitch(tables, switches, notes);
  return (cluster) => {
    const own = switches.filter(({ clusters }) => clusters.has(cluster));
    if (own.length === 0) return {};
    const portGroups = own.flatMap((one) => groups.get(one) ?? []);
    return recorded<Network>({
      virtualSwitches: own.map(({ facts }) => facts),
      portGroups: portGroups.length === 0 ? undefined : portGroups,
    });
  };
}

function groupsBySwitch(
  tables: Tables,
  switches: readonly DistributedSwitch[],
  notes: Notes,
): ReadonlyMap<DistributedSwitch, readonly PortGroup[]> {
  const known = byName(switches);
  const groups = new Map<DistributedSwitch, PortGroup[]>();
  for (const table of tables.of('dvPort')) {
    for (const row of table.rows) {
      const name = nameIn(row, 'name', notes);
      if (name === undefined) continue;
      const on = resolve(known, namedIn(row, 'switch'), vcenterScope(row, table), notes);
      if (on === undefined || on.clusters.size === 0) {
        notes.add('dvport-without-cluster', row.where);
      } else {
        const members = groups.get(on) ?? [];
        groups.set(on, members);
        members.push(portGroupOf(row, name, notes));
      }
    }
  }
  return groups;
}

function switchesIn(
  tables: Tables,
  hosts: ByName<Host>,
  clusterOf: (host: Host) => HostCluster | undefined,
  notes: Notes,
): DistributedSwitch[] {
  const switches: DistributedSwitch[] = [];
  for (const table of tables.of('dvSwitch')) {
    for (const row of table.rows) {
      const name = nameIn(row, 'name', notes);
      if (name === undefined) continue;
      const scope = scopeOf(row, table);
      const members = (row.text('hosts') ?? '').split(SEPARATOR).map(cleanName);
      const clusters = clustersOf(members, scope, hosts, clusterOf);
      if (clusters.size === 0) notes.add('dvswitch-without-cluster', name);
      const facts = recorded<VirtualSwitch>({
        name,
        kind: 'distributed',
        mtu: row.whole('mtu', 1),
      });
      switches.push({ name, scope, facts, clusters });
    }
  }
  return switches;
}

function clustersOf(
  members: readonly string[],
  scope: Scope,
  hosts: ByName<Host>,
  clusterOf: (host: Host) => HostCluster | undefined,
): ReadonlySet<HostCluster> {
  const clusters = new Set<HostCluster>();
  for (const member of members) {
    const host = match(hosts, member, scope);
    const cluster = typeof host === 'object' ? clusterOf(host) : undefined;
    if (cluster !== undefined) clusters.add(cluster);
  }
  return clusters;
}

function portGroupOf(row: TableRow<FactOf<'dvPort'>>, name: string, notes: Notes): PortGroup {
  return recorded<PortGroup>({
    name,
    switch: namedIn(row, 'switch'),
    vlan: vlanOf(row, notes),
    ephemeral: row.choice('binding', BINDINGS),
    ...securityOf(row),
  });
}
