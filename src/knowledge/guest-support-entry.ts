import type { IsoDate } from '../domain/calendar.ts';
import type { Instance, Platform } from '../domain/inventory.ts';

export type PlatformProduct = NonNullable<Platform['product']>;
export type GuestFamily = NonNullable<NonNullable<Instance['guestOs']>['family']>;

/**
 * What a vendor says of a guest: `legacy` still runs with less support, `deprecated` will be
 * dropped, `unsupported` is dropped (VMware's "terminated"), refused, or cannot run at all.
 */
export type SupportLevel = 'supported' | 'legacy' | 'deprecated' | 'unsupported';

/**
 * How far the statement can be trusted. `verified`: the vendor's own text was read and says it.
 * `opening only`: as much as was read says it. `indirect`: the text is another party's, or is about
 * a neighbouring matter, and the level is our reading. `assumed`: from memory; the address, where
 * there is one, is where to look it up.
 */
export type Confidence = 'verified' | 'opening only' | 'indirect' | 'assumed';

export interface SupportSource {
  readonly title: string;
  readonly url?: string;
  /** The date that the document itself bears. */
  readonly published?: IsoDate;
  readonly retrievedOn: IsoDate;
  readonly confidence: Confidence;
}

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
  readonly source: SupportSource;
  readonly note?: string;
}

/** Whether a range of releases exists as 64-bit software only. */
export interface WordSize {
  readonly family: GuestFamily;
  readonly versions: ReleaseRange;
  readonly only64Bit: boolean;
  readonly source: SupportSource;
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
