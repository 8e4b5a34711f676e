import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { gitlab } from '../../src/reporters/gitlab.ts';
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

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const validate = new Ajv2020({ allErrors: true }).compile(
  JSON.parse(readFileSync('fixtures/schemas/gitlab-codequality.json', 'utf8')),
);

/** Entries that GitLab takes, all of them: it stops at the first bad one, and merges equal ones. */
function entriesOf(text: string): readonly Entry[] {
  const entries = JSON.parse(text) as readonly Entry[];
  validate(entries);
  expect(validate.errors).toBeNull();
  expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
  return entries;
}

const rendered = (...args: Parameters<typeof reportOf>) =>
  entriesOf([...gitlab(reportOf(...args), optionsOf())].join(''));

describe('a Code Quality report', () => {
  it('on the hospital is what it was', async () => {
    const { stdout } = await run(['fixtures/inventories/hospital.yaml', '-o', 'gitlab']);
    entriesOf(stdout);
    expectGolden(stdout, 'fixtures/reports/hospital.gitlab.json');
  });

  it('has what is not met, not known or borne; the latter two inform', () => {
    const shown = rendered(ONE_OF_EACH).map(({ severity, description }) => [severity, description]);
    const text = 'a restart takes 7 min, tolerable 4 min. Use fault tolerance.';
    expect(shown).toEqual([
      ['blocker', 'instance/vm-0 (the rule crashed): the rule crashed: x is undefined.'],
      ['critical', `instance/vm-1: ${text}`],
      ['critical', `instance/vm-2 (warning): ${text}`],
      ['info', 'instance/vm-3 (unknown): not recorded: protection.'],
      ['info', `instance/vm-4 (waived until 2027-03-31): ${text}`],
    ]);
  });

  it.each([
    ['blocker', 'blocker', 'critical'],
    ['high', 'critical', 'major'],
    ['medium', 'major', 'minor'],
    ['low', 'minor', 'info'],
    ['info', 'info', 'info'],
  ] as const)('shows severity %s as %s, or as %s where it warns', (severity, failed, warned) => {
    const findings = [
      findingOf({ severity }),
      findingOf({ severity, outcome: 'warn', fingerprint: 'other' }),
    ];
    expect(rendered(findings).map((entry) => entry.severity)).toEqual([failed, warned]);
  });

  it('names its check, its place and its fingerprint', () => {
    expect(rendered([findingOf()])).toEqual([
      {
        description:
          'instance/ehr-db: a restart takes 7 min, tolerable 4 min. Use fault tolerance.',
        check_name: 'AVL-004',
        fingerprint: 'f'.repeat(64),
        severity: 'critical',
        location: { path: 'estate.yaml', lines: { begin: 2 } },
      },
    ]);
  });

  it('keeps hostile text whole', () => {
    const text = [...gitlab(hostileReport(), optionsOf())].join('');
    expect(text).not.toMatch(/##\[|##vso\[|^\s*::/m);
    const [, failed] = entriesOf(text).filter(({ check_name }) => check_name !== 'min-score');
    expect(failed?.description).toBe(`application/${HOSTILE}1: ${HOSTILE}. ${HOSTILE}.`);
  });

  it('begins with each demand of the gate that failed, at the first inventory', () => {
    const gate = {
      passed: false,
      assertions: [
        {
          name: 'fail-on',
          scope: 'estate',
          passed: true,
          required: 'low',
          actual: 0,
          message: 'ok',
        },
        {
          name: 'min-score',
          scope: 'tier/0',
          passed: false,
          required: 80,
          actual: 60,
          message: 'guaranteed score of tier 0 60, required at least 80',
        },
      ],
    } as const;
    expect(entriesOf([...gitlab(reportOf([], { gate }), optionsOf())].join(''))).toEqual([
      {
        description: 'The gate failed: guaranteed score of tier 0 60, required at least 80.',
        check_name: 'min-score',
        fingerprint: 'virtready-gate-min-score-tier/0',
        severity: 'blocker',
        location: { path: 'estate.yaml', lines: { begin: 1 } },
      },
    ]);
  });

  it('is an empty list where nothing was found', () => {
    expect(rendered([])).toEqual([]);
  });

  it('has each problem of a run that could not assess', async () => {
    const broken = await run(['fixtures/invalid/duplicate-ids.yaml', '-o', 'gitlab']);
    expect(entriesOf(broken.stdout)[0]).toEqual({
      description: expect.stringMatching(/^Could not assess: .*\.$/),
      check_name: 'duplicate-id',
      fingerprint: 'virtready-problem-1-duplicate-id',
      severity: 'blocker',
      location: {
        path: 'fixtures/invalid/duplicate-ids.yaml',
        lines: { begin: expect.any(Number) },
      },
    });
    const missing = await run(['nowhere.yaml', '-o', 'gitlab']);
    expect(entriesOf(missing.stdout)).toMatchObject([
      { check_name: 'no-such-file', location: { path: 'virtready', lines: { begin: 1 } } },
    ]);
  });
});
