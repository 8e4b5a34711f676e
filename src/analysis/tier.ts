import type { Tier } from '../domain/estate-view.ts';
import type { Application } from '../domain/inventory.ts';

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

/** Tier 0 or 1: an outage is measured in minutes or hours. An unknown tier is not excluded. */
export function isCritical(tier: Tier | undefined): boolean | undefined {
  return tier === undefined ? undefined : tier <= 1;
}
