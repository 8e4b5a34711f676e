import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateEstate } from '../../scripts/bench/generate-estate.ts';
import { subjectName } from '../../src/domain/subject.ts';
import { html } from '../../src/reporters/html/html.tsx';
import { type JsonReport, run } from '../support/fake-host.ts';
import {
  hostileReport,
  madeFinding,
  madeReport,
  madeWaiver,
  optionsOf,
} from '../support/made-report.ts';
import { expectTamePage, readPage, type ShownFinding } from '../support/rendered-page.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';
const READY = 'fixtures/inventories/hospital-ready.yaml';

async function pageOf(...args: string[]): Promise<{ text: string; report: JsonReport }> {
  const { stdout, stderr, written } = await run([...args, '-o', 'html', '-o', 'json=a.json']);
  expect(stderr).toBe('');
  return { text: stdout, report: JSON.parse(written['a.json'] ?? '') };
}

const pageFor = (...given: Parameters<typeof madeReport>): string =>
  [...html(madeReport(...given), optionsOf())].join('');

const words = ({ rule, subject, message }: ShownFinding): string =>
  [rule, subject, message].join('\n');

describe('the page', () => {
  it.each([HOSPITAL, READY])('of %s is well formed, and asks for nothing', async (inventory) => {
    const { text } = await pageOf(inventory);
    expectTamePage(text);
    expect(readPage(text).policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^' ]+'; script-src 'sha256-[^' ]+'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'$/,
    );
  });

  it('holds every finding once, in its text or in its data', async () => {
    const { text, report } = await pageOf(HOSPITAL);
    const { written, inData } = readPage(text);
    expect(written.length).toBeGreaterThan(100);
    expect([...written, ...inData].map(words).sort()).toEqual(
      report.findings
        .map(({ rule, subject, message }) =>
          words({ rule, subject: subjectName(subject), message }),
        )
        .sort(),
    );
  });

  it('is the same on a second run', async () => {
    expect((await pageOf(HOSPITAL)).text).toBe((await pageOf(HOSPITAL)).text);
  });

  it('of a saved report draws what the report says, and says how to see the rest', async () => {
    const { stdout } = await run([HOSPITAL, '-o', 'json', '--exit-zero']);
    const files = { 'report.json': stdout };
    const converted = await run(['convert', 'report.json', '-o', 'html'], { files });
    expectTamePage(converted.stdout);
    const { text } = readPage(converted.stdout);
    const why = 'this page was made from a saved report. Assess the inventory with “-o html=report';
    expect(text.split(why)).toHaveLength(1 + 5);
    const direct = readPage((await pageOf(HOSPITAL)).text);
    expect(text).toContain('51.1up to 84 of 100');
    expect(direct.text).toContain('51.1up to 84 of 100');
    expect(direct.text).not.toContain('saved report');
  });

  it('of an estate that holds nothing says so', async () => {
    const files = { 'empty.yaml': '{}\n' };
    const { stdout, exitCode } = await run(['empty.yaml', '--allow-empty', '-o', 'html'], {
      files,
    });
    expect(exitCode).toBe(0);
    expectTamePage(stdout);
    const { text } = readPage(stdout);
    for (const part of [
      'Nothing was applicable.',
      'No application is recorded.',
      'No site, cluster, machine or storage is recorded.',
      'No cluster is recorded.',
      'Nothing is waived.',
      'No check waits for a fact.',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('tells an auditor who bears what, until when, and what it was made from', () => {
    const waiver = madeWaiver({ findings: ['x'] });
    const { text } = readPage(pageFor({ waivers: [waiver] }));
    for (const part of [
      waiver.reason,
      'clinical-it, CHG-17',
      '2026-12-31 (in 39 days)',
      'virtready.config.yaml:7:3',
      '0'.repeat(64),
      'Made by virtready 1.2.3 as of 2026-11-22, score model 1',
      'Source: our defaultA default.',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('names limits where they are not the rule’s own, and no address that is none', () => {
    const option = { type: 'number', default: 3, minimum: 0, unit: 'd', about: 'Age.' } as const;
    const base = madeReport().rules[0];
    if (base === undefined) throw new Error('there is a rule');
    const url = 'javascript:alert(1)';
    const says = 'it should';
    const source = { kind: 'practice', title: 'A text', url, says, confidence: 'unread' } as const;
    const rules = [{ ...base, options: { maxAge: option }, sources: [source] }];
    const findings = [
      madeFinding({ options: { maxAge: 3 } }),
      madeFinding({ options: { maxAge: 9 }, subject: { kind: 'application', id: 'pacs' } }),
    ];
    const page = pageFor({ rules, findings });
    expectTamePage(page);
    const { text } = readPage(page);
    expect(text).toContain('Limits here maxAge: 9');
    expect(text).not.toContain('maxAge: 3');
    expect(text).toContain('A text it should (not read)');
  });

  it('of a hostile report is tame', () => {
    expectTamePage([...html(hostileReport(), optionsOf())].join(''));
  });

  it('in the place of mistakes tells them', async () => {
    const { stdout, exitCode } = await run(['nowhere.yaml', '-o', 'html']);
    expect(exitCode).toBe(2);
    expectTamePage(stdout);
    expect(readPage(stdout).text).toContain('nowhere.yaml: there is no such file or folder');
  });

  it('of 1,000 servers stays below 1.5 MB, with 5,000 findings and how many are left out', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'virtready-'));
    const yaml = join(folder, 'estate.yaml');
    const size = { servers: 1000, instances: 1000, shape: 'mixed' } as const;
    generateEstate(size, yaml, join(folder, 'estate.json'));
    const files = { 'estate.yaml': readFileSync(yaml) };
    const { stdout, written } = await run(
      ['estate.yaml', '-o', 'html', '-o', 'json=a.json', '--exit-zero'],
      { files },
    );
    const { findings } = JSON.parse(written['a.json'] ?? '') as JsonReport;
    expectTamePage(stdout);
    expect(Buffer.byteLength(stdout)).toBeLessThan(1_500_000);
    const page = readPage(stdout);
    const held = page.written.length + page.inData.length;
    expect(held).toBeGreaterThan(5000);
    expect(page.text).toContain(`${findings.length - held} more findings, the least grave`);
  });
});
