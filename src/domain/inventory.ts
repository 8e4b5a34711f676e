import type {
  Application,
  Assessment,
  Cluster,
  Instance,
  Operations,
  Platform,
  Server,
  Site,
  Storage,
} from './generated/inventory.ts';

export type {
  Application,
  Assessment,
  Cluster,
  Instance,
  Operations,
  Platform,
  Server,
  Site,
  Storage,
} from './generated/inventory.ts';

/**
 * A whole estate: every document merged, every overlay applied, every reference checked.
 * A fact that is absent (or present and undefined) is not recorded; it is never 0, false or none.
 */
export interface Inventory {
  readonly assessment: Assessment;
  readonly operations: Operations;
  readonly sites: readonly Site[];
  readonly platforms: readonly Platform[];
  readonly clusters: readonly Cluster[];
  readonly servers: readonly Server[];
  readonly storage: readonly Storage[];
  readonly applications: readonly Application[];
  /** Instances outside an application's entry; those inside stand in `applications[].instances`. */
  readonly instances: readonly Instance[];
}

/** The sections of a document that list subjects. */
export type Section =
  | 'sites'
  | 'platforms'
  | 'clusters'
  | 'servers'
  | 'storage'
  | 'applications'
  | 'instances';
