import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import {
  assess,
  type LoadedInventory,
  listRules,
  loadInventory,
  loadReport,
  type RenderNote,
  render,
  renderParts,
  UserError,
} from '../../src/library/index.ts';
import { run } from '../support/fake-host.ts';

const FILE = 'fixtures/inventories/hospital.yaml';
const content = readFileSync(FILE);

/** The problems of a mistake that somebody can mend, in short. */
async function problemsOf(doing: Promise<unknown>): Promise<unknown[]> {
  const error = await doing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw error ?? new Error('nothing was refused');
  return error.problems.map(({ code, message, location }) => [code, message, location?.line]);
}

let hospital: LoadedInventory;

beforeAll(async () => {
  hospital = await loadInventory([{ file: FILE, content }]);
});

describe('an inventory', () => {
  it('is the same from text and from bytes', async () => {
    const { inventory } = await loadInventory([{ file: FILE, content: content.toString('utf8') }]);
    expect(inventory).toEqual(hospital.inventory);
  });

  it('knows the place of each fact', () => {
    const [first] = hospital.inventory.servers;
    const subject = { kind: 'server', id: first?.id ?? '' } as const;
    const { file, excerpt } = hospital.locate({ subject, path: 'id' });
    expect([file, excerpt.text.includes(subject.id)]).toEqual([FILE, true]);
  });

  it('is refused where it is too large', async () => {
    expect(
      await problemsOf(loadInventory([{ file: FILE, content }], { maxFileMiB: 0.01 })),
    ).toEqual([['file-too-large', `${FILE}: the file has 1 MiB, allowed 0.01 MiB`, undefined]]);
  });

  it.each([
    [
      'deeper than the readers have a stack for',
      { maxDepth: 1_000_000 },
      'nested more than 500 deep',
    ],
    // As a program in JavaScript may hand on what it was not given.
    [
      'deeper than the default where a limit is undefined',
      { maxDepth: undefined },
      'more than 200',
    ],
  ])('is refused where it is %s', async (_, limits, message) => {
    const deep = `sites: [{ id: a, x-deep: ${'['.repeat(20_000)}${']'.repeat(20_000)} }]`;
    const loading = loadInventory([{ file: FILE, content: deep }], limits as { maxDepth: number });
    expect(await problemsOf(loading)).toEqual([
      ['too-deep', expect.stringContaining(message), expect.anything()],
    ]);
  });
});

describe('an assessment', () => {
  it('is byte for byte that of the command line', async () => {
    const { stdout } = await run(['assess', FILE, '-o', 'json']);
    const json = await render(await assess(hospital), 'json');
    expect(json).toBe(stdout.replace('"0.0.0-test"', JSON.stringify(manifest.version)));
  });

  it('takes the day of the inventory where none is given, and no clock', async () => {
    expect((await assess(hospital)).asOf).toBe(hospital.inventory.assessment.asOf);
    expect((await assess(hospital, { asOf: '2030-01-01' })).asOf).toBe('2030-01-01');
    const dayless = await loadInventory([{ file: 'a.yaml', content: 'sites: [{ id: main }]' }]);
    expect(await problemsOf(assess(dayless))).toEqual([
      ['no-day', 'no day is given by which to judge', undefined],
    ]);
    expect(await problemsOf(assess(dayless, { asOf: '2026-02-30' }))).toEqual([
      [
        'wrong-value',
        'asOf must be a day that exists, written YYYY-MM-DD, found "2026-02-30"',
        undefined,
      ],
    ]);
  });

  it('takes only what loadInventory has made', async () => {
    await expect(assess({ ...hospital })).rejects.toThrow(TypeError);
  });

  it('refuses a configuration whose files are not at hand, with the place', async () => {
    const config = { file: 'c.yaml', content: '\nextends: [./base.yaml]\n' };
    expect(await problemsOf(assess(hospital, { config }))).toEqual([
      ['no-such-file', 'c.yaml names base.yaml, and no files are at hand', 2],
    ]);
  });

  it('refuses an empty estate where that is not allowed', async () => {
    const empty = await loadInventory([{ file: 'a.yaml', content: 'servers: []' }]);
    const asOf = '2026-11-22';
    expect(await problemsOf(assess(empty, { asOf }))).toEqual([
      ['nothing-to-assess', 'the inventory names no subject', undefined],
    ]);
    expect((await assess(empty, { asOf, allowEmpty: true })).counts.subjects).toEqual({});
  });

  it('is narrowed to rules and applications', async () => {
    const application = hospital.inventory.applications[0]?.id ?? '';
    const { rules, applications } = await assess(hospital, {
      only: ['availability'],
      skip: ['AVL-001'],
      applications: [application],
    });
    expect(new Set(rules.map(({ category }) => category))).toEqual(new Set(['availability']));
    expect(rules.map(({ id }) => id)).not.toContain('AVL-001');
    expect(applications.map(({ id }) => id)).toEqual([application]);
  });
});

describe('a report', () => {
  it('has findings that can be read again and again', async () => {
    const { findings } = await assess(hospital);
    expect([...findings]).toEqual([...findings]);
  });

  it('is the same in parts and as a whole, and after it was saved', async () => {
    const report = await assess(hospital);
    const json = await render(report, 'json');
    const parts: string[] = [];
    for await (const part of renderParts(report, 'json')) parts.push(part);
    expect(parts.join('')).toBe(json);
    expect(await render(await loadReport({ file: 'r.json', content: json }), 'json')).toBe(json);
  });

  it('has pictures while the estate is at hand', async () => {
    const report = await assess(hospital);
    const saved = await loadReport({ file: 'r.json', content: await render(report, 'json') });
    const pictures = (page: string) => page.split('<svg').length;
    const drawn = pictures(await render(report, 'html'));
    expect(drawn).toBeGreaterThan(pictures(await render(saved, 'html')));
  });

  it('tells what a format had to leave out', async () => {
    const report = await assess(hospital);
    const [failed] = report.findings;
    const findings = Array(26_000).fill(failed);
    const notes: RenderNote[] = [];
    await render({ ...report, findings }, 'sarif', { onNote: (note) => notes.push(note) });
    expect(notes.map(({ code }) => code)).toEqual(['results-dropped']);
  });

  it('has colours where they are asked for', async () => {
    const report = await assess(hospital);
    expect(await render(report, 'terminal')).not.toContain('\u001b[');
    expect(await render(report, 'terminal', { color: true })).toContain('\u001b[');
  });
});

it('lists rules as a configuration settles them', async () => {
  const all = await listRules();
  const fewer = await listRules({
    file: 'c.yaml',
    content: 'off: [AVL-002]',
  });
  expect(fewer.map(({ id }) => id)).toEqual(
    all.map(({ id }) => id).filter((id) => id !== 'AVL-002'),
  );
});
