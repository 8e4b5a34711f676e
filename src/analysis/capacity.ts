import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Cluster, Instance, Server } from '../domain/inventory.ts';
import { standsStill } from '../domain/power.ts';
import { coreCount, memoryCapacityGiB, pinsOf } from './demand.ts';
import type { Estate } from './estate.ts';
import { isKeptApart, partWith } from './parts.ts';

/** What a machine needs of one host, and which hosts it may have. */
export interface Machine {
  readonly name: string;
  readonly memoryGiB: number;
  /** Physical cores at p95: a busy virtual processor takes one. */
  readonly cores: number;
  /** Ids of the hosts that it may stand on; undefined where any will do. */
  readonly hosts: ReadonlySet<string> | undefined;
  /** Machines that share one of these keys share no host. */
  readonly apart: readonly string[];
}

/** What a host can give. */
export interface Room {
  readonly id: string;
  readonly memoryGiB: number;
  readonly cores: number;
}

export type Placement =
  | { readonly kind: 'fits'; readonly hostOf: ReadonlyMap<Machine, Room> }
  | { readonly kind: 'cannot'; readonly why: Obstacle }
  /** No placement was found, and none is ruled out. */
  | { readonly kind: 'open' };

/** Why there is no placement: a sum, one machine, or all that was tried, which was everything. */
export type Obstacle =
  | { readonly of: 'memoryGiB' | 'cores'; readonly needed: number; readonly left: number }
  | { readonly of: 'machine'; readonly machine: Machine }
  | { readonly of: 'all' };

/** Errors of rounding take no room. */
const ROUNDING = 1e-9;

/** Machines and steps up to which every placement is tried; beyond them only the first fit is. */
const SEARCHED_MACHINES = 40;
const SEARCHED_STEPS = 20_000;

/**
 * Places machines on hosts. First what is certain without a placement (sums, and a machine that no
 * host can take), then first fit, the largest machine first, and for few machines every other way.
 * What `fits` comes with a witness; what `cannot` is certain.
 */
export function place(machines: readonly Machine[], rooms: readonly Room[]): Placement {
  const obstacle = obstacleTo(machines, rooms);
  if (obstacle !== undefined) return { kind: 'cannot', why: obstacle };
  const order = heaviestFirst(machines, rooms);
  const board = new Board(rooms);
  if (order.every((machine) => board.putFirst(machine))) {
    return { kind: 'fits', hostOf: board.hostOf };
  }
  if (machines.length > SEARCHED_MACHINES) return { kind: 'open' };
  return search(order, new Board(rooms));
}

function obstacleTo(machines: readonly Machine[], rooms: readonly Room[]): Obstacle | undefined {
  for (const of of ['memoryGiB', 'cores'] as const) {
    const needed = sum(machines.map((machine) => machine[of]));
    const left = sum(rooms.map((room) => room[of]));
    if (needed > left + ROUNDING) return { of, needed, left };
  }
  const homeless = machines.find((machine) => !rooms.some((room) => suits(machine, room)));
  return homeless === undefined ? undefined : { of: 'machine', machine: homeless };
}

function suits(machine: Machine, { id, memoryGiB, cores }: Room): boolean {
  return (
    machine.memoryGiB <= memoryGiB + ROUNDING &&
    machine.cores <= cores + ROUNDING &&
    (machine.hosts === undefined || machine.hosts.has(id))
  );
}

/** By the largest share of all there is; those with few hosts to choose from come first. */
function heaviestFirst(machines: readonly Machine[], rooms: readonly Room[]): Machine[] {
  const allMemory = Math.max(1, sum(rooms.map(({ memoryGiB }) => memoryGiB)));
  const allCores = Math.max(1, sum(rooms.map(({ cores }) => cores)));
  const weighed = machines.map((machine) => {
    const { memoryGiB, cores, hosts, apart } = machine;
    const share = Math.max(memoryGiB / allMemory, cores / allCores);
    const weight = share + (hosts === undefined ? 0 : 2) + (apart.length > 0 ? 1 : 0);
    return { machine, weight };
  });
  return weighed.sort((a, b) => b.weight - a.weight).map(({ machine }) => machine);
}

function search(order: readonly Machine[], board: Board): Placement {
  let steps = 0;
  const placeFrom = (i: number): boolean => {
    const machine = order[i];
    if (machine === undefined) return true;
    for (const room of board.rooms) {
      steps++;
      if (steps > SEARCHED_STEPS) return false;
      if (!board.put(machine, room)) continue;
      if (placeFrom(i + 1)) return true;
      board.take(machine, room);
    }
    return false;
  };
  if (placeFrom(0)) return { kind: 'fits', hostOf: board.hostOf };
  return steps > SEARCHED_STEPS ? { kind: 'open' } : { kind: 'cannot', why: { of: 'all' } };
}

/** A host that is being filled, with what is left of it. */
interface Filling extends Room {
  readonly room: Room;
  memoryGiB: number;
  cores: number;
  /** Keys of the machines on it. */
  readonly keys: Set<string>;
}

/** Hosts that are being filled. */
class Board {
  readonly rooms: readonly Filling[];
  readonly hostOf = new Map<Machine, Room>();

  constructor(rooms: readonly Room[]) {
    this.rooms = rooms.map((room) => ({ ...room, room, keys: new Set() }));
  }

  putFirst(machine: Machine): boolean {
    return this.rooms.some((filling) => this.put(machine, filling));
  }

  put(machine: Machine, filling: Filling): boolean {
    if (!suits(machine, filling)) return false;
    if (machine.apart.some((key) => filling.keys.has(key))) return false;
    filling.memoryGiB -= machine.memoryGiB;
    filling.cores -= machine.cores;
    for (const key of machine.apart) filling.keys.add(key);
    this.hostOf.set(machine, filling.room);
    return true;
  }

  take(machine: Machine, filling: Filling): void {
    filling.memoryGiB += machine.memoryGiB;
    filling.cores += machine.cores;
    for (const key of machine.apart) filling.keys.delete(key);
    this.hostOf.delete(machine);
  }
}

/** How much of a host machines may use, in percent. */
export interface Limits {
  readonly memory: number;
  readonly cpu: number;
}

/** The hosts of a cluster with what machines may use of them, or the facts that hide it. */
export function roomsOf(
  hosts: readonly Server[],
  limits: Limits,
): { readonly rooms: readonly Room[] } | { readonly missing: readonly FactRef[] } {
  const sizes = hosts.map((host) => ({
    id: host.id,
    memory: memoryCapacityGiB(host),
    cores: coreCount(host),
  }));
  const missing = sizes.flatMap(({ memory, cores }) =>
    [memory, cores].flatMap((size) => ('missing' in size ? size.missing : [])),
  );
  if (missing.length > 0) return { missing };
  const rooms = sizes.flatMap(({ id, memory, cores }) =>
    'missing' in memory || 'missing' in cores
      ? []
      : [
          {
            id,
            memoryGiB: (memory.value * limits.memory) / 100,
            cores: (cores.value * limits.cpu) / 100,
          },
        ],
  );
  return { rooms };
}

/**
 * The losses of so many hosts that are tried: the largest by memory, the largest by cores, and with
 * each host that a machine is pinned to the largest others.
 */
export function lossesToTry(
  rooms: readonly Room[],
  failures: number,
  pinned: ReadonlySet<string>,
): readonly ReadonlySet<string>[] {
  const bySize = (of: 'memoryGiB' | 'cores') =>
    [...rooms].sort((a, b) => b[of] - a[of]).map(({ id }) => id);
  const byMemory = bySize('memoryGiB');
  const losses = [
    byMemory,
    bySize('cores'),
    ...byMemory.filter((id) => pinned.has(id)).map((id) => [id, ...byMemory]),
  ].map((ids) => new Set([...new Set(ids)].slice(0, failures)));
  const distinct = new Map(losses.map((loss) => [[...loss].sort().join('\n'), loss]));
  return [...distinct.values()];
}

/** What a machine needs for sure, what it may need at most, and what hides the difference. */
export interface Need {
  readonly instance: Instance;
  readonly atLeast: Amount;
  readonly atMost: Amount;
  /** The group that a rule keeps apart; names belong to their application. */
  readonly group: string | undefined;
  /** Ids of the servers that it is pinned to. */
  readonly pins: readonly string[];
  /** Facts of its memory for want of which all that it is given counts. */
  readonly allocated: readonly FactRef[];
  /** Facts of its CPU and protection for want of which the most counts. */
  readonly open: readonly FactRef[];
  /** Facts without which nothing bounds what it needs. */
  readonly unbounded: readonly FactRef[];
}

export interface Amount {
  readonly memoryGiB: number;
  readonly cores: number;
  /** Fault tolerance runs it twice, on two hosts. */
  readonly copies: 1 | 2;
}

/**
 * The machines of a cluster that run: their memory at p99, no less than what is reserved and no
 * more than what they are given; their virtual processors at p95.
 */
export function needsOf(estate: Estate, cluster: Cluster): readonly Need[] {
  return (
    estate
      .instancesInCluster(cluster)
      // A second copy that is listed is counted with the first.
      .filter((instance) => !standsStill(instance) && instance.ftSecondaryOf === undefined)
      .map((instance) => {
        const memory = memoryNeed(instance);
        const cores = coresNeed(instance);
        const { id, protection } = instance;
        const isTwin = protection === 'ft';
        return {
          instance,
          atLeast: { memoryGiB: memory.atLeast, cores: cores.atLeast, copies: isTwin ? 2 : 1 },
          atMost: {
            memoryGiB: memory.atMost,
            cores: cores.atMost,
            copies: isTwin || protection === undefined ? 2 : 1,
          },
          group: groupOf(estate, instance),
          pins: pinsOf(instance),
          allocated: memory.allocated,
          open: [
            ...cores.open,
            ...(protection === undefined ? [factRef('instance', id, 'protection')] : []),
          ],
          unbounded: [...memory.unbounded, ...cores.unbounded],
        };
      })
  );
}

function memoryNeed({ id, memoryGiB: given, protection, metrics, ...rest }: Instance) {
  const measured = metrics?.memoryP99GiB;
  // All memory of a fault-tolerant machine is reserved.
  const reserved = protection === 'ft' ? 100 : rest.memoryReservationPercent;
  const atLeast = Math.max(
    Math.min(measured ?? 0, given ?? Number.POSITIVE_INFINITY),
    ((given ?? 0) * (reserved ?? 0)) / 100,
  );
  const none = { atLeast, atMost: atLeast, allocated: [], unbounded: [] };
  const isMeasured = measured !== undefined && reserved !== undefined && protection !== undefined;
  if (given === undefined) {
    const isBounded = isMeasured && reserved === 0;
    return isBounded ? none : { ...none, unbounded: [factRef('instance', id, 'memoryGiB')] };
  }
  if (isMeasured || reserved === 100) return none;
  const allocated = [
    ...(measured === undefined ? [factRef('instance', id, 'metrics.memoryP99GiB')] : []),
    ...(reserved === undefined ? [factRef('instance', id, 'memoryReservationPercent')] : []),
  ];
  return { ...none, atMost: given, allocated };
}

function coresNeed({ id, vcpu, metrics }: Instance) {
  const percent = metrics?.cpuP95Percent;
  const busy = ((vcpu ?? 0) * (percent ?? 0)) / 100;
  return {
    atLeast: busy,
    atMost: percent === undefined ? (vcpu ?? 0) : busy,
    open: percent === undefined ? [factRef('instance', id, 'metrics.cpuP95Percent')] : [],
    unbounded: vcpu === undefined ? [factRef('instance', id, 'vcpu')] : [],
  };
}

function groupOf(estate: Estate, instance: Instance): string | undefined {
  const part = partWith(estate, instance);
  if (part === undefined || part.members.length < 2 || !isKeptApart(part)) return undefined;
  return `${estate.applicationOf(instance)?.id} ${part.name}`;
}

/**
 * The machines to be placed after a loss, with their rules. A group that is kept apart has no more
 * members up than hosts are left, and fault tolerance no secondary where one host is left: the
 * others stay down until the repair, by their own rule.
 */
export function machinesFor(
  needs: readonly Need[],
  level: 'atLeast' | 'atMost',
  hostsLeft: number,
): readonly Machine[] {
  const largestFirst = [...needs].sort(
    (a, b) => b[level].memoryGiB - a[level].memoryGiB || b[level].cores - a[level].cores,
  );
  // What is certain counts the smallest members of a group, what is possible the largest.
  const order = level === 'atMost' ? largestFirst : largestFirst.reverse();
  const up = new Map<string, number>();
  return order.flatMap((need) => {
    const members = up.get(need.group ?? '') ?? 0;
    if (need.group !== undefined && members >= hostsLeft) return [];
    up.set(need.group ?? '', members + 1);
    return copiesOf(need, need[level], hostsLeft);
  });
}

function copiesOf(
  { instance: { id }, group, pins }: Need,
  { memoryGiB, cores, copies }: Amount,
  hostsLeft: number,
): readonly Machine[] {
  const twin = `twin ${id}`;
  const secondary: Machine = {
    name: `the secondary of ${id}`,
    memoryGiB,
    cores,
    hosts: undefined,
    apart: [twin],
  };
  const hasTwin = copies === 2 && hostsLeft > 1;
  const apart = [...(group === undefined ? [] : [`group ${group}`]), ...(hasTwin ? [twin] : [])];
  const hosts = pins.length === 0 ? undefined : new Set(pins);
  const first: Machine = { ...secondary, name: id, hosts, apart };
  return hasTwin ? [first, secondary] : [first];
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
