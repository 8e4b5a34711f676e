import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Cluster, Instance } from '../domain/inventory.ts';
import { byText } from '../domain/order.ts';
import { standsStill } from '../domain/power.ts';
import type { SubjectKind } from '../domain/subject.ts';
import { count, formatNumber } from '../domain/wording.ts';
import { defaultDetectionSeconds } from '../knowledge/failure-detection.ts';
import { hardNeeds } from './dependencies.ts';
import type { Estate } from './estate.ts';
import { type Heap, heap } from './heap.ts';
import { lostParts, type OwnedPart } from './parts.ts';

/** A time that no record tells: later than any other, and still the same with minutes added to it. */
export const NOT_KNOWN = Number.MAX_VALUE;

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
  /** Minutes after the loss at which its application can be used; `NOT_KNOWN` where no record tells. */
  readonly backAt: number;
  /** Applications that it had to wait for. */
  readonly waitedFor: readonly string[];
  /** What its own durations rest on. */
  readonly own: readonly Assumption[];
  /** The cluster whose HA restarts it; undefined where it comes back in another way. */
  readonly cluster: Cluster | undefined;
  /** How many of its queue's assumptions its start rests on as well. */
  readonly queued: number;
  /** Whether nothing is assumed, neither of itself nor of what it queued behind or waited for. */
  readonly isSure: boolean;
}

/** How a machine that is down comes back, before any other is thought of. */
export interface Return {
  readonly instance: Instance;
  /** The cluster whose HA restarts it, with a place in its queue; undefined where nothing queues. */
  readonly cluster: Cluster | undefined;
  /** Minutes after the loss at which its boot may begin; `NOT_KNOWN` where no record tells. */
  readonly readyAt: number;
  readonly bootMinutes: number;
  readonly appStartMinutes: number;
  readonly assumptions: readonly Assumption[];
}

export interface RecoveryTimeline {
  /** In the order in which they start. */
  readonly restarts: ReadonlyMap<Instance, Restart>;
  /** Restarts that wait for an application that nothing restarts, or for each other. */
  readonly stuck: ReadonlyMap<Instance, StuckRestart>;
  readonly queues: ReadonlyMap<Cluster, QueueAssumptions>;
  /** The parts that have no member up at first. */
  readonly lostParts: readonly OwnedPart[];
}

/** What the restarts of one cluster rest on. */
export interface QueueAssumptions {
  /** Behind each of them. */
  readonly everywhere: readonly Assumption[];
  /** Behind the start of those that queue, in the order in which they come to matter. */
  readonly queue: readonly Assumption[];
}

export interface StuckRestart {
  readonly instance: Instance;
  readonly waitsFor: readonly string[];
}

/** All that a restart's time rests on, itself and in the queue of its cluster. */
export function assumptionsBehind({ queues }: RecoveryTimeline, restart: Restart): Assumption[] {
  const { cluster, queued, own } = restart;
  const line = cluster === undefined ? undefined : queues.get(cluster);
  return [...(line?.everywhere ?? []), ...(line?.queue.slice(0, queued) ?? []), ...own];
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
  const returns = lost
    .filter(isRestarted)
    .map((instance) => returnOf(estate, instance, cluster, 0, defaults));
  // The second copy of a fault-tolerant machine stands on another host.
  const down = lost.filter(({ protection }) => protection !== 'ft');
  return recoveryOf(estate, down, returns, defaults);
}

/**
 * The same for machines of several clusters, and for those that come back in other ways: each
 * cluster has a queue of its own that opens with the detection, everything else begins when it is
 * ready, and all of them wait for what their application hard-depends on. What waits for a time that
 * is not known is back at none; what is down without a return, or waits in a circle, never is.
 */
export function recoveryOf(
  estate: Estate,
  down: readonly Instance[],
  returns: readonly Return[],
  defaults: RecoveryDefaults,
): RecoveryTimeline {
  const loss = lossOf(estate, down);
  const jobs = returns.map((one) => jobOf(estate, one, loss)).sort(byPriority);
  return new Simulation(estate, jobs, loss, defaults).run();
}

/** A machine that stood still before the loss stays so. */
function isRestarted(instance: Instance): boolean {
  return instance.protection === 'ha-restart' && !standsStill(instance);
}

/** The return of a machine that has to boot, with its own times or what stands in for them. */
export function returnOf(
  estate: Estate,
  instance: Instance,
  cluster: Cluster | undefined,
  readyAt: number,
  defaults: RecoveryDefaults,
): Return {
  const assumptions: Assumption[] = [];
  const measured = (path: 'bootMinutes' | 'appStartMinutes', name: string): number => {
    const recorded = instance[path];
    if (recorded !== undefined) return recorded;
    const value = defaults[path];
    assumptions.push(assumption('instance', instance.id, path, `${name} ${value} min`));
    return value;
  };
  const bootMinutes = measured('bootMinutes', 'boot');
  const appStartMinutes = measured('appStartMinutes', 'application start');
  assumptions.push(...assumedDependencies(estate, instance));
  return { instance, cluster, readyAt, bootMinutes, appStartMinutes, assumptions };
}

/** What is not recorded of what a machine waits for. */
export function assumedDependencies(estate: Estate, instance: Instance): readonly Assumption[] {
  const application = estate.applicationOf(instance);
  if (application === undefined) {
    return [assumption('instance', instance.id, 'application', 'no dependencies')];
  }
  return application.dependsOn === undefined
    ? [assumption('application', application.id, 'dependsOn', 'no dependencies')]
    : [];
}

interface PartState {
  readonly application: Application;
  isRestored: boolean;
}

/** Applications that are down, with the number of their parts that are still to come back. */
interface Loss {
  readonly parts: readonly OwnedPart[];
  readonly missingParts: Map<Application, number>;
  readonly partOf: ReadonlyMap<Instance, PartState>;
}

function lossOf(estate: Estate, down: readonly Instance[]): Loss {
  const missingParts = new Map<Application, number>();
  const partOf = new Map<Instance, PartState>();
  const parts = lostParts(estate, down);
  for (const { application, members } of parts) {
    missingParts.set(application, (missingParts.get(application) ?? 0) + 1);
    const state: PartState = { application, isRestored: false };
    for (const member of members) partOf.set(member, state);
  }
  return { parts, missingParts, partOf };
}

interface Job {
  readonly instance: Instance;
  readonly cluster: Cluster | undefined;
  readonly application: Application | undefined;
  readonly readyAt: number;
  readonly boot: number;
  readonly start: number;
  /** Lost applications that it needs. */
  readonly needs: readonly Application[];
  readonly assumptions: readonly Assumption[];
  waiting: number;
  /** Its place in the order in which a queue takes them. */
  position: number;
}

function jobOf(estate: Estate, one: Return, loss: Loss): Job {
  const { instance, cluster, readyAt, bootMinutes, appStartMinutes, assumptions } = one;
  const application = estate.applicationOf(instance);
  const needs =
    application === undefined
      ? []
      : hardNeeds(estate, application).filter((needed) => loss.missingParts.has(needed));
  return {
    instance,
    cluster,
    application,
    readyAt,
    boot: bootMinutes,
    start: appStartMinutes,
    needs,
    assumptions,
    waiting: 0,
    position: 0,
  };
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

/** Minutes until a cluster declares a host failed: recorded, its product's, or assumed. */
export function detectionOf(estate: Estate, cluster: Cluster, defaults: RecoveryDefaults): number {
  const product = estate.platformOf(cluster)?.product;
  const seconds =
    cluster.ha?.detectionSeconds ?? defaultDetectionSeconds(product) ?? defaults.detectionSeconds;
  return seconds / 60;
}

function clusterSettings(
  estate: Estate,
  cluster: Cluster,
  jobs: readonly Job[],
  defaults: RecoveryDefaults,
): Settings {
  const { detectionSeconds, parallelRestarts } = cluster.ha ?? {};
  const detection = detectionOf(estate, cluster, defaults);
  const slots = parallelRestarts ?? defaults.parallelRestarts;
  const { id } = cluster;
  const everywhere =
    detectionSeconds === undefined
      ? [
          assumption(
            'cluster',
            id,
            'ha.detectionSeconds',
            `detection ${formatNumber(detection * 60)} s`,
          ),
        ]
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
  return { detectionMinutes: detection, slots, everywhere, order, places };
}

/** The restarts of one cluster: so many boot at a time. */
interface Line extends Settings {
  readonly ready: Heap<Job>;
  readonly queue: Assumption[];
  free: number;
  isOpen: boolean;
  started: number;
  /** Whether nothing is assumed of any that has started. */
  isSure: boolean;
}

type Event =
  | { readonly at: number; readonly kind: 'open'; readonly line: Line; readonly order: -1 }
  | {
      readonly at: number;
      readonly kind: 'ready' | 'booted' | 'back';
      readonly job: Job;
      readonly order: number;
    };

class Simulation {
  readonly #jobs: readonly Job[];
  readonly #loss: Loss;
  readonly #lines = new Map<Cluster, Line>();
  readonly #events = heap<Event>((a, b) => a.at - b.at || a.order - b.order);
  readonly #dependents = new Map<Application, Job[]>();
  readonly #restarts = new Map<Instance, Restart>();
  /** Applications whose return rests on something assumed. */
  readonly #doubtful = new Set<Application>();
  #now = 0;

  /** The jobs stand in the order in which a queue takes them. */
  constructor(estate: Estate, jobs: readonly Job[], loss: Loss, defaults: RecoveryDefaults) {
    this.#jobs = jobs;
    this.#loss = loss;
    for (const [i, job] of jobs.entries()) job.position = i;
    const ofCluster = new Map<Cluster, Job[]>();
    for (const job of jobs) {
      if (job.cluster !== undefined) append(ofCluster, job.cluster, job);
      for (const needed of job.needs) append(this.#dependents, needed, job);
    }
    for (const [cluster, own] of ofCluster) {
      this.#lines.set(cluster, this.#newLine(clusterSettings(estate, cluster, own, defaults)));
    }
  }

  run(): RecoveryTimeline {
    for (const line of this.#lines.values()) {
      this.#events.push({ at: line.detectionMinutes, kind: 'open', line, order: -1 });
    }
    for (const job of this.#jobs) {
      const isQueued = job.cluster !== undefined;
      job.waiting = job.needs.length + (isQueued ? 0 : 1);
      if (!isQueued) this.#push('ready', job.readyAt, job);
      else if (job.waiting === 0) this.#lineOf(job)?.ready.push(job);
    }
    for (let event = this.#events.pop(); event !== undefined; event = this.#events.pop()) {
      this.#now = event.at;
      this.#handle(event);
    }
    return {
      restarts: this.#restarts,
      stuck: this.#stuck(),
      queues: this.#lines,
      lostParts: this.#loss.parts,
    };
  }

  #newLine(settings: Settings): Line {
    const { slots, order, places } = settings;
    return {
      ...settings,
      ready: heap<Job>((a, b) => a.position - b.position),
      queue: [...order, ...places],
      free: slots,
      isOpen: false,
      started: 0,
      isSure: true,
    };
  }

  #lineOf({ cluster }: Job): Line | undefined {
    return cluster === undefined ? undefined : this.#lines.get(cluster);
  }

  #push(kind: 'ready' | 'booted' | 'back', at: number, job: Job): void {
    this.#events.push({ at, kind, job, order: job.position });
  }

  #handle(event: Event): void {
    if (event.kind === 'open') {
      event.line.isOpen = true;
      this.#startReady(event.line);
      return;
    }
    const { kind, job } = event;
    const line = this.#lineOf(job);
    if (kind === 'ready') this.#release(job);
    else if (kind === 'back') this.#onBack(job);
    else if (line !== undefined) {
      line.free++;
      this.#startReady(line);
    }
  }

  #startReady(line: Line): void {
    while (line.isOpen && line.free > 0) {
      const job = line.ready.pop();
      if (job === undefined) return;
      line.free--;
      this.#start(job, line);
    }
  }

  #start(job: Job, line: Line | undefined): void {
    const { instance, cluster, needs, assumptions } = job;
    const backAt = this.#now + job.boot + job.start;
    const queued = line === undefined ? 0 : this.#restsOn(line);
    const isSure =
      backAt < NOT_KNOWN &&
      assumptions.length + queued + (line?.everywhere.length ?? 0) === 0 &&
      !needs.some((needed) => this.#doubtful.has(needed)) &&
      (line === undefined || line.isSure || this.#now <= line.detectionMinutes);
    const waitedFor = needs.map(({ id }) => id);
    this.#restarts.set(instance, {
      instance,
      startsAt: this.#now,
      backAt,
      waitedFor,
      own: assumptions,
      cluster,
      queued,
      isSure,
    });
    if (line !== undefined) {
      line.queue.push(...assumptions);
      line.started++;
      line.isSure &&= isSure;
      this.#push('booted', this.#now + job.boot, job);
    }
    this.#push('back', backAt, job);
  }

  /** How much of the queue the next start rests on; the boots of others only where it waits. */
  #restsOn({ detectionMinutes, queue, order, places, started }: Line): number {
    if (this.#now > detectionMinutes) return queue.length;
    return started === 0 ? order.length : order.length + places.length;
  }

  #onBack({ instance }: Job): void {
    const part = this.#loss.partOf.get(instance);
    if (part === undefined || part.isRestored) return;
    part.isRestored = true;
    const { application } = part;
    const left = (this.#loss.missingParts.get(application) ?? 0) - 1;
    this.#loss.missingParts.set(application, left);
    if (this.#restarts.get(instance)?.isSure !== true) this.#doubtful.add(application);
    if (left > 0) return;
    const dependents = this.#dependents.get(application) ?? [];
    for (const job of dependents) this.#release(job);
    for (const line of new Set(dependents.map((job) => this.#lineOf(job)))) {
      if (line !== undefined) this.#startReady(line);
    }
  }

  /** One thing less to wait for. */
  #release(job: Job): void {
    job.waiting--;
    if (job.waiting > 0) return;
    const line = this.#lineOf(job);
    if (line === undefined) this.#start(job, undefined);
    else line.ready.push(job);
  }

  #stuck(): Map<Instance, StuckRestart> {
    const stuck = new Map<Instance, StuckRestart>();
    for (const { instance, needs } of this.#jobs) {
      if (this.#restarts.has(instance)) continue;
      const waitsFor = needs.filter((one) => (this.#loss.missingParts.get(one) ?? 0) > 0);
      stuck.set(instance, { instance, waitsFor: waitsFor.map(({ id }) => id) });
    }
    return stuck;
  }
}

function append<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

export function assumption(kind: SubjectKind, id: string, path: string, text: string): Assumption {
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
