import type { Server } from '../../domain/inventory.ts';
import { gibibytes, recordedGroup } from '../recorded.ts';
import type { NamedSubject } from '../subject-ids.ts';
import type { Table, TableRow } from '../table.ts';
import { type EsxVersion, esxVersionIn } from './esx-version.ts';
import type { HostFact } from './headings.ts';
import type { Machine } from './machines.ts';
import type { Notes } from './notes.ts';
import {
  type ByName,
  byName,
  distinct,
  identity,
  match,
  namedIn,
  nameIn,
  type Scope,
  type Scoped,
  scopeMarks,
} from './scope.ts';

/** An ESX host: a row of vHost, or a name that vInfo gives and vHost does not. */
export interface Host extends Scoped, NamedSubject {
  readonly clusterName: string | undefined;
  readonly version: EsxVersion | undefined;
  readonly model: Server['model'] | undefined;
  readonly cpu: Server['cpu'] | undefined;
  readonly memoryGiB: number | undefined;
  readonly storageAdapters: number | undefined;
}

const X86_MAKERS = /\b(Intel|AMD|Xeon|EPYC|Opteron)\b/i;
/** Hyper-threading of Intel and simultaneous multithreading of AMD: two threads a core. */
const THREADS_WITH_HT = 2;

/** Every host that the file knows of. */
export function readHosts(
  table: Table<HostFact> | undefined,
  machines: readonly Machine[],
  notes: Notes,
): Host[] {
  const described = table === undefined ? [] : describedHosts(table, notes);
  return [...described, ...hostsOfMachines(described, machines, notes)];
}

function describedHosts(table: Table<HostFact>, notes: Notes): Host[] {
  const hosts = new Map<string, Host>();
  for (const row of table.rows) {
    const name = nameIn(row, 'name', table.sheet, notes);
    if (name === undefined) continue;
    const scope = { vcenter: row.text('vcenter'), datacenter: row.text('datacenter') };
    const key = identity({ name, scope });
    if (hosts.has(key)) notes.add('row-repeated', name);
    else hosts.set(key, describedHost(name, scope, row, notes));
  }
  return [...hosts.values()];
}

function describedHost(name: string, scope: Scope, row: TableRow<HostFact>, notes: Notes): Host {
  if (row.whole('nics') !== undefined) notes.add('nics-not-listed', name);
  const version = esxVersionIn(row, notes);
  const model = [row.text('vendor'), row.text('model')].filter((part) => part !== undefined);
  return {
    name,
    scope,
    marks: scopeMarks(scope),
    clusterName: namedIn(row, 'cluster'),
    version,
    model: model.length === 0 ? undefined : model.join(' '),
    cpu: cpuOf(name, row, version, notes),
    memoryGiB: gibibytes(row.size('memoryMiB')),
    storageAdapters: row.whole('storageAdapters'),
  };
}

function cpuOf(
  name: string,
  row: TableRow<HostFact>,
  version: EsxVersion | undefined,
  notes: Notes,
): Server['cpu'] | undefined {
  return recordedGroup<NonNullable<Server['cpu']>>({
    architecture: architectureOf(name, row.text('cpuModel'), version, notes),
    sockets: row.whole('sockets', 1),
    coresPerSocket: row.whole('coresPerSocket', 1),
    threadsPerCore: threadsOf(name, row.flag('htActive'), notes),
    baseMHz: row.size('speedMHz'),
  });
}

/** ESXi for Arm is a preview only, and names its processor. */
function architectureOf(
  name: string,
  cpuModel: string | undefined,
  version: EsxVersion | undefined,
  notes: Notes,
): 'x86_64' | undefined {
  const derived = cpuModel === undefined ? version?.product === 'esxi' : X86_MAKERS.test(cpuModel);
  if (!derived) return undefined;
  notes.add('architecture-derived', name);
  return 'x86_64';
}

function threadsOf(name: string, htActive: boolean | undefined, notes: Notes): number | undefined {
  if (htActive === undefined) return undefined;
  notes.add('threads-derived', name);
  return htActive ? THREADS_WITH_HT : 1;
}

/** Hosts that machines name and vHost does not describe, so that each reference holds. */
function hostsOfMachines(
  described: readonly Host[],
  machines: readonly Machine[],
  notes: Notes,
): Host[] {
  const known = byName(described);
  const mentions = machines.flatMap(({ hostName: name, scope, clusterName }) =>
    name === undefined || match(known, name, scope) !== 'none'
      ? []
      : [{ name, scope, clusterName }],
  );
  const named = distinct(mentions);
  const clusters = clustersOf(byName(named), mentions);
  return named.map((host) => {
    const [cluster, ...others] = clusters.get(host) ?? [];
    notes.add('host-not-in-vhost', host.name);
    if (others.length > 0) notes.add('host-cluster-differs', host.name);
    return namedHost(host, others.length > 0 ? undefined : cluster);
  });
}

function clustersOf(
  named: ByName<Scoped>,
  mentions: readonly (Scoped & Pick<Machine, 'clusterName'>)[],
): Map<Scoped, Set<string>> {
  const clusters = new Map<Scoped, Set<string>>();
  for (const { name, scope, clusterName } of mentions) {
    const host = match(named, name, scope);
    if (typeof host === 'string' || clusterName === undefined) continue;
    clusters.set(host, (clusters.get(host) ?? new Set()).add(clusterName));
  }
  return clusters;
}

function namedHost({ name, scope }: Scoped, clusterName: string | undefined): Host {
  return {
    name,
    scope,
    marks: scopeMarks(scope),
    clusterName,
    version: undefined,
    model: undefined,
    cpu: undefined,
    memoryGiB: undefined,
    storageAdapters: undefined,
  };
}
