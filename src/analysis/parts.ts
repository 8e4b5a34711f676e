import type { FactRef } from '../domain/fact-path.ts';
import type { Application, Instance } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import { isProduction } from './carriers.ts';
import type { Estate } from './estate.ts';

/**
 * What an application cannot do without: a redundancy group, any member of which is enough, or one
 * instance that has no group. The application is up while every part of it is.
 */
export interface Part {
  /** The group's name, or the instance's id. */
  readonly name: string;
  /** Never empty. */
  readonly members: readonly Instance[];
}

/** The parts of an application's production, sorted by name; empty where no instance is recorded. */
export function partsOf(estate: Estate, application: Application): readonly Part[] {
  const groups = new Map<string, Instance[]>();
  const parts: Part[] = [];
  for (const instance of estate.instancesOf(application)) {
    if (!isProduction(instance)) continue;
    const { redundancyGroup } = instance;
    if (redundancyGroup === undefined) {
      parts.push({ name: instance.id, members: [instance] });
      continue;
    }
    const group = groups.get(redundancyGroup);
    if (group !== undefined) {
      group.push(instance);
      continue;
    }
    const members = [instance];
    groups.set(redundancyGroup, members);
    parts.push({ name: redundancyGroup, members });
  }
  return parts;
}

/** A part of an application, every member of which is down. */
export interface LostPart extends Part {
  readonly application: Application;
}

/** The parts that have no member left outside a set of machines. */
export function lostParts(estate: Estate, down: readonly Instance[]): readonly LostPart[] {
  const owners = partsIn(estate);
  const membersDown = new Map<LostPart, number>();
  for (const instance of new Set(down)) {
    const part = owners.get(instance);
    if (part !== undefined) membersDown.set(part, (membersDown.get(part) ?? 0) + 1);
  }
  return [...membersDown]
    .filter(([{ members }, number]) => number === members.length)
    .map(([part]) => part);
}

/** The part of each production instance, looked up: the loss of a host must not walk all of its applications. */
const partsIn = memoised((estate: Estate): ReadonlyMap<Instance, LostPart> => {
  const owners = new Map<Instance, LostPart>();
  for (const application of estate.inventory.applications) {
    for (const part of partsOf(estate, application)) {
      const owned = { ...part, application };
      for (const member of part.members) owners.set(member, owned);
    }
  }
  return owners;
});

/** The part that an instance belongs to; undefined where it is not production of an application. */
export function partWith(estate: Estate, instance: Instance): Part | undefined {
  return partsIn(estate).get(instance);
}

/** An anti-affinity rule on any member keeps the members of its group on different hosts. */
export function isKeptApart({ name, members }: Part): boolean {
  return members.some(({ placementRules }) => placementRules?.includes(`anti-affinity:${name}`));
}

/**
 * Whether a part outlives the loss of any one host, because its members stand on different ones;
 * or the facts that hide it.
 */
export function outlivesOneHost(estate: Estate, part: Part): boolean | readonly FactRef[] {
  const { members } = part;
  if (members.length < 2) return false;
  const places = members.map((member) => placeOf(estate, member));
  const settled = new Set(places.filter((place) => place !== undefined));
  if (settled.size > 1) return true;
  const floating = members.filter((_member, i) => places[i] === undefined);
  if (floating.length === 0) return false;
  if (isKeptApart(part) && members.length - floating.length < 2) return true;
  const clusters = new Set(members.map((member) => estate.clusterOfInstance(member)?.id));
  if (clusters.size > 1 && !clusters.has(undefined)) return true;
  return floating.map((member) => ({
    subject: { kind: 'instance', id: member.id },
    path: estate.clusterOfInstance(member) === undefined ? 'target' : 'target.host',
  }));
}

/** The id of the machine that a member certainly stands on. */
export function placeOf(estate: Estate, member: Instance): string | undefined {
  const host = estate.hostOfInstance(member);
  if (host !== undefined) return host.id;
  return estate.clusterOfInstance(member) === undefined ? member.server : undefined;
}
