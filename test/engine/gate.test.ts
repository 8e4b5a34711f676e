import { describe, expect, it } from 'vitest';
import type { Tier } from '../../src/domain/estate-view.ts';
import type { GateDemands } from '../../src/domain/gate-demands.ts';
import type { FailWarn, ReportApplication, ReportWaiver } from '../../src/domain/report.ts';
import type { Verdict } from '../../src/domain/score.ts';
import type { Severity } from '../../src/domain/severity.ts';
import { type GatedReport, judgeGate } from '../../src/engine/gate.ts';

function bySeverity(counts: Partial<Record<Severity, FailWarn>>): Record<Severity, FailWarn> {
  const none = { fail: 0, warn: 0 };
  return { blocker: none, high: none, medium: none, low: none, info: none, ...counts };
}

function application(
  id: string,
  tier: Tier | null,
  guaranteed: number | null,
  verdict: Verdict,
): ReportApplication {
  return {
    id,
    name: null,
    tier,
    tierBasis: tier === null ? null : 'recorded',
    owner: null,
    verdict,
    score: { guaranteed, possible: guaranteed, coverage: guaranteed },
    categories: [],
    sharePercent: 50,
  };
}

/** One blocker failed, one high finding warned; `ehr` is the better application. */
const REPORT: GatedReport = {
  verdict: 'not-ready',
  score: { guaranteed: 70, possible: 90, coverage: 80, stars: 4, model: 1 },
  categories: [{ category: 'platform', guaranteed: 60.5, possible: 60.5, coverage: 100 }],
  applications: [
    application('ehr', 0, 80, 'ready-with-conditions'),
    application('files', 3, 40, 'not-ready'),
  ],
  waivers: [],
  baseline: null,
  counts: {
    subjects: {},
    outcomes: {
      pass: 0,
      warn: 1,
      fail: 1,
      unknown: 0,
      'not-applicable': 0,
      waived: 0,
      error: 0,
    },
    severities: bySeverity({ blocker: { fail: 1, warn: 0 }, high: { fail: 0, warn: 1 } }),
  },
};

/** The assertions in short: name, scope, answer and sentence. */
function ask(demands: GateDemands, changes: Partial<GatedReport> = {}): string[] {
  const { assertions } = judgeGate(demands, { ...REPORT, ...changes });
  return assertions.map(
    ({ name, scope, passed, message }) => `${name} ${scope} ${passed ? 'yes' : 'no'}: ${message}`,
  );
}

describe('the gate', () => {
  it('passes where nothing is asked', () => {
    expect(judgeGate({}, REPORT)).toEqual({ passed: true, assertions: [] });
  });

  it('fails as a whole where one assertion fails, and names both numbers', () => {
    expect(judgeGate({ failOn: 'blocker', minCoverage: 80 }, REPORT)).toEqual({
      passed: false,
      assertions: [
        {
          name: 'fail-on',
          scope: 'estate',
          passed: false,
          required: 'blocker',
          actual: 1,
          message: 'failed findings of severity blocker: 1, allowed none',
        },
        {
          name: 'min-coverage',
          scope: 'estate',
          passed: true,
          required: 80,
          actual: 80,
          message: 'coverage 80 %, required at least 80 %',
        },
      ],
    });
  });

  it('counts failures of the level and of graver ones, but no warnings', () => {
    const severities = bySeverity({ high: { fail: 2, warn: 5 }, medium: { fail: 3, warn: 0 } });
    const counts = { ...REPORT.counts, severities };
    expect([
      ...ask({ failOn: 'blocker' }, { counts }),
      ...ask({ failOn: 'high' }, { counts }),
      ...ask({ failOn: 'info' }, { counts }),
    ]).toEqual([
      'fail-on estate yes: failed findings of severity blocker: none, allowed none',
      'fail-on estate no: failed findings of severity high or graver: 2, allowed none',
      'fail-on estate no: failed findings of severity info or graver: 5, allowed none',
    ]);
  });

  it('with a baseline fails only on what the baseline lacks', () => {
    const baseline = {
      file: 'b.json',
      sha256: '0'.repeat(64),
      entries: 7,
      added: bySeverity({ medium: { fail: 1, warn: 0 }, high: { fail: 0, warn: 1 } }),
      mended: [],
    };
    expect([
      ...ask({ failOn: 'high', noNew: 'high' }, { baseline }),
      ...ask({ failOn: 'medium', noNew: 'blocker' }, { baseline }),
    ]).toEqual([
      'fail-on estate yes: failed findings beyond the baseline of severity high or graver: none, allowed none',
      'no-new estate no: new failed or warned findings of severity high or graver: 1, allowed none',
      'fail-on estate no: failed findings beyond the baseline of severity medium or graver: 1, allowed none',
      'no-new estate yes: new failed or warned findings of severity blocker: none, allowed none',
    ]);
  });

  it('takes every finding for new without a baseline', () => {
    expect(ask({ noNew: 'high' })).toEqual([
      'no-new estate no: new failed or warned findings of severity high or graver: 2, allowed none',
    ]);
  });

  it('asks for scores of the estate, categories, tiers and applications, in this order', () => {
    const minScore = {
      applications: { files: 40, ehr: 80.1 },
      tiers: { 3: 40.1, 0: 80 },
      categories: { platform: 60.6, clustering: 0 },
      estate: 70,
    } as const;
    expect(ask({ minScore })).toEqual([
      'min-score estate yes: guaranteed score 70, required at least 70',
      'min-score category/platform no: guaranteed score of category platform 60.5, required at least 60.6',
      'min-score category/clustering no: guaranteed score of category clustering none, required at least 0',
      'min-score tier/0 yes: guaranteed score of tier 0 80 (application ehr), required at least 80',
      'min-score tier/3 no: guaranteed score of tier 3 40 (application files), required at least 40.1',
      'min-score application/ehr no: guaranteed score of application ehr 80, required at least 80.1',
      'min-score application/files yes: guaranteed score of application files 40, required at least 40',
    ]);
  });

  it('takes an application of unknown tier for one of every tier, and the worst decides', () => {
    const applications = [...REPORT.applications, application('lab', null, null, 'unknown')];
    const demands = { minScore: { tiers: { 0: 10 } }, requireVerdict: { tiers: { 3: 'unknown' } } };
    expect(ask(demands as GateDemands, { applications })).toEqual([
      'min-score tier/0 no: guaranteed score of tier 0 none (application lab), required at least 10',
      'require-verdict tier/3 no: verdict of tier 3 not-ready (application files), required unknown or better',
    ]);
  });

  it('passes for a tier without applications, and fails for an application that is not there', () => {
    const minScore = { tiers: { 4: 90 }, applications: { erp: 1 } } as const;
    expect(ask({ minScore })).toEqual([
      'min-score tier/4 yes: guaranteed score of tier 4 none (no application), required at least 90',
      'min-score application/erp no: guaranteed score of application erp none (there is no such application), required at least 1',
    ]);
  });

  it('asks for verdicts', () => {
    const requireVerdict = {
      estate: 'unknown',
      tiers: { 0: 'ready-with-conditions' },
      applications: { ehr: 'ready' },
    } as const;
    expect(ask({ requireVerdict })).toEqual([
      'require-verdict estate no: verdict not-ready, required unknown or better',
      'require-verdict tier/0 yes: verdict of tier 0 ready-with-conditions (application ehr), required ready-with-conditions or better',
      'require-verdict application/ehr no: verdict of application ehr ready-with-conditions, required ready',
    ]);
  });

  it('fails where nothing could be scored', () => {
    const score = { guaranteed: null, possible: null, coverage: null, stars: null, model: 1 };
    expect(ask({ minScore: { estate: 0 }, minCoverage: 0 }, { score })).toEqual([
      'min-score estate no: guaranteed score none, required at least 0',
      'min-coverage estate no: coverage none, required at least 0 %',
    ]);
  });

  it('names expired waivers, and bears all others', () => {
    const waiver = (rule: string, state: ReportWaiver['state']): ReportWaiver => ({
      rule,
      subject: 'host/*',
      reason: 'r',
      owner: 'o',
      until: '2026-01-01',
      ticket: null,
      location: { file: 'f', line: 1, column: 1, excerpt: { text: '', column: 1 } },
      state,
      daysLeft: 0,
      findings: [],
    });
    const kept = [
      waiver('A-001', 'active'),
      waiver('B-001', 'expiring'),
      waiver('C-001', 'unused'),
    ];
    const demands = { noExpiredWaivers: true };
    expect([
      ...ask(demands, { waivers: kept }),
      ...ask(demands, { waivers: [...kept, waiver('D-001', 'expired')] }),
      ...ask({ noExpiredWaivers: false }, { waivers: [waiver('D-001', 'expired')] }),
    ]).toEqual([
      'no-expired-waivers estate yes: expired waivers: none, allowed none',
      'no-expired-waivers estate no: expired waivers: D-001 of host/*, allowed none',
    ]);
  });
});
