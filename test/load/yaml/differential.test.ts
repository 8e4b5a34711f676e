import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compareWithYaml, type Taken } from './against-yaml.ts';
import { blockTexts, bracketedTexts, composedTexts, mutatedTexts } from './mutated-texts.ts';

/** For a long run: VIRTREADY_YAML_CASES=300000 VIRTREADY_YAML_SEED=7 npx vitest run differential */
const CASES = Number(process.env['VIRTREADY_YAML_CASES'] ?? 1000);
const SEED = Number(process.env['VIRTREADY_YAML_SEED'] ?? 1);
const LONG = 10_000 + CASES * 20;

const SUITE = join(import.meta.dirname, '../../../../shared/data/yaml-test-suite');

interface Tally {
  readonly texts: number;
  readonly taken: Readonly<Record<Taken, number>>;
  readonly differences: readonly string[];
}

async function tally(texts: Iterable<string>): Promise<Tally> {
  const taken = { whole: 0, 'with gaps': 0, nothing: 0 };
  const differences: string[] = [];
  let count = 0;
  for (const text of texts) {
    const comparison = await compareWithYaml(text);
    taken[comparison.taken]++;
    count++;
    if (comparison.difference)
      differences.push(`${JSON.stringify(text)}: ${comparison.difference}`);
  }
  return { texts: count, taken, differences };
}

/** Each text as it is, as the value of a key, and as an item of a sequence. */
function* embedded(texts: Iterable<string>): Generator<string> {
  for (const text of texts) {
    yield text;
    yield `k:\n${text.replace(/^(?=.)/gm, '  ')}`;
    yield `k:\n- ${text.replace(/\n(?=.)/g, '\n  ')}`;
  }
}

function* suiteTexts(): Generator<string> {
  for (const file of readdirSync(SUITE).sort()) {
    const cases = parse(readFileSync(join(SUITE, file), 'utf8')) as { yaml?: string }[];
    for (const { yaml } of cases) if (yaml !== undefined) yield withInvisibleCharacters(yaml);
  }
}

function withInvisibleCharacters(shown: string): string {
  return shown
    .replaceAll('␣', ' ')
    .replace(/—*»/g, '\t')
    .replaceAll('↵', '')
    .replace(/∎\n$/, '')
    .replaceAll('←', '\r')
    .replaceAll('⇔', '\ufeff');
}

describe.skipIf(!existsSync(SUITE))(
  'the YAML test suite (skipped where its folder is missing)',
  () => {
    it('gives what yaml gives, in three embeddings', { timeout: LONG }, async () => {
      const { texts, taken, differences } = await tally(embedded(suiteTexts()));
      expect(differences).toEqual([]);
      // A reader that refuses everything would give what yaml gives as well.
      expect(taken.whole).toBeGreaterThan(texts / 8);
      expect(taken['with gaps']).toBeGreaterThan(texts / 4);
    });
  },
);

describe('texts on which a reader could go astray', () => {
  it.each([
    '- a: 1\n- a:b\n',
    '- {a: 1}\n- {a:b}\n',
    '- a: 1\n  a: 2\n',
    `${Array.from({ length: 90 }, (_, i) => `k${i}: 1\n`).join('')}k7: 2\n`,
    Array.from({ length: 40 }, (_, i) => `- k${i}: 1\n  k0: 2\n`).join(''),
    'b: 1\n"1": x\na: {z: 1, "0": y, z0: 2}\n',
    '__proto__: 1\n',
    'a: {"__proto__": x}\n',
    'a: 1\n"a": 2\n',
    'a: |+\n  x\n  ',
    'a: |+\n  x\n\n',
    'a: |\n  x\n\t\nb: 1\n',
    'a: |\n  x\ry\r\r\n  z\n',
    'a: |\n    \n  x\n',
    'a: |\n  x\n    \n\n  y\n   \n',
    'a: >\n  x\n   y\n  z\n',
    'a: >\n  x\n  \ty\n',
    'a: |\n  x\r',
    'a: >\n  x\r\n  y\r',
    'a: |\n# c\n  x\n',
    'a: |\n',
    'a: [[1,\n2\n], 3\n]\n',
    'a: [1,\n2]\n',
    'a:\n  [1,\n 2\n]\n',
    '- [1,\n  2\n]\n',
    '[1,\n---\n]\n',
    '[1,#c\n2]\n',
    'a: {\n  b: 1\n# c\n  }\n',
    'a: {\n  b: [1]\n# c\n\n  }\n',
    'a: {\n  b: 1 # c\n # d\n  }\n',
    '{"a":1,"b" :2}\n',
    '["a":1]\n',
    '[a, [b]: c]\n',
    '\ufeff\ufeffa: 1\n',
    '# c\n\ufeffa: 1\n',
    '---\n\ufeffa: 1\n',
    'a: 1\n--- b: c\n',
    'a: 1\n... b: c\n',
    'a: 1\nx #b: c\n',
    'a : b\n',
    '"a":b\n',
    '- "a": 1\n- "a":b\n',
    '[a}\n',
    '{a: 1]\n',
    '["a" "b"]\n',
    '{a:, b: 1}\n',
    '  a: 1\nb: 2\n',
    '  - a\n- b\n',
    'r: 0\ns:\n  - a: 1\n    b: |1\n      x\n  - c: 2\nt: 3\n',
    '- - a: x\n      y\n  - b\n',
    'a: [[1\n], 3]\n',
    'a: "\\\n',
    'a: "\\\n  b"\n',
    'a: 1\r',
    'a: 1\rb: 2\n',
    'a:\n  \rb: 1\n',
    '\ra: 1\n',
    'a: \rb\n',
    '[a,\r b]\n',
    '- \r\n- |\r\n  x\r\n- |\r  y\n',
    '\r\n\r\na: 1\r\n\r\n',
    '- 0.12345678901234567\n- 1234567890123456.7\n- 12e3\n- 1234567890123456\n',
    'a: {1: x, 1.0: y}\n',
    'a: {1: x, "1": y}\n',
    'null: a\n~: b\n',
    '- &a [&a x]\n- *a\n',
    '- a: &a x\n  b: *a\n- ? c\n  : &a y\n- d: *a\n',
    '"<<": {a: 1}\n',
    'a: &a {x: 1}\nb: {<<: [*a, {x: 2, y: 3}], y: 4}\n',
    'a: &a {x: 1}\nb: {<<: [*a, 2]}\n',
    'a: &a {x: 1}\nb: {<<: [[*a]]}\n',
    '<<:\n',
    "a: 'x'''\nb: ''''\nc: '\n",
    'a: "\\\\"\nb: "\\"\n',
    'a: "\\uD83D\\uDE00"\nb: "\\U00110000"\n',
    `${'k'.repeat(1024)}: 1\n`,
    `${'k'.repeat(1025)}: 1\n`,
    'a: b\n c\n',
    'a:\n  b: 1\n c\n',
    'a:\n  - b\n c: 1\n',
    'a:\n  - b\n  c: 1\n',
    'a: 1 \n# c\nb: 2\t\n',
    '...\n',
    'a: 1\n...\n',
    '---\n',
    '--- a\n',
    '---a: 1\n',
    '... : 1\n',
    '-a: 1\n.b: 2\n',
    'a:\n  -\n  - b\n  -   # c\n  - - \n    - c\n',
    '%YAML 1.2\n---\na: 1\n',
    '%TAG ! tag:yaml.org,2002:\n---\na: !str 1\n',
  ])('%j', async (text) => {
    expect((await compareWithYaml(text)).difference).toBeUndefined();
    expect((await compareWithYaml(text.replace(/\r?\n/g, '\r\n'))).difference).toBeUndefined();
  });
});

describe(`random texts (seed ${SEED})`, () => {
  it.each([
    { kind: 'mutated documents', texts: mutatedTexts, atLeast: 0.1 },
    { kind: 'lines put together', texts: composedTexts, atLeast: 0.02 },
    { kind: 'collections in brackets', texts: bracketedTexts, atLeast: 0.02 },
    { kind: 'blocks of text', texts: blockTexts, atLeast: 0.02 },
  ])('gives what yaml gives for $kind', { timeout: LONG }, async ({ texts, atLeast }) => {
    const { taken, differences } = await tally(texts(CASES, SEED));
    expect(differences).toEqual([]);
    expect(taken.whole / CASES).toBeGreaterThan(atLeast);
    expect(taken['with gaps'] / CASES).toBeGreaterThan(atLeast);
  });
});
