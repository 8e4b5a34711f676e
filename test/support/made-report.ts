import type {
  Report,
  ReportApplication,
  ReportFinding,
  ReportWaiver,
} from '../../src/domain/report.ts';
import type { RuleDescription } from '../../src/domain/rule-description.ts';
import { fingerprint } from '../../src/engine/fingerprint.ts';
import type { ReporterOptions } from '../../src/reporters/reporter.ts';

const LOCATION = {
  file: 'estate/apps.yaml',
  line: 7,
  column: 3,
  excerpt: { text: '  tier: 0', column: 3 },
};

/** A finding with what a test says of it. */
export function madeFinding(given: Partial<ReportFinding> = {}): ReportFinding {
  const { rule = 'AVL-001', subject = { kind: 'application', id: 'ehr' } as const } = given;
  return {
    rule,
    name: 'a-rule',
    title: 'Something is as it should be',
    category: 'availability',
    subject,
    applications: ['ehr'],
    outcome: 'fail',
    severity: 'high',
    weight: 6,
    pointsLost: 1.5,
    message: 'found 1, required at least 2',
    remedy: 'Add another one.',
    snippet: null,
    effort: 'small',
    facts: { tier: 0 },
    options: {},
    missing: [],
    assumed: [],
    location: LOCATION,
    source: [{ kind: 'project', reference: 'A default.', url: null }],
    fingerprint: fingerprint(rule, subject),
    waiver: null,
    baseline: null,
    ...given,
  };
}

export function madeApplication(given: Partial<ReportApplication> = {}): ReportApplication {
  return {
    id: 'ehr',
    name: 'Health record',
    tier: 0,
    tierBasis: 'recorded',
    owner: 'clinical-it',
    verdict: 'ready-with-conditions',
    score: { guaranteed: 60, possible: 80, coverage: 75 },
    categories: [],
    sharePercent: 100,
    ...given,
  };
}

export function madeWaiver(given: Partial<ReportWaiver> = {}): ReportWaiver {
  return {
    rule: 'AVL-001',
    subject: 'application/ehr',
    reason: 'The new cluster comes in spring.',
    owner: 'clinical-it',
    until: '2026-12-31',
    ticket: 'CHG-17',
    location: { ...LOCATION, file: 'virtready.config.yaml' },
    state: 'active',
    daysLeft: 39,
    findings: [],
    ...given,
  };
}

export function madeRule(given: Partial<RuleDescription> = {}): RuleDescription {
  return {
    id: 'AVL-001',
    name: 'a-rule',
    title: 'Something is as it should be',
    category: 'availability',
    subjects: ['application'],
    severity: 'high',
    severityBelow: 'medium',
    effort: 'small',
    evidence: false,
    waivable: true,
    why: 'Because it matters.',
    condition: {},
    remedy: 'Add another one.',
    needs: [],
    reads: [],
    options: {},
    sources: [{ kind: 'project', says: 'A default.' }],
    ...given,
  };
}

const NONE = { fail: 0, warn: 0 };
const NO_SEVERITIES = { blocker: NONE, high: NONE, medium: NONE, low: NONE, info: NONE };

/** A report with what a test says of it; its counts are those of its findings. */
export function madeReport(given: Partial<Report> = {}): Report {
  const findings = [...(given.findings ?? [])];
  const outcomes = {
    error: 0,
    fail: 0,
    warn: 0,
    unknown: 0,
    waived: 0,
    pass: 0,
    'not-applicable': 0,
  };
  for (const { outcome } of findings) outcomes[outcome]++;
  return {
    schemaVersion: 1,
    tool: { name: 'virtready', version: '1.2.3' },
    asOf: '2026-11-22',
    estate: { name: 'Mercy', organization: null, profile: 'healthcare' },
    inputs: [{ file: 'estate/apps.yaml', sha256: '0'.repeat(64) }],
    config: [],
    verdict: 'ready-with-conditions',
    score: { guaranteed: 60, possible: 80, coverage: 75, stars: 4, model: 1 },
    withoutWaivers: null,
    categories: [],
    applications: [madeApplication()],
    worstApplication: 'ehr',
    unassigned: null,
    rules: [madeRule()],
    recordFirst: [],
    mendFirst: [],
    gate: { passed: true, assertions: [] },
    waivers: [],
    baseline: null,
    notices: [],
    counts: { subjects: { application: 1 }, outcomes, severities: NO_SEVERITIES },
    ...given,
    findings,
  };
}

/** Whatever a format, a terminal, a CI run or a spreadsheet could take for its own. */
export const HOSTILE = [
  'a]]>b <script>&"\'</failure>',
  '\u001b[31m\u0000\u0007\ufffe\u0085\u2028\u202e',
  '\n::error file=x.yaml,line=1::forged\r\n  ::add-mask::forged\n',
  '##[error]forged ##vso[task.setvariable variable=x]forged',
  '%0A%25 {0} [link](1) `code` | a\t=cmd',
  '\ud800 … 電子',
].join(' ');

const RULE = madeRule({
  id: 'AVL-004',
  name: 'restart-fast-enough',
  title: 'A restart is not the only protection where minutes hurt',
  subjects: ['instance'],
  severity: 'blocker',
  severityBelow: 'high',
  effort: 'large',
  why: 'Care waits.',
  condition: { fail: 'It takes longer than is tolerable.' },
  remedy: 'Use fault tolerance.',
  needs: ['protection'],
  sources: [{ kind: 'project', says: 'a default' }],
});

/** A failed finding of a machine, but for what is said. */
export function findingOf(part: Partial<ReportFinding> = {}): ReportFinding {
  return madeFinding({
    rule: RULE.id,
    name: RULE.name,
    title: RULE.title,
    subject: { kind: 'instance', id: 'ehr-db' },
    message: 'a restart takes 7 min, tolerable 4 min',
    remedy: RULE.remedy,
    effort: 'medium',
    facts: {},
    location: { file: 'estate.yaml', line: 2, column: 3, excerpt: { text: 'x', column: 1 } },
    source: [{ kind: 'project', reference: 'a default', url: null }],
    fingerprint: 'f'.repeat(64),
    ...part,
  });
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

/** A report on these findings; its scores and counts are not theirs. */
export function reportOf(findings: Iterable<ReportFinding>, part: Partial<Report> = {}): Report {
  return {
    ...madeReport({
      tool: { name: 'virtready', version: '0.0.0-test' },
      inputs: [{ file: 'estate.yaml', sha256: '0'.repeat(64) }],
      verdict: 'not-ready',
      score: { guaranteed: 50, possible: 75, coverage: 80, stars: 4, model: 1 },
      applications: [],
      worstApplication: null,
      rules: [RULE],
    }),
    findings,
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
      madeApplication({ id: text, name: text, owner: text, verdict: 'unknown', score }),
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
