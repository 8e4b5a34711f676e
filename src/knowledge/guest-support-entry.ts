import type { Instance, Platform } from '../domain/inventory.ts';
import type { Provenance } from './provenance.ts';

export type PlatformProduct = NonNullable<Platform['product']>;
export type GuestFamily = NonNullable<NonNullable<Instance['guestOs']>['family']>;

/**
 * What a vendor says of a guest: `legacy` still runs with less support, `deprecated` will be
 * dropped, `unsupported` is dropped (VMware's "terminated"), refused, or cannot run at all.
 */
export type SupportLevel = 'supported' | 'legacy' | 'deprecated' | 'unsupported';

/** From one release through another, both included with all that is under them; no end = open. */
export interface ReleaseRange {
  readonly from?: string;
  readonly through?: string;
}

/** What is known of one range of guests on one range of a platform's releases. */
export interface GuestSupport {
  readonly product: PlatformProduct;
  readonly releases: ReleaseRange;
  readonly family: GuestFamily;
  readonly versions: ReleaseRange;
  readonly level: SupportLevel;
  readonly source: Provenance;
  readonly note?: string;
}

/** Whether a range of releases exists as 64-bit software only. */
export interface WordSize {
  readonly family: GuestFamily;
  readonly versions: ReleaseRange;
  readonly only64Bit: boolean;
  readonly source: Provenance;
}

export const ANY: ReleaseRange = {};

export function only(release: string): ReleaseRange {
  return { from: release, through: release };
}

export function span(from: string, through: string): ReleaseRange {
  return { from, through };
}

export function onwards(from: string): ReleaseRange {
  return { from };
}

export function upTo(through: string): ReleaseRange {
  return { through };
}
