import type { FactRef } from '../domain/fact-path.ts';
import type { Instance } from '../domain/inventory.ts';
import { isProduction } from './carriers.ts';
import type { Estate } from './estate.ts';
import { tierBehind } from './tier.ts';

/** Whether production of tier 0 or 1 is concerned, or the facts that hide it. */
export type Criticality = { readonly critical: boolean } | { readonly missing: readonly FactRef[] };

export function criticalityOf(estate: Estate, instance: Instance): Criticality {
  if (!isProduction(instance)) return { critical: false };
  const behind = tierBehind(estate, instance);
  return 'missing' in behind ? { missing: [behind.missing] } : { critical: behind.tier <= 1 };
}
