import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import { serverRef } from './demand.ts';
import type { Estate } from './estate.ts';

/** Cores that are to be licensed: those that are certain, and the facts that hide further ones. */
export interface CoreCount {
  readonly known: number;
  readonly missing: readonly FactRef[];
}

/** How a vendor counts the cores of a machine. */
export interface CoreFloors {
  /** Least cores that count for a processor. */
  readonly perSocket: number;
  /** Least cores that count for a machine. */
  readonly perHost: number;
}

const NO_FLOORS: CoreFloors = { perSocket: 0, perHost: 0 };

/** The cores of a list of machines, each no less than its vendor's floors. */
export function countCores(hosts: readonly Server[], floors: CoreFloors = NO_FLOORS): CoreCount {
  const counts = hosts.map((host): CoreCount => coresOf(host, floors));
  return {
    known: counts.reduce((sum, { known }) => sum + known, 0),
    missing: counts.flatMap(({ missing }) => missing),
  };
}

function coresOf(host: Server, { perSocket, perHost }: CoreFloors): CoreCount {
  const { sockets, coresPerSocket } = host.cpu ?? {};
  const facts = { 'cpu.sockets': sockets, 'cpu.coresPerSocket': coresPerSocket };
  const missing = Object.entries(facts).flatMap(([path, value]) =>
    value === undefined ? [{ subject: serverRef(host), path }] : [],
  );
  // A machine has one processor with one core at least, so its floors are certain.
  const cores = (sockets ?? 1) * Math.max(coresPerSocket ?? 1, perSocket);
  return { known: Math.max(cores, perHost), missing };
}

/** The hosts that instances may be started on, and the facts that hide further ones. */
export interface ReachedHosts {
  readonly hosts: readonly Server[];
  readonly missing: readonly FactRef[];
}

/** All hosts of the clusters that instances run in; a host without a cluster stands for itself. */
export function hostsWithin(estate: Estate, instances: readonly Instance[]): ReachedHosts {
  const hosts = new Set<Server>();
  const missing: FactRef[] = [];
  for (const instance of instances) {
    const cluster = estate.clusterOfInstance(instance);
    const host = estate.hostOfInstance(instance);
    const reached =
      cluster === undefined ? [host].flatMap((one) => one ?? []) : estate.hostsOf(cluster);
    for (const one of reached) hosts.add(one);
    if (reached.length > 0) continue;
    missing.push(
      cluster === undefined
        ? factRef('instance', instance.id, 'target')
        : factRef('cluster', cluster.id, 'hosts'),
    );
  }
  return { hosts: [...hosts], missing };
}
