import type { FactRef } from '../domain/fact-path.ts';
import type { Application, Instance, Server } from '../domain/inventory.ts';
import { isProduction } from './carriers.ts';
import {
  type ConsolidationAssumptions,
  GAP_KINDS,
  type GapKind,
  Gaps,
  instanceFact,
  type Size,
} from './consolidation-gaps.ts';
import {
  cpuCapacityMHz,
  cpuDemandMHz,
  type Measured,
  memoryCapacityGiB,
  serverRef,
} from './demand.ts';
import type { Estate } from './estate.ts';
import { movableServers, whatRunsOn } from './migration.ts';

/** What consolidation would save, and what it would put at stake. */
export interface Consolidation {
  /** Standalone machines that are measured and may move. */
  readonly servers: readonly Server[];
  /** Hosts of the size of `host` that carry their sum, growth included, without the spare. */
  readonly hostsNeeded: number;
  /** The smallest host of a recorded size. */
  readonly host: Server;
  /** Expected application outage from failing hardware, in application-minutes a year. */
  readonly outageToday: number;
  /** At least: detection, the restart queue and an application on several hosts come on top. */
  readonly outageAfter: number;
  /** Applications that one lost machine takes down at once: today, and afterwards at least. */
  readonly atOnceToday: number;
  readonly atOnceAfter: number;
  /** What the numbers take for granted for want of a fact, and the facts. */
  readonly assumed: readonly string[];
  readonly missing: readonly FactRef[];
}

/**
 * Consolidation potential and its price (M8; paper P14): p95 demand with growth against a host, and
 * expected outage = failures a year × time until each application is back. Either the result, or
 * the facts without which there is none.
 */
export function consolidationOf(
  estate: Estate,
  assumptions: ConsolidationAssumptions,
): Consolidation | { readonly withoutSize: readonly FactRef[] } {
  const gaps = new Gaps(assumptions);
  const servers = gaps.keepKnown('unmeasured', movableServers(estate), demandOf);
  const hosts = gaps.keepKnown('unsized', estate.hosts, sizeOf);
  const [smallest] = hosts.sort((a, b) => a.memory - b.memory || a.cpu - b.cpu);
  if (servers.length === 0 || smallest === undefined) {
    const kinds: GapKind[] = [];
    if (servers.length === 0) kinds.push('unmeasured');
    if (smallest === undefined) kinds.push('unsized');
    return { withoutSize: gaps.missing(kinds) };
  }
  const growth = 1 + assumptions.growthPercent / 100;
  const cpu = servers.reduce((sum, one) => sum + one.cpu, 0) * growth;
  const memory = servers.reduce((sum, one) => sum + one.memory, 0) * growth;
  const hostsNeeded = Math.max(
    1,
    wholeHosts(cpu, smallest.cpu),
    wholeHosts(memory, smallest.memory),
  );
  const machines = servers.map(({ server }) => server);
  const stakes = stakesOf(estate, machines, gaps);
  const downtimes = stakes.all.map((stake) => downtimeOf(stake, smallest.server, gaps));
  const falling = downtimes.filter((minutes) => minutes > 0);
  return {
    servers: machines,
    host: smallest.server,
    hostsNeeded,
    outageToday: outageToday(stakes, gaps),
    outageAfter:
      falling.length === 0
        ? 0
        : gaps.failuresOf(smallest.server) * falling.reduce((sum, minutes) => sum + minutes, 0),
    atOnceToday: Math.max(0, ...[...stakes.fallingWith.values()].map(({ length }) => length)),
    atOnceAfter: Math.ceil(falling.length / hostsNeeded),
    assumed: gaps.assumed(),
    missing: gaps.missing(GAP_KINDS),
  };
}

/** No error of rounding takes a host more. */
function wholeHosts(demand: number, capacity: number): number {
  return Math.ceil(Number((demand / capacity).toFixed(9)));
}

function demandOf(server: Server): Size {
  const memory = server.performance?.memoryP99GiB;
  const missing = { subject: serverRef(server), path: 'performance.memoryP99GiB' };
  return both(
    cpuDemandMHz(server, 'cpuP95Percent'),
    memory === undefined ? { missing: [missing] } : { value: memory },
  );
}

function sizeOf(host: Server): Size {
  return both(cpuCapacityMHz(host), memoryCapacityGiB(host));
}

function both(cpu: Measured, memory: Measured): Size {
  const missing = [cpu, memory].flatMap((part) => ('missing' in part ? part.missing : []));
  if ('missing' in cpu || 'missing' in memory) return { missing };
  return { cpu: cpu.value, memory: memory.value };
}

/** What stands on the machines: applications, and in their place what belongs to none. */
interface Stakes {
  readonly all: readonly Stake[];
  /** What the loss of each machine takes down today. */
  readonly fallingWith: ReadonlyMap<Server, readonly Stake[]>;
}

/** Production that is up while each of its parts is; an empty part is one that nobody recorded. */
interface Stake {
  readonly parts: readonly StakePart[];
}

interface StakePart {
  /** Members that stand in for each other. */
  readonly members: readonly Instance[];
  /** The machines that they stand on today. */
  readonly servers: ReadonlySet<Server>;
}

function stakesOf(estate: Estate, servers: readonly Server[], gaps: Gaps): Stakes {
  const parts = new Map<Application | Instance | Server, Map<string, [Instance[], Set<Server>]>>();
  for (const server of servers) {
    const instances = estate.instancesOnServer(server);
    if (instances.length === 0) {
      gaps.add('empty', whatRunsOn(server));
      parts.set(server, new Map([['', [[], new Set([server])]]]));
    }
    for (const instance of instances.filter(isProduction)) {
      if (instance.protection === undefined)
        gaps.add('unprotected', instanceFact(instance, 'protection'));
      const owner = estate.applicationOf(instance) ?? instance;
      const ofOwner = parts.get(owner) ?? new Map<string, [Instance[], Set<Server>]>();
      parts.set(owner, ofOwner);
      const name = instance.redundancyGroup ?? instance.id;
      const [members, places] = ofOwner.get(name) ?? [[], new Set<Server>()];
      ofOwner.set(name, [[...members, instance], places.add(server)]);
    }
  }
  const all = [...parts.values()].map(
    (ofOwner): Stake => ({
      parts: [...ofOwner.values()].map(([members, places]) => ({ members, servers: places })),
    }),
  );
  return {
    all,
    fallingWith: fallingWithEach(servers, all, clusteredIds(estate.standaloneServers)),
  };
}

/** A part that stands on one machine takes its stake down with it. */
function fallingWithEach(
  servers: readonly Server[],
  stakes: readonly Stake[],
  clustered: ReadonlySet<string>,
): ReadonlyMap<Server, readonly Stake[]> {
  const falling = new Map<Server, Set<Stake>>(servers.map((server) => [server, new Set()]));
  for (const stake of stakes) {
    for (const { servers: places } of stake.parts) {
      const [place] = places;
      if (places.size === 1 && place !== undefined && !clustered.has(place.id)) {
        falling.get(place)?.add(stake);
      }
    }
  }
  return new Map([...falling].map(([server, fallen]) => [server, [...fallen]]));
}

/** A clustered machine has another one that takes over for it, whichever of them names the other. */
function clusteredIds(servers: readonly Server[]): ReadonlySet<string> {
  const named = servers.filter(({ clusteredWith }) => (clusteredWith ?? []).length > 0);
  return new Set(named.flatMap(({ id, clusteredWith }) => [id, ...(clusteredWith ?? [])]));
}

function outageToday({ fallingWith }: Stakes, gaps: Gaps): number {
  let outage = 0;
  for (const [server, fallen] of fallingWith) {
    if (fallen.length > 0) {
      outage += gaps.failuresOf(server) * fallen.length * gaps.repairOf(server);
    }
  }
  return outage;
}

/** Minutes until production is back after the loss of a host that it stands on. */
function downtimeOf({ parts }: Stake, host: Server, gaps: Gaps): number {
  return Math.max(...parts.map((part) => partDown(part, host, gaps)));
}

/** Members on different machines today can be kept apart on hosts too: there is always a spare. */
function partDown({ members, servers }: StakePart, host: Server, gaps: Gaps): number {
  if (servers.size > 1) return 0;
  if (members.length === 0) return gaps.repairOf(host);
  return Math.min(...members.map((member) => memberDown(member, host, gaps)));
}

/** Until a machine is back after the loss of its host: by its protection, else by a repair. */
function memberDown(instance: Instance, host: Server, gaps: Gaps): number {
  const { protection } = instance;
  if (protection === 'ft' || protection === 'app-cluster') return 0;
  return protection === 'ha-restart' ? gaps.restartOf(instance) : gaps.repairOf(host);
}
