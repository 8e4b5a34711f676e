import stringWidth from 'fast-string-width';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../support/fake-host.ts';
import { expectGolden } from '../support/golden.ts';
import { madeApplication, madeFinding, madeReport } from '../support/made-report.ts';
import { expectTame, renderMarkdown } from '../support/rendered-markdown.ts';
import { expectSchema } from '../support/report-schema.ts';

const files: Record<string, string> = {};

beforeAll(async () => {
  for (const [file, args] of [
    ['before.json', ['hospital.yaml']],
    ['after.json', ['hospital-ready.yaml']],
  ] as const) {
    const paths = args.map((name) => `fixtures/inventories/${name}`);
    files[file] = (await run([...paths, '-o', 'json'])).stdout;
  }
});

const MENDED = ['diff', 'before.json', 'after.json'];
const BROKEN = ['diff', 'after.json', 'before.json'];

describe('the difference', () => {
  it.each([
    { what: 'a mended hospital', args: MENDED, golden: 'diff-mended.txt' },
    {
      what: 'one that became worse, with its gate',
      args: [...BROKEN, '--limit', '2', '--fail-on-drop', '50'],
      golden: 'diff-worse.txt',
    },
    { what: 'nothing', args: ['diff', 'after.json', 'after.json'], golden: 'diff-same.txt' },
    { what: 'the answer alone', args: [...MENDED, '-q'], golden: 'diff-quiet.txt' },
    {
      what: 'Markdown',
      args: [...BROKEN, '-o', 'markdown', '--fail-on-drop', '50'],
      golden: 'diff-worse.md',
    },
    { what: 'JSON', args: [...MENDED, '-o', 'json'], golden: 'diff-mended.json' },
  ])('of $what is as it was', async ({ args, golden }) => {
    const { stdout, stderr } = await run(args, { files, columns: 80, env: { NO_COLOR: '1' } });
    expect(stderr).toBe('');
    expectGolden(stdout, `fixtures/reports/${golden}`);
  });

  it.each([64, 80, 120])('keeps to %i columns', async (columns) => {
    for (const args of [MENDED, BROKEN]) {
      const world = { files, columns, env: { NO_COLOR: '1' } };
      const { stdout } = await run([...args, '--limit', '0', '--fail-on-drop'], world);
      const wide = stdout.split('\n').filter((line) => stringWidth(line) > columns);
      expect(wide.filter((line) => !/^ {2}\S+:\d+:\d+ {2}\w{8}$/.test(line))).toEqual([]);
    }
  });

  it('is colour over words, and ASCII where nothing else can be shown', async () => {
    const plain = await run(MENDED, { files, columns: 80, env: { NO_COLOR: '1' } });
    const colored = await run(MENDED, { files, columns: 80, env: { FORCE_COLOR: '3' } });
    expect(colored.stdout).not.toBe(plain.stdout);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a terminal
    expect(colored.stdout.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain.stdout);
  });

  it('fits its schema, and is a comment that does nothing', async () => {
    const args = [
      ...BROKEN,
      '-o',
      'json=d.json',
      '-o',
      'markdown=d.md',
      '--limit',
      '0',
      '--fail-on-drop',
    ];
    const { written, exitCode, stdout } = await run(args, { files });
    expect([exitCode, stdout]).toEqual([1, '']);
    expectSchema(JSON.parse(written['d.json'] ?? ''), 'diff');
    const text = written['d.md'] ?? '';
    expect(text.length).toBeLessThanOrEqual(65_536);
    const page = renderMarkdown(text);
    expectTame(page);
    expect(page.textsOf('h2')).toEqual(['Mercy Hospital: ✅ ready → ❌ not ready']);
    expect(page.text).toContain('not shown');
  });

  it('is the same on a second run', async () => {
    const [first, second] = [await run(MENDED, { files }), await run(MENDED, { files })];
    expect(second.stdout).toBe(first.stdout);
  });
});

describe('the exit code', () => {
  it.each([
    { args: BROKEN, code: 0 },
    { args: [...BROKEN, '--fail-on-drop'], code: 1 },
    { args: [...BROKEN, '--fail-on-drop', '100'], code: 0 },
    { args: [...BROKEN, '--fail-on-drop', '70'], code: 1 },
    { args: [...BROKEN, '--fail-on-drop', '--exit-zero'], code: 0 },
    { args: [...MENDED, '--fail-on-drop'], code: 0 },
    { args: ['diff', 'before.json'], code: 2 },
    { args: ['diff', '-', '-'], code: 2 },
    { args: ['diff', 'before.json', 'nowhere.json'], code: 2 },
    { args: [...MENDED, '-o', 'csv'], code: 2 },
    { args: ['diff', '--fail-on-drop', 'before.json', 'after.json'], code: 2 },
  ])('of $args is $code', async ({ args, code }) => {
    expect((await run(args, { files })).exitCode).toBe(code);
  });

  it('comes with an envelope where a report is none', async () => {
    const world = { files: { ...files, 'none.json': '[]' } };
    const { stdout, exitCode } = await run(
      ['diff', 'before.json', 'none.json', '-o', 'json'],
      world,
    );
    expect(exitCode).toBe(2);
    expectSchema(JSON.parse(stdout), 'report');
  });
});

describe('text from outside', () => {
  it('reaches neither terminal nor comment', async () => {
    const hostile = '\u001b[2J\u202e</details><script>@octocat|`#1\n::error::x';
    const of = (given: object) =>
      JSON.stringify(
        madeReport({
          estate: { name: hostile, organization: null, profile: 'general' },
          tool: { name: 'virtready', version: hostile },
          applications: [madeApplication({ id: hostile })],
          findings: [
            madeFinding({ message: hostile, subject: { kind: 'host', id: hostile }, ...given }),
          ],
          ...(Object.keys(given).length === 0 && { applications: [] }),
        }),
      );
    const world = {
      files: { 'a.json': of({ outcome: 'pass' }), 'b.json': of({ title: hostile }) },
      columns: 80,
      env: { NO_COLOR: '1' },
    };
    const { stdout } = await run(['diff', 'a.json', 'b.json'], world);
    expect(stdout).toContain('New (1)');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(stdout).not.toMatch(/^::error/m);
    const comment = await run(['diff', 'a.json', 'b.json', '-o', 'markdown'], world);
    expectTame(renderMarkdown(comment.stdout));
  });
});
