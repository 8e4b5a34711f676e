import { describe, expect, it } from 'vitest';
import { isSameRelease, releaseName } from '../../src/analysis/releases.ts';
import type { Platform } from '../../src/domain/inventory.ts';

const ESXI_8: Platform = { id: 'a', product: 'esxi', version: '8.0' };

describe('two platforms', () => {
  it.each<[string, Omit<Platform, 'id'>, boolean | readonly string[]]>([
    ['of one product and version are one release', { product: 'esxi', version: '8.0' }, true],
    ['of two versions are not', { product: 'esxi', version: '7.0' }, false],
    ['nor of two products', { product: 'hyper-v', version: '8.0' }, false],
    ['nor of two products, one without a version', { product: 'hyper-v' }, false],
    ['nor of two versions, one without a product', { version: '7.0' }, false],
    ['may be one where no product is recorded', { version: '8.0' }, ['b product']],
    ['may be one where no version is recorded', { product: 'esxi' }, ['b version']],
    ['may be one where nothing is recorded', {}, ['b product', 'b version']],
  ])('%s', (_what, other, expected) => {
    const told = (answer: ReturnType<typeof isSameRelease>) =>
      typeof answer === 'boolean'
        ? answer
        : answer.map(({ subject, path }) => `${subject.id} ${path}`);
    expect(told(isSameRelease(ESXI_8, { id: 'b', ...other }))).toEqual(expected);
    expect(told(isSameRelease({ id: 'b', ...other }, ESXI_8))).toEqual(expected);
  });

  it('are one release where they are one entry, whether or not it is recorded', () => {
    const unknown: Platform = { id: 'a' };
    expect(isSameRelease(unknown, unknown)).toBe(true);
  });

  it('are named by product and version, or by what is recorded of them', () => {
    const names = [ESXI_8, { id: 'b', version: '8.0' }, { id: 'c', product: 'esxi' }, { id: 'd' }];
    expect(names.map((one) => releaseName(one as Platform))).toEqual([
      'esxi 8.0',
      'b 8.0',
      'esxi',
      'd',
    ]);
  });
});
