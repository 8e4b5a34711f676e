import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { type JsonReport, run } from '../support/fake-host.ts';
import { expectGolden } from '../support/golden.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';
const READY = 'fixtures/inventories/hospital-ready.yaml';
const LAYERED = 'fixtures/inventories/hospital-layered';

const REPORTS = 'fixtures/reports';

async function reportOf(...args: string[]): Promise<JsonReport> {
  const { stdout } = await run([...args, '-o', 'json', '--exit-zero']);
  return JSON.parse(stdout);
}

describe('the hospital', () => {
  it.each([
    { what: 'report', args: [HOSPITAL], golden: 'hospital.txt' },
    { what: 'JSON report', args: [HOSPITAL, '-o', 'json'], golden: 'hospital.json' },
    {
      what: 'report by application',
      args: [HOSPITAL, '--group-by', 'application', '--limit', '3'],
      golden: 'hospital-by-application.txt',
    },
    {
      what: 'report by severity, with what passed',
      args: [HOSPITAL, '--group-by', 'severity', '--limit', '0', '--show-passes'],
      golden: 'hospital-by-severity.txt',
    },
    {
      what: 'answer alone',
      args: [HOSPITAL, '-q', '--fail-on', 'high', '--min-score', '80'],
      golden: 'hospital-quiet.txt',
    },
    {
      what: 'report for one application',
      args: [HOSPITAL, '--application', 'pacs'],
      golden: 'hospital-pacs.txt',
    },
    { what: 'report once it is mended', args: [READY], golden: 'hospital-ready.txt' },
  ])('has the $what that it had', async ({ args, golden }) => {
    const { stdout, stderr } = await run([...args, '--exit-zero']);
    expect(stderr).toBe('');
    expectGolden(stdout, `${REPORTS}/${golden}`);
  });

  it('is not ready, and ready once it is mended', async () => {
    expect((await run([HOSPITAL])).exitCode).toBe(1);
    expect(await run([READY, '--require-verdict', 'ready'])).toMatchObject({ exitCode: 0 });
    expect(await reportOf(HOSPITAL)).toMatchObject({ verdict: 'not-ready' });
    expect(await reportOf(READY)).toMatchObject({ verdict: 'ready' });
  });

  it('has the same findings as an import, an overlay and what people know', async () => {
    const whole = await reportOf(HOSPITAL);
    const layered = await reportOf(LAYERED);
    const placeless = ({ findings, recordFirst, mendFirst, score, applications }: JsonReport) => ({
      findings: findings.map(({ location: _, facts, ...rest }) => ({ ...rest, facts })),
      recordFirst,
      mendFirst,
      score,
      applications,
    });
    expect(placeless(layered)).toEqual(placeless(whole));
  });

  it('has the same report on a second run, whatever the order of the files', async () => {
    const files = ['overlay.yaml', 'imported.yaml', 'applications.yaml'];
    const again = await reportOf(...files.map((file) => `${LAYERED}/${file}`));
    expect(again).toEqual(await reportOf(LAYERED));
    const first = await run([HOSPITAL, '-o', 'json']);
    expect((await run([HOSPITAL, '-o', 'json'])).stdout).toBe(first.stdout);
  });
});

describe('the schema of the report', () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync('schemas/report.schema.json', 'utf8')));
  const expectValid = (text: string) => {
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
  };

  it.each([
    [
      'a report',
      [HOSPITAL, '--fail-on', 'high', '--min-score', '80', '--require-verdict', 'ready'],
    ],
    ['a report on one application', [HOSPITAL, '--application', 'cpoe']],
    ['a report on nothing', ['empty.yaml', '--allow-empty']],
    ['an estate that nobody may assess', ['empty.yaml']],
    ['a file that is not there', ['nowhere.yaml']],
    ['an inventory with mistakes', ['fixtures/invalid/contradictions.yaml']],
    ['more mistakes than are shown', ['fixtures/invalid/many-problems.yaml']],
    ['a wrong option', [HOSPITAL, '--only', 'AVL-999']],
  ])('fits %s', async (_what, args) => {
    const { stdout } = await run([...args, '-o', 'json'], { files: { 'empty.yaml': '{}\n' } });
    expectValid(stdout);
  });
});
