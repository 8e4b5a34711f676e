import type { IsoDate } from './calendar.ts';
import type { FailureList, FailureReport } from './failure.ts';
import type { SubjectRef } from './subject.ts';

/**
 * What pictures of an estate show beside its report: who falls with what, where things stand, how full
 * clusters are, and when support ends. It is made from the estate, so a saved report comes without it.
 */
export interface Atlas {
  /** All failure domains, the worst first; null where the estate has none. */
  readonly failures: FailureList | null;
  /** The recovery after the worst of them: the worst host first, then the others. */
  readonly recoveries: readonly FailureReport[];
  /** Sites by id; what has no recorded site stands last, under null. */
  readonly sites: readonly AtlasSite[];
  /** What alone takes down an application of tier 0 or 1, or of an unknown tier; the worst first. */
  readonly singlePoints: readonly AtlasSinglePoint[];
  readonly clusters: readonly ClusterRoom[];
  /** By date; what has no known end stands last. */
  readonly supportEnds: readonly SupportEnd[];
}

export interface AtlasSite {
  /** Null for what has no recorded site. */
  readonly id: string | null;
  readonly name: string | null;
  readonly role: 'primary' | 'secondary' | 'remote' | null;
  /** The part of each cluster that stands here; a stretched one is named at each of its sites. */
  readonly clusters: readonly AtlasCluster[];
  /** Hosts without a cluster. */
  readonly hosts: readonly AtlasMachine[];
  /** Standalone machines. */
  readonly servers: readonly AtlasMachine[];
  readonly storage: readonly AtlasStorage[];
}

export interface AtlasCluster {
  readonly id: string;
  /** Product and version; null where it has no recorded platform. */
  readonly platform: string | null;
  readonly hosts: readonly AtlasMachine[];
}

export interface AtlasMachine {
  readonly id: string;
  readonly rack: string | null;
  /** Ids of the machines that are recorded to run on it, or shall run there. */
  readonly instances: readonly string[];
}

export interface AtlasStorage {
  readonly id: string;
  readonly kind: string | null;
}

export interface AtlasSinglePoint {
  readonly layer: 'host' | 'network' | 'power' | 'storage' | 'site';
  readonly label: string;
  /** Where it is recorded. */
  readonly at: SubjectRef;
  /** Ids of the applications that fall with it, sorted. */
  readonly applications: readonly string[];
}

/** What the machines of a cluster need, and what its hosts give. */
export interface ClusterRoom {
  readonly id: string;
  readonly hosts: number;
  /** Ids of the hosts whose loss is shown: those by which CLU-001 was judged, else the largest. */
  readonly lostHosts: readonly string[];
  /** Null where a size of a host is not recorded. */
  readonly memoryGiB: RoomUse | null;
  /** Physical cores at p95. */
  readonly cores: RoomUse | null;
}

export interface RoomUse {
  readonly needed: number;
  /** At most, whatever the missing facts turn out to be; null where nothing bounds it. */
  readonly neededAtMost: number | null;
  /** What machines may use of the hosts, up to the limits of CLU-001. */
  readonly room: number;
  readonly roomAfterLoss: number;
}

export const SUPPORT_KINDS = ['platform', 'guest', 'database', 'contract'] as const;

/** What runs out of support on one day, and who stands on it. */
export interface SupportEnd {
  readonly kind: (typeof SUPPORT_KINDS)[number];
  /** `windows-server 2012 R2`; for a contract, what it covers. */
  readonly what: string;
  /** Last day; null where neither the record nor the built-in table tells. */
  readonly end: IsoDate | null;
  /** Last day of paid extended support, where that is recorded as bought. */
  readonly extendedEnd: IsoDate | null;
  readonly basis: 'recorded' | 'table' | null;
  /** Sorted. */
  readonly subjects: readonly SubjectRef[];
  /** Ids of the applications whose production stands on one of them, sorted. */
  readonly applications: readonly string[];
}
