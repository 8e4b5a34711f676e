import type { Tier } from './estate-view.ts';
import type { Category } from './rule.ts';
import type { Verdict } from './score.ts';
import type { Severity } from './severity.ts';

/** What an estate must meet; an assertion that is absent is not asked. */
export interface GateDemands {
  /** No failed finding of this severity or a graver one; with a baseline, none that it lacks. */
  readonly failOn?: Severity;
  /** No failed or warned finding of this severity or a graver one that the baseline lacks. */
  readonly noNew?: Severity;
  /** Least guaranteed score, 0 to 100. */
  readonly minScore?: ScopedDemands<number>;
  /** Least share of the applicable weight that could be judged, 0 to 100. */
  readonly minCoverage?: number;
  /** This verdict or a better one. */
  readonly requireVerdict?: Omit<ScopedDemands<Verdict>, 'categories'>;
  readonly noExpiredWaivers?: boolean;
}

/** A demand on the estate, on parts of it, or on every application of a tier. */
export interface ScopedDemands<T> {
  readonly estate?: T;
  readonly categories?: Readonly<Partial<Record<Category, T>>>;
  readonly tiers?: Readonly<Partial<Record<Tier, T>>>;
  /** By application id. */
  readonly applications?: Readonly<Record<string, T>>;
}
