import { describe, expect, it } from 'vitest';
import { gapsIn, read, readDocument } from './reading.ts';

async function valueIn(text: string): Promise<unknown> {
  return (await readDocument(text)).value;
}

describe('what the subset reader reads itself', () => {
  it.each([
    ['nothing', '', undefined],
    ['comments only', '# one\n\n  # two\n', undefined],
    ['a mapping', 'a: 1\nb: two words\n', { a: 1, b: 'two words' }],
    ['a marker at the start', '# c\n--- # d\na: 1\n', { a: 1 }],
    ['a missing last line end', 'a: 1\nb: x', { a: 1, b: 'x' }],
    ['Windows line ends', 'a:\r\n  - x\r\n\r\n  - y: 1 # c\r\n', { a: ['x', { y: 1 }] }],
    ['a byte-order mark', '\ufeffa: 1\n', { a: 1 }],
    ['values below their keys', 'a:\n  b:\n    c: 1\nd:\n  x\n', { a: { b: { c: 1 } }, d: 'x' }],
    [
      'sequences as wide as their keys',
      'a:\n- 1\n- 2\nb:\n- c: 3\n  d: 4\n',
      { a: [1, 2], b: [{ c: 3, d: 4 }] },
    ],
    ['sequences in sequences', '- - 1\n  - 2\n-\n  - 3\n', [[1, 2], [3]]],
    [
      'comments everywhere',
      '# a\na: # b\n  # c\n  - x # d\n # e\n  - "y" # f\n',
      { a: ['x', 'y'] },
    ],
    [
      'texts with signs',
      'a: b#c d:e http://x/?y=1 [z] - {}\n',
      { a: 'b#c d:e http://x/?y=1 [z] - {}' },
    ],
    [
      'quotes',
      `a: "x # y: z"\nb: 'it''s'\nc: ''\nd: ""\n`,
      { a: 'x # y: z', b: "it's", c: '', d: '' },
    ],
    [
      'escapes',
      String.raw`a: "\a\b\f\n\r\v\t\"\\\/\x41\u00e4\U0001F600\N\_\L\P\0\e\ "`,
      { a: '\x07\b\f\n\r\v\t"\\/Aä😀\u0085\u00a0\u2028\u2029\0\x1b ' },
    ],
    ['letters beyond ASCII', 'ä ö: "ü"\nb: [é, 日本]\n', { 'ä ö': 'ü', b: ['é', '日本'] }],
    ['quoted keys', `"a b": 1\n'c:': 2\n`, { 'a b': 1, 'c:': 2 }],
    [
      'odd but plain keys',
      'a.b/c: 1\n10.0.0.1: 2\n2024-01-01: 3\nconstructor: 4\ntoString: 5\n',
      { 'a.b/c': 1, '10.0.0.1': 2, '2024-01-01': 3, constructor: 4, toString: 5 },
    ],
    [
      'brackets in one line',
      'a: [1, "b", [c], {d: e}, ]\nf: {}\ng: []\n',
      { a: [1, 'b', ['c'], { d: 'e' }], f: {}, g: [] },
    ],
    [
      'brackets over several lines',
      'a: [\n  x, # c\n\n # d\n  {b: 1,\n   c: [y]},\n]\nd: {\n  e: f\n  }\n',
      { a: ['x', { b: 1, c: ['y'] }], d: { e: 'f' } },
    ],
    [
      'JSON',
      '{"a":1,"b":[true,null,-1.5e3],\n"c":{"d":"e"}}',
      { a: 1, b: [true, null, -1500], c: { d: 'e' } },
    ],
    [
      'literal texts',
      'a: |\n  x\n   y\n\n  z\n\nb: |-\n  x\nc: |+\n  x\n\nd: 1\n',
      { a: 'x\n y\n\nz\n', b: 'x', c: 'x\n\n', d: 1 },
    ],
    [
      'folded texts',
      'a: >\n  x\n  y\n\n  z\nb: >-\n  x\n\n\n  y\n',
      { a: 'x y\nz\n', b: 'x\n\ny' },
    ],
    ['literal texts of items', '- |\n x\n- a: |\n   y\n  b: 1\n', ['x\n', { a: 'y\n', b: 1 }]],
  ])('%s', async (_, text, value) => {
    expect(gapsIn(text)).toEqual([]);
    expect(await valueIn(text)).toStrictEqual(value);
  });

  it.each([
    ['0', 0],
    ['-0', -0],
    ['+12', 12],
    ['007', 7],
    ['0x1F', 31],
    ['0o17', 15],
    ['1.10', 1.1],
    ['-2.50', -2.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['12E-2', 0.12],
    ['0.1234567890123456789', 0.12345678901234568],
    ['123456789012345.6', 123456789012345.6],
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
    ['00000000000000000001', 1],
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['tRUE', 'tRUE'],
    ['truE', 'truE'],
    ['TRue', 'TRue'],
    ['True ish', 'True ish'],
    ['yes', 'yes'],
    ['on', 'on'],
    ['nul', 'nul'],
    ['nULL', 'nULL'],
    ['2024-01-01', '2024-01-01'],
    ['12:30:45', '12:30:45'],
    ['10.0.0.1', '10.0.0.1'],
    ['1_000', '1_000'],
    ['0b11', '0b11'],
    ['0o8', '0o8'],
    ['0xG', '0xG'],
    ['1e', '1e'],
    ['12e3x', '12e3x'],
    ['+', '+'],
    ['-x', '-x'],
    ['.', '.'],
    ['..5', '..5'],
    ['1.2.3', '1.2.3'],
    ['.info', '.info'],
    ['4x10GbE', '4x10GbE'],
    ['.25', 0.25],
    ['1e10', 1e10],
    ['2.5E-10', 2.5e-10],
    ['1.12345678901234', 1.12345678901234],
    // As far from a word in each letter, or in the first alone.
    ['wuxh', 'wuxh'],
    ['ovmm', 'ovmm'],
    ['gbmtf', 'gbmtf'],
    ['bull', 'bull'],
    ['Drue', 'Drue'],
    ['halse', 'halse'],
    ['1.inf', '1.inf'],
    ['1.nan', '1.nan'],
    ['-.nan', '-.nan'],
  ])('the scalar %s', async (text, value) => {
    expect(gapsIn(`- ${text}\n`)).toEqual([]);
    expect(await valueIn(`- ${text}\n- [${text}]\n`)).toStrictEqual([value, [value]]);
  });
});

describe('null', () => {
  it('is undefined in a mapping, an own property, and stays null in a sequence', async () => {
    const value = await valueIn('a:\nb: ~\nc: null\nd: [~, Null]\ne: {f: NULL}\ng:\n  -\n  - x\n');
    expect(value).toStrictEqual({
      a: undefined,
      b: undefined,
      c: undefined,
      d: [null, null],
      e: { f: undefined },
      g: [null, 'x'],
    });
  });

  it('is undefined through an alias or a merge key', async () => {
    const value = await valueIn('a: &a\n  x: ~\nb: *a\nc: {<<: *a}\nd: &n\ne: *n\nf: [*n]\n');
    const x = { x: undefined };
    expect(value).toStrictEqual({ a: x, b: x, c: x, d: undefined, e: undefined, f: [null] });
  });
});

describe('aliases and merge keys', () => {
  it('copies what an alias stands for', async () => {
    const { value } = await readDocument('a: &a {x: [1]}\nb: *a\n');
    const { a, b } = value as { a: { x: number[] }; b: { x: number[] } };
    expect(b).toStrictEqual(a);
    expect(b).not.toBe(a);
    expect(b.x).not.toBe(a.x);
  });

  it('lets own keys win wherever they stand, then what was merged first', async () => {
    const text =
      'a: &a {k: a, l: a, m: a}\nb: &b {k: b, n: b}\nc:\n  l: own\n  <<: [*a, *b]\n  m: own\n';
    const { c } = (await valueIn(text)) as { c: object };
    expect(c).toStrictEqual({ l: 'own', k: 'a', m: 'own', n: 'b' });
  });

  it('merges several times, and mappings that merge', async () => {
    const text = 'a: &a {k: 1}\nb: &b {<<: *a, l: 2}\nc: {<<: *b, <<: {k: 3, m: 4}}\n';
    expect(await valueIn(text)).toMatchObject({ c: { k: 1, l: 2, m: 4 } });
  });

  it('merges only where << is not quoted', async () => {
    expect(await valueIn('a: {"<<": 1}\nb: <<\n')).toStrictEqual({ a: { '<<': 1 }, b: '<<' });
  });

  it('takes the latest anchor of a name that begins before the alias', async () => {
    expect(await valueIn('- &a [&a x]\n- *a\n- &a y\n- *a\n')).toStrictEqual([
      ['x'],
      'x',
      'y',
      'y',
    ]);
  });
});

describe('keys', () => {
  it('are texts, as they are written', async () => {
    expect(await valueIn('1.0: a\ntrue: b\n~: c\n0x10: d\n"": e\n')).toStrictEqual({
      '1.0': 'a',
      true: 'b',
      '~': 'c',
      '0x10': 'd',
      '': 'e',
    });
  });

  it('never touch a prototype', async () => {
    const value = (await valueIn(
      '__proto__: {x: 1}\na: {__proto__: 2, constructor: 3, prototype: 4}\n',
    )) as {
      a: object;
    };
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.entries(value)[0]).toStrictEqual(['__proto__', { x: 1 }]);
    expect(Object.entries(value.a)).toStrictEqual([
      ['__proto__', 2],
      ['constructor', 3],
      ['prototype', 4],
    ]);
    expect({}).not.toHaveProperty('x');
  });

  it('may be many, and in any order', async () => {
    const keys = Array.from({ length: 300 }, (_, i) => `key${(i * 7919) % 300}`);
    const lines = keys.map((key, i) => `${key}: ${i}\n`);
    const expected = Object.fromEntries(keys.map((key, i) => [key, i]));
    const text = lines.join('');
    expect(gapsIn(text)).toEqual([]);
    expect(await valueIn(text)).toStrictEqual(expected);
    const rotated = keys.map(
      (_, i) =>
        `- ${[...keys.slice(i), ...keys.slice(0, i)]
          .slice(0, 3)
          .map((key) => `${key}: ${i}`)
          .join('\n  ')}\n`,
    );
    const records = (await valueIn(rotated.join(''))) as object[];
    expect(records.map((record) => Object.keys(record)[0])).toStrictEqual(keys);
  });
});

describe('streams', () => {
  it('gives each document, also an empty one', async () => {
    const { documents, problems } = await read('a: 1\n---\n- b\n---\n');
    expect(problems).toEqual([]);
    expect(documents.map(({ value }) => value)).toStrictEqual([{ a: 1 }, ['b'], undefined]);
  });

  it('reads one part of a file with `yaml` and the rest itself', async () => {
    const text = 's:\n  - a: 1\n  - b: x\n      y\n\n  # c\n  - ? d\n    : 2\n\n  - e: ä\nt: 1\n';
    expect(gapsIn(text)).toEqual(['  - b: x\n      y\n\n  # c\n', '  - ? d\n    : 2\n\n']);
    expect(await valueIn(text)).toStrictEqual({
      s: [{ a: 1 }, { b: 'x y' }, { d: 2 }, { e: 'ä' }],
      t: 1,
    });
  });

  it('gives equal short texts that hash alike their own values', async () => {
    expect(await valueIn('[Aa, BB, Aa, BB, AaBB, BBAa]')).toStrictEqual([
      'Aa',
      'BB',
      'Aa',
      'BB',
      'AaBB',
      'BBAa',
    ]);
  });
});
