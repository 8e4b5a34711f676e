import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/domain/report-format.ts';
import { run } from '../support/fake-host.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';
const READY = 'fixtures/inventories/hospital-ready.yaml';

/** A saved report of an inventory, as text. */
async function saved(...args: string[]): Promise<string> {
  return (await run([...args, '-o', 'json'])).stdout;
}

async function convert(report: string, ...args: string[]) {
  return run(['convert', 'report.json', ...args], { files: { 'report.json': report } });
}

/** SARIF says more where the text of the inventory is at hand, and a page draws more of the estate. */
const FROM_REPORT_ALONE = FORMATS.filter((format) => format !== 'sarif' && format !== 'html');

describe('a saved report', () => {
  it.each(FROM_REPORT_ALONE)(
    'is the same as %s as when it was assessed',

    async (format) => {
      const args = ['--show-passes', '--limit', '3', '--group-by', 'application', '-o', format];
      const save = ['--min-score', '80', ...args, '-o', 'json=saved.json'];
      for (const inventory of [HOSPITAL, READY]) {
        const direct = await run([inventory, ...save]);
        const converted = await convert(direct.written['saved.json'] ?? '', ...args);
        expect(converted.stdout).toBe(direct.stdout);
        expect(converted.exitCode).toBe(direct.exitCode);
        expect(converted.stderr).toBe('');
      }
    },
  );

  it('is read in any layout, and from standard input', async () => {
    const report = await saved(HOSPITAL);
    const value = JSON.parse(report);
    for (const text of [
      JSON.stringify(value),
      JSON.stringify(value, null, 2),
      `\ufeff${report.replaceAll('\n', '\r\n')}`,
    ]) {
      expect((await convert(text, '-o', 'json')).stdout).toBe(report);
    }
    const piped = await run(['convert', '-', '-o', 'json'], { stdin: report });
    expect(piped.stdout).toBe(report);
  });

  it('of an estate without a finding, or with one, is read as well', async () => {
    const files = {
      'none.yaml': '{}\n',
      'one.yaml': 'sites: [{ id: a }]\n',
    };
    for (const args of [
      ['none.yaml', '--allow-empty', '-o', 'json'],
      ['one.yaml', '--only', 'PLT-010', '-o', 'json'],
    ]) {
      const { stdout } = await run(args, { files });
      expect((await convert(stdout, '-o', 'json')).stdout).toBe(stdout);
    }
  });

  it('goes to several outputs', async () => {
    const { written, stdout } = await convert(
      await saved(READY),
      ...['-o', 'csv=a.csv', '-o', 'markdown=a.md', '-o', 'terminal'],
    );
    expect(Object.keys(written)).toEqual(['a.csv', 'a.md']);
    expect(stdout).toContain('READY');
  });
});

describe('the gate of a saved report', () => {
  it('is the one that was saved, where nothing is demanded', async () => {
    const failed = await saved(HOSPITAL, '--fail-on', 'none', '--min-score', '90');
    expect((await convert(failed)).exitCode).toBe(1);
    expect((await convert(failed, '--exit-zero')).exitCode).toBe(0);
    expect((await convert(await saved(HOSPITAL, '--fail-on', 'none'))).exitCode).toBe(0);
  });

  it.each([
    { demands: ['--fail-on', 'high'] },
    { demands: ['--fail-on', 'none'] },
    { demands: ['--min-score', '50'] },
    { demands: ['--min-score', '53.8', '--fail-on', 'none'] },
    { demands: ['--require-verdict', 'ready'] },
  ])('is judged again by $demands, as assess would', async ({ demands }) => {
    const direct = await run([HOSPITAL, ...demands, '-o', 'json']);
    const again = await convert(await saved(HOSPITAL), ...demands, '-o', 'json');
    expect(again.stdout).toBe(direct.stdout);
    expect(again.exitCode).toBe(direct.exitCode);
  });

  it('demands nothing of an estate that holds nothing', async () => {
    const files = { 'none.yaml': '{}\n' };
    const { stdout } = await run(['none.yaml', '--allow-empty', '-o', 'json'], { files });
    expect((await convert(stdout, '--min-score', '50')).exitCode).toBe(0);
  });

  it('fails as an assessment does where a rule crashed', async () => {
    const report = JSON.parse(await saved(READY));
    report.counts.outcomes.error = 1;
    expect((await convert(JSON.stringify(report))).exitCode).toBe(2);
  });
});

describe('what is no report', () => {
  const valid = saved(READY);

  /** The same report with a change in its text, in the layout in which it was written. */
  async function changed(change: (text: string) => string) {
    const before = await valid;
    const after = change(before);
    expect(after).not.toBe(before);
    return convert(after, '-o', 'json');
  }

  it.each([
    ['an inventory', 'applications:\n  - { id: a }\n', 'not-json', 'report.json is not JSON'],
    ['nothing', '', 'not-json', 'report.json is not JSON'],
    ['other JSON', '{"results": []}', 'not-a-report', 'report.json is no report of virtready'],
    ['a list', '[]', 'not-a-report', 'report.json is no report of virtready'],
    [
      'a report of the future',
      '{"schemaVersion": 2, "tool": {"name": "virtready", "version": "9.0.0"}}',
      'wrong-version',
      'report.json: schemaVersion must be 1, found 2',
    ],
  ])('is told of %s', async (_what, text, code, message) => {
    const { exitCode, stdout, stderr } = await convert(text, '-o', 'json');
    expect([exitCode, JSON.parse(stdout).error.code]).toEqual([2, code]);
    expect(stderr).toContain(message);
  });

  it('is told of the envelope of an error', async () => {
    const envelope = (await run(['nowhere.yaml', '-o', 'json'])).stdout;
    const { exitCode, stderr } = await convert(envelope);
    expect(exitCode).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      'report.json holds no report: the run that wrote it could not assess (nowhere.yaml: there is no such file or folder)',
    );
  });

  it('is told of JSON Lines', async () => {
    const { stderr } = await convert((await run([READY, '-o', 'jsonl'])).stdout);
    expect(stderr).toContain('report.json is a report as JSON Lines');
  });

  it('is told of a file that was cut off, with the place', async () => {
    const { exitCode, stderr } = await changed((text) => text.slice(0, text.length / 2));
    expect(exitCode).toBe(2);
    const lines = (await valid).slice(0, (await valid).length / 2).split('\n').length;
    expect(stderr).toContain(`report.json:${lines}:`);
  });

  it('is told of a finding that is broken, with its line', async () => {
    const { stderr } = await changed((text) => text.replace('"outcome":"pass"', '"outcome":"pass'));
    const line = (await valid)
      .slice(0, (await valid).indexOf('"outcome":"pass"'))
      .split('\n').length;
    expect(stderr).toContain('report.json is not JSON');
    expect(stderr).toContain(`report.json:${line}:`);
  });

  it('is told of a value that cannot be, with its place', async () => {
    const { stderr, stdout } = await changed((text) =>
      text.replace('"outcome":"pass"', '"outcome":"passed"').replace('"asOf": "', '"asOf": "x'),
    );
    expect(stderr).toContain('report, asOf must be a day that exists');
    expect(stderr).toMatch(/report\.json:7:3/);
    expect(JSON.parse(stdout).error.problems).toHaveLength(1);
    const second = await changed((text) => text.replace('"outcome":"pass"', '"outcome":"passed"'));
    const before = (await valid).slice(0, (await valid).indexOf('"outcome":"pass"'));
    const line = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n');
    expect(second.stderr).toContain(`report.json:${line}:${column}`);
    expect(second.stderr).toContain('Did you mean "pass"?');
  });

  it('is told of a key too many and one too few, behind the findings as well', async () => {
    const more = await changed((text) => text.replace('"rules": [', '"ruls": ['));
    const at = (await valid).slice(0, (await valid).indexOf('"rules": [')).split('\n').length;
    expect(more.stderr).toContain('report: unknown key "ruls"');
    expect(more.stderr).toContain(`report.json:${at}:3`);
    expect(more.stderr).toContain('report: rules is missing');
  });

  it('says which virtready has written it, where it was another', async () => {
    const { stderr } = await changed((text) =>
      text
        .replace('"version": "0.0.0-test"', '"version": "0.0.9"')
        .replace('"recordFirst":', '"recorded":'),
    );
    expect(stderr).toContain('virtready 0.0.9 has written it, and this is 0.0.0-test.');
  });

  it('is told of a file that is not there', async () => {
    const { exitCode, stderr } = await run(['convert', 'nowhere.json']);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('nowhere.json: there is no such file'),
    ]);
  });
});
