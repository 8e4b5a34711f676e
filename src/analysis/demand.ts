import type { FactRef } from '../domain/fact-path.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import type { SubjectRef } from '../domain/subject.ts';
import type { Estate } from './estate.ts';

/** A quantity, or the facts without which it cannot be computed. */
export type Measured = { readonly value: number } | { readonly missing: readonly FactRef[] };

/** Clock of all physical cores of a machine, in MHz; hardware threads add nothing here. */
export const cpuCapacityMHz = memoised((server: Server): Measured => {
  const { sockets, coresPerSocket, baseMHz } = server.cpu ?? {};
  return product(serverRef(server), {
    'cpu.sockets': sockets,
    'cpu.coresPerSocket': coresPerSocket,
    'cpu.baseMHz': baseMHz,
  });
});

/** Physical cores of a machine. */
export const coreCount = memoised((server: Server): Measured => {
  const { sockets, coresPerSocket } = server.cpu ?? {};
  return product(serverRef(server), {
    'cpu.sockets': sockets,
    'cpu.coresPerSocket': coresPerSocket,
  });
});

/** CPU that a standalone machine uses at a recorded level of load, in MHz. */
export function cpuDemandMHz(server: Server, level: 'cpuPeakPercent' | 'cpuP95Percent'): Measured {
  const capacity = cpuCapacityMHz(server);
  const percent = server.performance?.[level];
  const path = `performance.${level}`;
  if (percent === undefined) {
    const missing = { subject: serverRef(server), path };
    return { missing: 'missing' in capacity ? [missing, ...capacity.missing] : [missing] };
  }
  return 'missing' in capacity ? capacity : { value: (capacity.value * percent) / 100 };
}

/** Memory of a machine, in GiB. */
export const memoryCapacityGiB = memoised(
  (server: Server): Measured => product(serverRef(server), { memoryGiB: server.memoryGiB }),
);

/**
 * Hosts that an instance runs on or may be started on: the one recorded; else those of its cluster
 * that it is pinned to; else all of its cluster. A pin only narrows: left out, no host goes away.
 */
export function targetHosts(estate: Estate, instance: Instance): readonly Server[] {
  const host = estate.hostOfInstance(instance);
  if (host !== undefined) return [host];
  const cluster = estate.clusterOfInstance(instance);
  const pins = pinsOf(instance);
  const hosts = cluster === undefined ? estate.hosts : estate.hostsOf(cluster);
  const pinned = pins.length === 0 ? [] : hosts.filter(({ id }) => pins.includes(id));
  if (pinned.length > 0) return pinned;
  return cluster === undefined ? [] : hosts;
}

const PIN = 'pin:';

/** Ids of the servers that a placement rule pins an instance to. */
export function pinsOf({ placementRules }: Instance): readonly string[] {
  if (placementRules === undefined) return NO_PINS;
  return placementRules.flatMap((rule) => (rule.startsWith(PIN) ? rule.slice(PIN.length) : []));
}

const NO_PINS: readonly string[] = [];

export function serverRef(server: Server): SubjectRef {
  return { kind: server.role === 'host' ? 'host' : 'server', id: server.id };
}

/** A share of a capacity; both must be known. */
export function shareOf(demand: Measured, capacity: Measured): Measured {
  const missing = [
    ...('missing' in demand ? demand.missing : []),
    ...('missing' in capacity ? capacity.missing : []),
  ];
  if ('missing' in demand || 'missing' in capacity) return { missing };
  return { value: demand.value / capacity.value };
}

/** The sum of quantities; all must be known. */
export function sumOf(parts: readonly Measured[]): Measured {
  const missing = parts.flatMap((part) => ('missing' in part ? part.missing : []));
  if (missing.length > 0) return { missing };
  return { value: parts.reduce((sum, part) => sum + ('value' in part ? part.value : 0), 0) };
}

function product(
  subject: SubjectRef,
  factors: Readonly<Record<string, number | undefined>>,
): Measured {
  const missing: FactRef[] = [];
  let value = 1;
  for (const [path, factor] of Object.entries(factors)) {
    if (factor === undefined) missing.push({ subject, path });
    else value *= factor;
  }
  return missing.length > 0 ? { missing } : { value };
}
