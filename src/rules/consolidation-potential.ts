import { isProduction } from '../analysis/carriers.ts';
import {
  type Consolidation,
  type ConsolidationAssumptions,
  consolidationOf,
} from '../analysis/consolidation.ts';
import {
  cpuCapacityMHz,
  cpuDemandMHz,
  type Measured,
  memoryCapacityGiB,
  serverRef,
} from '../analysis/demand.ts';
import type { Estate } from '../analysis/estate.ts';
import { staysPhysical } from '../analysis/migration.ts';
import type { FactRef } from '../domain/fact-path.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import { notRecorded, onAssumption, pass, unknown } from '../domain/outcome.ts';
import { numberOption } from '../domain/rule-option.ts';
import { count, formatNumber } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'BEN-001',
  name: 'consolidation-potential',
  category: 'opportunity',
  subject: 'estate',
  severity: 'info',
  effort: 'large',
  title: 'What consolidation would save, and what it would put at stake',
  source: [
    paper('P14'),
    TEXTS.stratusDownside,
    projectDefault('Failures, repair and restart times where the inventory records none.'),
  ],
  why: 'Fewer machines cost less, and each of them takes more with it; decide with both numbers in sight.',
  condition: {
    unknown:
      'No standalone machine has a measured load, or no host a recorded size; or the numbers leave out a machine or a host, or rest on assumed failures, repairs or restarts: they are shown nevertheless.',
    notApplicable: 'No standalone machine is recorded that may move.',
  },
  remedy: 'Decide with both numbers in sight.',
  options: {
    growthPercent: numberOption({
      default: 20,
      minimum: 0,
      unit: '%',
      about: 'Growth that is added to the measured p95.',
    }),
    failuresPerYear: numberOption({
      default: 1 / 3,
      minimum: 0,
      unit: 'per year',
      about: 'Failures of a machine where mtbfHours is not recorded.',
    }),
    repairMinutes: numberOption({
      default: 240,
      minimum: 0,
      unit: 'min',
      about: 'Repair time where mttrHours is not recorded.',
    }),
    restartMinutes: numberOption({
      default: 5,
      minimum: 0,
      unit: 'min',
      about: 'Restart time where boot and application start are not measured.',
    }),
  },
  notApplicable: ({ estate }) =>
    movableServers(estate).length === 0
      ? 'no standalone machine is recorded that may move'
      : undefined,
  check(_facts, options, { estate }) {
    const result = consolidationOf(estate, options);
    if ('missing' in result) {
      if (result.missing.length > 0) return notRecorded(...result.missing);
      return unknown('no virtualization host is recorded', ['servers']);
    }
    const gaps = [...leftOut(estate, result), ...unrecorded(estate, result)];
    return onAssumption(
      pass(`${potential(result, options)}; ${price(result)}`, { facts: factsOf(result) }),
      [...result.assumed, ...gaps.flatMap(({ assumed }) => assumed ?? [])],
      gaps.flatMap(({ missing }) => missing).slice(0, SHOWN_MISSING),
    );
  },
});

/** Enough to begin with: a large estate may lack a hundred thousand. */
const SHOWN_MISSING = 200;

function movableServers(estate: Estate): readonly Server[] {
  return estate.standaloneServers.filter(
    (server) => !staysPhysical(server, estate.instancesOnServer(server)),
  );
}

function potential(
  { servers, hostsNeeded, host }: Consolidation,
  { growthPercent }: Pick<ConsolidationAssumptions, 'growthPercent'>,
): string {
  const machines = count(servers.length, 'measured machine');
  const verb = servers.length === 1 ? 'needs' : 'need';
  const hosts = `at least ${count(hostsNeeded, 'host')} like ${host.id}`;
  return `with ${growthPercent} % growth ${machines} ${verb} ${hosts} and one to spare (${ratio(servers.length, hostsNeeded)} to 1)`;
}

/** The spare counts: without it, the loss of one host is an outage of all that stood on it. */
function ratio(servers: number, hostsNeeded: number): string {
  return formatNumber(servers / (hostsNeeded + 1));
}

function price({ outageToday, outageAfter, atOnceToday, atOnceAfter }: Consolidation): string {
  const [today, after] = [outageToday, outageAfter].map(twoFigures);
  return `failing hardware costs ${today} application-minutes a year today and ${after} afterwards, and one lost machine takes down ${count(atOnceAfter, 'application')} at once instead of ${atOnceToday}`;
}

function factsOf({ servers, hostsNeeded, host, outageToday, outageAfter }: Consolidation) {
  return {
    servers: servers.map(({ id }) => id),
    host: host.id,
    hostsNeeded,
    hostsWithSpare: hostsNeeded + 1,
    ratio: twoFigures(servers.length / (hostsNeeded + 1)),
    outageMinutesPerYearToday: twoFigures(outageToday),
    outageMinutesPerYearAfter: twoFigures(outageAfter),
  };
}

/** More than two significant figures would claim more than is known. */
function twoFigures(value: number): number {
  return Number(value.toPrecision(2));
}

interface Gap {
  readonly missing: readonly FactRef[];
  /** What the numbers take for granted instead; absent where the analysis says it. */
  readonly assumed?: string;
}

/** Machines that may move and hosts that may be smaller, whose size the numbers do not know. */
function leftOut(estate: Estate, { servers }: Consolidation): Gap[] {
  const known = new Set(servers);
  const unmeasured = movableServers(estate).filter((server) => !known.has(server));
  const unsized = estate.hosts.flatMap((host) => {
    const missing = missingOf(cpuCapacityMHz(host), memoryCapacityGiB(host));
    return missing.length > 0 ? [missing] : [];
  });
  return [
    ...gap(unmeasured.map(missingLoad), (n) => `${count(n, 'unmeasured machine')} left out`),
    ...gap(unsized, (n) => `${count(n, 'host')} of unrecorded size left out`),
  ];
}

function missingLoad(server: Server): readonly FactRef[] {
  const memory = server.performance?.memoryP99GiB;
  return [
    ...missingOf(cpuDemandMHz(server, 'cpuP95Percent')),
    ...(memory === undefined ? [factOf(server, 'performance.memoryP99GiB')] : []),
  ];
}

/** Facts that the expected outage rests on. */
function unrecorded(estate: Estate, { servers, host }: Consolidation): Gap[] {
  const carried = servers.map((server) => estate.instancesOnServer(server).filter(isProduction));
  const empty = servers.filter((_, i) => carried[i]?.length === 0);
  const unprotected = carried.flat().filter(({ protection }) => protection === undefined);
  return [
    ...gap(
      empty.map((server) => [factOf(server, 'instances')]),
      (n) => `one application on ${count(n, 'machine')} without a recorded production instance`,
    ),
    ...gap(
      unprotected.map((instance) => [instanceFact(instance, 'protection')]),
      (n) => `no restart elsewhere for ${count(n, 'instance')} without a recorded protection`,
    ),
    { missing: servers.flatMap((server) => reliabilityOf(server, RELIABILITY)) },
    { missing: carried.flat().flatMap((instance) => missingRestart(instance, host)) },
    { missing: reliabilityOf(host, ['mtbfHours']) },
  ];
}

const RELIABILITY = ['mtbfHours', 'mttrHours'] as const;

function reliabilityOf(
  server: Server,
  names: readonly (typeof RELIABILITY)[number][],
): readonly FactRef[] {
  return names
    .filter((name) => server.reliability?.[name] === undefined)
    .map((name) => factOf(server, `reliability.${name}`));
}

/** A restart is as long as its parts; whatever is not restarted waits for the repair of its host. */
function missingRestart(instance: Instance, host: Server): readonly FactRef[] {
  const { protection, bootMinutes, appStartMinutes } = instance;
  if (protection === 'ft' || protection === 'app-cluster') return [];
  if (protection !== 'ha-restart') return reliabilityOf(host, ['mttrHours']);
  return [
    ...(bootMinutes === undefined ? [instanceFact(instance, 'bootMinutes')] : []),
    ...(appStartMinutes === undefined ? [instanceFact(instance, 'appStartMinutes')] : []),
  ];
}

function gap(missing: readonly (readonly FactRef[])[], say: (number: number) => string): Gap[] {
  return missing.length === 0 ? [] : [{ missing: missing.flat(), assumed: say(missing.length) }];
}

function missingOf(...parts: readonly Measured[]): readonly FactRef[] {
  return parts.flatMap((part) => ('missing' in part ? part.missing : []));
}

function factOf(server: Server, path: string): FactRef {
  return { subject: serverRef(server), path };
}

function instanceFact({ id }: Instance, path: string): FactRef {
  return { subject: { kind: 'instance', id }, path };
}
