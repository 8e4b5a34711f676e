import { describe, expect, it } from 'vitest';
import { isIsoDate } from '../../src/domain/calendar.ts';
import { PLATFORM_MAXIMA, platformMaxima } from '../../src/knowledge/platform-maxima.ts';

describe('platformMaxima', () => {
  it.each([
    ['esxi', '6.7 U2', 256, 6128],
    ['esxi', '8.0', 768, 24_560],
    ['esxi', '8.0.3', 768, 24_560],
    ['esxi', '9.1', 960, 24_560],
    ['hyper-v', '2012 R2', 64, 1024],
    ['hyper-v', '2019', 240, 12_288],
    ['hyper-v', '2025', 2048, 245_760],
    ['xcp-ng', '8.2', 32, 1536],
    ['xcp-ng', '8.3', 128, 8192],
    ['rhel-kvm', '7.9', 240, undefined],
  ] as const)('allows on %s %s %s vCPUs and %s GiB', (product, version, vcpu, memory) => {
    const row = platformMaxima(product, version);
    expect([row?.vcpu?.limit, row?.memoryGiB?.limit]).toEqual([vcpu, memory]);
  });

  it.each([
    ['esxi', '8'],
    ['esxi', '5.5'],
    ['esxi', '80.0'],
    ['hyper-v', '10.0.17763'],
    ['proxmox-ve', '9'],
  ] as const)('knows nothing of %s %s', (product, version) => {
    expect(platformMaxima(product, version)).toBeUndefined();
  });
});

describe('the table of maxima', () => {
  it('names each release once', () => {
    const names = PLATFORM_MAXIMA.flatMap(({ product, releases }) =>
      releases.map((release) => `${product} ${release}`),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('says of every number where it is from, and when it was looked up', () => {
    for (const { vcpu, memoryGiB } of PLATFORM_MAXIMA) {
      for (const maximum of [vcpu, memoryGiB]) {
        if (maximum === undefined) continue;
        expect(maximum.source.url).toMatch(/^https:\/\//);
        expect(isIsoDate(maximum.source.retrievedOn)).toBe(true);
      }
    }
  });
});
