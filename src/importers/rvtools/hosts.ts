import type { Server } from '../../domain/inventory.ts';
import { gibibytes, recorded, recordedGroup } from '../recorded.ts';
import type { NamedSubject } from '../subject-ids.ts';
import type { TableRow } from '../table.ts';
import { type EsxVersion, esxVersionIn, type HostFact } from './esx-version.ts';
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
  scopeOf,
} from './scope.ts';
import type { Tables } from './sheets.ts';

/** An ESX host: a row of vHost, or a name that vInfo gives and vHost does not. */
export interface Host extends Scoped, NamedSubject {
  readonly clusterName: string | undefined;
  readonly version: EsxVersion | undefined;
  /** How many network ports it has, and the CPU feature level that it presents. */
  readonly nicCount: number | undefined;
  readonly evcMode: string | undefined;
  /** What vHost says of it beside. */
  readonly facts: HostFacts;
}

type HostFacts = Pick<
  Server,
  | 'model'
  | 'cpu'
  | 'memoryGiB'
  | 'maintenance'
  | 'bootedOn'
  | 'timeServers'
  | 'timeService'
  | 'certificateEnd'
  | 'powerPolicy'
  | 'storageAdapters'
>;

const X86_MAKERS = /\b(Intel|AMD|Xeon|EPYC|Opteron)\b/i;
/** Hyper-threading of Intel and simultaneous multithreading of AMD: two threads a core. */
const THREADS_WITH_HT = 2;

/** Host power policies by their short names, and as the vSphere Client shows them. */
const POWER_POLICIES = {
  static: 'high-performance',
  'high performance': 'high-performance',
  dynamic: 'balanced',
  balanced: 'balanced',
  low: 'low-power',
  'low power': 'low-power',
  custom: 'custom',
} as const;
const LIST_SEPARATOR = /[\s,;]+/;

/** Every host that the files know of. */
export function readHosts(tables: Tables, machines: readonly Machine[], notes: Notes): Host[] {
  const described = describedHosts(tables, notes);
  return [...described, ...hostsOfMachines(described, machines, notes)];
}

function describedHosts(tables: Tables, notes: Notes): Host[] {
  const hosts = new Map<string, Host>();
  for (const table of tables.of('vHost')) {
    for (const row of table.rows) {
      const name = nameIn(row, 'name', notes);
      if (name === undefined) continue;
      const scope = scopeOf(row, table);
      const key = identity({ name, scope });
      if (hosts.has(key)) notes.add('row-repeated', name);
      else hosts.set(key, describedHost(name, scope, row, notes));
    }
  }
  return [...hosts.values()];
}

function describedHost(name: string, scope: Scope, row: TableRow<HostFact>, notes: Notes): Host {
  const version = esxVersionIn(row, notes);
  const model = [row.text('vendor'), row.text('model')].filter((part) => part !== undefined);
  return {
    name,
    scope,
    marks: scopeMarks(scope),
    clusterName: namedIn(row, 'cluster'),
    version,
    nicCount: row.whole('nics'),
    evcMode: row.text('evcMode'),
    facts: recorded<HostFacts>({
      model: model.length === 0 ? undefined : model.join(' '),
      cpu: cpuOf(name, row, version, notes),
      memoryGiB: gibibytes(row.size('memoryMiB')),
      maintenance: row.flag('maintenance'),
      bootedOn: row.day('bootedOn'),
      timeServers: timeServersOf(row),
      timeService: row.flag('timeService'),
      certificateEnd: row.day('certificateEnd'),
      powerPolicy: row.choice('powerPolicy', POWER_POLICIES),
      storageAdapters: row.whole('storageAdapters'),
    }),
  };
}

/** An empty cell does not tell a host without time servers from one that could not be asked. */
function timeServersOf(row: TableRow<HostFact>): number | undefined {
  const names = (row.text('timeServers') ?? '').split(LIST_SEPARATOR).filter((name) => name !== '');
  return names.length === 0 ? undefined : new Set(names).size;
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
  const unknown = { version: undefined, nicCount: undefined, evcMode: undefined };
  return { name, scope, marks: scopeMarks(scope), clusterName, ...unknown, facts: {} };
}
