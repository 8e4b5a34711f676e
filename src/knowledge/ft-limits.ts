import type { Platform } from '../domain/inventory.ts';
import { memoisedBy } from '../domain/memo.ts';
import { compareVersions, isRelease, versionNumbers } from '../domain/version.ts';
import type { ReleaseRange } from './guest-support-entry.ts';
import { type Provenance, RETRIEVED_ON } from './provenance.ts';

/** What an edition of vSphere at a release allows a fault-tolerant machine. */
export interface FtLimit {
  readonly releases: ReleaseRange;
  readonly editions: readonly FtEdition[];
  /** Virtual processors of one machine. */
  readonly vcpus: number;
  readonly source: Provenance;
}

type FtEdition =
  | 'essentials'
  | 'standard'
  | 'enterprise'
  | 'enterprise-plus'
  | 'foundation'
  | 'vcf';

const LIMITS_8: Provenance = {
  title: 'VMware vSphere 8.0, Fault Tolerance requirements, limits and licensing',
  url: 'https://docs.vmware.com/en/VMware-vSphere/8.0/vsphere-availability/GUID-57929CF0-DA9B-407A-BF2E-E7B72708D825.html',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};

/** Editions and releases whose own text was not read: as those of 8.0 that were. */
const AS_LIMITS_8: Provenance = { ...LIMITS_8, confidence: 'assumed' };

const LIMITS_6: Provenance = {
  title:
    'VMware vSphere 6.0, Fault Tolerance requirements, limits and licensing (a copy in a blog)',
  url: 'http://virtualization24x7.blogspot.com/2015/10/fault-tolerance-requirements-limits-and.html',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};

const REQUIREMENTS_5: Provenance = {
  title: 'VMware Arena, virtual machine requirements for Fault Tolerance',
  url: 'http://www.vmwarearena.com/virtual-machine-requirements-for-vmware/',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};

const NONE: readonly FtEdition[] = ['essentials'];
const SMALL: readonly FtEdition[] = ['standard', 'enterprise'];
const LARGE: readonly FtEdition[] = ['enterprise-plus'];
const SUITES: readonly FtEdition[] = ['foundation', 'vcf'];

/** Of equal limits the last one speaks, so what was read stands behind what was not. */
const FT_LIMITS: readonly FtLimit[] = [
  {
    releases: { from: '4', through: '5' },
    editions: [...SMALL, ...LARGE],
    vcpus: 1,
    source: REQUIREMENTS_5,
  },
  { releases: { from: '6.0', through: '6.5' }, editions: NONE, vcpus: 0, source: LIMITS_6 },
  { releases: { from: '6.0', through: '6.5' }, editions: SMALL, vcpus: 2, source: LIMITS_6 },
  { releases: { from: '6.0', through: '6.5' }, editions: LARGE, vcpus: 4, source: LIMITS_6 },
  // Its note names the editions that have the feature, and Essentials is none of them.
  { releases: { from: '6.7', through: '8.0' }, editions: NONE, vcpus: 0, source: LIMITS_8 },
  { releases: { from: '9.0', through: '9.1' }, editions: NONE, vcpus: 0, source: AS_LIMITS_8 },
  { releases: { from: '6.7', through: '8.0' }, editions: SMALL, vcpus: 2, source: LIMITS_8 },
  { releases: { from: '8.0', through: '9.1' }, editions: SUITES, vcpus: 8, source: AS_LIMITS_8 },
  { releases: { from: '6.7', through: '8.0' }, editions: LARGE, vcpus: 8, source: LIMITS_8 },
  { releases: { from: '9.0', through: '9.1' }, editions: SMALL, vcpus: 2, source: AS_LIMITS_8 },
  { releases: { from: '9.0', through: '9.1' }, editions: LARGE, vcpus: 8, source: AS_LIMITS_8 },
];

/**
 * What a host allows as delivered (`das.maxftvmsperhost`, `das.maxftvcpusperhost`): primaries and
 * secondaries both count. Defaults, not maxima: either may be raised (`LIMITS_8`).
 */
export const FT_HOST_DEFAULTS = { machines: 4, vcpus: 8 } as const;

/** The largest and the smallest limit of a product's release, over its editions or for one of them. */
interface FtLimits {
  readonly least: FtLimit;
  readonly most: FtLimit;
}

/** Undefined where the table has no entry: no other product's limits are known. */
export const ftLimits = memoisedBy(
  (product: Platform['product'], version: string, edition: string | undefined) =>
    `${product}\n${version}\n${edition}`,
  (product, version, edition): FtLimits | undefined => {
    if (product !== 'esxi') return undefined;
    const wanted = edition === undefined ? undefined : editionOf(edition);
    if (edition !== undefined && wanted === undefined) return undefined;
    const [least, ...others] = FT_LIMITS.filter(
      ({ releases, editions }) =>
        isWithin(version, releases) && (wanted === undefined || editions.includes(wanted)),
    ).sort((a, b) => a.vcpus - b.vcpus);
    return least === undefined ? undefined : { least, most: others.at(-1) ?? least };
  },
);

const EDITIONS: readonly (readonly [RegExp, FtEdition])[] = [
  [/^(vmware )?(vsphere )?essentials([ -]?plus)?$/, 'essentials'],
  [/^(vmware )?(vsphere )?enterprise[ -]?plus$/, 'enterprise-plus'],
  [/^(vmware )?(vsphere )?enterprise$/, 'enterprise'],
  [/^(vmware )?(vsphere )?standard$/, 'standard'],
  [/^(vmware )?vsphere[ -]foundation$|^vvf$/, 'foundation'],
  [/^(vmware )?cloud[ -]foundation$|^vcf$/, 'vcf'],
];

function editionOf(text: string): FtEdition | undefined {
  const name = text.trim().toLowerCase();
  return EDITIONS.find(([pattern]) => pattern.test(name))?.[1];
}

function isWithin(version: string, { from, through }: ReleaseRange): boolean {
  if (from === undefined || through === undefined || versionNumbers(version).length === 0) {
    return false;
  }
  const isOldEnough = compareVersions(version, through) <= 0 || isRelease(version, through);
  return isOldEnough && compareVersions(version, from) >= 0;
}
