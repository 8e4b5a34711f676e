import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIFECYCLE } from '../../src/knowledge/generated/lifecycle.ts';
import { lifecycleAgeDays, platformSupport } from '../../src/knowledge/lifecycle.ts';

describe('the life-cycle table', () => {
  it.each([
    ['esxi', '6.0.0', '6.0', '2020-03-12'],
    ['esxi', '7.0 U3', '7.0', '2025-10-02'],
    ['esxi', '8.0.3', '8.0', '2027-10-11'],
    ['esxi', '9.0', '9.0', '2027-09-17'],
    ['esxi', '8', '8.0', '2027-10-11'],
    ['esxi', '9.1.0', '9.1', '2028-08-12'],
    ['hyper-v', '2012', '2012', '2023-10-10'],
    ['hyper-v', '2012 R2', '2012-r2', '2023-10-10'],
    ['hyper-v', 'Windows Server 2016', '2016', '2027-01-12'],
    ['hyper-v', '2008 R2', '2008-r2-sp1', '2020-01-14'],
    ['hyper-v', '2008', '2008-sp2', '2020-01-14'],
    ['proxmox-ve', '8.4', '8', '2026-08-31'],
    ['proxmox-ve', '9.1', '9', null],
    ['ahv', '6.10.1.2', '6.10', '2026-10-31'],
    ['ahv', '6.1.2', '6.1', '2022-10-31'],
    ['ahv', '7.0.1', '7.0', '2026-12-31'],
    ['rhel-kvm', '9.4', '9', '2032-05-31'],
    ['xcp-ng', '8.3', '8.3', '2028-11-30'],
    ['openshift-virt', '4.18.3', '4.18', '2026-08-25'],
  ] as const)(
    '%s %s belongs to %s, supported until %s',
    (product, version, release, generalEnd) => {
      expect(platformSupport(product, version)).toMatchObject({
        release,
        generalEnd,
        older: false,
      });
    },
  );

  it('knows that technical guidance is another phase', () => {
    expect(platformSupport('esxi', '7.0')?.technicalGuidanceEnd).toBe('2027-04-02');
  });

  it('takes a version before its first release as older than that', () => {
    expect(platformSupport('esxi', '4.1')).toMatchObject({ release: '5.0', older: true });
  });

  it.each([
    ['esxi', '7.1'],
    ['esxi', '10.0'],
    ['esxi', 'latest'],
    ['hyper-v', '2018'],
    ['hyper-v', '10.0.17763'],
    ['hyper-v', '10.0.26100'],
    ['hyper-v', '19H1'],
    ['esxi', '6'],
    ['esxi', 'VCF 5.1'],
    ['openshift-virt', '4'],
    ['other', '1.0'],
  ] as const)('says nothing of %s %s', (product, version) => {
    expect(platformSupport(product, version)).toBeUndefined();
  });

  it('grows old by the day it was made', () => {
    expect([
      lifecycleAgeDays('2026-08-22'),
      lifecycleAgeDays('2026-11-22'),
      lifecycleAgeDays('2020-01-01'),
    ]).toEqual([0, 92, 0]);
  });
});

/** Of these the table leaves out what nobody runs, or names a release as people do. */
const RENAMED = new Set(['freebsd', 'mssqlserver', 'oracle-solaris']);

const SHARED = '../shared/data/lifecycle.json';

describe.skipIf(!existsSync(SHARED))(
  'the life-cycle table against its source (skipped without ../shared)',
  () => {
    it('holds the same dates', () => {
      const { products } = JSON.parse(readFileSync(SHARED, 'utf8'));
      for (const [product, releases] of Object.entries(LIFECYCLE)) {
        const source = products[product].releases.map(
          ({ cycle, eol }: { cycle: string; eol: unknown }) => [cycle, eol === false ? null : eol],
        );
        const table = releases.map(({ cycle, generalEnd }) => [cycle, generalEnd]);
        if (!RENAMED.has(product)) expect(table).toEqual(source);
        const ends = source.map(([, end]: [string, string | null]) => end);
        expect(ends).toEqual(expect.arrayContaining(table.map(([, end]) => end)));
      }
    });
  },
);
