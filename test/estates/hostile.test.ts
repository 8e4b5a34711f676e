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
import { expectTamePage, readPage, type ShownFinding } from '../support/rendered-page.ts';
import { expectSchema } from '../support/report-schema.ts';

const HOSTILE = 'fixtures/inventories/hostile.yaml';
const SHOW_ALL = ['--show-passes', '--limit', '0'];

interface FormatChecks {
  /** How a line of the format ends. */
  readonly lineEnd: '\n' | '\r\n';
  /** Its own lines are commands of GitHub: how each begins. */
  readonly begin?: RegExp;
  /** Whatever the texts are, the format is well formed, and its readers obey none of them. */
  tame(text: string): void | Promise<void>;
  /** Nothing that the report says is lost. */
  whole(text: string, report: JsonReport): void;
}

/** Checks for every format: a new one does not compile without. */
const CHECKS: Readonly<Record<Format, FormatChecks>> = {
  terminal: {
    lineEnd: '\n',
    tame() {},
    whole(text, { findings }) {
      // Lines may break at spaces, and long words anywhere.
      const squeezed = text.replaceAll(/\s+/g, '');
      const shown = (part: string) => safeText(part).replaceAll(/\s+/g, '');
      for (const { subject, message } of findings) {
        expect(squeezed).toContain(shown(subject.id));
        expect(squeezed).toContain(shown(message));
      }
    },
  },
  json: {
    lineEnd: '\n',
    tame: (text) => expectSchema(JSON.parse(text), 'report'),
    whole: (text, report) => expect(JSON.parse(text)).toEqual(report),
  },
  jsonl: {
    lineEnd: '\n',
    tame(text) {
      for (const line of text.trimEnd().split('\n')) {
        expectSchema(JSON.parse(line), 'report#/$defs/line');
      }
    },
    whole(text, { findings, ...report }) {
      const lines = text.trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line))).toEqual([
        { type: 'report', ...report },
        ...findings.map((finding) => ({ type: 'finding', ...finding })),
        { type: 'end', findings: findings.length },
      ]);
    },
  },
  markdown: {
    lineEnd: '\n',
    tame(text) {
      expect(text.length).toBeLessThanOrEqual(65_536);
      expectTame(renderMarkdown(text));
      // The one mark that is ours.
      expect(text.match(/<!--/g)).toHaveLength(1);
    },
    whole(text, { findings, applications }) {
      const shown = renderMarkdown(text).text.replaceAll('\u200b', '');
      const open = findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn');
      const texts = [
        ...applications.flatMap(({ name, owner }) => [name ?? '', owner ?? '']),
        ...open.map(({ message }) => message),
        ...open.map(({ subject }) => subjectName(subject)),
      ];
      for (const one of texts) expect(shown).toContain(safeText(one.slice(0, 400).trim()));
      expect(shown).not.toContain('not shown');
    },
  },
  csv: {
    lineEnd: '\r\n',
    tame(text) {
      for (const cell of rowsOf(text).flatMap((row) => Object.values(row))) {
        expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }
    },
    whole(text, { findings }) {
      // Without the apostrophe that keeps a cell from being a formula.
      const read = (cell: string | undefined) => cell?.replace(/^'(?=[=+\-@])/, '');
      const rows = rowsOf(text).map(({ fingerprint, subject, message, remedy }) => [
        fingerprint,
        ...[subject, message, remedy].map(read),
      ]);
      expect(rows).toEqual(
        findings.map(({ fingerprint, subject, message, remedy }) => [
          fingerprint,
          ...[subject.id, message, remedy ?? ''].map(safeText),
        ]),
      );
    },
  },
  sarif: {
    lineEnd: '\n',
    tame: (text) => void JSON.parse(text),
    whole(text, { findings }) {
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
    tame: (text) => void JSON.parse(text),
    whole(text, { findings, gate }) {
      const failed = gate.assertions.filter(({ passed }) => !passed);
      const shown = findings.filter(({ outcome }) => isOpen(outcome) || outcome === 'unknown');
      expect(JSON.parse(text)).toMatchObject([
        ...failed.map(({ name, message }) => ({
          check_name: name,
          description: expect.stringContaining(message),
        })),
        ...shown.map(({ fingerprint, message }) => ({
          fingerprint,
          description: expect.stringContaining(message),
        })),
      ]);
    },
  },
  junit: {
    lineEnd: '\n',
    tame: expectJunit,
    whole(text, { findings, gate }) {
      expect(text.split('<testcase ')).toHaveLength(1 + gate.assertions.length + findings.length);
      const read = readXml(text);
      for (const { message } of findings) expect(read).toContain(writableXml(message));
    },
  },
  github: {
    lineEnd: '\n',
    begin: /^::(?:error|warning|notice) (?:file=[^:]*,)?title=[^:]*::/,
    tame: (text) => expect(text.split('\n').length).toBeLessThanOrEqual(1 + 3 * 10),
    // It shows the gravest ones alone, by intent.
    whole() {},
  },
  html: {
    lineEnd: '\n',
    tame: expectTamePage,
    whole(text, { findings, applications }) {
      const page = readPage(text);
      for (const { id } of applications) expect(page.text).toContain(safeText(id));
      const words = ({ rule, subject, message }: ShownFinding) =>
        [rule, subject, message].join('\n');
      expect([...page.written, ...page.inData].map(words).sort()).toEqual(
        findings
          .map(({ rule, subject, message }) =>
            words({ rule, subject: safeText(subjectName(subject)), message: safeText(message) }),
          )
          .sort(),
      );
      expect(page.text).not.toContain('did not find room');
    },
  },
};

function isOpen(outcome: string): boolean {
  return outcome === 'fail' || outcome === 'warn';
}

function rowsOf(text: string): Record<string, string>[] {
  return parseCsv(text, { columns: true, record_delimiter: '\r\n' });
}

/** Characters that no output holds: those that a terminal obeys, and that turn or break a line. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Surrogate}]/u;

/** What the log of a CI system obeys: GitHub at the begin of a line, Azure and older GitHub anywhere. */
const COMMAND = /^\s*::[a-z-]+/i;
const OLD_COMMAND = /##(?:vso)?\[/i;

function expectHarmless(
  text: string,
  { lineEnd, begin }: Pick<FormatChecks, 'lineEnd' | 'begin'>,
): void {
  const lines = text.split(lineEnd);
  expect(lines.pop()).toBe('');
  expect(text).not.toMatch(OLD_COMMAND);
  for (const line of lines) {
    expect(line).not.toMatch(UNSEEN);
    if (begin === undefined) expect(line).not.toMatch(COMMAND);
    else expect(line).toMatch(begin);
  }
  expect(isUtf8(Buffer.from(text))).toBe(true);
  expect(Buffer.from(text).toString()).toBe(text);
}

let report: JsonReport;

beforeAll(async () => {
  report = JSON.parse((await run([HOSTILE, '-o', 'json'])).stdout);
});

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

    async (format) => {
      const { stdout, stderr, exitCode } = await run([HOSTILE, ...SHOW_ALL, '-o', format]);
      expect([exitCode, stderr]).toEqual([1, '']);
      expectHarmless(stdout, CHECKS[format]);
      await CHECKS[format].tame(stdout);
      CHECKS[format].whole(stdout, report);
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
  it.each(FORMATS)('goes through %s', async (format) => {
    const files = { 'mean.json': JSON.stringify(made(report)) };
    const args = ['convert', 'mean.json', ...SHOW_ALL, '-o', format];
    const { stdout, stderr, exitCode } = await run(args, { files });
    expect([exitCode, stderr]).toEqual([1, '']);
    expectHarmless(stdout, CHECKS[format]);
    await CHECKS[format].tame(stdout);
  });
});

describe('hostile mistakes', () => {
  it.each(FORMATS)('are told harmlessly where %s was asked for', async (format) => {
    const name = JSON.stringify(MEAN);
    const files = { [`a${MEAN}.yaml`]: `applications: [{ id: a, ${name}: 1, tier: ${name} }]\n` };
    const { stdout, stderr, exitCode } = await run([`a${MEAN}.yaml`, '-o', format], { files });
    expect(exitCode).toBe(2);
    expectHarmless(stderr, CHECKS.terminal);
    if (stdout === '') return;
    expectHarmless(stdout, CHECKS[format]);
    await CHECKS[format].tame(stdout);
  });
});
