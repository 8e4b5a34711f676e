import { compareVersions, isRelease, versionNumbers } from '../domain/version.ts';
import type {
  GuestFamily,
  GuestSupport,
  PlatformProduct,
  ReleaseRange,
  WordSize,
} from './guest-support-entry.ts';
import { GUEST_SUPPORT } from './guest-support-table.ts';
import { WORD_SIZES } from './guest-support-word-sizes.ts';

export type { GuestFamily, GuestSupport, PlatformProduct } from './guest-support-entry.ts';

export type GuestKind = 'windows' | 'linux' | 'bsd' | 'other';

interface PlatformRelease {
  readonly product: PlatformProduct;
  readonly version?: string | undefined;
}

interface GuestRelease {
  readonly family: GuestFamily;
  readonly version?: string | undefined;
}

/** The most specific statement about a guest on a platform; undefined where nothing is known. */
export function guestSupport(
  platform: PlatformRelease,
  guest: GuestRelease,
): GuestSupport | undefined {
  return guestSupportStatements(platform, guest)[0];
}

/** Every statement about a guest on a platform, the most specific first, else in table order. */
export function guestSupportStatements(
  platform: PlatformRelease,
  guest: GuestRelease,
): readonly GuestSupport[] {
  const platformScheme = platform.product === 'hyper-v' ? 'windows-server' : undefined;
  return GUEST_SUPPORT.filter(
    (entry) =>
      entry.product === platform.product &&
      entry.family === guest.family &&
      isWithin(guest.version, entry.versions, guest.family) &&
      isWithin(platform.version, entry.releases, platformScheme),
  ).sort(bySpecificity);
}

/** What is known of the word size of that release; undefined where nothing is. */
export function wordSize(guest: GuestRelease): WordSize | undefined {
  return WORD_SIZES.filter(
    ({ family, versions }) =>
      family === guest.family && isWithin(guest.version, versions, guest.family),
  ).sort((a, b) => narrowness(b.versions) - narrowness(a.versions))[0];
}

export function guestKind(family: GuestFamily): GuestKind {
  return GUEST_KIND[family];
}

const GUEST_KIND: Readonly<Record<GuestFamily, GuestKind>> = {
  'windows-server': 'windows',
  windows: 'windows',
  rhel: 'linux',
  centos: 'linux',
  'centos-stream': 'linux',
  'oracle-linux': 'linux',
  almalinux: 'linux',
  'rocky-linux': 'linux',
  sles: 'linux',
  ubuntu: 'linux',
  debian: 'linux',
  'amazon-linux': 'linux',
  photon: 'linux',
  linux: 'linux',
  freebsd: 'bsd',
  openbsd: 'bsd',
  netbsd: 'bsd',
  aix: 'other',
  solaris: 'other',
  'hp-ux': 'other',
  'ibm-i': 'other',
  openvms: 'other',
  zos: 'other',
  macos: 'other',
  netware: 'other',
  dos: 'other',
  other: 'other',
};

function bySpecificity(a: GuestSupport, b: GuestSupport): number {
  return (
    narrowness(b.versions) - narrowness(a.versions) ||
    narrowness(b.releases) - narrowness(a.releases)
  );
}

/** One release is narrower than a range of them, that than an open range, that than any. */
function narrowness({ from, through }: ReleaseRange): number {
  if (from === undefined && through === undefined) return 0;
  if (from === undefined || through === undefined) return 1;
  return from === through ? 3 : 2;
}

function isWithin(
  version: string | undefined,
  { from, through }: ReleaseRange,
  family: GuestFamily | undefined,
): boolean {
  if (from === undefined && through === undefined) return true;
  const release = version === undefined ? undefined : comparable(version, family);
  if (release === undefined) return false;
  const low = from === undefined ? undefined : comparable(from, family);
  const high = through === undefined ? undefined : comparable(through, family);
  const isOldEnough =
    high === undefined || compareVersions(release, high) <= 0 || isRelease(release, high);
  return isOldEnough && (low === undefined || compareVersions(release, low) >= 0);
}

/** The version in numbers that sort as its vendor's releases do; undefined where it names none. */
function comparable(version: string, family: GuestFamily | undefined): string | undefined {
  if (family === 'windows-server') return windowsServerRelease(version);
  if (family === 'windows') return windowsRelease(version);
  const numbers = versionNumbers(version);
  if (numbers.length === 0) return undefined;
  // SunOS 5.10 is what Solaris 10 calls itself; no Solaris release was ever numbered 5.
  if (family === 'solaris' && numbers[0] === 5 && numbers.length > 1) numbers.shift();
  return numbers.join('.');
}

/**
 * The year, and 2 for R2: the 2 of "2008 SP2" must not make it 2008 R2. A build number and a
 * half-yearly name ("20H2", and "version 2004", which is no year) name none of these releases.
 */
function windowsServerRelease(version: string): string | undefined {
  const name = version.replace(/version\s+\d{4}/i, '');
  const match = /(?<![\d.])(20\d\d)(?![\d.])(?:[\s-]*(r2)\b)?/i.exec(name);
  const year = match?.[1];
  return year === undefined ? undefined : `${year}.${match?.[2] === undefined ? 0 : 2}`;
}

/** Windows by the number of its kernel, which sorts XP before 7, and "XP SP3" not after it. */
function windowsRelease(version: string): string | undefined {
  const name = version
    .trim()
    .toLowerCase()
    .replace(/^(microsoft )?windows /, '');
  return WINDOWS_KERNELS.find(([release]) => release.test(name))?.[1];
}

/** A build such as 10.0.22631 is none of them: those of Windows 10 and of 11 both begin with 10.0. */
const WINDOWS_KERNELS: readonly (readonly [RegExp, string])[] = [
  [/^2000\b/, '5.0'],
  [/^xp\b/, '5.1'],
  [/^vista\b/, '6.0'],
  [/^7\b(?!\.)/, '6.1'],
  [/^8\.1\b/, '6.3'],
  [/^8\b(?!\.)/, '6.2'],
  [/^10\b(?!\.)/, '10.0'],
  [/^11\b(?!\.)/, '11.0'],
];
