import { describe, expect, it } from 'vitest';
import { judgeStatement } from '../../src/analysis/vendor-statement.ts';
import type { Platform } from '../../src/domain/inventory.ts';
import { estateOf, present } from '../support/estate.ts';

/** The answer where a vendor names versions of the product that an application runs on. */
async function answer(
  product: NonNullable<Platform['product']>,
  versions: readonly string[] | undefined,
  recorded: string | undefined,
): Promise<string> {
  const version = recorded === undefined ? '' : `, version: '${recorded}'`;
  const estate = await estateOf(`
platforms: [{ id: platform, product: ${product}${version} }]
clusters: [{ id: clinical, platform: platform }]
applications: [{ id: ehr, instances: [{ id: vm, form: virtual, target: { cluster: clinical } }] }]
`);
  const named = [{ product, ...(versions !== undefined && { versions: [...versions] }) }];
  const statement = { who: 'the vendor', named, remedy: 'ask', snippet: '' };
  return judgeStatement(estate, present(estate.application('ehr')), statement).kind;
}

describe('what a vendor writes of versions', () => {
  it.each([
    // As it is recorded, or coarser on one side.
    [['8.0'], '8.0', 'pass'],
    [['8'], '8.0', 'pass'],
    [['8.0'], '8', 'unknown'],
    [['7.0'], '8.0', 'fail'],
    [['7.0', '8.0'], '8.0', 'pass'],
    [['7.0, 8.0'], '8.0', 'pass'],
    [['7.0,8.0'], '7.0', 'pass'],
    [['7.0 / 8.0'], '7.0', 'pass'],
    [['7.0/8.0'], '8.0', 'pass'],
    [['7.0 , 6.7'], '8.0', 'fail'],
    [['8.0.3-24022510'], '8.0.3-24022510', 'pass'],
    [['8.0.3-24022510'], '8.0.2', 'fail'],
    // One and what came after it.
    [['7.0+'], '8.0', 'pass'],
    [['7.0 + '], '8.0', 'pass'],
    [['7.0+'], '6.7', 'fail'],
    [['7.0 or later'], '7.0', 'pass'],
    [['7.0 and newer'], '8.0', 'pass'],
    [['7.0 or above'], '6.7', 'fail'],
    // From one to another.
    [['7.0 - 8.0'], '6.7', 'fail'],
    [['7.0 - 8.0'], '7.0', 'pass'],
    [['7.0 – 8.0'], '7.5', 'pass'],
    [['7.0 to 8.0'], '8.0', 'pass'],
    [['7.0 through 8.0'], '8.0.3', 'pass'],
    [['7.0  -  8.0'], '7.5', 'pass'],
    [['7.0 - 8.0'], '8.1', 'fail'],
    // All of them, none, or not said.
    [['any'], '8.0', 'pass'],
    [['All versions'], undefined, 'pass'],
    [['*'], '8.0', 'pass'],
    [['not any'], '8.0', 'fail'],
    [[], '8.0', 'fail'],
    [['8.0'], undefined, 'unknown'],
    [undefined, '8.0', 'unknown'],
  ] as const)('of ESXi: %j holds for %s: %s', async (named, recorded, expected) => {
    expect(await answer('esxi', named, recorded)).toBe(expected);
  });

  it.each([
    ['2019', '2019', 'pass'],
    ['2019', '2022', 'fail'],
    ['Windows Server 2019', '2019', 'pass'],
    ['2012', '2012 R2', 'fail'],
    ['2012 R2', '2012', 'fail'],
    ['2012 or later', '2012 R2', 'pass'],
    ['2012 R2 or later', '2012', 'fail'],
    ['2012 R2 or later', '2012 R2', 'pass'],
    ['2016 or later', '2019', 'pass'],
    ['2016 or later', '2012 R2', 'fail'],
    ['of this year', 'of this year', 'pass'],
    ['of this year', 'of next year', 'fail'],
    ['of this year', '2019', 'fail'],
    ['2019', 'of this year', 'fail'],
  ])(
    'of Windows, where numbers would not do: %s holds for %s: %s',
    async (named, recorded, expected) => {
      expect(await answer('hyper-v', [named], recorded)).toBe(expected);
    },
  );
});
