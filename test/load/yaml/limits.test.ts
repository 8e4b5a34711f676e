import { describe, expect, it } from 'vitest';
import { problemsIn, read } from './reading.ts';

const LIMITS = { maxNodes: 1000, maxDepth: 20 };

const TOO_DEEP =
  'too-deep: lists and mappings are nested more than 200 deep; the limit is 200 (Flatten the structure, or raise the limit with --max-depth.)';

const TOO_LARGE =
  'too-large: a mistake, or YAML that only files of up to 16 MB may use; this file has 18 MB (Write it without anchors, aliases, tags and further documents, or split the file.)';

/** Mappings within mappings, one in each line. */
function nested(depth: number): string {
  return Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}k:\n`).join('');
}

/** Ten aliases of ten aliases of ten aliases … */
function bomb(levels: number): string {
  const lines = ['l0: &l0 x'];
  for (let i = 1; i <= levels; i++) {
    lines.push(`l${i}: &l${i} [${Array.from({ length: 10 }, () => `*l${i - 1}`).join(', ')}]`);
  }
  return `${lines.join('\n')}\n`;
}

describe('depth', () => {
  it.each([
    ['in lines', nested(200), nested(201), '201:201'],
    [
      'in brackets',
      `${'['.repeat(200)}${']'.repeat(200)}`,
      `${'['.repeat(201)}${']'.repeat(201)}`,
      '1:201',
    ],
    ['in dashes', `${'- '.repeat(200)}x\n`, `${'- '.repeat(201)}x\n`, '1:401'],
    [
      'for the slow reader',
      `${nested(199)}${' '.repeat(199)}? k\n`,
      `${nested(200)}${' '.repeat(200)}? k\n`,
      '201:201',
    ],
    [
      'within an item',
      `s:\n  - ? a\n    : ${'['.repeat(197)}${']'.repeat(197)}\n`,
      `s:\n  - ? a\n    : ${'['.repeat(198)}${']'.repeat(198)}\n`,
      '3:204',
    ],
  ])('ends at the limit %s', async (_, fits, exceeds, place) => {
    expect(await problemsIn(fits)).toEqual([]);
    expect(await problemsIn(exceeds)).toEqual([`${place} ${TOO_DEEP}`]);
  });

  it.each([
    ['[', '1:201'],
    ['- ', '1:401'],
    ['? ', '1:401'],
    ['{a: ', '1:801'],
    ['[a,', '1:601'],
    ['- - [', '1:991'],
  ])('survives a hundred thousand times %j', async (piece, place) => {
    const [problem] = await problemsIn(piece.repeat(100_000));
    expect(problem).toContain(place);
  });

  it('counts what aliases add', async () => {
    const lines = ['l0: &l0 [x]'];
    for (let i = 1; i < 300; i++) lines.push(`l${i}: &l${i} [*l${i - 1}]`);
    const problems = await problemsIn(`${lines.join('\n')}\n`);
    expect(problems).toEqual([`200:14 ${TOO_DEEP}`]);
  });
});

describe('the number of nodes', () => {
  it('stops a bomb of aliases at once', async () => {
    expect(await problemsIn(bomb(12))).toEqual([
      '13:12 too-many-nodes: the file holds more than 64,000,000 values, those of aliases included; the limit is 64,000,000 (Split the file, use fewer aliases, or raise the limit with --max-nodes.)',
    ]);
  });

  it('counts entries that are merged over each other once', async () => {
    const lines = ['m0: &m0 {x: 1}'];
    for (let i = 1; i < 60; i++) lines.push(`m${i}: &m${i} {<<: [*m${i - 1}, *m${i - 1}]}`);
    const { documents, problems } = await read(`${lines.join('\n')}\n`);
    expect(problems).toEqual([]);
    expect(documents[0]?.value).toMatchObject({ m59: { x: 1 } });
  });

  it.each([
    ['by the subset reader', 'a: [x'],
    ['by the slow reader', '? a\n: [x'],
    ['in items', '- ? a\n  : [x'],
  ])('is counted %s', async (_, start) => {
    const items = (count: number) => `${start}${', x'.repeat(count)}]\n`;
    expect(await problemsIn(items(990), LIMITS)).toEqual([]);
    expect((await problemsIn(items(1000), LIMITS)).join()).toContain(
      'too-many-nodes: the file holds more than 1,000 values',
    );
  });

  it('is the sum of all items, and counts what is read twice once', async () => {
    const item = `- a: [x${', x'.repeat(29)}]\n  ? b\n`;
    expect(await problemsIn(item.repeat(29), LIMITS)).toEqual([]);
    expect((await problemsIn(item.repeat(31), LIMITS)).join()).toContain('too-many-nodes');
  });
});

describe('files that are too large for the slow reader', () => {
  const PADDING = `# ${'x'.repeat(17_000_000)}\n`;

  it('may be plain', async () => {
    const { documents, problems } = await read(`${PADDING}a: 1\n`);
    expect(problems).toEqual([]);
    expect(documents[0]?.value).toEqual({ a: 1 });
  });

  it('may have single items that are not plain', async () => {
    const { documents, problems } = await read(`${PADDING}- a\n  b\n- ? c\n- d\n`);
    expect(problems).toEqual([]);
    expect(documents[0]?.value).toEqual(['a b', { c: undefined }, 'd']);
  });

  it('tells every mistake within items', async () => {
    expect(await problemsIn(`${PADDING}- a: b: c\n- d\n- e: .inf\n  e: 1\n`)).toEqual([
      '2:6 yaml-syntax: a value without quotes holds ": ", which is for keys (Quote the value.)',
      '4:6 not-a-number: .inf is no finite number (Leave out what is not recorded, or quote what is meant as a text.)',
      '5:3 duplicate-key: the key "e" stands twice in one mapping; it may stand once [first here 4:3]',
    ]);
  });

  it.each([
    ['a: &a 1\nb: *a\n', '2:4'],
    ['- a\n- *b\n', '3:3'],
    ['a: 1\n---\nb: 1\n', '3:1'],
    ['a:\n  b: 1\n  b: 2\n', '4:3'],
  ])('may not hold %j', async (text, place) => {
    expect(await problemsIn(PADDING + text)).toEqual([`${place} ${TOO_LARGE}`]);
  });

  it('may not have an item that is too large by itself', async () => {
    expect(await problemsIn(`- a\n- ? b\n  ${PADDING}`)).toEqual([`2:1 ${TOO_LARGE}`]);
  });
});
