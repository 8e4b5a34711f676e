import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Cluster, Instance, Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import { formatNumber } from '../domain/wording.ts';
import { type Amount, type Limits, type Need, needsOf } from './capacity.ts';
import { coreCount, memoryCapacityGiB } from './demand.ts';
import type { Estate } from './estate.ts';
import type { Loss } from './failure-domain.ts';
import type { Assumption } from './recovery.ts';

type Size = Pick<Amount, 'memoryGiB' | 'cores'>;

/**
 * What a restart in a cluster assumes of its room: nothing where all that shall run there, at its
 * most, has no more than what the hosts that are left may give. That is a sum, which the placement of
 * each machine (CLU-001) may still belie; but where it is not enough, no placement is.
 */
export function restartRoom(
  estate: Estate,
  cluster: Cluster,
  loss: Loss,
  stayDown: readonly Instance[],
  limits: Limits,
): readonly Assumption[] {
  const { hosts, whole, unknownHosts, atLeast, atMost, open, needOf } = totalsIn(estate)(cluster);
  const lost = hosts.filter((host) => loss.servers.has(host));
  const given = allowed(minus(whole, lost.map(sizeOf)), limits);
  const needs = stayDown.flatMap((instance) => needOf.get(instance) ?? []);
  const most = minus(
    atMost,
    needs.map((need) => times(need.atMost)),
  );
  const least = minus(
    atLeast,
    needs.map((need) => times(need.atLeast)),
  );
  const unknown = [
    ...unknownHosts.filter(({ host }) => !loss.servers.has(host)).flatMap(({ missing }) => missing),
    ...open,
  ];
  const isSized = unknownHosts.every(({ host }) => loss.servers.has(host));
  if (isSized && !fits(least, given)) {
    const fact = factRef('cluster', cluster.id, 'hosts');
    return [{ fact, text: `room for every machine, although ${shortage(least, given)}` }];
  }
  if (unknown.length === 0 && fits(most, given)) return [];
  const facts = unknown.length > 0 ? unknown : [factRef('cluster', cluster.id, 'hosts')];
  return facts.map((fact) => ({ fact, text: 'room for every machine' }));
}

interface Totals {
  readonly hosts: readonly Server[];
  /** What the hosts have whose size is recorded. */
  readonly whole: Size;
  readonly unknownHosts: readonly { readonly host: Server; readonly missing: readonly FactRef[] }[];
  readonly atLeast: Size;
  readonly atMost: Size;
  /** Facts without which nothing bounds what a machine needs. */
  readonly open: readonly FactRef[];
  readonly needOf: ReadonlyMap<Instance, Need>;
}

const totalsIn = memoised((estate: Estate) =>
  memoised((cluster: Cluster): Totals => {
    const hosts = estate.hostsOf(cluster);
    const needs = needsOf(estate, cluster);
    return {
      hosts,
      whole: plus(hosts.map(sizeOf)),
      unknownHosts: hosts
        .map((host) => ({ host, missing: hiddenSize(host) }))
        .filter(({ missing }) => missing.length > 0),
      atLeast: plus(needs.map((need) => times(need.atLeast))),
      atMost: plus(needs.map((need) => times(need.atMost))),
      open: needs.flatMap(({ unbounded }) => unbounded),
      needOf: new Map(needs.map((need) => [need.instance, need])),
    };
  }),
);

function sizeOf(host: Server): Size {
  const memory = memoryCapacityGiB(host);
  const cores = coreCount(host);
  return {
    memoryGiB: 'value' in memory ? memory.value : 0,
    cores: 'value' in cores ? cores.value : 0,
  };
}

function hiddenSize(host: Server): readonly FactRef[] {
  return [memoryCapacityGiB(host), coreCount(host)].flatMap((size) =>
    'missing' in size ? size.missing : [],
  );
}

function times({ memoryGiB, cores, copies }: Amount): Size {
  return { memoryGiB: memoryGiB * copies, cores: cores * copies };
}

function plus(sizes: readonly Size[]): Size {
  return {
    memoryGiB: sizes.reduce((sum, { memoryGiB }) => sum + memoryGiB, 0),
    cores: sizes.reduce((sum, { cores }) => sum + cores, 0),
  };
}

function minus(whole: Size, parts: readonly Size[]): Size {
  const less = plus(parts);
  return { memoryGiB: whole.memoryGiB - less.memoryGiB, cores: whole.cores - less.cores };
}

function allowed({ memoryGiB, cores }: Size, { memory, cpu }: Limits): Size {
  return { memoryGiB: (memoryGiB * memory) / 100, cores: (cores * cpu) / 100 };
}

/** Errors of rounding take no room. */
const ROUNDING = 1e-6;

function fits(needed: Size, given: Size): boolean {
  return needed.memoryGiB <= given.memoryGiB + ROUNDING && needed.cores <= given.cores + ROUNDING;
}

function shortage(needed: Size, given: Size): string {
  return needed.memoryGiB > given.memoryGiB + ROUNDING
    ? `machines need ${formatNumber(needed.memoryGiB)} GiB of memory, left are ${formatNumber(given.memoryGiB)} GiB`
    : `machines need ${formatNumber(needed.cores)} cores, left are ${formatNumber(given.cores)}`;
}
