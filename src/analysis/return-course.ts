import { daysBetween } from '../domain/calendar.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { ReturnWay } from '../domain/failure.ts';
import type { Application, Instance, Storage } from '../domain/inventory.ts';
import { formatNumber } from '../domain/wording.ts';
import { isNoBackup } from './backup.ts';
import { isProduction } from './carriers.ts';
import { serverRef } from './demand.ts';
import type { Estate } from './estate.ts';
import { type Fallen, type Loss, mirrorOf } from './failure-domain.ts';
import {
  type Assumption,
  assumedDependencies,
  assumption,
  detectionOf,
  NOT_KNOWN,
  type RecoveryDefaults,
  type Return,
  returnOf,
} from './recovery.ts';

/** How a machine that is down comes back. */
export interface Course {
  readonly fallen: Fallen;
  readonly way: ReturnWay;
  /** The cluster, storage or site that brings it back. */
  readonly through: string | undefined;
  /** Undefined where nothing ever brings it back. */
  readonly back: Return | undefined;
  /** Minutes that its return takes at least, whatever is not recorded. */
  readonly leastMinutes: number;
  /** Facts without which its time is not known. */
  readonly missing: readonly FactRef[];
}

/** One machine that is down, and what the answer is drawn from. */
export interface Question {
  readonly estate: Estate;
  readonly loss: Loss;
  readonly fallen: Fallen;
  readonly defaults: RecoveryDefaults;
}

/**
 * What brings a machine back after a failure, as its record says and in this order: nothing but a
 * mirror, where only its storage fell and another one has every write; for lost data the
 * disaster-recovery plan, then a restore; for a lost host the restart by HA on a host that is left
 * and reaches its disks, then (for the loss of more than one machine, or where its protection is a
 * failover) the plan, then a restore where that is its protection, and then the repair. Placement
 * rules, devices, quorum and licences are not asked here: DEP-005, CLU-006 and SUP-004 do.
 */
export function courseOf(question: Question): Course {
  const { fallen } = question;
  const { instance } = fallen;
  const data = dataOf(question);
  if (!fallen.hasLostHost && data.lost.length === 0) return behindMirror(question, data);
  if (hasHiddenPeers(question)) {
    return notKnown(question, [factRef('instance', instance.id, 'redundancyGroup')]);
  }
  if (data.lost.length > 0) return afterDataLoss(question, data);
  if (!hasPlace(question)) return notKnown(question, fallen.unless);
  if (instance.protection === undefined) {
    return notKnown(question, [factRef('instance', instance.id, 'protection')]);
  }
  return restartOn(question, data) ?? afterHostLoss(question, data);
}

/** Something stands in for it, but nothing says what: its cluster has members that are not named. */
function hasHiddenPeers({ estate, fallen: { instance } }: Question): boolean {
  if (instance.redundancyGroup !== undefined) return false;
  if (instance.protection === 'app-cluster') return true;
  const isOnServer =
    estate.hostOfInstance(instance) === undefined &&
    estate.clusterOfInstance(instance) === undefined;
  const { clusteredWith = [] } = (isOnServer && estate.server(instance.server ?? '')) || {};
  return clusteredWith.length > 0;
}

function hasPlace({ estate, fallen: { instance } }: Question): boolean {
  return (
    estate.hostOfInstance(instance) !== undefined ||
    estate.clusterOfInstance(instance) !== undefined ||
    instance.server !== undefined
  );
}

// The data.

interface Data {
  /** Storage that is lost, and of which no mirror takes over. */
  readonly lost: readonly Storage[];
  /** The storage that takes over. */
  readonly mirrors: readonly Storage[];
  /** No host that is left reaches all of it, for sure. */
  readonly isHeld: boolean;
  readonly assumptions: readonly Assumption[];
}

function dataOf(question: Question): Data {
  const { estate, loss, fallen } = question;
  const below = lostBelow(estate, loss, fallen).map((storage) => ({
    storage,
    mirror: mirrorOf(estate, storage, loss.storage),
  }));
  const { isHeld, hidden } = fallen.hasLostHost ? reachOfDisks(question) : WITHIN_REACH;
  return {
    lost: below.flatMap(({ storage, mirror }) => (mirror === undefined ? [storage] : [])),
    mirrors: below.flatMap(({ mirror }) => mirror ?? []),
    isHeld,
    assumptions: [
      ...below.flatMap(({ storage: { id }, mirror }) =>
        mirror === undefined ? [] : [assumption('storage', id, 'replication.mode', MIRRORED)],
      ),
      ...hidden.map((fact) => ({ fact, text: 'disks within reach of other hosts' })),
    ],
  };
}

const MIRRORED = 'a mirror takes over at once, with all writes';

/** The lost storage that its disks lie on, or may lie on. */
function lostBelow(estate: Estate, loss: Loss, fallen: Fallen): readonly Storage[] {
  if (loss.storage.size === 0) return fallen.lostStorage;
  const named = (fallen.instance.disks ?? []).flatMap(({ storage }) => {
    const known = storage === undefined ? undefined : estate.storage(storage);
    return known !== undefined && loss.storage.has(known) ? [known] : [];
  });
  return [...new Set([...named, ...fallen.lostStorage])];
}

interface DiskReach {
  readonly isHeld: boolean;
  /** What hides whether it is. */
  readonly hidden: readonly FactRef[];
}

const WITHIN_REACH: DiskReach = { isHeld: false, hidden: [] };

/** Whether a host that is left reads all disks, or what has every write of them. */
function reachOfDisks({ estate, loss, fallen: { instance } }: Question): DiskReach {
  const { id, disks } = instance;
  if (disks === undefined) return { isHeld: false, hidden: [factRef('instance', id, 'disks')] };
  const reaches = distinctDisks(disks).map(([disk, i]) => {
    if (disk.kind === 'passthrough') return false;
    const storage = disk.storage === undefined ? undefined : estate.storage(disk.storage);
    if (storage === undefined) return [factRef('instance', id, `disks[${i}].storage`)];
    const isLost = loss.storage.has(storage);
    const mirror = isLost ? mirrorOf(estate, storage, loss.storage) : undefined;
    return reachOf(estate, loss, instance, mirror ?? storage);
  });
  return {
    isHeld: reaches.includes(false),
    hidden: reaches.flatMap((reach) => (typeof reach === 'boolean' ? [] : reach)),
  };
}

type Disk = NonNullable<Instance['disks']>[number];

/** One disk answers for the others on the same storage. */
function distinctDisks(disks: readonly Disk[]): readonly (readonly [Disk, number])[] {
  if (disks.length < 2) return disks.map((disk) => [disk, 0]);
  const seen = new Set<string>();
  return [...disks.entries()].flatMap(([i, disk]) => {
    const key = `${disk.kind === 'passthrough'} ${disk.storage ?? i}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [[disk, i] as const];
  });
}

/** Lost copies that storage on the hosts themselves bears. */
const COPIES_LOST: Readonly<Record<string, number>> = { none: 0, rf2: 1, rf3: 2 };

/** Whether a host that is left in the machine's cluster reads a storage, or what hides that. */
function reachOf(
  estate: Estate,
  loss: Loss,
  instance: Instance,
  { id, kind, reachableBy, protection }: Storage,
): boolean | readonly FactRef[] {
  if (kind === 'local') return false;
  const cluster = estate.clusterOfInstance(instance);
  if (reachableBy === undefined) return [factRef('storage', id, 'reachableBy')];
  const isReached =
    cluster !== undefined &&
    (reachableBy.includes(cluster.id) ||
      loss.hostsLeft(cluster).some((host) => reachableBy.includes(host.id)));
  if (!isReached) return false;
  if (kind === undefined) return [factRef('storage', id, 'kind')];
  if (kind !== 'hci') return true;
  const lost = estate.hostsOf(cluster).length - loss.hostsLeft(cluster).length;
  const borne = COPIES_LOST[protection ?? ''];
  if (borne !== undefined && lost <= borne) return true;
  return protection === 'none' ? false : [factRef('storage', id, 'protection')];
}

/** The storage fell, and another one has every write. */
function behindMirror(question: Question, { mirrors, assumptions }: Data): Course {
  const [mirror] = mirrors;
  return course(question, {
    way: 'mirror',
    through: mirror?.id,
    back: at(question, 0, assumptions),
  });
}

function afterDataLoss(question: Question, { lost }: Data): Course {
  const { instance } = question.fallen;
  const plan = planOf(question);
  const unmirrored = lost.flatMap(mayBeMirrored);
  if (plan.site !== undefined) {
    return failover(question, { ...plan, assumptions: [...plan.assumptions, ...unmirrored] });
  }
  const doubts = plan.hidden;
  const restored = restoreOf(question, doubts, unmirrored);
  if (restored !== undefined) return restored;
  const copies = [
    [instance.replication?.mode, factRef('instance', instance.id, 'replication.mode')] as const,
    ...lost.map(
      ({ id, replication }) =>
        [replication?.mode, factRef('storage', id, 'replication.mode')] as const,
    ),
  ];
  const open = [
    ...(instance.protection === undefined ? [factRef('instance', instance.id, 'protection')] : []),
    ...copies.flatMap(([mode, fact]) => (mode === undefined ? [fact] : [])),
  ];
  const hasCopy = copies.some(([mode]) => mode === 'sync' || mode === 'async');
  if (!hasCopy && open.length + doubts.length === 0) {
    return course(question, { way: 'nothing' });
  }
  return notKnown(question, hasCopy ? [...doubts, ...timeOfPlan(question)] : [...doubts, ...open]);
}

/** What hides a mirror: with one, nothing else would have to bring the data back. */
function mayBeMirrored({ id, replication }: Storage): readonly Assumption[] {
  const { mode, target } = replication ?? {};
  const isOpen = mode === undefined || (mode === 'sync' && target === undefined);
  const path = `replication.${mode === undefined ? 'mode' : 'target'}`;
  return isOpen ? [assumption('storage', id, path, 'no mirror takes over')] : [];
}

// The restart on another host.

/** Undefined where no host is left that may start it, or its protection is another one. */
function restartOn(question: Question, data: Data): Course | undefined {
  const { estate, loss, fallen, defaults } = question;
  const { instance } = fallen;
  const { protection } = instance;
  const isRestarted = protection === 'ha-restart';
  if (!isRestarted && protection !== 'ft' && protection !== 'app-cluster') return undefined;
  const cluster = estate.clusterOfInstance(instance);
  if (cluster === undefined || cluster.ha?.enabled === false || data.isHeld) return undefined;
  if (loss.hostsLeft(cluster).length === 0) return undefined;
  if (loss.domain.kind === 'site' && cluster.stretched === false) return undefined;
  const { id } = cluster;
  const own = [
    ...data.assumptions,
    ...(cluster.ha?.enabled === undefined
      ? [assumption('cluster', id, 'ha.enabled', 'HA is on')]
      : []),
    ...(loss.domain.kind === 'site' && cluster.stretched === undefined
      ? [assumption('cluster', id, 'stretched', 'the cluster outlives a site')]
      : []),
  ];
  // Where its protection was a peer or a copy, which is down as well, it takes no place in the queue.
  const back = isRestarted
    ? returnOf(estate, instance, cluster, 0, defaults)
    : returnOf(estate, instance, undefined, detectionOf(estate, cluster, defaults), defaults);
  const others = 'HA restarts what a peer or a copy stands in for as well';
  return course(question, {
    way: 'restart',
    through: id,
    back: withAssumptions(back, [
      ...own,
      ...(isRestarted ? [] : [assumption('instance', instance.id, 'protection', others)]),
    ]),
    leastMinutes: ownMinutes(instance),
  });
}

function afterHostLoss(question: Question, data: Data): Course {
  const { estate, loss, fallen } = question;
  const { instance } = fallen;
  const { protection } = instance;
  const isOneMachine = loss.domain.kind === 'host' || loss.domain.kind === 'server';
  // Running at two sites at once is the one plan that the loss of a single machine needs as well.
  const { drStrategy = 'active-active' } = estate.applicationOf(instance)?.continuity ?? {};
  const isPlanned = !isOneMachine || protection === 'dr-failover' || drStrategy === 'active-active';
  const plan = isPlanned ? planOf(question) : NO_PLAN;
  if (plan.site !== undefined) return failover(question, plan);
  const doubts = plan.hidden;
  if (protection === 'dr-failover' && doubts.length > 0) return notKnown(question, doubts);
  if (protection === 'backup-restore' && canRestoreElsewhere(question)) {
    return restoreOf(question, doubts) ?? notKnown(question, [...doubts, restoreTime(instance)]);
  }
  return repaired(question, data, doubts);
}

// The repair.

interface Repair {
  readonly minutes: number;
  readonly assumptions: readonly Assumption[];
  readonly missing: readonly FactRef[];
}

function repaired(question: Question, { assumptions }: Data, doubts: readonly FactRef[]): Course {
  const { estate, fallen, defaults } = question;
  const { instance } = fallen;
  const repair = repairOf(question);
  const isKnown = repair.minutes < NOT_KNOWN;
  const own = [
    ...repair.assumptions,
    // With its host mended its disks are within reach again.
    ...assumptions.filter(
      ({ fact }) => fact.subject.kind === 'storage' && fact.path.startsWith('rep'),
    ),
    ...(isKnown ? doubts : []).map((fact) => ({ fact, text: 'no disaster-recovery plan' })),
  ];
  const back = returnOf(estate, instance, undefined, repair.minutes, defaults);
  return course(question, {
    way: 'repair',
    through: undefined,
    back: withAssumptions(back, own),
    leastMinutes: doubts.length > 0 ? 0 : ownMinutes(instance),
    missing: [...repair.missing, ...(isKnown ? [] : doubts)],
  });
}

/** How long the lost machine is away. No inventory says that of a rack, a cluster or a site. */
function repairOf({ estate, loss }: Question): Repair {
  const [server] = loss.domain.servers;
  const isOneMachine = loss.domain.kind === 'host' || loss.domain.kind === 'server';
  if (!isOneMachine || server === undefined) {
    return { minutes: NOT_KNOWN, assumptions: [], missing: [] };
  }
  const subject = serverRef(server);
  const fact = (path: string): FactRef => ({ subject, path });
  const { mttrHours, source } = server.reliability ?? {};
  if (mttrHours !== undefined) {
    const isKnown = source === 'vendor' || source === 'measured';
    const text = `a repair takes ${formatNumber(mttrHours)} h`;
    const assumptions = isKnown ? [] : [{ fact: fact('reliability.source'), text }];
    return { minutes: mttrHours * 60, assumptions, missing: [] };
  }
  const { responseHours, end } = server.hardwareSupport ?? {};
  const hasEnded = end !== undefined && daysBetween(estate.asOf, end) < 0;
  if (responseHours === undefined || hasEnded) {
    return { minutes: NOT_KNOWN, assumptions: [], missing: [fact('reliability.mttrHours')] };
  }
  const text = `a repair takes as long as its support may take to answer, ${formatNumber(responseHours)} h`;
  return {
    minutes: responseHours * 60,
    assumptions: [{ fact: fact('reliability.mttrHours'), text }],
    missing: [],
  };
}

// The disaster-recovery plan.

interface Plan {
  readonly site: string;
  readonly minutes: number;
  readonly assumptions: readonly Assumption[];
  readonly missing: readonly FactRef[];
}

/** There is none, or there may be one for all that is recorded. */
interface NoPlan {
  readonly site: undefined;
  readonly hidden: readonly FactRef[];
}

const NO_PLAN: NoPlan = { site: undefined, hidden: [] };

const AT_ANOTHER_SITE = new Set(['cold', 'warm', 'hot', 'active-active']);

/** The plan that starts a machine at a site where nothing is lost. */
function planOf(question: Question): Plan | NoPlan {
  const { estate, loss, fallen } = question;
  // A test stays where it is.
  if (!isProduction(fallen.instance)) return NO_PLAN;
  const application = estate.applicationOf(fallen.instance);
  if (application === undefined) {
    return { ...NO_PLAN, hidden: [factRef('instance', fallen.instance.id, 'application')] };
  }
  const { drStrategy, drSite, drRtoMinutes, drResult } = application.continuity ?? {};
  const fact = (path: string): FactRef => continuity(application, path);
  if (drStrategy === undefined) return { ...NO_PLAN, hidden: [fact('drStrategy')] };
  if (!AT_ANOTHER_SITE.has(drStrategy)) return NO_PLAN;
  if (drSite === undefined) return { ...NO_PLAN, hidden: [fact('drSite')] };
  if (loss.sites.has(drSite)) return NO_PLAN;
  const elsewhere = loss.hiddenSites.map((hidden) => ({
    fact: hidden,
    text: `what is lost does not stand at ${drSite}`,
  }));
  const words = drResult === 'fail' ? ', although its last exercise failed' : '';
  return {
    site: drSite,
    minutes: drRtoMinutes ?? NOT_KNOWN,
    assumptions: [
      ...elsewhere,
      ...(drResult === 'pass'
        ? []
        : [{ fact: fact('drResult'), text: `the disaster-recovery plan works${words}` }]),
    ],
    missing: drRtoMinutes === undefined ? [fact('drRtoMinutes')] : [],
  };
}

function continuity({ id }: Application, path: string): FactRef {
  return factRef('application', id, `continuity.${path}`);
}

/** The plan's time covers everything up to a usable application. */
function failover(question: Question, { site, minutes, assumptions, missing }: Plan): Course {
  return course(question, {
    way: 'failover',
    through: site,
    back: at(question, minutes, assumptions),
    missing,
  });
}

function timeOfPlan({ estate, fallen }: Question): readonly FactRef[] {
  const application = estate.applicationOf(fallen.instance);
  const hasTime = application?.continuity?.drRtoMinutes !== undefined;
  return application === undefined || hasTime ? [] : [continuity(application, 'drRtoMinutes')];
}

// The restore from a backup.

function restoreTime({ id }: Instance): FactRef {
  return factRef('instance', id, 'backup.lastRestoreMinutes');
}

/** Undefined where there is no backup for sure, or it fell with its site. */
function restoreOf(
  question: Question,
  doubts: readonly FactRef[],
  more: readonly Assumption[] = [],
): Course | undefined {
  const { loss, fallen } = question;
  const { instance } = fallen;
  const { method, lastRestoreMinutes, offsite } = instance.backup ?? {};
  const isSite = loss.domain.kind === 'site';
  if (isNoBackup(method) || (isSite && offsite === false)) return undefined;
  if (lastRestoreMinutes === undefined)
    return notKnown(question, [...doubts, restoreTime(instance)]);
  const assumptions = [
    ...more,
    ...doubts.map((fact) => ({ fact, text: 'no disaster-recovery plan' })),
    ...(isSite && offsite === undefined
      ? [assumption('instance', instance.id, 'backup.offsite', 'a backup off site')]
      : []),
    ...(loss.domain.kind === 'storage' || isSite
      ? [
          {
            fact: restoreTime(instance),
            text: 'room to restore to, and no slower than when it was tried',
          },
        ]
      : []),
  ];
  return course(question, {
    way: 'restore',
    through: undefined,
    back: at(question, lastRestoreMinutes, assumptions),
  });
}

/** Whether something is left to restore a machine on. */
function canRestoreElsewhere({ estate, loss, fallen }: Question): boolean {
  const cluster = estate.clusterOfInstance(fallen.instance);
  if (cluster !== undefined) return loss.hostsLeft(cluster).length > 0;
  return loss.domain.servers.some(({ hardwareSupport }) => hardwareSupport?.spareOnSite === true);
}

// What all courses have in common.

function course({ fallen }: Question, one: Pick<Course, 'way'> & Partial<Course>): Course {
  return { fallen, through: undefined, back: undefined, leastMinutes: 0, missing: [], ...one };
}

function notKnown(question: Question, missing: readonly FactRef[]): Course {
  return course(question, { way: 'not-known', back: at(question, NOT_KNOWN, []), missing });
}

/** Back at a time that covers boot and start. */
function at(
  { estate, fallen: { instance } }: Question,
  readyAt: number,
  assumptions: readonly Assumption[],
): Return {
  return {
    instance,
    cluster: undefined,
    readyAt,
    bootMinutes: 0,
    appStartMinutes: 0,
    assumptions: [...assumptions, ...assumedDependencies(estate, instance)],
  };
}

function withAssumptions(back: Return, assumptions: readonly Assumption[]): Return {
  if (assumptions.length === 0) return back;
  return { ...back, assumptions: [...assumptions, ...back.assumptions] };
}

/** What is recorded of its boot and start, which cannot take less. */
function ownMinutes({ bootMinutes = 0, appStartMinutes = 0 }: Instance): number {
  return bootMinutes + appStartMinutes;
}
