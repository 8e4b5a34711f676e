import { describe, expect, it } from 'vitest';
import { jsonl } from '../../src/reporters/jsonl.ts';
import { run } from '../support/fake-host.ts';
import { madeFinding, madeReport } from '../support/made-report.ts';
import { expectSchema } from '../support/report-schema.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';

/** The documents of a stream; each line is one, and the last one ends as well. */
function documents(text: string): Record<string, unknown>[] {
  expect(text.endsWith('\n')).toBe(true);
  const lines = text.slice(0, -1).split('\n');
  return lines.map((line) => {
    const document = JSON.parse(line);
    expectSchema(document, 'report#/$defs/line');
    return document;
  });
}

describe('the stream', () => {
  it('of the hospital says what the JSON report says', {
    timeout: 60_000,
  }, async () => {
    const { stdout, written } = await run([HOSPITAL, '-o', 'jsonl', '-o', 'json=a.json']);
    const [head, ...rest] = documents(stdout);
    const { findings, ...report } = JSON.parse(written['a.json'] ?? '');
    expect(head).toEqual({ type: 'report', ...report });
    expect(rest.slice(0, -1)).toEqual(
      findings.map((finding: object) => ({ type: 'finding', ...finding })),
    );
    expect(rest.at(-1)).toEqual({ type: 'end', findings: findings.length });
  });

  it('is a single error where nothing could be assessed', async () => {
    const { stdout, exitCode } = await run(['nowhere.yaml', '-o', 'jsonl']);
    expect(exitCode).toBe(2);
    expect(documents(stdout)).toMatchObject([
      { type: 'error', schemaVersion: 1, error: { code: 'no-such-file' } },
    ]);
  });

  it('breaks at no character that some readers take for the end of a line', () => {
    const message = 'a\u2028b\u2029c\u0085d\nx\r\u001b\u202e';
    const report = madeReport({ findings: [madeFinding({ message })] });
    const text = [...jsonl(report, {} as never)].join('');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/);
    expect(documents(text)[1]).toMatchObject({ message });
  });
});

describe('the schema of a line', () => {
  it('has for each line what the schema of the report has', async () => {
    const { stdout } = await run(['schema', 'report']);
    const { $defs } = JSON.parse(stdout);
    const keys = (name: string) => Object.keys($defs[name].properties);
    expect(keys('findingLine')).toEqual(['type', ...keys('finding')]);
    expect($defs.findingLine.required).toEqual(['type', ...$defs.finding.required]);
    expect(keys('reportLine')).toEqual([
      'type',
      ...keys('report').filter((key) => key !== 'findings'),
    ]);
    expect(keys('errorLine')).toEqual(['type', ...keys('failure')]);
  });
});
