import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Instance, Platform } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import type { Estate } from './estate.ts';
import { partsOf } from './parts.ts';
import { platformsBelow } from './platforms-below.ts';

/** Whether something can start from nothing, as far as the record tells. */
export interface StartUp {
  /** The circle that it waits in or for, its first name again at its end; undefined where it is in none for sure. */
  readonly circle: readonly string[] | undefined;
  /** What may hide one. */
  readonly missing: readonly FactRef[];
}

/**
 * Whether a platform can start from nothing: what its management needs must start before it, with
 * all that this hard-depends on; and an application starts where each of its parts has a member on
 * a platform that can start, or outside all of them.
 */
export function startUpOf(estate: Estate, platform: Platform): StartUp {
  const order = wholeOrder(estate);
  const start = platformKey(platform.id);
  const isStuck = order.stuck.has(start);
  const circle = isStuck ? (circleThrough(order, start) ?? wayToCircle(order, start)) : undefined;
  return { circle: circle?.map(nameOf), missing: hiddenBehind(order, start) };
}

/** Whether an application is part of a circle of hard dependencies. */
export function dependencyCircle(estate: Estate, { id }: Application): StartUp {
  const order = dependencyOrder(estate);
  const start = applicationKey(id);
  const circle = order.stuck.has(start) ? circleThrough(order, start) : undefined;
  return { circle: circle?.map(nameOf), missing: hiddenBehind(order, start) };
}

/** One of these must be up before; what is not recorded may be one that never is. */
interface Requirement {
  readonly anyOf: readonly string[];
  readonly missing: readonly FactRef[];
}

type Graph = ReadonlyMap<string, readonly Requirement[]>;

interface Order {
  readonly graph: Graph;
  /** What cannot start, whatever the facts turn out to be that are not recorded. */
  readonly stuck: ReadonlySet<string>;
  /** What may not be able to. */
  readonly doubtful: ReadonlySet<string>;
}

const wholeOrder = memoised((estate: Estate): Order => {
  const platforms = estate.inventory.platforms.map(
    (platform) => [platformKey(platform.id), needsOf(platform)] as const,
  );
  const applications = estate.inventory.applications.map(
    (application) =>
      [
        applicationKey(application.id),
        [...dependenciesOf(application), ...groundsOf(estate, application)],
      ] as const,
  );
  return orderOf(new Map([...platforms, ...applications]));
});

const dependencyOrder = memoised((estate: Estate): Order => {
  const applications = estate.inventory.applications.map(
    (application) => [applicationKey(application.id), dependenciesOf(application)] as const,
  );
  return orderOf(new Map(applications));
});

function orderOf(graph: Graph): Order {
  return { graph, stuck: stuckIn(graph, false), doubtful: stuckIn(graph, true) };
}

function needsOf({ id, management }: Platform): readonly Requirement[] {
  const needs = management?.needs;
  if (needs === undefined) {
    return [{ anyOf: [], missing: [factRef('platform', id, 'management.needs')] }];
  }
  return needs.map((application) => ({ anyOf: [applicationKey(application)], missing: [] }));
}

/** What is outside the inventory is taken to be up. */
function dependenciesOf({ id, dependsOn }: Application): readonly Requirement[] {
  if (dependsOn === undefined) {
    return [{ anyOf: [], missing: [factRef('application', id, 'dependsOn')] }];
  }
  return dependsOn.flatMap(({ application, kind, external }, i) => {
    if (external === true || kind === 'soft') return [];
    const missing = kind === undefined ? [factRef('application', id, `dependsOn[${i}].kind`)] : [];
    return [{ anyOf: [applicationKey(application)], missing }];
  });
}

/** Each part needs one member whose platform is up, unless a member stands outside all platforms. */
function groundsOf(estate: Estate, application: Application): readonly Requirement[] {
  const parts = partsOf(estate, application);
  if (parts.length === 0) {
    return [{ anyOf: [], missing: [factRef('application', application.id, 'instances')] }];
  }
  return parts.flatMap(({ members }) => {
    if (members.some((member) => isOutside(estate, member))) return [];
    const below = members.map((member) => platformsBelow(estate, member));
    const platforms = below.flatMap((one) => one.platforms.map(({ id }) => platformKey(id)));
    return [{ anyOf: [...new Set(platforms)], missing: below.flatMap(({ missing }) => missing) }];
  });
}

/** A physical machine that shall stay so needs no platform. */
function isOutside(estate: Estate, instance: Instance): boolean {
  const hasTarget =
    estate.clusterOfInstance(instance) !== undefined ||
    estate.hostOfInstance(instance) !== undefined;
  return !hasTarget && (instance.form === 'physical' || instance.server !== undefined);
}

/**
 * What never comes up when everything starts that can, again and again. In doubt, what is not
 * recorded is never up; otherwise it always is.
 */
function stuckIn(graph: Graph, inDoubt: boolean): ReadonlySet<string> {
  const stuck = new Set(graph.keys());
  const isMet = ({ anyOf, missing }: Requirement): boolean =>
    anyOf.some((key) => !stuck.has(key)) || (!inDoubt && missing.length > 0);
  let before: number;
  do {
    before = stuck.size;
    for (const [key, requirements] of graph) {
      if (stuck.has(key) && requirements.every(isMet)) stuck.delete(key);
    }
  } while (stuck.size < before);
  return stuck;
}

/** What something that is stuck waits for. */
function waitsFor({ graph, stuck }: Order, key: string): readonly string[] {
  return (graph.get(key) ?? [])
    .filter(({ anyOf, missing }) => missing.length === 0 && anyOf.every((one) => stuck.has(one)))
    .flatMap(({ anyOf }) => anyOf);
}

/** The shortest circle through something that is stuck; undefined where it only waits for one. */
function circleThrough(order: Order, start: string): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const key of queue) {
    for (const next of waitsFor(order, key)) {
      if (next === start) return [...wayFrom(cameFrom, start, key), start];
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, key);
      queue.push(next);
    }
  }
  return undefined;
}

function wayFrom(cameFrom: ReadonlyMap<string, string>, start: string, end: string): string[] {
  const way = [end];
  let at = end;
  while (at !== start) {
    at = cameFrom.get(at) ?? start;
    way.unshift(at);
  }
  return way;
}

/** What is stuck waits for something that is stuck, so that the way ends where it has been before. */
function wayToCircle(order: Order, start: string): readonly string[] {
  const way: string[] = [];
  let at: string | undefined = start;
  while (at !== undefined && !way.includes(at)) {
    way.push(at);
    [at] = waitsFor(order, at);
  }
  return at === undefined ? way : [...way, at];
}

/** Facts that hide whether it can start: those of all that is in doubt below it. */
function hiddenBehind({ graph, doubtful }: Order, start: string): readonly FactRef[] {
  if (!doubtful.has(start)) return [];
  const missing: FactRef[] = [];
  const seen = new Set([start]);
  for (const key of seen) {
    for (const requirement of graph.get(key) ?? []) {
      if (requirement.anyOf.some((one) => !doubtful.has(one))) continue;
      missing.push(...requirement.missing);
      for (const next of requirement.anyOf) seen.add(next);
    }
  }
  return missing;
}

const PLATFORM = 'platform ';
const APPLICATION = 'application ';

const platformKey = (id: string): string => PLATFORM + id;
const applicationKey = (id: string): string => APPLICATION + id;

function nameOf(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}
