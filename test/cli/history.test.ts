import { describe, expect, it } from 'vitest';
import type { HistoryPoint } from '../../src/domain/history.ts';
import { renderHistory } from '../../src/reporters/terminal/history.ts';
import { run } from '../support/fake-host.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';

async function reportOf(estate: string, asOf: string): Promise<string> {
  return (await run(['assess', estate, '-o', 'json', '--exit-zero', '--as-of', asOf])).stdout;
}

async function kept(...reports: readonly string[]): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const report of reports) {
    const { written } = await run(['history', 'add', '-'], { stdin: report, files });
    Object.assign(files, written);
  }
  return files;
}

describe('virtready history', () => {
  it('keeps a report as it is, by its day and a hash of its sources', async () => {
    const report = await reportOf(HOSPITAL, '2026-08-01');
    const first = await run(['history', 'add', 'r.json'], { files: { 'r.json': report } });
    const [[place = '', text] = []] = Object.entries(first.written);
    expect(place).toMatch(/^virtready-history\/2026-08-01-[0-9a-f]{12}\.json$/);
    expect(text).toBe(report);
    expect(first.stderr).toBe(`kept as ${place}\n`);
    const again = await run(['history', 'add', 'r.json'], {
      files: { 'r.json': report, [place]: report },
    });
    expect(again.stderr).toBe(`kept again as ${place}\n`);
  });

  it('shows how the score went, and what the newest report changed', async () => {
    const files = await kept(
      await reportOf('fixtures/inventories/hospital-ready.yaml', '2026-11-22'),
      await reportOf(HOSPITAL, '2026-08-01'),
    );
    const { stdout } = await run(['history', 'show', '-q'], { files });
    expect(stdout.split('\n\n').slice(0, 3).join('\n\n')).toMatch(
      new RegExp(
        [
          'Mercy Hospital, mended, 2 reports, 2026-08-01 to 2026-11-22\n\n',
          '  guaranteed  ▄█  47\\.4 → 93\\.7\n  possible    ▇█  82\\.1 → 98\\.9\n\n',
          '  as of       score  up to  change  failed  warned  unknown  verdict\n',
          '  2026-08-01   47\\.4   82\\.1 +\\d+ +\\d+ +\\d+  ✖ NOT READY\n',
          '  2026-11-22   93\\.7   98\\.9   \\+46\\.3 +\\d+ +\\d+ +\\d+  ✔ READY$',
        ].join(''),
      ),
    );
    expect(stdout).toContain('✖ NOT READY → ✔ READY');
    const json = JSON.parse((await run(['history', 'show', '-o', 'json'], { files })).stdout);
    expect(json.points.map(({ asOf }: { asOf: string }) => asOf)).toEqual([
      '2026-08-01',
      '2026-11-22',
    ]);
    expect(json.latest.verdict).toEqual({ old: 'not-ready', new: 'ready' });
  });

  it('does not compare scores that were made in two ways', () => {
    const point = (model: number, guaranteed: number | null): HistoryPoint => ({
      file: 'r.json',
      asOf: '2026-09-01',
      estate: null,
      verdict: 'unknown',
      score: { guaranteed, possible: 100, coverage: 50 },
      model,
      failed: 0,
      warned: 0,
      unknown: 0,
    });
    const points = [point(1, 40), point(2, 50), point(2, 60.5), point(2, null)];
    const look = { colorLevel: 0, width: 80, unicode: false, limit: 0, quiet: true } as const;
    const text = renderHistory({ schemaVersion: 1, points, latest: null }, look);
    const rows = text.split('\n').filter((line) => line.startsWith('  2026'));
    expect(text).toContain('  guaranteed  455   40 -> none\n');
    expect(rows.map((row) => row.slice(14, 36))).toEqual([
      ' 40.0  100.0          ',
      ' 50.0  100.0          ',
      ' 60.5  100.0   +10.5  ',
      ' none  100.0          ',
    ]);
  });

  it('is drawn in the HTML report, and missing where nobody asks for it', async () => {
    const files = await kept(
      await reportOf(HOSPITAL, '2026-08-01'),
      await reportOf(HOSPITAL, '2026-09-15'),
    );
    const words = ['assess', HOSPITAL, '-o', 'html=r.html', '-q', '--exit-zero'];
    const page = (await run([...words, '--history', 'virtready-history'], { files })).written[
      'r.html'
    ];
    const trend = /<figure id="trend".*?<\/figure>/s.exec(page ?? '')?.[0] ?? '';
    expect(trend).toContain('From 47.4, up to 82.1 on 2026-08-01 to');
    expect(trend.match(/<tr>/g)).toHaveLength(1 + 2);
    expect((await run(words)).written['r.html']).not.toContain('id="trend"');
    const none = await run([...words, '--history', 'nowhere']);
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toContain('the history holds no report: nowhere');
  });

  it.each([
    [['show'], {}, 'the history holds no report: virtready-history'],
    [['add'], {}, 'no report is named'],
    [['show', 'r.json'], {}, 'history show takes no report, found "r.json"'],
    [['add', 'r.json'], { 'r.json': '{"a": 1}' }, 'r.json'],
    [['show'], { 'virtready-history/x.json': '[]' }, 'virtready-history/x.json'],
  ])('%j is refused', async (words, files, message) => {
    const { exitCode, stderr, written } = await run(['history', ...words], { files });
    expect({ exitCode, written }).toEqual({ exitCode: 2, written: {} });
    expect(stderr).toContain(message);
  });
});
