import type { Application } from '../domain/inventory.ts';
import { doubtOf, type Provenance, RETRIEVED_ON, readOutOf } from './provenance.ts';

type Profile = NonNullable<Application['workloadProfile']>;

/** A number that a vendor asks for; options of rules take it as their default. */
export interface VendorFigure {
  readonly value: number;
  readonly source: Provenance;
}

const MEDITECH_BY_NETAPP: Provenance = {
  title: 'NetApp, FlexPod for MEDITECH: workload overview, after MEDITECH',
  url: 'https://github.com/NetAppDocs/flexpod/blob/f62b10af971f7ec37cb6e06467bf8f5b731283f6/healthcare/ehr-meditech-sizing_meditech_workload_overview.adoc',
  published: '2021-05-20',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const IMAGING_BY_NETAPP: Provenance = {
  title: 'NetApp, FlexPod for medical imaging: architecture and best practices',
  url: 'https://github.com/NetAppDocs/flexpod/tree/main/healthcare',
  published: '2021-06-03',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const EPIC_BY_NETAPP: Provenance = {
  title: 'NetApp, Epic on ONTAP: storage performance',
  url: 'https://github.com/NetAppDocs/ontap-apps-dbs/blob/0d4a733a24cff386272146e1c1ef896a9cafb161/epic/epic-ontap-performance.adoc',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const IRIS_RESOURCES: Provenance = {
  title: 'InterSystems IRIS, System Resource Planning and Management',
  url: 'https://docs.intersystems.com/irislatest/csp/docbook/platforms/DocBook.UI.Page.cls?KEY=ARES',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};

/** Of a MEDITECH host, on average: latencies in ms, operations in IOPS. Category 1 is the smallest. */
export const MEDITECH = {
  writeBelowMs: { value: 1, source: MEDITECH_BY_NETAPP },
  readBelowMsFirst: { value: 7, source: MEDITECH_BY_NETAPP },
  readBelowMs: { value: 5, source: MEDITECH_BY_NETAPP },
  expanseIops: { value: 750, source: MEDITECH_BY_NETAPP },
  cs5Iops: { value: 600, source: MEDITECH_BY_NETAPP },
  magicIops: { value: 400, source: MEDITECH_BY_NETAPP },
} as const satisfies Readonly<Record<string, VendorFigure>>;

/** Of a picture archive: latency of its first storage tier in ms, virtual processors per core. */
export const PACS = {
  latencyMs: { value: 5, source: IMAGING_BY_NETAPP },
  vcpusPerCore: { value: 1, source: IMAGING_BY_NETAPP },
} as const satisfies Readonly<Record<string, VendorFigure>>;

/** Of the operational database of Epic, which has to lie on flash: operations for each TiB. */
export const EPIC = {
  flash: EPIC_BY_NETAPP,
  iopsPerTiB: { value: 2000, source: EPIC_BY_NETAPP },
} as const;

/** Profiles whose machines have all of their memory reserved. */
const RESERVED_MEMORY: Readonly<Partial<Record<Profile, Provenance>>> = {
  iris: IRIS_RESOURCES,
  // Its database is one of InterSystems.
  'epic-odb': readOutOf(IRIS_RESOURCES),
  // "Not overcommitted" is what it says.
  pacs: IMAGING_BY_NETAPP,
};

export const RESERVED_MEMORY_PROFILES = [
  'epic-odb',
  'iris',
  'pacs',
] as const satisfies readonly Profile[];

/** How far it can be trusted that a profile needs its memory reserved; nothing where a team says so. */
export function doubtOfReservation(profile: Profile): string {
  const source = RESERVED_MEMORY[profile];
  return source === undefined ? '' : doubtOf(source);
}

/** How far a figure can be trusted; nothing where a team has set a number of its own. */
export function doubtOfFigure({ value, source }: VendorFigure, used: number): string {
  return used === value ? doubtOf(source) : '';
}
