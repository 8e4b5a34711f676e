import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Application, Instance, Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import { byId, byText } from '../domain/order.ts';
import { isProduction } from './carriers.ts';
import type { Estate } from './estate.ts';
import { isKeptApart, type Part, partWith } from './parts.ts';
import { tierOf } from './tier.ts';

/** The critical applications that go down with a host. */
export interface BlastRadius {
  /** Of tier 0 or 1, and without a peer elsewhere: sorted by id. */
  readonly certain: readonly Application[];
  /** How many it may be, whatever the facts turn out to be that are not recorded. */
  readonly upTo: number;
  /** What would settle the difference. */
  readonly missing: readonly FactRef[];
}

/** How many applications are of tier 0 or 1 for sure, and how many may be. */
export const criticalCount = memoised((estate: Estate) => {
  const possible = estate.inventory.applications.filter(mayBeCritical);
  const certain = possible.filter((application) => tierOf(application) !== undefined);
  return { certain: certain.length, possible: possible.length };
});

/**
 * The blast radius of one host (paper P6): an application falls with it when a part of it has no
 * member elsewhere and none that is fault tolerant. A machine whose host is not recorded may stand
 * on any host of its cluster, one without any place on any host at all; as many of these as the
 * host's memory can hold are counted.
 */
export function blastRadius(estate: Estate, host: Server): BlastRadius {
  const cluster = estate.clusterOf(host);
  const unplaced = cluster === undefined ? [] : estate.unplacedInCluster(cluster);
  const onHost = estate.instancesOnHost(host);
  const candidates = [...onHost, ...unplaced].filter(isProduction);
  const homeless = homelessInstances(estate);
  const parts = partsAt(estate, [...candidates, ...homeless]);
  const certain: Application[] = [];
  const possible = new Set<Application>();
  const missing: FactRef[] = [];

  for (const application of applicationsOf(estate, candidates)) {
    const { falls, missing: hidden } = worstPart(estate, host, parts.get(application));
    if (falls === false) continue;
    possible.add(application);
    const tier = tierOf(application);
    if (falls && tier !== undefined) certain.push(application);
    if (tier === undefined) missing.push(factRef('application', application.id, 'tier'));
    missing.push(...hidden);
  }
  for (const application of applicationsOf(estate, homeless)) {
    if (possible.has(application)) continue;
    const { falls } = worstPart(estate, host, parts.get(application));
    if (falls !== false) possible.add(application);
  }
  missing.push(...factRefs('instance', homeless.slice(0, SHOWN_HOMELESS), 'target'));
  const strangers = [...candidates, ...homeless].filter((one) => !estate.applicationOf(one));
  missing.push(...factRefs('instance', strangers, 'application'));
  // What stands here for sure needs no room that is still free.
  const isHere = (instance: Instance): boolean => estate.hostOfInstance(instance) === host;
  const standing = new Set(onHost.map((instance) => estate.applicationOf(instance)));
  const here = [...possible].filter((application) => standing.has(application));
  const elsewhere = [...possible].filter((application) => !standing.has(application));
  const upTo =
    here.length +
    strangers.filter(isHere).length +
    packable(
      estate,
      host,
      elsewhere,
      strangers.filter((one) => !isHere(one)),
    );
  return { certain, upTo: Math.max(upTo, certain.length), missing };
}

/** Enough to begin with: every host would repeat all of them. */
const SHOWN_HOMELESS = 20;

/**
 * Machines that say neither where they run nor where they shall run: any host may carry them.
 * Physical machines without a plan to move are not among them.
 */
const homelessInstances = memoised((estate: Estate): readonly Instance[] =>
  estate.instances.filter(
    (instance) =>
      isProduction(instance) &&
      instance.form !== 'physical' &&
      instance.server === undefined &&
      estate.hostOfInstance(instance) === undefined &&
      estate.clusterOfInstance(instance) === undefined,
  ),
);

/** A tier that is not known may be 0 or 1. */
function mayBeCritical(application: Application): boolean {
  return (tierOf(application) ?? 0) <= 1;
}

function applicationsOf(estate: Estate, instances: readonly Instance[]): Application[] {
  const found = new Set<Application>();
  for (const instance of instances) {
    const application = estate.applicationOf(instance);
    if (application !== undefined && mayBeCritical(application)) found.add(application);
  }
  return [...found].sort(byId);
}

interface Fall {
  /** Undefined where the record does not tell. */
  readonly falls: boolean | undefined;
  readonly missing: readonly FactRef[];
}

/** The parts with one of these members, in the order of `partsOf`; the others fall with no host here. */
function partsAt(
  estate: Estate,
  members: readonly Instance[],
): ReadonlyMap<Application, readonly Part[]> {
  const parts = new Map<Application, Set<Part>>();
  for (const member of members) {
    const application = estate.applicationOf(member);
    const part = partWith(estate, member);
    if (application === undefined || part === undefined) continue;
    const known = parts.get(application) ?? new Set();
    parts.set(application, known.add(part));
  }
  return new Map([...parts].map(([application, some]) => [application, [...some].sort(inOrder)]));
}

function inOrder({ members: [a] }: Part, { members: [b] }: Part): number {
  return byText(a?.id ?? '', b?.id ?? '');
}

/** One part that falls is enough. */
function worstPart(estate: Estate, host: Server, parts: readonly Part[] = []): Fall {
  const falls = parts.map((part) => fallsWith(estate, host, part));
  return (
    falls.find((part) => part.falls === true) ??
    falls.find((part) => part.falls === undefined) ?? { falls: false, missing: [] }
  );
}

function fallsWith(estate: Estate, host: Server, part: Part): Fall {
  const here = part.members.filter((member) => estate.hostOfInstance(member) === host);
  // Members that are kept apart share no host; what is recorded against the rule counts more.
  if (isKeptApart(part) && here.length < 2 && part.members.length > 1) return SURVIVES;
  const missing: FactRef[] = [];
  for (const member of part.members) {
    const fate = fateWith(estate, host, member);
    if (fate === 'survives') return SURVIVES;
    if (fate !== 'falls') missing.push(fate);
  }
  return { falls: missing.length === 0 ? true : undefined, missing };
}

const SURVIVES: Fall = { falls: false, missing: [] };

/** Whether a member outlives the host, falls with it, or which fact hides the answer. */
function fateWith(estate: Estate, host: Server, member: Instance): 'survives' | 'falls' | FactRef {
  if (member.protection === 'ft') return 'survives';
  const at = estate.hostOfInstance(member);
  if (at === host) return fateHere(member);
  if (at !== undefined) return 'survives';
  const cluster = estate.clusterOfInstance(member);
  if (cluster !== undefined) {
    const same = cluster === estate.clusterOf(host);
    return same ? factRef('instance', member.id, 'target.host') : 'survives';
  }
  const elsewhere = member.form === 'physical' || member.server !== undefined;
  return elsewhere ? 'survives' : factRef('instance', member.id, 'target');
}

function fateHere({ id, protection, redundancyGroup }: Instance): 'falls' | FactRef {
  if (protection === undefined) return factRef('instance', id, 'protection');
  // A cluster has other members, but nothing says which.
  const hasHiddenPeers = protection === 'app-cluster' && redundancyGroup === undefined;
  return hasHiddenPeers ? factRef('instance', id, 'redundancyGroup') : 'falls';
}

/**
 * Worst-case packing: how many of the applications and strangers can stand on the host by memory,
 * the smallest first. Without all sizes there is no bound.
 */
function packable(
  estate: Estate,
  { memoryGiB }: Server,
  applications: readonly Application[],
  strangers: readonly Instance[],
): number {
  const sizes = [
    ...applications.map((application) => smallestMachine(estate, application)),
    ...strangers.map((instance) => instance.memoryGiB),
  ];
  if (memoryGiB === undefined || sizes.includes(undefined)) return sizes.length;
  let left = memoryGiB;
  let fitting = 0;
  for (const size of (sizes as number[]).sort((a, b) => a - b)) {
    left -= size;
    if (left < 0) break;
    fitting++;
  }
  return fitting;
}

/** One lost part is enough for an application to fall, so its smallest machine counts. */
function smallestMachine(estate: Estate, application: Application): number | undefined {
  return smallestIn(estate)(application);
}

const smallestIn = memoised((estate: Estate) =>
  memoised((application: Application): number | undefined => {
    let smallest = Number.POSITIVE_INFINITY;
    for (const { memoryGiB } of estate.instancesOf(application)) {
      if (memoryGiB === undefined) return undefined;
      smallest = Math.min(smallest, memoryGiB);
    }
    return smallest;
  }),
);
