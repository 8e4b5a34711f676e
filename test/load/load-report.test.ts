import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/domain/report.ts';
import { loadReport } from '../../src/load/load-report.ts';
import { json } from '../../src/reporters/json.ts';
import { madeFinding, madeReport, optionsOf } from '../support/made-report.ts';
import { refusals } from './loading.ts';

const TOOL = { name: 'virtready', version: '0.0.0-test' } as const;
const HINT = 'Give a file that `virtready assess -o json=report.json` has written.';
const MADE = madeReport({
  tool: TOOL,
  findings: [
    madeFinding({ message: 'größer als 1 🩺' }),
    madeFinding({ outcome: 'unknown', rule: 'AVL-002' }),
    madeFinding({ outcome: 'pass', rule: 'AVL-003' }),
  ],
});

/** As it is written, with the rules behind the findings. */
function written({ rules, ...rest }: Report): string {
  return [...json({ ...rest, rules }, optionsOf())].join('');
}

const report = written(MADE);

const file = (text: string) => ({ file: 'r.json', bytes: Buffer.from(text) });
const problemsOf = (text: string) => refusals(() => loadReport(file(text), TOOL));

/** `line:column` of the first place where a text stands in the report. */
function placeOf(text: string, before = report): string {
  const at = before.indexOf(text);
  const lines = before.slice(0, at).split('\n');
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

function changed(from: string | RegExp, to: string): string {
  const after = report.replace(from, to);
  expect(after).not.toBe(report);
  return after;
}

describe('a saved report is read', () => {
  it.each<[string, (text: string) => string]>([
    ['as it was written', (text) => text],
    ['on one line', (text) => JSON.stringify(JSON.parse(text))],
    ['indented by another tool', (text) => JSON.stringify(JSON.parse(text), null, 2)],
    ['indented more', (text) => JSON.stringify(JSON.parse(text), null, 4)],
    ['behind a byte-order mark', (text) => `\ufeff${text}`],
    ['with Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
  ])('%s', async (_what, layout) => {
    const { findings, ...head } = await loadReport(file(layout(report)), TOOL);
    const { findings: saved, ...others } = JSON.parse(report);
    expect(saved.length).toBeGreaterThan(1);
    expect(head).toEqual(others);
    // Whoever asks twice gets them twice.
    expect([...findings]).toEqual(saved);
    expect([...findings]).toEqual(saved);
  });

  it('without a finding', async () => {
    const value = { ...JSON.parse(report), findings: [] };
    for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)]) {
      expect([...(await loadReport(file(text), TOOL)).findings]).toEqual([]);
    }
  });
});

describe('what is no report is refused', () => {
  it.each([
    ['', `1:1 [not-json] r.json is not JSON | ${HINT}`],
    ['  \n', `1:1 [not-json] r.json is not JSON | ${HINT}`],
    ['sites: []\n', `1:1 [not-json] r.json is not JSON | ${HINT}`],
    ['{\n "ö": 1,\n "b": "x\n}', `3:9 [not-json] r.json is not JSON | ${HINT}`],
    ['{\n "a": 1\n\n', `4:1 [not-json] r.json is not JSON | ${HINT}`],
    [
      '{"type":"report","x":1}\n{"type":"finding"}',
      `[not-a-report] r.json is a report as JSON Lines | ${HINT}`,
    ],
    ['{"a":1}\n{"type":"report",}', `2:1 [not-json] r.json is not JSON | ${HINT}`],
    ['{"a":\n\n', `1:6 [not-json] r.json is not JSON | ${HINT}`],
    ['\ufeff{\n "b": "x\n}', `2:9 [not-json] r.json is not JSON | ${HINT}`],
    ['{}', `[not-a-report] r.json is no report of virtready | ${HINT}`],
    ['[]', `[not-a-report] r.json is no report of virtready | ${HINT}`],
    ['null', `[not-a-report] r.json is no report of virtready | ${HINT}`],
    ['{"tool": "virtready"}', `[not-a-report] r.json is no report of virtready | ${HINT}`],
    ['{"tool": {"name": "other"}}', `[not-a-report] r.json is no report of virtready | ${HINT}`],
    [
      '{"tool": {"name": "virtready"}, "schemaVersion": "1"}',
      '[wrong-version] r.json: schemaVersion must be 1, found "1" | Newer formats need a newer virtready.',
    ],
    [
      '{"tool": {"name": "virtready"}, "schemaVersion": 1, "error": {"message": "no such file"}}',
      '[error-report] r.json holds no report: the run that wrote it could not assess (no such file)',
    ],
  ])('%j', async (text, problem) => {
    expect(await problemsOf(text)).toEqual([problem]);
  });

  it('where it is cut off: in its head, or in a finding', async () => {
    const middle = report.indexOf('"fingerprint"');
    const cut = report.slice(0, middle);
    const lines = cut.split('\n');
    expect(await problemsOf(cut)).toEqual([
      `${lines.length}:${(lines.at(-1) ?? '').length + 1} [not-json] r.json is not JSON | ${HINT}`,
    ]);
  });

  it('where a finding is broken, with its line', async () => {
    const text = changed('"severity":"', '"severity" "');
    const [line, column] = placeOf('"severity" ', text).split(':').map(Number);
    expect(await problemsOf(text)).toEqual([
      `${line}:${(column ?? 0) + 11} [not-json] r.json is not JSON | ${HINT}`,
    ]);
  });

  it('where a value before or behind the findings cannot be, with its place', async () => {
    expect(await problemsOf(changed(/"asOf": "[^"]*"/, '"asOf": "soon"'))).toEqual([
      `${placeOf('"asOf"')} [wrong-value] report, asOf must be a day that exists, written YYYY-MM-DD, found "soon"`,
    ]);
    const behind = changed('"rules": [', '"ruls": [');
    expect(await problemsOf(behind)).toEqual([
      '1:1 [missing-key] report: rules is missing',
      expect.stringContaining(
        `${placeOf('"ruls"', behind)} [unknown-key] report: unknown key "ruls"`,
      ),
    ]);
  });

  it('with the same places behind a byte-order mark', async () => {
    for (const [from, to] of [
      [/"asOf": "[^"]*"/, '"asOf": "soon"'],
      ['"rules": [', '"ruls": ['],
      ['"severity":"', '"severity" "'],
      [/"outcome":"[a-z-]+"/, '"outcome":"unknwon"'],
    ] as const) {
      const text = changed(from, to);
      expect(await problemsOf(`\ufeff${text}`)).toEqual(await problemsOf(text));
    }
  });

  it('where a value of a finding cannot be, with the place of each', async () => {
    const text = report.replace(/"outcome":"[a-z-]+"/g, '"outcome":"unknwon"');
    const places = [...text.matchAll(/"outcome":"unknwon"/g)].map(({ index }) => {
      const lines = text.slice(0, index).split('\n');
      return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
    });
    expect(places.length).toBeGreaterThan(1);
    const problems = await problemsOf(text);
    expect(problems).toEqual(
      places.map((place, i) =>
        expect.stringMatching(
          `^${place} \\[wrong-value\\] findings\\[${i}\\], outcome must be .* found "unknwon" \\| Did you mean "unknown"\\?$`,
        ),
      ),
    );
  });

  it('with twenty problems at most, and a count of the others', async () => {
    const value = JSON.parse(report);
    const names = Array.from({ length: 25 }, (_, i) => [`key-${i}`, i]);
    const text = JSON.stringify({ ...value, ...Object.fromEntries(names) });
    await expect(loadReport(file(text), TOOL)).rejects.toMatchObject({
      problems: expect.objectContaining({ length: 20 }),
      more: 5,
    });
    const wrong = madeFinding({ outcome: 'no' as 'pass' });
    const many = written({ ...MADE, findings: Array.from({ length: 30 }, () => wrong) });
    expect((await problemsOf(many)).map((problem) => problem.split(',')[0])).toEqual(
      Array.from({ length: 20 }, (_, i) => expect.stringContaining(`findings[${i}]`)),
    );
  });

  it('and told which virtready has written it, where it was another', async () => {
    const text = changed('"version": "0.0.0-test"', '"version": "0.0.9"');
    expect(await problemsOf(text.replace(/"asOf": "[^"]*"/, '"asOf": "soon"'))).toEqual([
      `${placeOf('"asOf"')} [wrong-value] report, asOf must be a day that exists, written YYYY-MM-DD, found "soon" | virtready 0.0.9 has written it, and this is 0.0.0-test.`,
    ]);
  });
});
