import type { IsoDate } from './calendar.ts';
import type { Tier } from './estate-view.ts';
import type { Location } from './location.ts';
import type { MissingFact, Tool } from './report.ts';

export const FAILURE_SCHEMA_VERSION = 1;

/** What fails together, the largest first. A server is a standalone machine. */
export const DOMAIN_KINDS = ['site', 'storage', 'cluster', 'rack', 'host', 'server'] as const;

export type DomainKind = (typeof DOMAIN_KINDS)[number];

/** How a machine comes back. */
export type ReturnWay =
  | 'restart' // its cluster's HA starts it on another host
  | 'mirror' // a synchronous copy of its storage takes over
  | 'failover' // the disaster-recovery plan starts it at another site
  | 'restore' // from a backup
  | 'repair' // when what failed is mended
  | 'not-known' // no record tells
  | 'nothing'; // its data are gone, and there is no copy of them

/** How an outage ends. */
export type Ending = 'predicted' | 'not-known' | 'never';

/** How long something is out. */
export interface Outage {
  /** Minutes that it takes for sure; null where it surely never ends. */
  readonly fromMinutes: number | null;
  /** Minutes in which it is predicted to end, with all that may fall as well; null where it is not. */
  readonly toMinutes: number | null;
  readonly ending: Ending;
  /** Whether the prediction rests on anything that is assumed or not recorded. */
  readonly assumed: boolean;
}

export type ObjectiveVerdict = 'met' | 'exceeded' | 'unknown';

/** A limit that an outage is held against. */
export interface Objective {
  /** Null where it is not recorded. */
  readonly limitMinutes: number | null;
  readonly verdict: ObjectiveVerdict;
}

/** An application that is out after a failure. */
export interface FailedApplication {
  readonly id: string;
  readonly name: string | null;
  readonly tier: Tier | null;
  /** Whether it is out for sure, or only if machines stand where no record says that they do not. */
  readonly certain: boolean;
  readonly outage: Outage;
  /** Against `availability.rtoMinutes`. */
  readonly rto: Objective;
  /** Against `availability.maxOutageMinutes`. */
  readonly tolerable: Objective;
  /** The application that it is out the longest for; null where that is itself. */
  readonly waitsFor: string | null;
}

/** A machine that is down after a failure. */
export interface FailedMachine {
  readonly id: string;
  readonly application: string | null;
  readonly certain: boolean;
  readonly way: ReturnWay;
  /** The cluster, storage or site that brings it back; null where none does. */
  readonly through: string | null;
  /** Minutes after the failure at which its boot begins; null where that is not predicted. */
  readonly startsAtMinutes: number | null;
  /** Minutes after the failure at which its application can be used; null where that is not predicted. */
  readonly backAtMinutes: number | null;
  readonly ending: Ending;
  readonly assumed: boolean;
  /** Applications that it waits for. */
  readonly waitsFor: readonly string[];
}

/** What a prediction assumes, or cannot say for want of a fact. */
export interface FailureGap {
  /** What was assumed; null where nothing stands in for the fact. */
  readonly assumed: string | null;
  /** The first of the facts, and how many of them there are. */
  readonly fact: MissingFact;
  readonly facts: number;
  readonly location: Location;
}

/** The recovery after the loss of one failure domain. */
export interface FailureReport {
  readonly schemaVersion: typeof FAILURE_SCHEMA_VERSION;
  readonly tool: Tool;
  readonly asOf: IsoDate;
  readonly domain: {
    readonly kind: DomainKind;
    readonly name: string;
    /** Smaller domains that fall with it. */
    readonly contains: readonly string[];
  };
  /** Those that are out the gravest first. */
  readonly applications: readonly FailedApplication[];
  /** Applications that lose machines and go on without them, sorted by id. */
  readonly goOn: readonly string[];
  /** In the order in which they start. */
  readonly machines: readonly FailedMachine[];
  /** Applications that wait for each other, the first again at the end. */
  readonly circles: readonly (readonly string[])[];
  readonly gaps: readonly FailureGap[];
}

/** One failure domain among all of them, with what falls for sure. */
export interface FailureSummary {
  readonly kind: DomainKind;
  readonly name: string;
  /** Machines that are down. */
  readonly machines: number;
  /** Applications of tier 0 or 1, or of an unknown tier, that are out; sorted by id. */
  readonly critical: readonly string[];
  /** How many of all applications that are out exceed an objective, or may. */
  readonly exceeded: number;
  readonly unknown: number;
  readonly met: number;
  /** The longest outage of the critical ones, else of all; null where none is out. */
  readonly longest: Outage | null;
}

/** All failure domains of an estate, the worst first. */
export interface FailureList {
  readonly schemaVersion: typeof FAILURE_SCHEMA_VERSION;
  readonly tool: Tool;
  readonly asOf: IsoDate;
  readonly domains: readonly FailureSummary[];
  /** Machines without a recorded place: they may stand in any of them. */
  readonly unplaced: number;
  /** Machines that name no application: nobody can say what is out with them. */
  readonly unassigned: number;
}
