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

/** The parts of an application's production, sorted by their first member's id; empty without one. */
export function partsOf(estate: Estate, application: Application): readonly Part[] {
  return partsIn(estate)(application).parts;
}

/** The part that an instance belongs to; undefined where it is not production of an application. */
export function partWith(estate: Estate, instance: Instance): Part | undefined {
  return ownedPartWith(estate, instance);
}

/** A part with the application that it is of. */
export interface OwnedPart extends Part {
  readonly application: Application;
}

function ownedPartWith(estate: Estate, instance: Instance): OwnedPart | undefined {
  const application = estate.applicationOf(instance);
  return application && partsIn(estate)(application).withMember.get(instance);
}

/** Computed once for each application: each of ten thousand members may ask for its part. */
const partsIn = memoised((estate: Estate) =>
  memoised((application: Application) => {
    const parts = partsAmong(estate.instancesOf(application)).map((part): OwnedPart => {
      return { ...part, application };
    });
    const withMember = new Map<Instance, OwnedPart>();
    for (const part of parts) for (const member of part.members) withMember.set(member, part);
    return { parts, withMember };
  }),
);

function partsAmong(instances: readonly Instance[]): readonly Part[] {
  const groups = new Map<string, Instance[]>();
  const parts: Part[] = [];
  for (const instance of instances) {
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

/** The parts that have no member left outside a set of machines. */
export function lostParts(estate: Estate, down: readonly Instance[]): readonly OwnedPart[] {
  const membersDown = new Map<OwnedPart, number>();
  for (const instance of new Set(down)) {
    const part = ownedPartWith(estate, instance);
    if (part !== undefined) membersDown.set(part, (membersDown.get(part) ?? 0) + 1);
  }
  return [...membersDown]
    .filter(([{ members }, number]) => number === members.length)
    .map(([part]) => part);
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
