import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Report, ReportFinding } from '../../src/domain/report.ts';
import { csv } from '../../src/reporters/csv.ts';
import { run } from '../support/fake-host.ts';
import { expectGolden } from '../support/golden.ts';
import {
  madeApplication,
  madeFinding,
  madeReport,
  madeWaiver,
  optionsOf,
} from '../support/made-report.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';
const OPTIONS = optionsOf();

const table = (report: Report): string => [...csv(report, OPTIONS)].join('');

/** Read by the letter of RFC 4180: nothing is trimmed, skipped, guessed or forgiven. */
function records(text: string): Record<string, string>[] {
  expect(text.endsWith('\r\n')).toBe(true);
  return parse(text, {
    columns: true,
    record_delimiter: '\r\n',
    relax_quotes: false,
    relax_column_count: false,
    skip_empty_lines: false,
  });
}

const rowOf = (finding: Partial<ReportFinding>): Record<string, string> | undefined =>
  records(table(madeReport({ findings: [madeFinding(finding)] })))[0];

describe('the table', () => {
  it('of the hospital is as it was, with every finding', async () => {
    const { stdout, written } = await run([HOSPITAL, '-o', 'csv', '-o', 'json=a.json']);
    expectGolden(stdout, 'fixtures/reports/hospital.csv');
    const { findings } = JSON.parse(written['a.json'] ?? '');
    expect(records(stdout).map((row) => row['fingerprint'])).toEqual(
      findings.map(({ fingerprint }: ReportFinding) => fingerprint),
    );
  });

  it('has its columns in this order, and nothing but them where there is no finding', () => {
    expect(table(madeReport())).toBe(
      'rule,name,title,category,outcome,severity,subjectKind,subject,applications,owners,message,remedy,effort,weight,pointsLost,missing,assumed,file,line,column,source,waiverState,waiverOwner,waiverUntil,waiverReason,waiverTicket,baseline,fingerprint\r\n',
    );
  });

  it('has a cell for everything that a finding says', () => {
    const applications = [
      madeApplication(),
      madeApplication({ id: 'mail', owner: 'server-team' }),
      madeApplication({ id: 'web', owner: 'server-team' }),
      madeApplication({ id: 'old', owner: null }),
    ];
    const finding = madeFinding({
      applications: ['ehr', 'mail', 'old', 'web'],
      outcome: 'waived',
      remedy: 'Say "please", then wait.',
      missing: [
        { subject: { kind: 'estate', id: 'estate' }, path: 'operations.oncall' },
        { subject: { kind: 'host', id: 'esx-1' }, path: '' },
      ],
      assumed: ['one', 'two'],
      waiver: { ...madeWaiver(), state: 'active', outcome: 'fail' },
      baseline: 'worse',
    });
    expect(records(table(madeReport({ findings: [finding], applications })))).toEqual([
      {
        rule: 'AVL-001',
        name: 'a-rule',
        title: 'Something is as it should be',
        category: 'availability',
        outcome: 'waived',
        severity: 'high',
        subjectKind: 'application',
        subject: 'ehr',
        applications: 'ehr; mail; old; web',
        owners: 'clinical-it; server-team',
        message: 'found 1, required at least 2',
        remedy: 'Say "please", then wait.',
        effort: 'small',
        weight: '6',
        pointsLost: '1.5',
        missing: 'estate operations.oncall; host/esx-1',
        assumed: 'one; two',
        file: 'estate/apps.yaml',
        line: '7',
        column: '3',
        source: 'project: A default.',
        waiverState: 'active',
        waiverOwner: 'clinical-it',
        waiverUntil: '2026-12-31',
        waiverReason: 'The new cluster comes in spring.',
        waiverTicket: 'CHG-17',
        baseline: 'worse',
        fingerprint: finding.fingerprint,
      },
    ]);
  });
});

describe('a cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', "=cmd|' /C calc'!A0", '＝1', '＋1', '－1', '＠x'])(
    'is no formula: %j',
    (text) => {
      expect(rowOf({ message: text, remedy: text })).toMatchObject({
        message: `'${text}`,
        remedy: `'${text}`,
      });
    },
  );

  it.each([
    ['\t=1', '\\u0009=1'],
    ['\r=1', '\\u000d=1'],
    ['\n=1', '\\u000a=1'],
    ['a\r\nb', 'a\\u000d\\u000ab'],
    ['\u001b[31m\u202e', '\\u001b[31m\\u202e'],
    ['half \ud800', 'half \\ud800'],
  ])('shows %j as an escape, and stays on its line', (text, shown) => {
    const text2 = table(madeReport({ findings: [madeFinding({ message: text })] }));
    expect(text2.split('\r\n')).toHaveLength(3);
    expect(records(text2)[0]).toMatchObject({ message: shown });
  });

  it.each(['a,b', '"', '""', 'a"b,c"', "'=1", ' =1', 'ünï 😀', ';', ''])('keeps %j', (text) => {
    expect(rowOf({ message: text })).toMatchObject({ message: text });
  });
});
