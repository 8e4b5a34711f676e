import type { Instance } from '../domain/inventory.ts';
import { memoisedBy } from '../domain/memo.ts';
import { compareVersions, isRelease, versionNumbers } from '../domain/version.ts';
import { LIFECYCLE, type LifecycleRelease } from './generated/lifecycle.ts';
import type { GuestFamily } from './guest-support.ts';
import { windowsName } from './lifecycle.ts';

export type DatabaseProduct = NonNullable<NonNullable<Instance['databases']>[number]['product']>;
export type SoftwareProduct = GuestFamily | DatabaseProduct;

/** What is recorded of an operating system or a database system. */
export interface Software {
  readonly product: SoftwareProduct;
  readonly version: string;
  readonly edition?: string | undefined;
}

/**
 * Every release of the table that it may be, several where the version does not settle it; or it is
 * older than all of them, and the oldest stands for it.
 */
export type SoftwareReleases =
  | { readonly older: false; readonly releases: readonly LifecycleRelease[] }
  | { readonly older: true; readonly releases: readonly [LifecycleRelease] };

/** Where a product's releases stand in the table; a product without a name here has none. */
const TABLE_NAMES: Readonly<Partial<Record<SoftwareProduct, string>>> = {
  'windows-server': 'windows-server',
  windows: 'windows',
  rhel: 'rhel',
  centos: 'centos',
  'centos-stream': 'centos-stream',
  'oracle-linux': 'oracle-linux',
  almalinux: 'almalinux',
  'rocky-linux': 'rocky-linux',
  sles: 'sles',
  ubuntu: 'ubuntu',
  debian: 'debian',
  'amazon-linux': 'amazon-linux',
  photon: 'photon',
  freebsd: 'freebsd',
  aix: 'ibm-aix',
  solaris: 'oracle-solaris',
  'sql-server': 'mssqlserver',
  'oracle-db': 'oracle-database',
  postgresql: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mariadb',
};

/** Extensions that cost nothing, so no contract has to be recorded for them. */
const FREE_EXTENSIONS: ReadonlySet<SoftwareProduct> = new Set(['debian']);

export function isExtensionFree(product: SoftwareProduct): boolean {
  return FREE_EXTENSIONS.has(product);
}

/** The releases that a recorded version may be; undefined where the table has no entry for it. */
export const softwareReleases = memoisedBy(
  ({ product, version, edition }: Software) => `${product}\n${version}\n${edition}`,
  (software: Software): SoftwareReleases | undefined => {
    const name = TABLE_NAMES[software.product];
    const releases = name === undefined ? undefined : LIFECYCLE[name];
    if (releases === undefined) return undefined;
    const found = candidates(software, releases);
    return found.length > 0 ? { releases: found, older: false } : olderThan(software, releases);
  },
);

function candidates(
  { product, version, edition }: Software,
  releases: readonly LifecycleRelease[],
): readonly LifecycleRelease[] {
  switch (product) {
    case 'windows-server':
    case 'sql-server':
      return yearly(version, releases);
    case 'windows':
      return desktop(version, edition, releases);
    case 'solaris':
      return numbered(solarisVersion(version), releases);
    default:
      return numbered(version, releases);
  }
}

/** The longest release that the version belongs to (10.11.2 is 10.11), else all that belong to it. */
function numbered(
  version: string,
  releases: readonly LifecycleRelease[],
): readonly LifecycleRelease[] {
  const [longest] = releases
    .filter(({ cycle }) => isRelease(version, cycle))
    .sort((a, b) => versionNumbers(b.cycle).length - versionNumbers(a.cycle).length);
  if (longest !== undefined) return [longest];
  return releases.filter(({ cycle }) => isRelease(cycle, version));
}

/** By year, R2 and service pack; where no service pack is said, the last one is meant. */
function yearly(
  version: string,
  releases: readonly LifecycleRelease[],
): readonly LifecycleRelease[] {
  const wanted = windowsName(version);
  if (wanted === undefined) return [];
  return releases
    .filter(({ cycle }) => {
      const name = windowsName(cycle);
      const pack = wanted.pack === undefined || wanted.pack === name?.pack;
      return name?.year === wanted.year && name.r2 === wanted.r2 && pack;
    })
    .sort((a, b) => compareVersions(b.cycle, a.cycle))
    .slice(0, 1);
}

/** SunOS 5.10 is what Solaris 10 calls itself. */
function solarisVersion(version: string): string {
  return version.replace(/^SunOS\s+5\./i, '');
}

/** `10-22h2`, `11-24h2-e`, `10-21h2-e-lts` and `7-sp1`, taken apart. */
interface DesktopName {
  readonly release: string;
  readonly feature: string | undefined;
  readonly isLongTerm: boolean;
}

/**
 * Windows by release and half-year. Two editions of one half-year end on different days, and the
 * long-term editions on others: what version and edition leave open stays open.
 */
function desktop(
  version: string,
  edition: string | undefined,
  releases: readonly LifecycleRelease[],
): readonly LifecycleRelease[] {
  const text = `${version} ${edition ?? ''}`.toLowerCase();
  const wanted = desktopName(text);
  if (wanted === undefined) return [];
  return releases.filter(({ cycle }) => {
    const name = desktopName(cycle);
    if (name?.release !== wanted.release) return false;
    if (wanted.feature !== undefined && name.feature !== wanted.feature) return false;
    if (edition === undefined && !wanted.isLongTerm) return true;
    return name.isLongTerm === wanted.isLongTerm && fitsEdition(cycle, text);
  });
}

/** The table names these two by their kernel. */
const KERNELS: Readonly<Record<string, string>> = { xp: '5', vista: '6' };

function desktopName(text: string): DesktopName | undefined {
  const match = /^(?:microsoft )?(?:windows )?(xp|vista|\d+(?:\.\d)?)\b(?![.\d])/.exec(text.trim());
  if (match?.[1] === undefined) return undefined;
  const feature = /\b(\d\dh[12]|1[5-9]\d\d|2004)\b/.exec(text.slice(match[0].length))?.[1];
  const release = KERNELS[match[1]] ?? match[1];
  return { release, feature, isLongTerm: /-lts\b|ltsc|ltsb|\biot\b/.test(text) };
}

const BUSINESS = /enterprise|education/;
const WORKSTATION = /\bpro\b|professional|home|standard/;

function fitsEdition(cycle: string, text: string): boolean {
  if (/-e\b/.test(cycle)) return !WORKSTATION.test(text);
  return /-w\b/.test(cycle) ? !BUSINESS.test(text) : true;
}

function olderThan(
  { product, version }: Software,
  releases: readonly LifecycleRelease[],
): SoftwareReleases | undefined {
  // Their names are no numbers that sort: "8" is older than "2000", and "XP" is no number at all.
  if (product === 'windows' || product === 'windows-server') return undefined;
  const oldest = [...releases].sort((a, b) => compareVersions(a.cycle, b.cycle))[0];
  const isOlder =
    oldest !== undefined &&
    versionNumbers(version).length > 0 &&
    compareVersions(version, oldest.cycle) < 0;
  return isOlder ? { releases: [oldest], older: true } : undefined;
}
