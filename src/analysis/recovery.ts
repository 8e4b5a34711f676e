import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Cluster, Instance } from '../domain/inventory.ts';
import { byText } from '../domain/order.ts';
import { count } from '../domain/wording.ts';
import { defaultDetectionSeconds } from '../knowledge/failure-detection.ts';
import type { Estate } from './estate.ts';
import { heap } from './heap.ts';
import { partsOf } from './parts.ts';

/** What stands in for a duration that is not recorded; every use of it is reported. */
export interface RecoveryDefaults {
  readonly bootMinutes: number;
  readonly appStartMinutes: number;
  readonly parallelRestarts: number;
  /** Where the product's own default is not known either. */
  readonly detectionSeconds: number;
}

/** A value that the simulation had to assume. */
export interface Assumption {
  readonly fact: FactRef;
  /** For people, for example `boot 5 min`. */
  readonly text: string;
}

export interface Restart {
  readonly instance: Instance;
  /** Minutes after the loss at which its boot begins. */
  readonly startsAt: number;
  /** Minutes after the loss at which its application can be used. */
  readonly backAt: number;
  /** Applications that it had to wait for. */
  readonly waitedFor: readonly string[];
  /** What its own durations rest on. */
  readonly own: readonly Assumption[];
  /** How many of the timeline's `queue` its start rests on as well. */
  readonly queued: number;
}

export interface RecoveryTimeline {
  /** In the order in which they start. */
  readonly restarts: ReadonlyMap<Instance, Restart>;
  /** Restarts that wait for an application that nothing restarts, or for each other. */
  readonly stuck: ReadonlyMap<Instance, StuckRestart>;
  /** Assumptions behind every restart. */
  readonly everywhere: readonly Assumption[];
  /** Assumptions behind the start of those that queue, in the order in which they come to matter. */
  readonly queue: readonly Assumption[];
}

export interface StuckRestart {
  readonly instance: Instance;
  readonly waitsFor: readonly string[];
}

/** All that a restart's time rests on. */
export function assumptionsBehind(timeline: RecoveryTimeline, restart: Restart): Assumption[] {
  return [...timeline.everywhere, ...timeline.queue.slice(0, restart.queued), ...restart.own];
}

const PRIORITY = ['high', 'medium', 'low', 'none'];

/**
 * The recovery timeline after the loss of a set of machines of one cluster (M7; paper P7): the loss
 * is detected; then machines protected by `ha-restart` boot, so many at a time, by restart priority
 * and then by id; a machine whose application hard-depends on one that went down starts when that
 * one is back; an application is back when every part of it has a member that runs. All times are
 * minutes after the loss. Machines of other protection take no place in the queue.
 */
export function recoveryTimeline(
  estate: Estate,
  cluster: Cluster,
  lost: readonly Instance[],
  defaults: RecoveryDefaults,
): RecoveryTimeline {
  const loss = lossOf(estate, lost);
  const jobs = lost
    .filter(isRestarted)
    .map((instance) => jobOf(estate, instance, loss, defaults))
    .sort(byPriority);
  const shared = clusterSettings(estate, cluster, jobs, defaults);
  return simulate(jobs, loss, shared);
}

/** A machine that was switched off before the loss stays so. */
function isRestarted({ protection, powerState }: Instance): boolean {
  return protection === 'ha-restart' && powerState !== 'off';
}

/** Applications that are down, with the number of their parts that are still to come back. */
interface Loss {
  readonly missingParts: Map<Application, number>;
  readonly partOf: ReadonlyMap<Instance, { restored: boolean }>;
}

function lossOf(estate: Estate, lost: readonly Instance[]): Loss {
  const down = new Set(lost);
  const missingParts = new Map<Application, number>();
  const partOf = new Map<Instance, { restored: boolean }>();
  const seen = new Set<Application>();
  for (const instance of lost) {
    const application = estate.applicationOf(instance);
    if (application === undefined || seen.has(application)) continue;
    seen.add(application);
    const parts = partsOf(estate, application).filter(({ members }) =>
      members.every((member) => down.has(member) && member.protection !== 'ft'),
    );
    if (parts.length === 0) continue;
    missingParts.set(application, parts.length);
    for (const { members } of parts) {
      const state = { restored: false };
      for (const member of members) partOf.set(member, state);
    }
  }
  return { missingParts, partOf };
}

interface Job {
  readonly instance: Instance;
  readonly application: Application | undefined;
  readonly boot: number;
  readonly start: number;
  /** Lost applications that it needs. */
  readonly needs: readonly Application[];
  readonly assumptions: readonly Assumption[];
  waiting: number;
}

function jobOf(estate: Estate, instance: Instance, loss: Loss, defaults: RecoveryDefaults): Job {
  const application = estate.applicationOf(instance);
  const assumptions: Assumption[] = [];
  const measured = (path: 'bootMinutes' | 'appStartMinutes', name: string): number => {
    const recorded = instance[path];
    if (recorded !== undefined) return recorded;
    const value = defaults[path];
    assumptions.push(assumption('instance', instance.id, path, `${name} ${value} min`));
    return value;
  };
  const boot = measured('bootMinutes', 'boot');
  const start = measured('appStartMinutes', 'application start');
  if (application === undefined) {
    assumptions.push(assumption('instance', instance.id, 'application', 'no dependencies'));
  } else if (application.dependsOn === undefined) {
    assumptions.push(assumption('application', application.id, 'dependsOn', 'no dependencies'));
  }
  const needs = (application?.dependsOn ?? [])
    .filter(({ kind }) => kind !== 'soft')
    .flatMap(({ application: id }) => estate.application(id) ?? [])
    .filter((needed) => needed !== application && loss.missingParts.has(needed));
  return { instance, application, boot, start, needs, assumptions, waiting: 0 };
}

function byPriority(a: Job, b: Job): number {
  return rank(a.instance) - rank(b.instance) || byText(a.instance.id, b.instance.id);
}

/** A machine without a recorded priority is thought last. */
function rank({ restartPriority }: Instance): number {
  return restartPriority === undefined ? PRIORITY.length : PRIORITY.indexOf(restartPriority);
}

interface Settings {
  readonly detectionMinutes: number;
  readonly slots: number;
  /** Concerns every restart. */
  readonly everywhere: readonly Assumption[];
  /** Concerns even the first: another machine may stand before it. */
  readonly order: readonly Assumption[];
  /** Concerns all but the first: there may be no place for them yet. */
  readonly places: readonly Assumption[];
}

function clusterSettings(
  estate: Estate,
  cluster: Cluster,
  jobs: readonly Job[],
  defaults: RecoveryDefaults,
): Settings {
  const { detectionSeconds, parallelRestarts } = cluster.ha ?? {};
  const product = estate.platformOf(cluster)?.product;
  const detection =
    detectionSeconds ?? defaultDetectionSeconds(product) ?? defaults.detectionSeconds;
  const slots = parallelRestarts ?? defaults.parallelRestarts;
  const { id } = cluster;
  const everywhere =
    detectionSeconds === undefined
      ? [assumption('cluster', id, 'ha.detectionSeconds', `detection ${detection} s`)]
      : [];
  // Any order is possible, unless all are sure to start at once.
  const ordered = jobs.length > (parallelRestarts ?? 1);
  const order = !ordered
    ? []
    : jobs
        .filter(({ instance }) => instance.restartPriority === undefined)
        .map(({ instance }) =>
          assumption('instance', instance.id, 'restartPriority', 'restarted last'),
        );
  const places =
    ordered && parallelRestarts === undefined
      ? [assumption('cluster', id, 'ha.parallelRestarts', `${count(slots, 'restart')} at a time`)]
      : [];
  return { detectionMinutes: detection / 60, slots, everywhere, order, places };
}

interface Event {
  readonly at: number;
  readonly kind: 'booted' | 'back';
  readonly job: Job;
}

function simulate(jobs: readonly Job[], loss: Loss, settings: Settings): RecoveryTimeline {
  const { detectionMinutes, slots, everywhere, order: assumedOrder, places } = settings;
  const position = new Map(jobs.map((job, i) => [job, i]));
  const order = (job: Job): number => position.get(job) ?? 0;
  const ready = heap<Job>((a, b) => order(a) - order(b));
  const events = heap<Event>((a, b) => a.at - b.at || order(a.job) - order(b.job));
  const dependents = new Map<Application, Job[]>();
  const restarts = new Map<Instance, Restart>();
  const queue: Assumption[] = [...assumedOrder, ...places];
  let free = slots;
  let now = detectionMinutes;

  for (const job of jobs) {
    job.waiting = job.needs.length;
    for (const needed of job.needs) {
      const waiting = dependents.get(needed);
      if (waiting === undefined) dependents.set(needed, [job]);
      else waiting.push(job);
    }
    if (job.waiting === 0) ready.push(job);
  }

  /** How many of the queue the next start rests on; the boots of others only where it waits. */
  function restsOn(): number {
    if (now > detectionMinutes) return queue.length;
    return restarts.size === 0 ? assumedOrder.length : assumedOrder.length + places.length;
  }

  function startReady(): void {
    while (free > 0) {
      const job = ready.pop();
      if (job === undefined) return;
      free--;
      const backAt = now + job.boot + job.start;
      restarts.set(job.instance, {
        instance: job.instance,
        startsAt: now,
        backAt,
        waitedFor: job.needs.map(({ id }) => id),
        own: job.assumptions,
        queued: restsOn(),
      });
      queue.push(...job.assumptions);
      events.push({ at: now + job.boot, kind: 'booted', job });
      events.push({ at: backAt, kind: 'back', job });
    }
  }

  function onBack({ instance, application }: Job): void {
    const part = loss.partOf.get(instance);
    if (application === undefined || part === undefined || part.restored) return;
    part.restored = true;
    const left = (loss.missingParts.get(application) ?? 0) - 1;
    loss.missingParts.set(application, left);
    if (left > 0) return;
    for (const job of dependents.get(application) ?? []) {
      job.waiting--;
      if (job.waiting === 0) ready.push(job);
    }
  }

  startReady();
  for (let event = events.pop(); event !== undefined; event = events.pop()) {
    now = event.at;
    if (event.kind === 'booted') free++;
    else onBack(event.job);
    startReady();
  }

  const stuck = new Map<Instance, StuckRestart>();
  for (const { instance, needs } of jobs) {
    if (restarts.has(instance)) continue;
    const waitsFor = needs.filter((needed) => (loss.missingParts.get(needed) ?? 0) > 0);
    stuck.set(instance, { instance, waitsFor: waitsFor.map(({ id }) => id) });
  }
  return { restarts, stuck, everywhere, queue };
}

function assumption(
  kind: 'application' | 'instance' | 'cluster',
  id: string,
  path: string,
  text: string,
): Assumption {
  return { fact: factRef(kind, id, path), text };
}

/** What was assumed, each kind of it once, with the number of machines that it concerns. */
export function describeAssumptions(assumptions: readonly Assumption[]): string[] {
  const counts = new Map<string, Set<string>>();
  for (const { fact, text } of assumptions) {
    const subjects = counts.get(text) ?? new Set();
    subjects.add(`${fact.subject.kind}/${fact.subject.id}`);
    counts.set(text, subjects);
  }
  return [...counts].map(([text, { size }]) => (size === 1 ? text : `${text} (${size} times)`));
}
