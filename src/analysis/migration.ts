import { type FactRef, factRefs } from '../domain/fact-path.ts';
import type { Instance, Platform, Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import { serverRef, targetHosts } from './demand.ts';
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

/** Standalone machines of which it is not decided that they stay on their hardware. */
export function movableServers(estate: Estate): readonly Server[] {
  return estate.standaloneServers.filter(
    (server) => !staysPhysical(server, estate.instancesOnServer(server)),
  );
}

/** Whether an instance's own record decides against a migration. */
export function isKeptPhysical({ migration }: Instance): boolean {
  return migration?.method === 'stay-physical';
}

/** An instance whose migration is decided against and that has no target, whatever becomes of others. */
export function isLeftBehind(instance: Instance): boolean {
  return isKeptPhysical(instance) && !hasTarget(instance);
}

/** Whether it is decided that an instance stays where it is: on its own record, or its machine's. */
export function staysOnHardware(estate: Estate, instance: Instance): boolean {
  if (isKeptPhysical(instance)) return true;
  const server = instance.server === undefined ? undefined : estate.server(instance.server);
  return server !== undefined && staysPhysical(server, estate.instancesOnServer(server));
}

/** The reason why nothing is asked of instances that all stay on their hardware. */
export function keptOnHardware(estate: Estate, instances: readonly Instance[]): string | undefined {
  const isKept =
    instances.length > 0 && instances.every((instance) => staysOnHardware(estate, instance));
  return isKept ? 'it stays on its hardware' : undefined;
}

/** Whether a place on the platform is recorded for an instance. */
export function hasTarget({ target }: Instance): boolean {
  return target?.cluster !== undefined || target?.host !== undefined;
}

/** A place that a standalone machine may move to. */
export interface Destination {
  readonly platform: Platform | undefined;
  /** Undefined where only the platform is known. */
  readonly host: Server | undefined;
}

export interface Destinations {
  /** Whether every instance has a target: then all places must suit, else any may still be chosen. */
  readonly isSettled: boolean;
  readonly places: readonly Destination[];
  /** What would settle it; empty where it is settled. */
  readonly missing: readonly FactRef[];
}

/** The hosts that the instances of a machine shall run on; without a target, every platform there is. */
export function destinationsOf(estate: Estate, server: Server): Destinations {
  const instances = estate.instancesOnServer(server);
  const targeted = instances.filter(hasTarget);
  const [first] = targeted;
  const settled =
    first !== undefined && targeted.length === 1
      ? placesOf(estate, first)
      : targeted.flatMap((instance) => placesOf(estate, instance));
  const open = instances.filter((instance) => !hasTarget(instance));
  if (open.length === 0 && instances.length > 0) {
    return { isSettled: true, places: settled, missing: [] };
  }
  return {
    isSettled: false,
    places: [
      ...settled,
      ...estate.inventory.platforms.map((platform) => ({ platform, host: undefined })),
    ],
    missing: [
      ...factRefs('instance', open, 'target'),
      ...(instances.length === 0 ? [whatRunsOn(server)] : []),
    ],
  };
}

function placesOf(estate: Estate, instance: Instance): readonly Destination[] {
  const hosts = targetHosts(estate, instance);
  if (hosts.length > 0) return placesOn(estate)(hosts);
  return [{ platform: estate.platformOfInstance(instance), host: undefined }];
}

/** Computed once for the hosts of each cluster: all that shall run there ask for them. */
const placesOn = memoised((estate: Estate) =>
  memoised((hosts: readonly Server[]): readonly Destination[] =>
    hosts.map((host) => ({ platform: estate.platformOf(host), host })),
  ),
);

/** That no instance names a machine as its server: recorded on the instance, missed here. */
export function whatRunsOn(server: Server): FactRef {
  return { subject: serverRef(server), path: 'instances' };
}
