import { describe, expect, it } from 'vitest';
import type { PathSegment } from '../../../src/domain/fact-path.ts';
import { sourceText } from '../../../src/load/source-text.ts';
import { readYaml } from '../../../src/load/yaml/read-yaml.ts';
import { readSubset } from '../../../src/load/yaml/subset-reader.ts';
import { DEFAULT_YAML_LIMITS } from '../../../src/load/yaml/yaml-document.ts';

/** Line and column of the node at a path in the only document. */
async function placeIn(text: string, ...path: PathSegment[]): Promise<string> {
  const source = sourceText('estate.yaml', Buffer.from(text));
  const { documents } = await readYaml(source);
  const { line, column } = source.locate(documents[0]?.offsetOf(path) ?? Number.NaN);
  return `${line}:${column}`;
}

const PLAIN = `# estate
servers:
  - id: a
    os: {family: linux, "version": 8}
    tags: [x,
      y]
  -   id: b
    # comment
  -
    id: c
    notes:
    - one
    -
  - - deep
  - "text"
sites:
`;

/** The same with something in front that the subset reader does not know. */
const SLOW = PLAIN.replace('# estate', '? estate');

describe.each([
  ['the subset reader', PLAIN],
  ['the slow reader', SLOW],
])('places from %s', (_, text) => {
  it.each([
    ['a mapping entry is at its key', ['servers'], '2:1'],
    ['a sequence item is at its content', ['servers', 0], '3:5'],
    ['also where the content is a mapping', ['servers', 0, 'id'], '3:5'],
    ['a key in brackets', ['servers', 0, 'os', 'family'], '4:10'],
    ['a key in quotes', ['servers', 0, 'os', 'version'], '4:25'],
    ['an item in brackets', ['servers', 0, 'tags', 0], '5:12'],
    ['an item in brackets on another line', ['servers', 0, 'tags', 1], '6:7'],
    ['an item after several spaces', ['servers', 1], '7:7'],
    ['an item below its dash', ['servers', 2], '10:5'],
    ['an item as wide as its key', ['servers', 2, 'notes', 0], '12:7'],
    ['an empty item is at its dash', ['servers', 2, 'notes', 1], '13:5'],
    ['a sequence in a sequence', ['servers', 3], '14:5'],
    ['its item', ['servers', 3, 0], '14:7'],
    ['a text', ['servers', 4], '15:5'],
    ['an entry without a value', ['sites'], '16:1'],
    ['what is absent is at its nearest parent', ['servers', 0, 'os', 'edition', 'year'], '4:5'],
    ['beyond the end of a sequence', ['servers', 9, 'id'], '2:1'],
    ['below a scalar', ['servers', 4, 'length'], '15:5'],
    ['no property of an array', ['servers', 'length'], '2:1'],
    ['nothing from a prototype', ['servers', 0, 'constructor'], '3:5'],
    ['indexes as texts', ['servers', '1', 'id'], '7:7'],
  ] as const)('%s', async (_case, path, place) => {
    expect(await placeIn(text, ...path)).toBe(place);
  });
});

describe('places', () => {
  it('finds the root at its first content', async () => {
    expect(await placeIn('# c\n\nb: 1\n')).toBe('3:1');
    expect(await placeIn('---\n- b\n')).toBe('2:1');
    expect(await placeIn('')).toBe('1:1');
  });

  it('counts characters beyond ASCII and a byte-order mark rightly', async () => {
    const text = '\ufeffä: [é, 😀, x]\nö: {"ü": 1, y: 2}\n';
    for (const variant of [text, `${text}? z\n`]) {
      expect(await placeIn(variant, 'ä')).toBe('1:1');
      expect(await placeIn(variant, 'ä', 2)).toBe('1:12');
      expect(await placeIn(variant, 'ö', 'y')).toBe('2:13');
    }
  });

  it('follows an alias to the anchor, but leaves the entry itself where it is', async () => {
    const text = 'a: &a\n  x: 1\n  y: [2]\nb: *a\nc:\n  - *a\n';
    expect(await placeIn(text, 'b')).toBe('4:1');
    expect(await placeIn(text, 'b', 'x')).toBe('2:3');
    expect(await placeIn(text, 'c', 0)).toBe('6:5');
    expect(await placeIn(text, 'c', 0, 'y', 0)).toBe('3:7');
  });

  it('finds merged entries where they are written', async () => {
    const text = 'a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n  z: 4\n';
    expect(await placeIn(text, 'b', 'x')).toBe('1:8');
    expect(await placeIn(text, 'b', 'y')).toBe('4:3');
    expect(await placeIn(text, 'b', 'z')).toBe('5:3');
    expect(await placeIn(text, 'b', '<<')).toBe('2:1');
  });

  it('finds entries whose keys look like indexes', async () => {
    const text = 'a: {b: {c:\n  {x: 1,\n  "1": {y: 2},\n  0: 3}}}\n';
    expect(await placeIn(text, 'a', 'b', 'c', 'x')).toBe('2:4');
    expect(await placeIn(text, 'a', 'b', 'c', '1', 'y')).toBe('3:9');
    expect(await placeIn(text, 'a', 'b', 'c', 0)).toBe('4:3');
  });

  it('finds items that another reader has read, and those after them', async () => {
    const text = 's:\n  - a: 1\n  - b: x\n      y\n    c: [1, 2]\n  - ? d\n  - e: 1\nt: {u: 2}\n';
    expect(await placeIn(text, 's', 1)).toBe('3:5');
    expect(await placeIn(text, 's', 1, 'c', 1)).toBe('5:12');
    expect(await placeIn(text, 's', 2, 'd')).toBe('6:7');
    expect(await placeIn(text, 's', 3, 'e')).toBe('7:5');
    expect(await placeIn(text, 't', 'u')).toBe('8:5');
  });

  it('keeps no places of an item that it leaves to another reader', () => {
    const source = sourceText('estate.yaml', Buffer.from('s:\n  - a: [1, 2]\n    ? b\n  - c\n'));
    const read = readSubset(source, DEFAULT_YAML_LIMITS);
    expect('tape' in read && read.tape.offsets()).toEqual(Uint32Array.of(0, 0, 29));
  });

  it('finds entries of wide collections at every depth', async () => {
    const keys = Array.from({ length: 200 }, (_, i) => `k${i}: [${i}]`);
    const text = `a:\n  b:\n    c:\n      ${keys.join('\n      ')}\n    d: 1\n`;
    for (const variant of [text, `${text}? z\n`]) {
      expect(await placeIn(variant, 'a', 'b', 'c', 'k150', 0)).toBe('154:14');
      expect(await placeIn(variant, 'a', 'b', 'c', 'k3', 0)).toBe('7:12');
      expect(await placeIn(variant, 'a', 'b', 'd')).toBe('204:5');
    }
  });
});

describe('places in the slow reader behind characters', () => {
  it.each([
    ['of one byte', '\u007f'],
    ['of two bytes', '\u0080'],
    ['of two bytes, the last of them', '\u07ff'],
    ['of three bytes', '\u0800'],
    ['of three bytes before the pairs', '\ud7ff'],
    ['of three bytes behind the pairs', '\ue000'],
    ['of four bytes', '\u{10000}'],
    ['of four bytes, the last of them', '\u{10ffff}'],
  ])('%s', async (_what, character) => {
    const head = `? k\n: "${character}"\nlist:\n  - `;
    // No end of line: the last character has a place as well.
    const { documents } = await readYaml(sourceText('estate.yaml', Buffer.from(`${head}x`)));
    expect(documents[0]?.value).toEqual({ k: character, list: ['x'] });
    expect(documents[0]?.offsetOf(['list', 0])).toBe(Buffer.byteLength(head));
  });
});
