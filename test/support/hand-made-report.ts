import type { Report, ReportFinding } from '../../src/domain/report.ts';
import type { RuleDescription } from '../../src/domain/rule-description.ts';
import type { ReporterOptions } from '../../src/reporters/reporter.ts';

/** Whatever a format, a terminal, a CI run or a spreadsheet could take for its own. */
export const HOSTILE = [
  'a]]>b <script>&"\'</failure>',
  '\u001b[31m\u0000\u0007\ufffe\u0085\u2028\u202e',
  '\n::error file=x.yaml,line=1::forged\r\n  ::add-mask::forged\n',
  '##[error]forged ##vso[task.setvariable variable=x]forged',
  '%0A%25 {0} [link](1) `code` | a\t=cmd',
  '\ud800 … 電子',
].join(' ');

/** A failed finding, but for what is said. */
export function findingOf(part: Partial<ReportFinding> = {}): ReportFinding {
  return {
    rule: 'AVL-004',
    name: 'restart-fast-enough',
    title: 'A restart is not the only protection where minutes hurt',
    category: 'availability',
    subject: { kind: 'instance', id: 'ehr-db' },
    applications: ['ehr'],
    outcome: 'fail',
    severity: 'high',
    weight: 6,
    pointsLost: 1.5,
    message: 'a restart takes 7 min, tolerable 4 min',
    remedy: 'Use fault tolerance.',
    snippet: null,
    effort: 'medium',
    facts: {},
    options: {},
    missing: [],
    assumed: [],
    location: { file: 'estate.yaml', line: 2, column: 3, excerpt: { text: 'x', column: 1 } },
    source: [{ kind: 'project', reference: 'a default', url: null }],
    fingerprint: 'f'.repeat(64),
    waiver: null,
    baseline: null,
    ...part,
  };
}

/** A passed, a failed, … finding, each of a subject of its own. */
export const ONE_OF_EACH: readonly ReportFinding[] = [
  findingOf({ outcome: 'error', message: 'the rule crashed: x is undefined', remedy: null }),
  findingOf(),
  findingOf({ outcome: 'warn', severity: 'blocker' }),
  findingOf({ outcome: 'unknown', message: 'not recorded: protection', remedy: null }),
  findingOf({
    outcome: 'waived',
    waiver: {
      reason: 'It moves in spring',
      owner: 'j.doe',
      until: '2027-03-31',
      ticket: 'CHG-1',
      state: 'active',
      outcome: 'fail',
      location: { file: 'config.yaml', line: 9, column: 5, excerpt: { text: '', column: 1 } },
    },
  }),
  findingOf({ outcome: 'pass', message: 'a restart takes 2 min', remedy: null }),
  findingOf({ outcome: 'not-applicable', message: 'it has a peer', remedy: null }),
].map((finding, i) => ({
  ...finding,
  subject: { kind: 'instance', id: `vm-${i}` },
  fingerprint: String(i).repeat(64),
}));

export const RULE: RuleDescription = {
  id: 'AVL-004',
  name: 'restart-fast-enough',
  title: 'A restart is not the only protection where minutes hurt',
  category: 'availability',
  subjects: ['instance'],
  severity: 'blocker',
  severityBelow: 'high',
  effort: 'large',
  evidence: false,
  waivable: true,
  why: 'Care waits.',
  condition: { fail: 'It takes longer than is tolerable.' },
  remedy: 'Use fault tolerance.',
  needs: ['protection'],
  reads: [],
  options: {},
  sources: [{ kind: 'project', says: 'a default' }],
};

/** A report on these findings; its scores and counts are not theirs. */
export function reportOf(findings: Iterable<ReportFinding>, part: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'virtready', version: '0.0.0-test' },
    asOf: '2026-11-22',
    estate: { name: 'Mercy', organization: null, profile: 'healthcare' },
    inputs: [{ file: 'estate.yaml', sha256: '0'.repeat(64) }],
    config: [],
    verdict: 'not-ready',
    score: { guaranteed: 50, possible: 75, coverage: 80, stars: 4, model: 1 },
    withoutWaivers: null,
    categories: [],
    applications: [],
    worstApplication: null,
    unassigned: null,
    findings,
    rules: [RULE],
    recordFirst: [],
    mendFirst: [],
    gate: { passed: true, assertions: [] },
    waivers: [],
    baseline: null,
    notices: [],
    counts: {
      subjects: {},
      outcomes: {
        error: 0,
        fail: 0,
        warn: 0,
        unknown: 0,
        waived: 0,
        pass: 0,
        'not-applicable': 0,
      },
      severities: {
        blocker: { fail: 0, warn: 0 },
        high: { fail: 0, warn: 0 },
        medium: { fail: 0, warn: 0 },
        low: { fail: 0, warn: 0 },
        info: { fail: 0, warn: 0 },
      },
    },
    ...part,
  };
}

/** Text from outside wherever a report has it. */
export function hostileReport(text: string = HOSTILE): Report {
  const place = { file: text, line: 1, column: 1, excerpt: { text, column: 1 } };
  const findings = ONE_OF_EACH.map((finding, i) => ({
    ...finding,
    subject: { kind: 'application' as const, id: `${text}${i}` },
    applications: [text],
    message: text,
    remedy: finding.remedy === null ? null : text,
    facts: { [text]: text },
    location: place,
    waiver:
      finding.waiver === null
        ? null
        : { ...finding.waiver, reason: text, owner: text, ticket: text, location: place },
  }));
  const score = { guaranteed: 1, possible: 2, coverage: 3 };
  return reportOf(findings, {
    estate: { name: text, organization: text, profile: 'general' },
    inputs: [{ file: text, sha256: '0'.repeat(64) }],
    applications: [
      {
        id: text,
        name: text,
        tier: 0,
        tierBasis: 'recorded',
        owner: text,
        verdict: 'unknown',
        score,
        categories: [],
        sharePercent: 100,
      },
    ],
    gate: {
      passed: false,
      assertions: [
        {
          name: 'min-score',
          scope: `application/${text}`,
          passed: false,
          required: 90,
          actual: 1,
          message: text,
        },
      ],
    },
    notices: [{ code: 'notice', message: text, location: place, related: [], hint: text }],
  });
}

/** A plain look; `notes` takes what a format leaves out. */
export function optionsOf(
  part: Partial<ReporterOptions> = {},
  notes: string[] = [],
): ReporterOptions {
  return {
    colorLevel: 0,
    width: 80,
    unicode: true,
    groupBy: 'rule',
    showPasses: false,
    limit: 10,
    quiet: false,
    workspace: { folder: '/work', root: '/work' },
    inputs: [],
    note: ({ message }) => notes.push(message),
    ...part,
  };
}
