import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance } from '../domain/inventory.ts';
import type { Estate } from './estate.ts';

/** Whether it is so, or the facts that hide it. */
export type Settled = boolean | readonly FactRef[];

/**
 * Whether a copy of an instance's data is never more than `minutes` behind: its own replication, or
 * that of all storage below its disks. Within 0 minutes only a synchronous copy will do.
 */
export function isReplicatedWithin(estate: Estate, instance: Instance, minutes: number): Settled {
  return anyOf([
    isCopyWithin(instance.replication, minutes, factRef('instance', instance.id, 'replication')),
    isStorageReplicatedWithin(estate, instance, minutes),
  ]);
}

function isStorageReplicatedWithin(estate: Estate, instance: Instance, minutes: number): Settled {
  const { disks } = instance;
  if (disks === undefined) return [factRef('instance', instance.id, 'disks')];
  if (disks.length === 0) return false;
  return allOf(
    disks.map(({ storage: id }, i) => {
      const storage = estate.storage(id ?? '');
      if (storage === undefined) return [factRef('instance', instance.id, `disks[${i}].storage`)];
      const at = factRef('storage', storage.id, 'replication');
      return isCopyWithin(storage.replication, minutes, at);
    }),
  );
}

type Replication = Pick<NonNullable<Instance['replication']>, 'mode' | 'rpoMinutes'>;

function isCopyWithin(
  replication: Replication | undefined,
  minutes: number,
  { subject, path }: FactRef,
): Settled {
  switch (replication?.mode) {
    case undefined:
      return [{ subject, path: `${path}.mode` }];
    case 'none':
      return false;
    case 'sync':
      return true;
    case 'async': {
      // A copy that lags is behind, whatever it promises.
      if (minutes === 0) return false;
      const { rpoMinutes } = replication;
      return rpoMinutes === undefined
        ? [{ subject, path: `${path}.rpoMinutes` }]
        : rpoMinutes <= minutes;
    }
  }
}

/** One yes is enough; without one, what is hidden may be a yes. */
export function anyOf(answers: readonly Settled[]): Settled {
  if (answers.includes(true)) return true;
  const hidden = answers.flatMap((answer) => (typeof answer === 'boolean' ? [] : answer));
  return hidden.length > 0 ? hidden : false;
}

/** One no is enough; without one, what is hidden may be a no. */
export function allOf(answers: readonly Settled[]): Settled {
  if (answers.includes(false)) return false;
  const hidden = answers.flatMap((answer) => (typeof answer === 'boolean' ? [] : answer));
  return hidden.length > 0 ? hidden : true;
}
