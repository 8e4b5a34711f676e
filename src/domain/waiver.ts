import type { IsoDate } from './calendar.ts';
import type { Location } from './location.ts';

/** A risk that somebody has accepted for a time: a failure or warning that is borne, not mended. */
export interface Waiver {
  /** Rule id. */
  readonly rule: string;
  /** `application/billing`; `*` stands for any text, `?` for one character. */
  readonly subject: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it holds. */
  readonly until: IsoDate;
  readonly ticket?: string;
  /** Where it is written. */
  readonly location: Location;
}

/**
 * `active`: it holds. `expiring`: it holds for 30 days more at most. `expired`: it no longer does, so
 * its findings count again. `unused`: it holds, and there is no finding for it.
 */
export type WaiverState = 'active' | 'expiring' | 'expired' | 'unused';
