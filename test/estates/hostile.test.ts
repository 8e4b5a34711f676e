import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { parse as parseCsv } from 'csv-parse/sync';
import type { Log } from 'sarif';
import { beforeAll, describe, expect, it } from 'vitest';
import { FORMATS, type Format } from '../../src/domain/report-format.ts';
import { subjectName } from '../../src/domain/subject.ts';
import { safeText } from '../../src/reporters/safe-text.ts';
import { type JsonReport, run } from '../support/fake-host.ts';
import { expectJunit, readXml, writableXml } from '../support/junit-xml.ts';
import { expectTame, renderMarkdown } from '../support/rendered-markdown.ts';
import { expectSchema } from '../support/report-schema.ts';

const HOSTILE = 'fixtures/inventories/hostile.yaml';
const SHOW_ALL = ['--show-passes', '--limit', '0'];

interface FormatChecks {
  /** How a line of the format ends. */
  readonly lineEnd: '\n' | '\r\n';
  /** Its own lines are commands of GitHub: how each begins. */
  readonly begin?: RegExp;
  /** What its readers would obey, and that nothing is lost. */
  check(text: string, report: JsonReport): void | Promise<void>;
}

/** A check for every format: a new one does not compile without. */
const CHECKS: Readonly<Record<Format, FormatChecks>> = {
  terminal: {
    lineEnd: '\n',
    check(text, { findings, applications }) {
      // Wrapped lines are put together again; spaces are where lines may break.
      const squeezed = text.replaceAll(/\s+/g, '');
      const shown = (part: string) => safeText(part).replaceAll(/\s+/g, '');
      for (const { subject, message } of findings) {
        expect(squeezed).toContain(shown(subject.id));
        expect(squeezed).toContain(shown(message));
      }
      expect(applications.length).toBe(3);
    },
  },
  json: {
    lineEnd: '\n',
    check(text, report) {
      expectSchema(JSON.parse(text), 'report');
      expect(JSON.parse(text)).toEqual(report);
    },
  },
  jsonl: {
    lineEnd: '\n',
    check(text, { findings, ...report }) {
      const documents = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      for (const document of documents) expectSchema(document, 'report#/$defs/line');
      expect(documents).toEqual([
        { type: 'report', ...report },
        ...findings.map((finding) => ({ type: 'finding', ...finding })),
        { type: 'end', findings: findings.length },
      ]);
    },
  },
  markdown: {
    lineEnd: '\n',
    check(text, { findings, applications }) {
      expect(text.length).toBeLessThanOrEqual(65_536);
      const page = renderMarkdown(text);
      expectTame(page);
      expect(text.match(/<!--/g)).toHaveLength(1);
      const shown = page.text.replaceAll('\u200b', '');
      const names = applications.map(({ name, owner }) => [name, owner]);
      const open = findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn');
      const texts = [...names.flat(), ...open.map(({ message }) => message)];
      for (const one of texts) expect(shown).toContain(safeText((one ?? '').slice(0, 400).trim()));
      for (const { subject } of open) expect(shown).toContain(subjectName(subject));
      expect(shown).not.toContain('not shown');
    },
  },
  csv: {
    lineEnd: '\r\n',
    check(text, { findings }) {
      const rows: Record<string, string>[] = parseCsv(text, {
        columns: true,
        record_delimiter: '\r\n',
      });
      expect(rows.map((row) => row['fingerprint'])).toEqual(
        findings.map(({ fingerprint }) => fingerprint),
      );
      // Without the apostrophe that keeps a cell from being a formula.
      const read = (cell: string | undefined) => cell?.replace(/^'(?=[=+\-@])/, '');
      for (const [i, { subject, message, remedy }] of findings.entries()) {
        expect(read(rows[i]?.['subject'])).toBe(safeText(subject.id));
        expect(read(rows[i]?.['message'])).toBe(safeText(message));
        expect(read(rows[i]?.['remedy'])).toBe(safeText(remedy ?? ''));
      }
      for (const cell of rows.flatMap((row) => Object.values(row))) {
        expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }
    },
  },
  sarif: {
    lineEnd: '\n',
    check(text, { findings }) {
      const shown = findings.filter(({ outcome }) => isOpen(outcome) || outcome === 'unknown');
      const { results = [] } = (JSON.parse(text) as Log).runs[0] ?? {};
      const read = results.map(({ partialFingerprints, message }) => [
        partialFingerprints?.['virtreadyFingerprint/v1'],
        message.text?.replaceAll('\\[', '['),
      ]);
      expect(read).toEqual(
        shown.map(({ fingerprint, message }) => [fingerprint, expect.stringContaining(message)]),
      );
    },
  },
  gitlab: {
    lineEnd: '\n',
    check(text, { findings }) {
      const shown = findings.filter(({ outcome }) => isOpen(outcome) || outcome === 'unknown');
      expect(JSON.parse(text)).toMatchObject(
        shown.map(({ fingerprint, message }) => ({
          fingerprint,
          description: expect.stringContaining(message),
        })),
      );
    },
  },
  junit: {
    lineEnd: '\n',
    async check(text, { findings, gate }) {
      await expectJunit(text);
      expect(text.split('<testcase ')).toHaveLength(1 + gate.assertions.length + findings.length);
      const read = readXml(text);
      for (const { message } of findings) expect(read).toContain(writableXml(message));
    },
  },
  github: {
    lineEnd: '\n',
    begin: /^::(?:error|warning|notice) (?:file=[^:]*,)?title=[^:]*::/,
    check(text) {
      expect(text.split('\n').length).toBeLessThanOrEqual(1 + 3 * 10);
    },
  },
};

function isOpen(outcome: string): boolean {
  return outcome === 'fail' || outcome === 'warn';
}

/** Characters that no output holds: those that a terminal obeys, and that turn or break a line. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Surrogate}]/u;

/** What the log of a CI system obeys: GitHub at the begin of a line, Azure and older GitHub anywhere. */
const COMMAND = /^\s*::[a-z-]+/i;
const OLD_COMMAND = /##(?:vso)?\[/i;

function expectHarmless(text: string, { lineEnd, begin }: FormatChecks): void {
  const lines = text.split(lineEnd);
  expect(lines.at(-1)).toBe('');
  for (const line of lines) expect(line).not.toMatch(UNSEEN);
  expect(isUtf8(Buffer.from(text))).toBe(true);
  expect(Buffer.from(text).toString()).toBe(text);
  expect(text).not.toMatch(OLD_COMMAND);
  for (const line of lines.slice(0, -1)) {
    if (begin === undefined) expect(line).not.toMatch(COMMAND);
    else expect(line).toMatch(begin);
  }
}

let report: JsonReport;

beforeAll(async () => {
  report = JSON.parse((await run([HOSTILE, '-o', 'json'])).stdout);
}, 60_000);

describe('the hostile estate', () => {
  it('holds what it is for', () => {
    const text = JSON.stringify(report);
    for (const part of [
      '\\u001b[31m',
      '\\u0000',
      '\u202e',
      '\u2028',
      '::error',
      '%0A',
      ']]>',
      '<script>',
      '=cmd|',
      '@SUM',
      '😀',
      'שלום',
      '\\n::error::',
      '@octocat',
      '`',
    ]) {
      expect(text).toContain(part);
    }
    expect(report.applications.map(({ name }) => name?.length)).toContain(10_000);
    expect(report.counts.outcomes.fail).toBeGreaterThan(10);
    // The file itself can be looked at.
    expect(readFileSync(HOSTILE, 'utf8').replaceAll('\n', '')).not.toMatch(UNSEEN);
  });

  it.each(FORMATS)(
    'goes through %s: nothing escapes, breaks or is lost',
    { timeout: 60_000 },
    async (format) => {
      const { stdout, stderr, exitCode } = await run([HOSTILE, ...SHOW_ALL, '-o', format]);
      expect([exitCode, stderr]).toEqual([1, '']);
      expectHarmless(stdout, CHECKS[format]);
      await CHECKS[format].check(stdout, report);
      const again = await run([HOSTILE, ...SHOW_ALL, '-o', format]);
      expect(again.stdout).toBe(stdout);
    },
  );

  it('goes through a terminal that is narrow, and grouped in other ways', async () => {
    for (const groupBy of ['application', 'severity']) {
      const world = { columns: 40, env: { NO_COLOR: '1' } };
      const { stdout } = await run([HOSTILE, ...SHOW_ALL, '--group-by', groupBy], world);
      expectHarmless(stdout, CHECKS.terminal);
    }
  });
});

/** Keys below which a report holds whatever a person or a tool has written. */
const FREE_TEXTS = new Set(
  'about assumed hint message name note owner quote reason reference remedy says snippet text ticket title unit url version why'.split(
    ' ',
  ),
);

const MEAN =
  "=cmd|'x'!A0 \u001b[2J\u009b2J\u202e\n::error::x\r\n]]> </details><script>a</script> @octocat #1 `|\\";

/** The same value with a mean text in the place of every free one. */
function made(value: unknown, key = '', owner: unknown = undefined): unknown {
  if (typeof value === 'string') {
    // The tool and the demands of a gate have names of ours.
    const isOurs = key === 'name' && /"(?:version|scope)":/.test(JSON.stringify(owner));
    return FREE_TEXTS.has(key) && !isOurs ? MEAN : value;
  }
  if (Array.isArray(value)) return value.map((item) => made(item, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, made(item, name, value)]),
  );
}

describe('a hostile saved report', () => {
  it.each(FORMATS)('goes through %s', { timeout: 60_000 }, async (format) => {
    const files = { 'mean.json': JSON.stringify(made(report)) };
    const args = ['convert', 'mean.json', ...SHOW_ALL, '-o', format];
    const { stdout, stderr, exitCode } = await run(args, { files });
    expect([exitCode, stderr]).toEqual([1, '']);
    expectHarmless(stdout, CHECKS[format]);
    if (format === 'markdown') expectTame(renderMarkdown(stdout));
  });
});

describe('hostile mistakes', () => {
  it.each(FORMATS)('are told harmlessly where %s was asked for', async (format) => {
    const name = JSON.stringify(MEAN);
    const files = { [`a${MEAN}.yaml`]: `applications: [{ id: a, ${name}: 1, tier: ${name} }]\n` };
    const { stdout, stderr, exitCode } = await run([`a${MEAN}.yaml`, '-o', format], { files });
    expect(exitCode).toBe(2);
    expectHarmless(stderr, CHECKS.terminal);
    if (stdout !== '') expectHarmless(stdout, CHECKS[format]);
    if (format === 'markdown') expectTame(renderMarkdown(stdout));
  });
});
