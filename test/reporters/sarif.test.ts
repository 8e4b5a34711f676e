import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Log, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/domain/report.ts';
import type { ReporterOptions } from '../../src/reporters/reporter.ts';
import { sarif } from '../../src/reporters/sarif.ts';
import { run } from '../support/fake-host.ts';
import { expectGolden } from '../support/golden.ts';
import {
  findingOf,
  HOSTILE,
  hostileReport,
  ONE_OF_EACH,
  optionsOf,
  reportOf,
} from '../support/made-report.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync('fixtures/schemas/sarif-2.1.0.json', 'utf8')));

/** The one run of a log that keeps the standard, and what GitHub asks for beside it. */
function runOf(text: string): Run {
  const log = JSON.parse(text) as Log;
  validate(log);
  expect(validate.errors).toBeNull();
  expect(text).not.toMatch(/: ?""/);
  expect(log.runs).toHaveLength(1);
  const [only] = log.runs;
  if (only === undefined) throw new Error('no run');
  for (const rule of only.tool.driver.rules ?? []) {
    expect(rule.help?.text.length).toBeLessThanOrEqual(1024);
    expect(rule.help?.markdown?.length).toBeLessThanOrEqual(1024);
  }
  return only;
}

function rendered(report: Report, options: Partial<ReporterOptions> = {}, notes: string[] = []) {
  return runOf([...sarif(report, optionsOf(options, notes))].join(''));
}

describe('a SARIF report', () => {
  it('on the hospital is what it was, and keeps the standard', async () => {
    const { stdout, stderr } = await run([HOSPITAL, '-o', 'sarif', '--exit-zero']);
    expect(stderr).toBe('');
    runOf(stdout);
    expectGolden(stdout, 'fixtures/reports/hospital.sarif');
  });

  it('says what failed, warned, is waived or not known; a warning is no error', () => {
    const { results, invocations } = rendered(reportOf(ONE_OF_EACH));
    const shown = results?.map(({ kind, level, message }) => [kind, level, message.text]);
    expect(shown).toEqual([
      [
        'fail',
        'error',
        'instance/vm-1: a restart takes 7 min, tolerable 4 min. Use fault tolerance.',
      ],
      [
        'fail',
        'warning',
        'instance/vm-2 (warning): a restart takes 7 min, tolerable 4 min. Use fault tolerance.',
      ],
      ['open', 'none', 'instance/vm-3 (unknown): not recorded: protection.'],
      [
        'fail',
        'error',
        'instance/vm-4 (waived until 2027-03-31): a restart takes 7 min, tolerable 4 min. Use fault tolerance.',
      ],
    ]);
    const [said] = invocations?.[0]?.toolExecutionNotifications ?? [];
    expect(said).toMatchObject({ level: 'error', associatedRule: { id: 'AVL-004' } });
  });

  it.each([
    ['blocker', 'error', 'warning'],
    ['high', 'error', 'warning'],
    ['medium', 'warning', 'warning'],
    ['low', 'note', 'note'],
    ['info', 'note', 'note'],
  ] as const)('shows severity %s as %s, or as %s where it warns', (severity, failed, warned) => {
    const findings = [findingOf({ severity }), findingOf({ severity, outcome: 'warn' })];
    const { results } = rendered(reportOf(findings));
    expect(results?.map(({ level }) => level)).toEqual([failed, warned]);
  });

  it('says of every result whether it is suppressed, where there are waivers', () => {
    const [, , , , waived] = ONE_OF_EACH;
    if (waived === undefined || waived.waiver === null) throw new Error('no waiver');
    const { waiver } = waived;
    const expired = {
      ...waived,
      outcome: 'fail' as const,
      waiver: { ...waiver, state: 'expired' as const },
    };
    const waivers = [
      { ...waiver, rule: 'AVL-004', subject: 'instance/*', daysLeft: 100, findings: [] },
    ];
    const { results } = rendered(reportOf([findingOf(), waived, expired], { waivers }));
    const justification = 'It moves in spring. Borne by j.doe, CHG-1 until 2027-03-31.';
    expect(results?.map(({ suppressions }) => suppressions)).toEqual([
      [],
      [{ kind: 'external', status: 'accepted', justification }],
      [{ kind: 'external', status: 'rejected', justification }],
    ]);
    expect(rendered(reportOf([findingOf()])).results?.[0]).not.toHaveProperty('suppressions');
  });

  it('has the states of the baseline in the words of the standard', () => {
    const findings = (['new', 'worse', 'known', null] as const).map((baseline) =>
      findingOf({ baseline }),
    );
    const states = rendered(reportOf(findings)).results?.map(({ baselineState }) => baselineState);
    expect(states).toEqual(['new', 'updated', 'unchanged', undefined]);
  });

  it('has the hash of a line where the text is at hand, and none where it is not', () => {
    const inputs = [{ file: 'estate.yaml', bytes: Buffer.from(' a\nb\n  \t\tc\n d') }];
    const fingerprints = (options: Partial<ReporterOptions>) =>
      rendered(reportOf([findingOf()]), options).results?.[0]?.partialFingerprints;
    const own = { 'virtreadyFingerprint/v1': 'f'.repeat(64) };
    expect(fingerprints({ inputs })).toEqual({
      ...own,
      primaryLocationLineHash: '54703d4cd895b18:1',
    });
    expect(fingerprints({})).toEqual(own);
  });

  it('ends with the gravest that GitHub shows, and says what is left out', () => {
    const notes: string[] = [];
    function* many() {
      for (let i = 0; i < 5003; i++) yield findingOf({ fingerprint: String(i) });
    }
    const { results } = rendered(reportOf({ [Symbol.iterator]: many }), {}, notes);
    expect(results).toHaveLength(5000);
    expect(results?.at(-1)?.partialFingerprints).toEqual({ 'virtreadyFingerprint/v1': '4999' });
    expect(notes).toEqual([
      'SARIF holds the 5000 gravest results, as many as GitHub shows; 3 more are left out',
    ]);
  });

  it('keeps hostile text whole, and lets none of it become a link', () => {
    const text = [...sarif(hostileReport(), optionsOf())].join('');
    expect(text).not.toMatch(/##\[|##vso\[|^\s*::/m);
    const { results, automationDetails } = runOf(text);
    const whole = `${HOSTILE}1: ${HOSTILE}. ${HOSTILE}.`.replaceAll('[link](', '\\[link](');
    expect(results?.[0]?.message.text).toBe(`application/${whole}`);
    expect(results?.[0]?.properties?.['facts']).toEqual({ [HOSTILE]: HOSTILE });
    expect(automationDetails?.id).toMatch(/^virtready\/[\w%.~!*'()-]+\/$/);
  });

  it('is empty, and valid, where nothing was found', async () => {
    const files = { 'empty.yaml': '{}\n' };
    const { stdout } = await run(['empty.yaml', '--allow-empty', '-o', 'sarif'], { files });
    const { results, invocations } = runOf(stdout);
    expect(results).toEqual([]);
    expect(invocations).toEqual([{ executionSuccessful: true }]);
  });

  it('says where it could not assess', async () => {
    const args = ['fixtures/invalid/many-problems.yaml', '-o', 'sarif'];
    const { stdout, exitCode } = await run(args);
    expect(exitCode).toBe(2);
    const { results, invocations } = runOf(stdout);
    const [invocation] = invocations ?? [];
    expect([results, invocation?.executionSuccessful]).toEqual([[], false]);
    expect(invocation?.toolExecutionNotifications?.at(0)).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'fixtures/invalid/many-problems.yaml' },
            region: { startLine: expect.any(Number) },
          },
        },
      ],
    });
    expect(invocation?.toolExecutionNotifications?.at(-1)?.message.text).toMatch(
      /^\d+ more problems? not listed\.$/,
    );
  });
});
