import type { FactRef } from '../domain/fact-path.ts';
import type { Instance, Storage } from '../domain/inventory.ts';
import { isProduction } from './carriers.ts';
import type { Estate } from './estate.ts';
import { storedOn } from './stored.ts';
import { tierBehind } from './tier.ts';

/** Whether production of tier 0 or 1 is concerned, or the facts that hide it. */
export type Criticality = { readonly critical: boolean } | { readonly missing: readonly FactRef[] };

export function criticalityOf(estate: Estate, instance: Instance): Criticality {
  if (!isProduction(instance)) return { critical: false };
  const behind = tierBehind(estate, instance);
  return 'missing' in behind ? { missing: [behind.missing] } : { critical: behind.tier <= 1 };
}

/** Whether production of tier 0 or 1 has a disk on a storage. */
export function criticalityOn(estate: Estate, storage: Storage): Criticality {
  const { settled, maybe } = storedOn(estate, storage);
  return worstCriticality([
    ...settled.map((instance) => criticalityOf(estate, instance)),
    ...maybe.map(({ instance, missing }): Criticality => {
      const behind = criticalityOf(estate, instance);
      return 'critical' in behind && !behind.critical ? behind : { missing: [missing] };
    }),
  ]);
}

/** Enough to begin with: a large estate may lack a hundred thousand. */
const SHOWN_MISSING = 200;

/** One that is critical settles it, else what is not known of any. */
export function worstCriticality(parts: readonly Criticality[]): Criticality {
  if (parts.some((part) => 'critical' in part && part.critical)) return { critical: true };
  const missing = parts.flatMap((part) => ('missing' in part ? part.missing : []));
  return missing.length > 0 ? { missing: missing.slice(0, SHOWN_MISSING) } : { critical: false };
}
