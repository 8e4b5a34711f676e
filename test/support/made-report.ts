import type {
  Report,
  ReportApplication,
  ReportFinding,
  ReportWaiver,
} from '../../src/domain/report.ts';
import type { RuleDescription } from '../../src/domain/rule-description.ts';
import { fingerprint } from '../../src/engine/fingerprint.ts';

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
