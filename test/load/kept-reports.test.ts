import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/domain/report-format.ts';
import { type JsonReport, run } from '../support/fake-host.ts';
import { expectSchema } from '../support/report-schema.ts';

/**
 * Reports as earlier versions wrote them. They are never written anew: where a change of the report breaks
 * one, the change is to be mended, or `load/older-reports` to be told of the new field. A release adds one.
 */

const FOLDER = 'fixtures/kept-reports';

const SHA256: Readonly<Record<string, string>> = {
  '0.1.0.json': '30f0e09f78680669730d6796ddc0ef7fff350cbd8497bc9924d151b73c1f37c5',
  // Before there were waivers, baselines and gates of parts.
  'before-waivers.json': '69f688a104fe4b06447238ddfc10df0c4d7bbde5de551347ffaef7b0f42d3373',
};

const textOf = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const convert = (report: string, ...args: readonly string[]) =>
  run(['convert', 'report.json', '--exit-zero', ...args], { files: { 'report.json': report } });

/** What has to stay whatever a report is completed by. */
function essence({ verdict, score, applications, findings, gate }: JsonReport) {
  return {
    verdict,
    score,
    applications: applications.map((unit) => [unit.id, unit.verdict, unit.score]),
    findings: findings.map((one) => [one.fingerprint, one.outcome, one.message, one.pointsLost]),
    gate: [gate.passed, gate.assertions.map(({ name, passed }) => [name, passed])],
  };
}

it('are all known, and as they were written', () => {
  const hashes = readdirSync(FOLDER).map((file) => [
    file,
    createHash('sha256').update(textOf(file)).digest('hex'),
  ]);
  expect(Object.fromEntries(hashes)).toEqual(SHA256);
});

describe.each(Object.keys(SHA256))('%s', (file) => {
  const text = textOf(file);

  it.each([
    ['as it was written', text],
    ['in another layout', JSON.stringify(JSON.parse(text), null, 4)],
  ])('becomes a report of today, %s', async (_layout, report) => {
    const { stdout, stderr, exitCode } = await convert(report, '-o', 'json');
    expect([exitCode, stderr]).toEqual([0, '']);
    const today = JSON.parse(stdout);
    expectSchema(today, 'report');
    expect(essence(today)).toEqual(essence(JSON.parse(text)));
  });

  it.each(FORMATS)('is rendered as %s', async (format) => {
    const { stdout, exitCode } = await convert(text, '-o', format);
    expect([exitCode, stdout.length > 100]).toEqual([0, true]);
  });

  it('is gated again, and held against another', async () => {
    const gated = await convert(text, '--min-score', '100', '-o', 'json');
    expect(JSON.parse(gated.stdout).gate.passed).toBe(false);
    const files = { 'old.json': text, 'new.json': textOf('0.1.0.json') };
    const diff = await run(['diff', 'old.json', 'new.json', '-o', 'json'], { files });
    expect([diff.exitCode, diff.stderr]).toEqual([0, '']);
    expectSchema(JSON.parse(diff.stdout), 'diff');
  });
});
