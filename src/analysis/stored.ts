import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance, Storage } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import type { Estate } from './estate.ts';
import { groupByAll } from './places.ts';

/** An instance that may have a disk on a storage, and the fact that hides it. */
export interface MaybeStored {
  readonly instance: Instance;
  readonly missing: FactRef;
}

/** Whose disks lie on a storage. */
export interface Stored {
  readonly settled: readonly Instance[];
  readonly maybe: readonly MaybeStored[];
}

/** The instances whose disks name a storage, and those within its reach whose disks name none. */
export function storedOn(estate: Estate, storage: Storage): Stored {
  const { byStorage, byPlace, open } = indexDisks(estate);
  const settled = byStorage.get(storage.id) ?? [];
  const within =
    storage.reachableBy === undefined
      ? open
      : new Set(['', ...storage.reachableBy].flatMap((place) => byPlace.get(place) ?? []));
  const sure = new Set(settled);
  return { settled, maybe: [...within].filter(({ instance }) => !sure.has(instance)) };
}

/** The storage of that name; the inventory's references are checked. */
export function storageNamed(estate: Estate, id: string): Storage | undefined {
  return estate.storage(id);
}

const indexDisks = memoised((estate: Estate) => {
  const open = estate.instances.flatMap((instance): MaybeStored[] => {
    const missing = hiddenDisk(instance);
    const runsElsewhere = instance.server !== undefined && placesOf(estate, instance).length === 0;
    return missing === undefined || runsElsewhere ? [] : [{ instance, missing }];
  });
  return {
    open,
    byStorage: groupByAll(estate.instances, ({ disks }) => [
      ...new Set((disks ?? []).flatMap(({ storage }) => storage ?? [])),
    ]),
    byPlace: groupByAll(open, ({ instance }) => {
      const places = placesOf(estate, instance);
      return places.length === 0 ? [''] : places;
    }),
  };
});

/** The first fact that hides where a disk of an instance lies; undefined where none does. */
function hiddenDisk({ id, disks }: Instance): FactRef | undefined {
  if (disks === undefined) return factRef('instance', id, 'disks');
  const index = disks.findIndex(({ storage }) => storage === undefined);
  return index < 0 ? undefined : factRef('instance', id, `disks[${index}].storage`);
}

/** Ids of the cluster and of the hosts that an instance may run on. */
function placesOf(estate: Estate, instance: Instance): readonly string[] {
  const host = estate.hostOfInstance(instance);
  const cluster = estate.clusterOfInstance(instance);
  const hosts =
    host === undefined ? (cluster === undefined ? [] : estate.hostsOf(cluster)) : [host];
  return [...(cluster === undefined ? [] : [cluster.id]), ...hosts.map(({ id }) => id)];
}
