import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance } from '../domain/inventory.ts';
import type { Estate } from './estate.ts';
import type { Part } from './parts.ts';
import { anyOf, isReplicatedWithin, type Settled } from './replication.ts';

/**
 * Whether the data of a part outlives the loss of one storage without losing a write: it is
 * replicated synchronously, fault tolerance writes it twice, members that stand in for each other
 * lie on different storage, or it keeps nothing on disks.
 */
export function hasCopyInStep(estate: Estate, { members }: Part): Settled {
  return anyOf([
    members.some(({ protection }) => protection === 'ft'),
    members.every(({ disks }) => disks?.length === 0),
    lieApart(members),
    ...members.map((member) => isReplicatedWithin(estate, member, 0)),
  ]);
}

/** Whether two members that keep data share no storage; each then holds it for itself. */
function lieApart(members: readonly Instance[]): Settled {
  if (members.length < 2) return false;
  const stores = members.map(storesOf);
  const settled = stores.flatMap(({ ids, missing }) =>
    missing.length === 0 && ids.length > 0 ? [ids] : [],
  );
  const areApart = settled.some((ids, i) =>
    settled.slice(i + 1).some((others) => ids.every((id) => !others.includes(id))),
  );
  if (areApart) return true;
  const missing = stores.flatMap((store) => store.missing);
  return missing.length > 0 ? missing : false;
}

function storesOf({ id, disks }: Instance): {
  readonly ids: readonly string[];
  readonly missing: readonly FactRef[];
} {
  if (disks === undefined) return { ids: [], missing: [factRef('instance', id, 'disks')] };
  return {
    ids: disks.flatMap(({ storage }) => storage ?? []),
    missing: disks.flatMap(({ storage }, i) =>
      storage === undefined ? [factRef('instance', id, `disks[${i}].storage`)] : [],
    ),
  };
}
