import type { FactRef } from '../domain/fact-path.ts';
import type { Instance, Platform, Server } from '../domain/inventory.ts';
import { targetHosts } from './demand.ts';
import type { Estate } from './estate.ts';

/**
 * Whether it is decided that a machine stays on its hardware: a device keeps it there, or the
 * migration of everything on it is decided against, and nothing of it has a target.
 */
export function staysPhysical(server: Server, instances: readonly Instance[]): boolean {
  if (instances.some(hasTarget)) return false;
  const isTied = (server.devices ?? []).some(({ resolution }) => resolution === 'stay-physical');
  return isTied || (instances.length > 0 && instances.every(isKeptPhysical));
}

/** Whether an instance's own record decides against a migration. */
export function isKeptPhysical({ migration }: Instance): boolean {
  return migration?.method === 'stay-physical';
}

function hasTarget({ target }: Instance): boolean {
  return target?.cluster !== undefined || target?.host !== undefined;
}

/** A place that a standalone machine may move to. */
export interface Destination {
  readonly platform: Platform | undefined;
  /** Undefined where only the platform is known. */
  readonly host: Server | undefined;
}

export interface Destinations {
  /** Whether a target is recorded: then all of them must suit, else any may still be chosen. */
  readonly isSettled: boolean;
  readonly places: readonly Destination[];
  /** What would settle it. */
  readonly missing: FactRef;
}

/** The hosts that the instances of a machine shall run on; without a target, every platform there is. */
export function destinationsOf(estate: Estate, server: Server): Destinations {
  const instances = estate.instancesOnServer(server);
  const [first] = instances;
  const missing: FactRef =
    first === undefined
      ? { subject: { kind: 'server', id: server.id }, path: 'instances' }
      : { subject: { kind: 'instance', id: first.id }, path: 'target' };
  const settled = instances.filter(hasTarget);
  if (settled.length === 0) {
    const places = estate.inventory.platforms.map((platform) => ({ platform, host: undefined }));
    return { isSettled: false, places, missing };
  }
  const places = settled.flatMap((instance): readonly Destination[] => {
    const hosts = targetHosts(estate, instance);
    if (hosts.length === 0)
      return [{ platform: estate.platformOfInstance(instance), host: undefined }];
    return hosts.map((host) => ({ platform: estate.platformOf(host), host }));
  });
  return { isSettled: true, places, missing };
}
