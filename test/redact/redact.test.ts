import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { Pseudonyms } from '../../src/redact/pseudonyms.ts';
import { REPLACERS, type RedactWord } from '../../src/redact/replacers.ts';
import { arbitraryEstate } from '../support/arbitrary-estate.ts';
import { type FakeWorld, type JsonReport, run } from '../support/fake-host.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';

interface RedactMap {
  readonly replacements: readonly { readonly original: string; readonly pseudonym: string }[];
  readonly findings: Readonly<Record<string, string>>;
}

async function redacted(paths: readonly string[], seed: string, world: FakeWorld = {}) {
  const words = ['redact', ...paths, '--seed', seed, '-o', 'shown.yaml', '--map', 'map.json'];
  const { exitCode, stderr, written } = await run(words, world);
  expect(exitCode, stderr).toBe(0);
  return {
    yaml: written['shown.yaml'] ?? '',
    map: JSON.parse(written['map.json'] ?? '{}') as RedactMap,
  };
}

async function assessed(paths: readonly string[], world: FakeWorld = {}): Promise<JsonReport> {
  const { stdout } = await run(['assess', ...paths, '-o', 'json', '--exit-zero'], world);
  return JSON.parse(stdout) as JsonReport;
}

/** What must not change: the score, and what each finding is and costs. */
function essence({ score, findings }: JsonReport, rename: (print: string) => string | undefined) {
  const { guaranteed, possible, coverage } = score;
  return {
    score: { guaranteed, possible, coverage },
    findings: Object.fromEntries(
      findings.map(({ fingerprint, outcome, severity, pointsLost, options }) => [
        rename(fingerprint),
        { outcome, severity, pointsLost, options },
      ]),
    ),
  };
}

async function expectSameJudgement(paths: readonly string[], seed: string, world: FakeWorld = {}) {
  const { yaml, map } = await redacted(paths, seed, world);
  const before = essence(await assessed(paths, world), (print) => map.findings[print]);
  const after = essence(
    await assessed(['shown.yaml'], { files: { 'shown.yaml': yaml } }),
    (p) => p,
  );
  expect(after).toEqual(before);
  return { yaml, map };
}

describe('a redacted estate', () => {
  it.each(['one', 'another', 'third'])('is judged as before (seed %s)', async (seed) => {
    await expectSameJudgement([HOSPITAL], seed);
  });

  it.each([
    'fixtures/inventories/hospital-ready.yaml',
    'fixtures/inventories/hospital-layered',
    'fixtures/inventories/hostile.yaml',
  ])('%s is judged as before', async (path) => {
    await expectSameJudgement([path], 'seed');
  });

  it('is judged as before, whatever the estate holds', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEstate, fc.string({ minLength: 1 }), async (estate, seed) => {
        // Without a subject there is nothing to assess.
        fc.pre(Object.values(estate).some((part) => Array.isArray(part) && part.length > 0));
        await expectSameJudgement(['e.yaml'], seed, { files: { 'e.yaml': stringify(estate) } });
      }),
      { numRuns: 25 },
    );
  });

  it('holds no name of the original', async () => {
    const { yaml, map } = await redacted([HOSPITAL], 'seed');
    const names = map.replacements.map(({ original }) => original);
    expect(names).toContain('ehr');
    // The words of the schema stay, also where a name is the same.
    const plain = yaml
      .replace(/^ *-? *(function|workloadProfile|role): .*$/gm, '')
      .replace(/^ *-? *[\w-]+:/gm, '');
    const words = new Set(plain.split(/[\s:,[\]{}"']+/));
    expect(names.filter((name) => words.has(name))).toEqual([]);
    expect(names.filter((name) => name.includes(' ') && yaml.includes(name))).toEqual([]);
    expect(yaml).not.toContain('#');
  });

  it('is the same for the same seed, and another for another', async () => {
    const one = await redacted([HOSPITAL], 'seed');
    expect(await redacted([HOSPITAL], 'seed')).toEqual(one);
    const other = await redacted([HOSPITAL], 'seed 2');
    const pseudonyms = new Set(one.map.replacements.map(({ pseudonym }) => pseudonym));
    expect(other.map.replacements.filter(({ pseudonym }) => pseudonyms.has(pseudonym))).toEqual([]);
  });

  it('names a subject alike in another estate', async () => {
    const of = async (text: string) =>
      (await redacted(['e.yaml'], 'seed', { files: { 'e.yaml': text } })).map.replacements.find(
        ({ original }) => original === 'ehr-db-1',
      );
    const small = await of('instances: [{ id: ehr-db-1 }]');
    const large = await of('instances: [{ id: a }, { id: ehr-db-1, owner: me }, { id: z }]');
    expect(large).toEqual(small);
  });

  it('wants a seed', async () => {
    const { exitCode, stderr } = await run(['redact', HOSPITAL]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("required option '--seed <text>' not specified");
  });
});

describe('a pseudonym', () => {
  const names = new Pseudonyms('seed');
  const replace = (word: RedactWord, text: string) =>
    REPLACERS[word](text, names, (id) => `id of ${id}`);

  it('stays a label of RFC 1123, or stays none', () => {
    expect(names.of('instance', 'web-1')).toMatch(/^instance-[0-9a-f]{10}$/);
    expect(names.of('instance', 'Web 1')).toMatch(/^instance_[0-9a-f]{10}$/);
    expect(names.of('instance', 'x'.repeat(64))).toMatch(/^instance-[0-9a-fx]{55}$/);
  });

  it('is of the kind of what it stands for', () => {
    expect(replace('mac', '00:50:56:AA:BB:CC')).toMatch(/^02(:[0-9a-f]{2}){5}$/);
    expect(replace('mac', '00:50:56:AA:BB:CC')).toBe(replace('mac', '00:50:56:aa:bb:cc'));
    expect(replace('address', '192.0.2.10')).toMatch(/^10(\.\d{1,3}){3}$/);
    expect(replace('address', '192.0.2.10/24')).toBe(`${replace('address', '192.0.2.10')}/24`);
    expect(replace('address', '2001:db8::1')).toMatch(/^fd[0-9a-f]{2}(:[0-9a-f]{4}){7}$/);
    expect(replace('placement', 'pin:esx-1')).toBe('pin:id of esx-1');
    expect(replace('placement', 'anti-affinity:web')).toBe(
      `anti-affinity:${replace('group', 'web')}`,
    );
  });

  it.each([
    ['address', '127.0.0.1'],
    ['address', 'fe80::1'],
    ['host-name', 'localhost.localdomain'],
    ['path', '/boot'],
    ['path', 'C:\\'],
  ] as const)('%s %s stays: it tells of nobody', (word, text) => {
    expect(replace(word, text)).toBe(text);
  });
});

it('the schema says of every free text how it is redacted', () => {
  type Node = Readonly<Record<string, unknown>>;
  const schema = JSON.parse(readFileSync('schemas/inventory.schema.json', 'utf8')) as {
    readonly $defs: Readonly<Record<string, Node>>;
  };
  const silent: string[] = [];
  const walk = (node: Node, path: string): void => {
    const isText = [node['type']].flat().includes('string');
    const isSaid = 'enum' in node || 'x-reference' in node || node['format'] === 'date';
    if (isText && !isSaid && !/\.id$/.test(path)) {
      if (!((node['x-redact'] as string) in REPLACERS)) silent.push(path);
    }
    const properties = (node['properties'] ?? {}) as Readonly<Record<string, Node>>;
    for (const [key, child] of Object.entries(properties)) walk(child, `${path}.${key}`);
    if (node['items'] !== undefined) walk(node['items'] as Node, `${path}[]`);
  };
  for (const [name, definition] of Object.entries(schema.$defs)) {
    if (name !== 'window') walk(definition, name);
  }
  expect(silent).toEqual([]);
});
