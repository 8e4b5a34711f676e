import { type FactRef, factRefs } from '../domain/fact-path.ts';
import type { Ending, ObjectiveVerdict } from '../domain/failure.ts';
import type { Application, Cluster, Instance } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import { byId, byText } from '../domain/order.ts';
import { standsStill } from '../domain/power.ts';
import type { Limits } from './capacity.ts';
import { isProduction } from './carriers.ts';
import { circlesIn } from './circles.ts';
import { type Dependents, hardDependents, hardNeeds, sureDependents } from './dependencies.ts';
import type { Estate } from './estate.ts';
import {
  type FailureDomain,
  type Loss,
  mayHoldMore,
  possibleLoss,
  sureLoss,
} from './failure-domain.ts';
import { isKeptApart, type Part, partWith } from './parts.ts';
import {
  type Assumption,
  assumption,
  NOT_KNOWN,
  type RecoveryDefaults,
  type RecoveryTimeline,
  recoveryOf,
} from './recovery.ts';
import { restartRoom } from './restart-room.ts';
import { type Course, courseOf } from './return-course.ts';

/** What no inventory records, and a team settles. */
export interface FailureModel {
  readonly restart: RecoveryDefaults;
  /** How much of a host that is left may be used, in percent. */
  readonly limits: Limits;
}

/** It never comes back: later than what is not known. */
export const NEVER = Number.POSITIVE_INFINITY;

/** Minutes after the failure; `NOT_KNOWN` and `NEVER` are later than all others. */
export type Moment = number;

/** How a machine comes back. */
export interface MachineReturn {
  readonly course: Course;
  /** It is down for sure. */
  readonly isCertain: boolean;
  readonly startsAt: Moment;
  readonly backAt: Moment;
  readonly isSure: boolean;
  /** Applications that it waited for, or waits for without end. */
  readonly waitsFor: readonly string[];
}

/** How long an application is out. */
export interface ApplicationOutage {
  readonly application: Application;
  /** It is out for sure. */
  readonly isCertain: boolean;
  /** It is out so long for sure. */
  readonly from: Moment;
  /** It is predicted to be back, with all that may be down. */
  readonly to: Moment;
  /** The prediction rests on recorded facts alone. */
  readonly isSure: boolean;
  /** What it is out the longest for; undefined where that is itself. */
  readonly waitsFor: Application | undefined;
}

/** The recovery after the loss of a failure domain. */
export interface FailureRecovery {
  readonly domain: FailureDomain;
  /** In the order in which they start. */
  readonly machines: readonly MachineReturn[];
  /** Sorted by id. */
  readonly outages: readonly ApplicationOutage[];
  /** Applications that lose machines for sure and go on for sure; sorted by id. */
  readonly goOn: readonly Application[];
  /** Circles of applications that wait for each other. */
  readonly circles: readonly (readonly string[])[];
  /** All that is assumed, and in the place of what. */
  readonly assumptions: readonly Assumption[];
  /** Facts without which a time is not known, or that hide whether a machine is down. */
  readonly missing: readonly FactRef[];
}

/**
 * The recovery after the loss of a failure domain (M7 for each cluster that loses machines): who is
 * down, how and when each machine is back, and how long each application is out: until every part
 * of it has a member that runs, and what it hard-depends on is back as well. Looked at twice: with
 * what is down for sure, and with all that may be.
 */
export function failureRecovery(
  estate: Estate,
  domain: FailureDomain,
  model: FailureModel,
): FailureRecovery {
  const sure = scenarioOf(estate, sureLoss(estate, domain), model);
  const most = scenarioOf(estate, possibleLoss(estate, domain), model);
  const outages = outagesOf(estate, sure, most);
  const out = new Set(outages.map(({ application }) => application));
  return {
    domain,
    machines: machinesOf(sure, most),
    outages,
    goOn: touchedBy(estate, sure).filter((application) => !out.has(application)),
    circles: circlesOf(estate, most),
    assumptions: assumptionsOf(most),
    missing: missingIn(estate, most),
  };
}

/** The same with what is down for sure alone, which is all that a list of domains can say of each. */
export function sureRecovery(
  estate: Estate,
  domain: FailureDomain,
  model: FailureModel,
): { readonly machines: number; readonly outages: readonly ApplicationOutage[] } {
  const sure = scenarioOf(estate, sureLoss(estate, domain), model);
  const outages = outagesOf(estate, sure, sure);
  return {
    machines: sure.courses.size,
    // What may fall as well may stand before the others in a queue.
    outages: mayHoldMore(estate, domain)
      ? outages.map((outage) => ({ ...outage, isSure: false }))
      : outages,
  };
}

/** How long it is out against a limit; unknown as long as a fact may decide otherwise. */
export function verdictOn(
  { from, to, isSure }: ApplicationOutage,
  limit: number | undefined,
): ObjectiveVerdict {
  if (limit === undefined) return 'unknown';
  if (from > limit) return 'exceeded';
  return isSure && to <= limit ? 'met' : 'unknown';
}

export function endingOf(moment: Moment): Ending {
  if (moment === NEVER) return 'never';
  return moment === NOT_KNOWN ? 'not-known' : 'predicted';
}

// One scenario.

interface Returned {
  readonly courses: ReadonlyMap<Instance, Course>;
  readonly timeline: RecoveryTimeline;
  /** Whether what waits without end surely does. */
  readonly isStuckForSure: boolean;
}

interface Scenario extends Returned {
  /** Applications that are down by themselves. */
  readonly down: ReadonlyMap<Application, Fall>;
  readonly doubts: ReadonlyMap<Cluster, readonly Assumption[]>;
}

/** How long an application is down by itself, or waits with its own machines. */
interface Fall {
  readonly least: Moment;
  readonly back: Moment;
  readonly isSure: boolean;
}

function scenarioOf(estate: Estate, loss: Loss, model: FailureModel): Scenario {
  const planned = loss.fallen.map((fallen) =>
    courseOf({ estate, loss, fallen, defaults: model.restart }),
  );
  const doubts = queueDoubts(estate, loss, planned, model);
  const courses = new Map(
    planned.map((course) => [course.fallen.instance, inDoubt(course, doubts)]),
  );
  const returns = [...courses.values()].flatMap(({ back }) => back ?? []);
  const fallen = [...courses.keys()];
  const standing = keptApart(estate, loss);
  const down = [
    ...fallen.filter((instance) => !standing.has(instance)),
    ...switchedOff(estate, fallen),
  ];
  const timeline = recoveryOf(estate, down, returns, model.restart);
  const returned = { courses, timeline, isStuckForSure: isStuckForSure(estate, timeline) };
  return { ...returned, down: fallsOf(returned), doubts };
}

/** All that a scenario assumes: of each queue, and of what comes back without one. */
function assumptionsOf({ courses, timeline, doubts }: Scenario): readonly Assumption[] {
  return [
    ...[...doubts.values()].flat(),
    ...[...timeline.queues.values()].flatMap(({ everywhere, queue }) => [...everywhere, ...queue]),
    ...[...courses.values()].flatMap(({ back }) =>
      back === undefined || back.cluster !== undefined ? [] : back.assumptions,
    ),
  ];
}

/** Applications that are down and wait for each other. */
function circlesOf(estate: Estate, { down }: Scenario): readonly (readonly string[])[] {
  const applications = [...down.keys()].sort(byId);
  const circles = circlesIn(applications, (one) =>
    hardNeeds(estate, one).filter((needed) => down.has(needed)),
  );
  return circles.map((circle) => circle.map(({ id }) => id));
}

/**
 * Members of groups that a rule keeps apart share no host: where each of several may be the one that
 * falls with a host, all others stand.
 */
function keptApart(estate: Estate, { domain, fallen }: Loss): ReadonlySet<Instance> {
  if (domain.kind !== 'host') return new Set();
  const falls = new Set<Part>();
  const standing = new Set<Instance>();
  // What falls for sure comes first.
  const surestFirst = [...fallen].sort((a, b) => a.unless.length - b.unless.length);
  for (const { instance, unless } of surestFirst) {
    const part = partWith(estate, instance);
    if (part === undefined || !isKeptApart(part)) continue;
    if (falls.has(part) && unless.length > 0) standing.add(instance);
    falls.add(part);
  }
  return standing;
}

/** Members of their parts that were off before: they stand in for nobody. */
function switchedOff(estate: Estate, down: readonly Instance[]): readonly Instance[] {
  const off = offMembers(estate);
  if (off.size === 0) return [];
  const parts = new Set(down.flatMap((instance) => partWith(estate, instance) ?? []));
  return [...parts].flatMap((part) => off.get(part) ?? []);
}

const offMembers = memoised((estate: Estate): ReadonlyMap<Part, readonly Instance[]> => {
  const off = estate.instances.filter(standsStill);
  const parts = new Set(off.flatMap((instance) => partWith(estate, instance) ?? []));
  return new Map([...parts].map((part) => [part, part.members.filter(standsStill)]));
});

/**
 * What hides the queue of a cluster from all that restart in it: room that may not be there, and
 * machines that may restart as well.
 */
function queueDoubts(
  estate: Estate,
  loss: Loss,
  courses: readonly Course[],
  { limits }: FailureModel,
): ReadonlyMap<Cluster, readonly Assumption[]> {
  const doubts = new Map<Cluster, readonly Assumption[]>();
  for (const [cluster, own] of byCluster(estate, courses)) {
    const restarted = own.filter(({ back }) => back?.cluster === cluster);
    if (restarted.length === 0) continue;
    const stayDown = own
      .filter(({ way }) => way !== 'restart')
      .map(({ fallen }) => fallen.instance);
    const unprotected = own.filter(({ fallen }) => fallen.instance.protection === undefined);
    const isCrowded = restarted.length + unprotected.length > (cluster.ha?.parallelRestarts ?? 1);
    doubts.set(cluster, [
      ...restartRoom(estate, cluster, loss, stayDown, limits),
      ...(isCrowded ? unprotected : []).map(({ fallen }) =>
        assumption('instance', fallen.instance.id, 'protection', 'not restarted'),
      ),
    ]);
  }
  return doubts;
}

/** One doubt about the queue is enough for each that stands in it. */
function inDoubt(course: Course, doubts: ReadonlyMap<Cluster, readonly Assumption[]>): Course {
  const { back } = course;
  const [doubt] = back?.cluster === undefined ? [] : (doubts.get(back.cluster) ?? []);
  if (back === undefined || doubt === undefined) return course;
  return { ...course, back: { ...back, assumptions: [doubt, ...back.assumptions] } };
}

function byCluster(
  estate: Estate,
  courses: readonly Course[],
): ReadonlyMap<Cluster, readonly Course[]> {
  const groups = new Map<Cluster, Course[]>();
  for (const course of courses) {
    const cluster = estate.clusterOfInstance(course.fallen.instance);
    if (cluster === undefined) continue;
    const group = groups.get(cluster);
    if (group === undefined) groups.set(cluster, [course]);
    else group.push(course);
  }
  return groups;
}

function fallsOf(returned: Returned): ReadonlyMap<Application, Fall> {
  const { courses, timeline } = returned;
  const falls = new Map<Application, Fall>();
  for (const { application, members } of timeline.lostParts) {
    const part = { least: NEVER, back: NEVER, isSure: true };
    for (const member of members) {
      const course = courses.get(member);
      if (course === undefined) continue;
      const { least, backAt, isSure } = momentOf(returned, course);
      part.least = Math.min(part.least, least);
      part.back = Math.min(part.back, backAt);
      part.isSure &&= isSure;
    }
    const known = falls.get(application) ?? { least: 0, back: 0, isSure: true };
    falls.set(application, {
      least: Math.max(known.least, part.least),
      back: Math.max(known.back, part.back),
      isSure: known.isSure && part.isSure,
    });
  }
  return falls;
}

/**
 * Whether all that is stuck is so for sure: a dependency whose kind is not recorded may be one that
 * nothing waits for.
 */
function isStuckForSure(estate: Estate, { stuck }: RecoveryTimeline): boolean {
  return [...stuck.keys()].every((instance) =>
    estate.applicationOf(instance)?.dependsOn?.every(({ kind }) => kind !== undefined),
  );
}

/** When a machine is back. */
function momentOf(
  { timeline, isStuckForSure }: Returned,
  { fallen, back, leastMinutes }: Course,
): {
  backAt: Moment;
  startsAt: Moment;
  isSure: boolean;
  least: Moment;
  waitsFor: readonly string[];
} {
  const restart = timeline.restarts.get(fallen.instance);
  if (restart !== undefined) {
    const { backAt, startsAt, isSure, waitedFor } = restart;
    const least = isSure ? backAt : leastMinutes;
    return { backAt, startsAt, isSure, least, waitsFor: waitedFor };
  }
  const waitsFor = timeline.stuck.get(fallen.instance)?.waitsFor ?? [];
  const isSure = (back?.assumptions ?? []).length === 0 && isStuckForSure;
  const least = isSure ? NEVER : leastMinutes;
  return { backAt: NEVER, startsAt: NEVER, isSure, least, waitsFor };
}

// Applications.

/** Each application that is out, by itself or for what it needs. */
function outagesOf(estate: Estate, sure: Scenario, most: Scenario): readonly ApplicationOutage[] {
  const dependents = hardDependents(estate);
  const to = spread(most.down, ({ back }) => back, dependents);
  const from = spread(sure.down, ({ least }) => least, sureDependents(estate));
  const doubtful = new Map([...most.down].filter(([, { isSure }]) => !isSure));
  const unsure = spread(doubtful, () => 0, dependents);
  const open = openBelow(estate);
  return [...to]
    .map(([application, { moment, because }]) => ({
      application,
      isCertain: from.has(application),
      from: from.get(application)?.moment ?? 0,
      to: moment,
      isSure: !unsure.has(application) && !open.has(application),
      waitsFor: because === application ? undefined : because,
    }))
    .sort((a, b) => byText(a.application.id, b.application.id));
}

interface Reached {
  readonly moment: Moment;
  /** Where the moment is from. */
  readonly because: Application;
}

/** The latest moment that reaches each application, over what names it as needed. */
function spread<T>(
  starts: ReadonlyMap<Application, T>,
  momentOf: (start: T) => Moment,
  dependents: Dependents,
): ReadonlyMap<Application, Reached> {
  const latestFirst = [...starts]
    .map(([application, start]) => ({ because: application, moment: momentOf(start) }))
    .sort(latest);
  const reached = new Map<Application, Reached>();
  for (const start of latestFirst) {
    const queue = [start.because];
    for (const application of queue) {
      if (reached.has(application)) continue;
      reached.set(application, start);
      for (const dependent of dependents.get(application) ?? []) queue.push(dependent);
    }
  }
  return reached;
}

/** `NEVER` is no number to subtract. */
function latest(a: Reached, b: Reached): number {
  if (a.moment === b.moment) return byId(a.because, b.because);
  return b.moment > a.moment ? 1 : -1;
}

/** Applications that may need something that is not recorded, directly or through others. */
const openBelow = memoised((estate: Estate): ReadonlyMap<Application, Reached> => {
  const open = estate.inventory.applications.filter(({ dependsOn }) => dependsOn === undefined);
  return spread(new Map(open.map((one) => [one, 0])), () => 0, hardDependents(estate));
});

/** Applications with production machines that are down, sorted by id. */
function touchedBy(estate: Estate, { courses }: Scenario): readonly Application[] {
  const touched = [...courses.keys()]
    .filter(isProduction)
    .flatMap((instance) => estate.applicationOf(instance) ?? []);
  return [...new Set(touched)].sort(byId);
}

// Machines.

function machinesOf(sure: Scenario, most: Scenario): readonly MachineReturn[] {
  return [...most.courses]
    .map(([instance, perhaps]): MachineReturn => {
      const certain = sure.courses.get(instance);
      const course = certain ?? perhaps;
      const { startsAt, backAt, isSure, waitsFor } = momentOf(
        certain === undefined ? most : sure,
        course,
      );
      return { course, isCertain: certain !== undefined, startsAt, backAt, isSure, waitsFor };
    })
    .sort(byStart);
}

function byStart(a: MachineReturn, b: MachineReturn): number {
  for (const key of ['startsAt', 'backAt'] as const) {
    if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1;
  }
  return byText(a.course.fallen.instance.id, b.course.fallen.instance.id);
}

/** An application of which it is not recorded what it needs may need what is down. */
function missingIn(estate: Estate, { courses, down }: Scenario): readonly FactRef[] {
  const open = estate.inventory.applications.filter(({ dependsOn }) => dependsOn === undefined);
  return [
    ...[...courses.values()].flatMap(({ fallen, missing }) => [...fallen.unless, ...missing]),
    ...(down.size === 0 ? [] : factRefs('application', open, 'dependsOn')),
  ];
}
