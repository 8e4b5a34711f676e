import type { Tier } from '../domain/estate-view.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Instance } from '../domain/inventory.ts';
import type { Estate } from './estate.ts';

const DAY = 1440;

/** Longest recovery time of a tier, in minutes (UCSF impact tiers, counted from 0 here). */
const TIER_RTO_MINUTES: readonly (readonly [Tier, number])[] = [
  [0, 15],
  [1, 6 * 60],
  [2, DAY],
  [3, 5 * DAY],
];

/** The recorded tier, else the one that the recovery time objective asks for. */
export function tierOf(application: Application): Tier | undefined {
  if (application.tier !== undefined) return application.tier as Tier;
  const rto = application.availability?.rtoMinutes;
  if (rto === undefined) return undefined;
  return TIER_RTO_MINUTES.find(([, longest]) => rto <= longest)?.[0] ?? 4;
}

/** The tier behind an instance, or the fact that hides it. */
export function tierBehind(
  estate: Pick<Estate, 'applicationOf'>,
  instance: Instance,
): { readonly tier: Tier } | { readonly missing: FactRef } {
  const application = estate.applicationOf(instance);
  if (application === undefined) {
    return { missing: factRef('instance', instance.id, 'application') };
  }
  const tier = tierOf(application);
  return tier === undefined
    ? { missing: factRef('application', application.id, 'tier') }
    : { tier };
}
