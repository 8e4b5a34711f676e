import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { renderInventoryYaml } from '../../src/reporters/inventory-yaml.ts';
import { arbitraryEstate } from '../support/arbitrary-estate.ts';

const OPTIONS = { lineWidth: 0, aliasDuplicateObjects: false, blockQuote: false } as const;

/** Texts that YAML could take for something else. */
const trap = fc.constantFrom(
  ...['true', 'No', 'y', 'null', '~', '1.10', '0x1F', '1e3', '.5', '-', '- a', '? a', 'a: b', 'a:'],
  ...['a #b', '#a', '[a', '{a', '&a', '*a', '!a', '%a', '@a', '`a', '"a', "'a", ' a', 'a ', ''],
  ...[
    'a\nb',
    'a\tb',
    'é',
    '日本',
    '\u0085',
    '\uFEFFa',
    '2026-11-22',
    '=',
    '<<',
    '---',
    '...',
    'a,b',
  ],
  ...[
    '8.0.2',
    '10.0.0.1',
    '1.5e-3',
    '1-2-3',
    '1:2:3',
    '00:50:56:ab:cd:ef',
    '1.2.3.',
    '0x1.2.3',
    '1..2',
  ],
  ...['C:\\', '/', 'vSwitch0', 'VM Network', 'esx 8.0 (U3)', 'x'.repeat(300)],
);
const leaf = fc.oneof(trap, fc.string(), fc.integer(), fc.double({ noNaN: true }), fc.boolean());
const { tree } = fc.letrec<{ tree: unknown; list: unknown; mapping: unknown }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, leaf, tie('list'), tie('mapping'), fc.constant(null)),
  list: fc.array(tie('tree'), { maxLength: 3 }),
  mapping: fc.dictionary(fc.oneof(trap, fc.string()), tie('tree'), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
}));
const mapping = fc.dictionary(fc.oneof(trap, fc.string()), tree, {
  minKeys: 1,
  maxKeys: 5,
  noNullPrototype: true,
});

describe('an inventory as YAML', () => {
  it('reads as what it was, whatever it holds', () => {
    fc.assert(
      fc.property(mapping, (document) => {
        expect(parse(renderInventoryYaml(document))).toEqual(parse(stringify(document, OPTIONS)));
      }),
      { numRuns: 1000 },
    );
  });

  it('is what the package yaml writes', () => {
    fc.assert(
      fc.property(arbitraryEstate, (estate) => {
        expect(renderInventoryYaml(estate)).toBe(stringify(estate, OPTIONS));
      }),
      { numRuns: 100 },
    );
  });
});
