import type { Instance } from '../domain/inventory.ts';

export type GuestOs = NonNullable<Instance['guestOs']>;
type Family = NonNullable<GuestOs['family']>;

/** How one product's names are read; the pattern takes the product, and leaves the version. */
interface NameRule {
  readonly pattern: RegExp;
  readonly family: Family;
  /** The version, from what follows the product; absent where its names hold none that counts. */
  readonly version?: (rest: string) => string | undefined;
}

/**
 * The first that fits counts. Names as in vSphere's guest descriptors and as guests report them.
 * A kernel's number is not the version of a distribution, so `linux` has none.
 */
const RULES: readonly NameRule[] = [
  { pattern: /^MS-DOS/i, family: 'dos' },
  { pattern: /^(Windows )?Hyper-V/i, family: 'other' },
  { pattern: /^(Windows )?Small Business Server/i, family: 'windows-server', version: serverYear },
  { pattern: /^Windows (Storage |Web )?Server/i, family: 'windows-server', version: serverYear },
  {
    pattern: /^Windows (?=2000 (Advanced |Datacenter )?Server)/i,
    family: 'windows-server',
    version: serverYear,
  },
  {
    pattern: /^Windows (?=2000 Professional|XP|Vista|ME\b|Millennium|3\.|95|98|7|8|1\d)/i,
    family: 'windows',
    version: desktopName,
  },
  { pattern: /^Red Hat Enterprise Linux( Server| Workstation)?/i, family: 'rhel', version: single },
  { pattern: /^CentOS (Linux )?Stream/i, family: 'centos-stream', version: single },
  // CentOS Linux ended with 8: what is called CentOS 9 or later is CentOS Stream.
  { pattern: /^CentOS( Linux)?(?= (9|\d\d)\b)/i, family: 'centos-stream', version: single },
  { pattern: /^CentOS( Linux)?/i, family: 'centos', version: single },
  { pattern: /^Oracle (Enterprise )?Linux( Server)?/i, family: 'oracle-linux', version: single },
  { pattern: /^Alma ?Linux/i, family: 'almalinux', version: single },
  { pattern: /^Rocky( Linux)?/i, family: 'rocky-linux', version: single },
  {
    pattern: /^SUSE Linux Enterprise(?! Desktop)( Server)?/i,
    family: 'sles',
    version: withServicePack,
  },
  { pattern: /^Ubuntu( Linux)?/i, family: 'ubuntu', version: single },
  { pattern: /^Debian( GNU\/Linux)?/i, family: 'debian', version: single },
  { pattern: /^Amazon Linux/i, family: 'amazon-linux', version: single },
  { pattern: /^(VMware )?Photon( OS)?/i, family: 'photon', version: single },
  { pattern: /^FreeBSD/i, family: 'freebsd', version: single },
  { pattern: /^OpenBSD/i, family: 'openbsd', version: single },
  { pattern: /^NetBSD/i, family: 'netbsd', version: single },
  { pattern: /^((Sun|Oracle)( Microsystems)? )?Solaris/i, family: 'solaris', version: single },
  { pattern: /^(Novell )?NetWare/i, family: 'netware', version: single },
  { pattern: /^(Apple )?(Mac OS( X)?|macOS|OS X)( Server)?/i, family: 'macos', version: single },
  { pattern: /^VMware ESXi?\b/i, family: 'other' },
  { pattern: /^((IBM )?OS\/2|SCO |Serenity|eComStation|UnixWare|OpenServer)/i, family: 'other' },
  {
    pattern:
      /Linux|^(open)?SUSE|^(Red Hat )?Fedora|^Mandr(ake|iva)|^Asianux|Open Enterprise Server/i,
    family: 'linux',
  },
];

const BITS = /[\s(]*\b(32|64)[- ]?bits?\b\)?/i;
const EDITION =
  /\b(Standard|Enterprise|Datacenter|Web|Professional|Home|Essentials|Foundation|Advanced)\b/i;
const SMALL_BUSINESS = /\bSmall Business\b/i;
const FAMILIES_WITH_EDITIONS: ReadonlySet<string> = new Set(['windows-server', 'windows']);
/** A lower bound ("or later"), a range ("4/5", "6.x"), or the time before a version. */
const NOT_ONE_VERSION = /\bor (later|newer|above)\b|\d\s*\/\s*\d|\d\.x\b|\d\+|\bpre-?\s*\d/i;

/**
 * What a guest operating system's name says, in VMware's wording or the guest's own.
 * What the name does not say, or says only as a bound or a range, is absent; undefined where it
 * says nothing at all.
 */
export function parseGuestOsName(name: string): GuestOs | undefined {
  const plain = withoutDecoration(name);
  const bits = BITS.exec(plain)?.[1];
  const product = plain.replace(BITS, '').trim();
  const rule = RULES.find(({ pattern }) => pattern.test(product));
  const os: GuestOs = rule === undefined ? {} : described(product, rule);
  if (bits !== undefined) os.bits = bits === '32' ? 32 : 64;
  return Object.keys(os).length === 0 ? undefined : os;
}

function described(product: string, { pattern, family, version }: NameRule): GuestOs {
  const os: GuestOs = { family };
  const rest = product.replace(pattern, '').trim();
  const read = NOT_ONE_VERSION.test(product) ? undefined : version?.(rest);
  if (read !== undefined) os.version = read;
  const edition = FAMILIES_WITH_EDITIONS.has(family) ? editionOf(product) : undefined;
  if (edition !== undefined) os.edition = edition;
  return os;
}

function editionOf(product: string): string | undefined {
  if (SMALL_BUSINESS.test(product)) return 'small business';
  return EDITION.exec(product)?.[1]?.toLowerCase();
}

function withoutDecoration(name: string): string {
  return name
    .replace(/\((R|TM)\)|[®™]/gi, '')
    .replace(/,/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^Microsoft /i, '');
}

/** `2008 R2` of "2008 R2 Standard". */
function serverYear(rest: string): string | undefined {
  const [, year, release] = /^(20\d\d)( R2)?\b/i.exec(rest) ?? [];
  return year === undefined ? undefined : `${year}${release === undefined ? '' : ' R2'}`;
}

function desktopName(rest: string): string | undefined {
  const word = /^(XP|Vista|ME|Millennium|\d+(\.\d+)*)\b/i.exec(rest)?.[1];
  return word === undefined ? undefined : (DESKTOP_NAMES[word.toLowerCase()] ?? word);
}

const DESKTOP_NAMES: Readonly<Record<string, string>> = {
  xp: 'XP',
  vista: 'Vista',
  me: 'ME',
  millennium: 'ME',
};

function single(rest: string): string | undefined {
  return /^\d+(\.\d+)*(?![\w.])/.exec(rest)?.[0];
}

/** `12 SP5` of "12 SP5". */
function withServicePack(rest: string): string | undefined {
  const [, version, pack] = /^(\d+(?:\.\d+)*)(?: SP ?(\d+))?\b/i.exec(rest) ?? [];
  return version === undefined || pack === undefined ? version : `${version} SP${pack}`;
}
