import type { FactRef } from '../domain/fact-path.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import { isProduction } from './carriers.ts';
import {
  cpuCapacityMHz,
  cpuDemandMHz,
  type Measured,
  memoryCapacityGiB,
  serverRef,
} from './demand.ts';
import type { Estate } from './estate.ts';
import { staysPhysical } from './migration.ts';

/** What consolidation would save, and what it would put at stake. */
export interface Consolidation {
  /** Standalone machines that are measured and may move. */
  readonly servers: readonly Server[];
  /** Hosts of the size of `host` that carry them, growth included, without the spare. */
  readonly hostsNeeded: number;
  readonly host: Server;
  /** Expected application outage from failing hardware, in application-minutes a year. */
  readonly outageToday: number;
  readonly outageAfter: number;
  /** Applications that one lost machine takes down at once: today, and afterwards at least. */
  readonly atOnceToday: number;
  readonly atOnceAfter: number;
  readonly assumed: readonly string[];
}

export interface ConsolidationAssumptions {
  readonly growthPercent: number;
  readonly failuresPerYear: number;
  readonly repairMinutes: number;
  readonly restartMinutes: number;
}

/**
 * Consolidation potential and its price (M8; paper P14): p95 demand with growth against a host, and
 * expected outage = failures a year × applications × time until each is back. Either the result, or
 * the facts without which there is none.
 */
export function consolidationOf(
  estate: Estate,
  assumptions: ConsolidationAssumptions,
): Consolidation | { readonly missing: readonly FactRef[] } {
  const movable = estate.standaloneServers.filter(
    (server) => !staysPhysical(server, estate.instancesOnServer(server)),
  );
  const measured = movable.map((server) => ({ server, demand: demandOf(server) }));
  const servers = measured.flatMap(({ server, demand }) =>
    'missing' in demand ? [] : [{ server, ...demand }],
  );
  const sized = estate.hosts.map((host) => ({ host, size: sizeOf(host) }));
  const host = sized
    .flatMap(({ host, size }) => ('missing' in size ? [] : [{ host, ...size }]))
    .sort((a, b) => a.memory - b.memory || a.cpu - b.cpu)[0];
  if (servers.length === 0 || host === undefined) {
    const missing = [
      ...(servers.length === 0 ? measured.map(({ demand }) => demand) : []),
      ...(host === undefined ? sized.map(({ size }) => size) : []),
    ].flatMap((part) => ('missing' in part ? part.missing : []));
    return { missing: missing.slice(0, SHOWN_MISSING) };
  }
  const growth = 1 + assumptions.growthPercent / 100;
  const cpu = servers.reduce((sum, one) => sum + one.cpu, 0) * growth;
  const memory = servers.reduce((sum, one) => sum + one.memory, 0) * growth;
  const hostsNeeded = Math.max(1, Math.ceil(cpu / host.cpu), Math.ceil(memory / host.memory));
  const machines = servers.map(({ server }) => server);
  return {
    servers: machines,
    host: host.host,
    hostsNeeded,
    ...outageOf(estate, machines, host.host, hostsNeeded, assumptions),
  };
}

/** Enough to begin with: a large estate may lack a hundred thousand. */
const SHOWN_MISSING = 200;

type Size =
  | { readonly cpu: number; readonly memory: number }
  | { readonly missing: readonly FactRef[] };

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

type Outage = Omit<Consolidation, 'servers' | 'host' | 'hostsNeeded'>;

function outageOf(
  estate: Estate,
  servers: readonly Server[],
  host: Server,
  hostsNeeded: number,
  assumptions: ConsolidationAssumptions,
): Outage {
  const assumed = new Set<string>();
  const instances = servers.map((server) => estate.instancesOnServer(server).filter(isProduction));
  const today = servers.map((server, i) => {
    const down = applicationCount(estate, instances[i] ?? []);
    return {
      down,
      outage:
        failuresOf(server, assumptions, assumed) * down * repairOf(server, assumptions, assumed),
    };
  });
  const all = instances.flat();
  const applications = Math.max(1, applicationCount(estate, all));
  const perRestart = all.map((instance) => minutesDown(instance, host, assumptions, assumed));
  const meanRestart =
    perRestart.reduce((sum, one) => sum + one, 0) / Math.max(1, perRestart.length);
  const outageAfter = failuresOf(host, assumptions, assumed) * applications * meanRestart;
  return {
    outageToday: today.reduce((sum, { outage }) => sum + outage, 0),
    outageAfter,
    atOnceToday: Math.max(1, ...today.map(({ down }) => down)),
    atOnceAfter: Math.ceil(applications / hostsNeeded),
    assumed: [...assumed],
  };
}

/** A machine without a recorded application still carries something. */
function applicationCount(estate: Estate, instances: readonly Instance[]): number {
  const owners = new Set(instances.map((instance) => estate.applicationOf(instance) ?? instance));
  return Math.max(1, owners.size);
}

const HOURS_PER_YEAR = 8766;

function failuresOf(
  { reliability }: Server,
  { failuresPerYear }: ConsolidationAssumptions,
  assumed: Set<string>,
): number {
  if (reliability?.mtbfHours !== undefined) return HOURS_PER_YEAR / reliability.mtbfHours;
  assumed.add(`${Number(failuresPerYear.toFixed(2))} failures a year of a machine`);
  return failuresPerYear;
}

function repairOf(
  { reliability }: Server,
  { repairMinutes }: ConsolidationAssumptions,
  assumed: Set<string>,
): number {
  if (reliability?.mttrHours !== undefined) return reliability.mttrHours * 60;
  assumed.add(`${repairMinutes} min for a repair`);
  return repairMinutes;
}

/** Until the machine is back after the loss of a host: by its protection, else by a repair. */
function minutesDown(
  instance: Instance,
  host: Server,
  assumptions: ConsolidationAssumptions,
  assumed: Set<string>,
): number {
  const { protection, bootMinutes, appStartMinutes } = instance;
  if (protection === 'ft' || protection === 'app-cluster') return 0;
  if (protection !== 'ha-restart') return repairOf(host, assumptions, assumed);
  if (bootMinutes !== undefined && appStartMinutes !== undefined)
    return bootMinutes + appStartMinutes;
  assumed.add(`${assumptions.restartMinutes} min for a restart`);
  return assumptions.restartMinutes;
}
