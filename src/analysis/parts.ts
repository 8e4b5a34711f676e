import type { Application, Instance } from '../domain/inventory.ts';
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

/** The part of its application that an instance belongs to, itself included. */
export function peersOf(estate: Estate, instance: Instance): readonly Instance[] {
  const application = estate.applicationOf(instance);
  const { redundancyGroup } = instance;
  if (application === undefined || redundancyGroup === undefined) return [instance];
  return estate
    .instancesOf(application)
    .filter((peer) => peer.redundancyGroup === redundancyGroup && isProduction(peer));
}
