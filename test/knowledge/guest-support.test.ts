import { describe, expect, it } from 'vitest';
import { isIsoDate } from '../../src/domain/calendar.ts';
import {
  type GuestFamily,
  guestKind,
  guestSupport,
  guestSupportStatements,
  type PlatformProduct,
  wordSize,
} from '../../src/knowledge/guest-support.ts';
import type { ReleaseRange } from '../../src/knowledge/guest-support-entry.ts';
import { GUEST_SUPPORT } from '../../src/knowledge/guest-support-table.ts';
import { WORD_SIZES } from '../../src/knowledge/guest-support-word-sizes.ts';
import type { Provenance } from '../../src/knowledge/provenance.ts';

function level(
  product: PlatformProduct,
  release: string | undefined,
  family: GuestFamily,
  version?: string,
): string | undefined {
  return guestSupport({ product, version: release }, { family, version })?.level;
}

describe('guestSupport', () => {
  it.each([
    ['2003', 'deprecated'],
    ['2003 R2', 'deprecated'],
    ['2003 R2 SP2', 'deprecated'],
    ['2008', 'deprecated'],
    ['2008 SP2', 'deprecated'],
    ['2008 R2', undefined],
    ['2008 R2 SP1', undefined],
    ['2012', undefined],
    ['2016', 'supported'],
    ['2025', 'supported'],
  ])('holds Windows Server %s on ESX 9.0 as %s', (version, expected) => {
    expect(level('esxi', '9.0', 'windows-server', version)).toBe(expected);
  });

  it.each([
    ['2016', '2003 R2', 'unsupported'],
    ['2016', '2008 SP2', 'supported'],
    ['2016', '2008 R2', 'supported'],
    ['2016', '2019', 'supported'],
    ['2016', '2022', 'unsupported'],
    ['2019', '2022', 'supported'],
    ['2019', '2025', 'unsupported'],
    ['2022', '2025', 'supported'],
    ['2025', '2003', 'unsupported'],
    ['2025', '2025', 'supported'],
    ['2012 R2', '2003 R2', 'supported'],
    ['2012 R2', '2016', undefined],
    ['2012', '2008', undefined],
  ])('holds, on Hyper-V %s, Windows Server %s as %s', (host, version, expected) => {
    expect(level('hyper-v', host, 'windows-server', version)).toBe(expected);
  });

  it.each([
    ['XP', 'unsupported'],
    ['XP SP3', 'unsupported'],
    ['Windows Vista', 'unsupported'],
    ['7 SP1', 'supported'],
    ['8', 'unsupported'],
    ['8.1', 'supported'],
    ['10 22H2', 'supported'],
    ['11 24H2', 'supported'],
  ])('sorts Windows by release, not by name: %s on Hyper-V 2022 is %s', (version, expected) => {
    expect(level('hyper-v', '2022', 'windows', version)).toBe(expected);
  });

  it('compares versions as versions', () => {
    expect(level('hyper-v', '2019', 'rhel', '6.10')).toBe('legacy');
    expect(level('hyper-v', '2012 R2', 'oracle-linux', '6.10')).toBe('supported');
    expect(level('hyper-v', '2012 R2', 'oracle-linux', '6.7')).toBeUndefined();
    expect(level('hyper-v', '2022', 'rhel', '8.10')).toBe('supported');
    expect(level('hyper-v', '2022', 'rhel', '10.0')).toBe('supported');
    expect(level('esxi', '10.0', 'windows-server', '2016')).toBeUndefined();
    expect(level('esxi', '10.0', 'macos', '12')).toBe('unsupported');
    expect(level('esxi', '6.7 U3', 'windows-server', '2012 R2')).toBe('supported');
  });

  it.each([
    ['rhel', '6', 'legacy'],
    ['rhel', '7.0', 'supported'],
    ['rhel', '10.1', 'supported'],
    ['rhel', '11', undefined],
    ['rhel', '5.1', undefined],
    ['sles', '11 SP2', undefined],
    ['sles', '11 SP4', 'supported'],
    ['sles', '12', undefined],
    ['sles', '12.5', 'supported'],
    ['sles', '15', 'supported'],
    ['sles', '15 SP4', 'supported'],
    ['sles', '15 SP5', undefined],
    ['ubuntu', '14.04.6', 'legacy'],
    ['ubuntu', '22.04.4 LTS', 'supported'],
    ['ubuntu', '22.10', undefined],
    ['ubuntu', '24.04', undefined],
    ['debian', '9.13', 'legacy'],
    ['debian', '11 (bullseye)', 'supported'],
    ['debian', '12', undefined],
    ['freebsd', '10.4', 'legacy'],
    ['freebsd', '13.2-RELEASE-p9', 'supported'],
    ['freebsd', '14.0', undefined],
  ] as const)(
    'keeps the ends of a range: %s %s on Hyper-V 2019 is %s',
    (family, version, expected) => {
      expect(level('hyper-v', '2019', family, version)).toBe(expected);
    },
  );

  it('takes all that is under the last release of a range', () => {
    expect(level('esxi', '9.0.2.0', 'rhel', '5.11')).toBe('deprecated');
    expect(level('esxi', '9.1', 'rhel', '5.11')).toBeUndefined();
    expect(level('esxi', '8.0 U3', 'sles', '15.6')).toBe('supported');
    expect(level('xcp-ng', '8.3.0', 'windows', '11')).toBe('supported');
    expect(level('xcp-ng', '8.2.1', 'windows', '11')).toBe('unsupported');
  });

  it('lets the most specific statement win', () => {
    expect(level('hyper-v', '2016', 'rhel', '8.4')).toBe('supported');
    expect(level('hyper-v', '2016', 'rhel', '8.5')).toBe('unsupported');
    expect(level('hyper-v', '2019', 'rhel', '8.5')).toBe('supported');
    const both = guestSupportStatements(
      { product: 'hyper-v', version: '2016' },
      { family: 'rhel', version: '8.5' },
    );
    expect(both.map((entry) => entry.level)).toEqual(['unsupported', 'supported']);
  });

  it('reads the name that Solaris gives itself', () => {
    expect(level('esxi', '9.0', 'solaris', 'SunOS 5.10')).toBe('deprecated');
    expect(level('esxi', '9.0', 'solaris', '11.4')).toBe('deprecated');
    expect(level('esxi', '9.0', 'solaris', '9')).toBeUndefined();
  });

  it('knows that other processors cannot be had', () => {
    const products = ['esxi', 'hyper-v', 'proxmox-ve', 'ahv', 'rhel-kvm', 'xcp-ng'] as const;
    for (const product of products) {
      for (const family of ['aix', 'hp-ux', 'ibm-i', 'zos'] as const) {
        expect(level(product, undefined, family)).toBe('unsupported');
      }
      expect(level(product, undefined, 'openvms', 'V8.4-2L1')).toBe('unsupported');
      expect(level(product, undefined, 'openvms', '9.2-3')).toBeUndefined();
    }
  });

  it('knows nothing where there is no entry', () => {
    expect(level('other', '1', 'rhel', '9')).toBeUndefined();
    expect(level('other', '1', 'aix', '7.2')).toBeUndefined();
    expect(level('esxi', '8.0', 'other', '1')).toBeUndefined();
    expect(level('esxi', '5.5', 'windows-server', '2016')).toBeUndefined();
    expect(level('hyper-v', '2022', 'windows-server', undefined)).toBeUndefined();
    expect(level('hyper-v', undefined, 'windows-server', '2022')).toBeUndefined();
    expect(level('hyper-v', 'unknown', 'windows-server', '2022')).toBeUndefined();
    expect(level('hyper-v', '10.0.20348', 'windows-server', '2022')).toBeUndefined();
  });

  it('takes no build and no half-yearly name for a release', () => {
    expect(level('hyper-v', '2022', 'windows-server', '10.0.17763')).toBeUndefined();
    expect(level('xcp-ng', '8.3', 'windows-server', 'version 2004')).toBeUndefined();
    expect(level('hyper-v', '2022', 'windows-server', '20H2')).toBeUndefined();
    expect(level('hyper-v', '2022', 'windows-server', '2016, version 1607')).toBe('supported');
    expect(level('hyper-v', '2022', 'windows', '10.0.22631')).toBeUndefined();
  });
});

describe('wordSize', () => {
  it.each([
    ['windows-server', '2003', false],
    ['windows-server', '2008', false],
    ['windows-server', '2008 SP2', false],
    ['windows-server', '2008 R2', true],
    ['windows-server', '2022', true],
    ['windows-server', undefined, undefined],
    ['windows', 'XP', false],
    ['windows', '10', false],
    ['windows', '11', true],
    ['rhel', '6.10', false],
    ['rhel', '7.0', true],
    ['rhel', '10.1', true],
    ['rhel', '4', undefined],
    ['centos', '6', false],
    ['centos', '7.9', false],
    ['centos', '8', true],
    ['oracle-linux', '6.10', false],
    ['oracle-linux', '7', true],
    ['sles', '11 SP4', false],
    ['sles', '12', true],
    ['ubuntu', '16.04', false],
    ['ubuntu', '18.04', undefined],
    ['ubuntu', '20.04', true],
    ['debian', '12', false],
    ['debian', '13', true],
    ['rocky-linux', undefined, true],
    ['solaris', '10', false],
    ['solaris', '11.4', true],
    ['other', '1', undefined],
  ] as const)('says of %s %s: %s', (family, version, expected) => {
    expect(wordSize({ family, version })?.only64Bit).toBe(expected);
  });
});

describe('guestKind', () => {
  it.each([
    ['windows-server', 'windows'],
    ['windows', 'windows'],
    ['photon', 'linux'],
    ['linux', 'linux'],
    ['openbsd', 'bsd'],
    ['solaris', 'other'],
    ['macos', 'other'],
  ] as const)('calls %s %s', (family, kind) => {
    expect(guestKind(family)).toBe(kind);
  });
});

describe('the tables', () => {
  const sources = [...GUEST_SUPPORT, ...WORD_SIZES].map(({ source }) => source);

  it('give each statement a source', () => {
    expect(sources.filter((source) => !isWhole(source))).toEqual([]);
  });

  it('have ranges whose ends name releases, in order', () => {
    const ends = GUEST_SUPPORT.flatMap(({ product, releases, family, versions }) => [
      ...named(versions).map((version) => ({ product, releases, family, version })),
    ]);
    const unseen = ends.filter(({ product, releases, family, version }) => {
      const found = guestSupportStatements(
        { product, version: releases.from ?? releases.through },
        { family, version },
      );
      return found.length === 0;
    });
    expect(unseen).toEqual([]);
  });

  it('never say two things at the same specificity', () => {
    const conflicts = GUEST_SUPPORT.flatMap(({ product, family }) => {
      const kin = GUEST_SUPPORT.filter((e) => e.product === product && e.family === family);
      const releases = kin.flatMap((entry) => named(entry.releases));
      const versions = kin.flatMap((entry) => named(entry.versions));
      return crossed([...new Set(releases)], [...new Set(versions)])
        .filter(([release, version]) =>
          isDisputed({ product, version: release }, { family, version }),
        )
        .map(([release, version]) => `${product} ${release}: ${family} ${version}`);
    });
    expect([...new Set(conflicts)]).toEqual([]);
  });
});

/** Whether two of the statements that win have different levels. */
function isDisputed(...pair: Parameters<typeof guestSupportStatements>): boolean {
  const statements = guestSupportStatements(...pair);
  const first = statements[0];
  return statements.some(
    ({ level, versions, releases }) =>
      first !== undefined &&
      level !== first.level &&
      shape(versions) === shape(first.versions) &&
      shape(releases) === shape(first.releases),
  );
}

function isWhole({ title, url, retrievedOn, published, confidence }: Provenance): boolean {
  const canBeFound = confidence === 'assumed' ? url === undefined || isHttps(url) : isHttps(url);
  const isDated = isIsoDate(retrievedOn) && (published === undefined || isIsoDate(published));
  return title.length > 0 && canBeFound && isDated;
}

function isHttps(url: string | undefined): boolean {
  return url?.startsWith('https://') === true;
}

/** The ends of a range: where two ranges overlap, an end of one lies in the other. */
function named({ from, through }: ReleaseRange): (string | undefined)[] {
  const ends = [from, through].filter((end) => end !== undefined);
  return ends.length === 0 ? [undefined] : ends;
}

function crossed<A, B>(as: readonly A[], bs: readonly B[]): [A, B][] {
  return as.flatMap((a) => bs.map((b): [A, B] => [a, b]));
}

function shape({ from, through }: ReleaseRange): 'any' | 'open' | 'span' | 'one' {
  if (from === undefined && through === undefined) return 'any';
  if (from === undefined || through === undefined) return 'open';
  return from === through ? 'one' : 'span';
}
