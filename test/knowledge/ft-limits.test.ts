import { describe, expect, it } from 'vitest';
import { ftLimits } from '../../src/knowledge/ft-limits.ts';

const vcpus = (version: string, edition?: string) => {
  const limits = ftLimits('esxi', version, edition);
  return limits === undefined ? undefined : [limits.least.vcpus, limits.most.vcpus];
};

describe('the limits of fault tolerance', () => {
  it('know an edition however it is written', () => {
    for (const name of ['enterprise-plus', 'Enterprise Plus', 'VMware vSphere Enterprise Plus']) {
      expect([name, vcpus('8.0', name)]).toEqual([name, [8, 8]]);
    }
    expect(vcpus('8.0', 'vSphere Standard')).toEqual([2, 2]);
    expect(vcpus('8.0', 'Essentials Plus')).toEqual([0, 0]);
    expect(vcpus('8.0', 'VCF')).toEqual([8, 8]);
    expect(vcpus('8.0', 'Desktop')).toBeUndefined();
  });

  it('follow the release, updates and builds included', () => {
    expect(
      ['5.5', '6.0', '6.5 U3', '6.7', '8.0 U3', '9.1'].map((v) => vcpus(v, 'enterprise-plus')),
    ).toEqual([
      [1, 1],
      [4, 4],
      [4, 4],
      [8, 8],
      [8, 8],
      [8, 8],
    ]);
    expect([vcpus('10.0', 'standard'), vcpus('unknown', 'standard')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('give the range of all editions where none is recorded', () => {
    expect(vcpus('8.0')).toEqual([0, 8]);
    expect(ftLimits('esxi', '8.0', undefined)?.most.source.confidence).toBe('verified');
  });

  it('are those of ESXi alone', () => {
    expect(ftLimits('hyper-v', '2022', 'datacenter')).toBeUndefined();
    expect(ftLimits(undefined, '8.0', 'standard')).toBeUndefined();
  });

  it('say of everything that was not read that it was not', () => {
    expect(ftLimits('esxi', '9.0', 'enterprise-plus')?.least.source.confidence).toBe('assumed');
    expect(ftLimits('esxi', '8.0', 'vcf')?.least.source.confidence).toBe('assumed');
    expect(ftLimits('esxi', '9.1', 'essentials')?.least.source.confidence).toBe('assumed');
    expect(ftLimits('esxi', '8.0', 'essentials')?.least.source.confidence).toBe('verified');
  });
});
