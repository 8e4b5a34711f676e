import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import type { Platform } from '../domain/inventory.ts';
import { compareVersions, isRelease, versionNumbers } from '../domain/version.ts';
import { LIFECYCLE, LIFECYCLE_RETRIEVED_ON, type LifecycleRelease } from './generated/lifecycle.ts';

/** Where a platform's product stands in the table: Hyper-V lives and ends with Windows Server. */
const PLATFORM_PRODUCT: Readonly<Partial<Record<NonNullable<Platform['product']>, string>>> = {
  esxi: 'esxi',
  'hyper-v': 'windows-server',
  'proxmox-ve': 'proxmox-ve',
  ahv: 'nutanix-aos',
  'rhel-kvm': 'rhel',
  'xcp-ng': 'xcp-ng',
  'openshift-virt': 'red-hat-openshift',
};

/** What the table knows of a release's support. */
export interface SupportPeriod {
  readonly release: string;
  /** Last day of general support; null where the vendor has published none. */
  readonly generalEnd: IsoDate | null;
  /** Last day of advice without security updates. */
  readonly technicalGuidanceEnd: IsoDate | undefined;
  /** The version is older than every release in the table, and this is the oldest. */
  readonly older: boolean;
}

/** Support of a platform's version; undefined where the table has no entry for it. */
export function platformSupport(
  product: NonNullable<Platform['product']>,
  version: string,
): SupportPeriod | undefined {
  const name = PLATFORM_PRODUCT[product];
  const releases = name === undefined ? undefined : LIFECYCLE[name];
  if (releases === undefined) return undefined;
  return name === 'windows-server'
    ? windowsSupport(releases, version)
    : numberedSupport(releases, version);
}

/** Days since the table was made; a table from after `asOf` is not stale. */
export function lifecycleAgeDays(asOf: IsoDate): number {
  return Math.max(0, daysBetween(LIFECYCLE_RETRIEVED_ON, asOf));
}

function period(release: LifecycleRelease, older: boolean): SupportPeriod {
  return {
    release: release.cycle,
    generalEnd: release.generalEnd,
    technicalGuidanceEnd: release.technicalGuidanceEnd,
    older,
  };
}

/** Version numbers of a suite are not those of the hypervisor in it. */
const SUITES = /\b(vcf|cloud foundation)\b/i;

/** The longest release that the version belongs to (6.10.1 is 6.10, never 6.1), or the only one of it. */
function numberedSupport(
  releases: readonly LifecycleRelease[],
  version: string,
): SupportPeriod | undefined {
  if (versionNumbers(version).length === 0 || SUITES.test(version)) return undefined;
  const [longest] = releases
    .filter(({ cycle }) => isRelease(version, cycle))
    .sort((a, b) => versionNumbers(b.cycle).length - versionNumbers(a.cycle).length);
  if (longest !== undefined) return period(longest, false);
  const below = releases.filter(({ cycle }) => isRelease(cycle, version));
  const [only] = below;
  if (only !== undefined) return below.length === 1 ? period(only, false) : undefined;
  return olderThan(releases, version);
}

function olderThan(
  releases: readonly LifecycleRelease[],
  version: string,
): SupportPeriod | undefined {
  const oldest = [...releases].sort((a, b) => compareVersions(a.cycle, b.cycle))[0];
  if (oldest === undefined || compareVersions(version, oldest.cycle) >= 0) return undefined;
  return period(oldest, true);
}

/**
 * Windows Server by year and R2; where no service pack is said, the last one is meant. A build
 * number or a half-yearly name is none of these releases.
 */
function windowsSupport(
  releases: readonly LifecycleRelease[],
  version: string,
): SupportPeriod | undefined {
  const wanted = windowsName(version);
  if (wanted === undefined) return undefined;
  const [found] = releases
    .filter(({ cycle }) => {
      const name = windowsName(cycle);
      const pack = wanted.pack === undefined || wanted.pack === name?.pack;
      return name?.year === wanted.year && name.r2 === wanted.r2 && pack;
    })
    .sort((a, b) => compareVersions(b.cycle, a.cycle));
  return found === undefined ? undefined : period(found, false);
}

export interface WindowsName {
  readonly year: string;
  readonly r2: boolean;
  readonly pack: string | undefined;
}

export function windowsName(text: string): WindowsName | undefined {
  const match = /\b(20\d\d)\b(?:[ -]*(r2))?(?:[ -]*sp ?(\d))?/i.exec(text);
  if (match?.[1] === undefined || /-a?c$|-sac$/.test(text)) return undefined;
  return { year: match[1], r2: match[2] !== undefined, pack: match[3] };
}
