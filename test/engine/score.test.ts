import { describe, expect, it } from 'vitest';
import type { Tier } from '../../src/domain/estate-view.ts';
import type { FindingOutcome, Judgement } from '../../src/domain/finding.ts';
import type { Category, Rule } from '../../src/domain/rule.ts';
import { coverageStars, floorPercent } from '../../src/domain/score.ts';
import type { Severity } from '../../src/domain/severity.ts';
import type { Subject } from '../../src/domain/subject.ts';
import { scoreEstate } from '../../src/engine/score.ts';
import { judgementsOf } from '../support/judgements.ts';

interface Check {
  readonly on: string;
  readonly severity: Severity;
  readonly kind: FindingOutcome;
  readonly category?: Category;
  readonly assumed?: true;
  readonly shown?: Severity;
}

/** Scores checks over applications; `host` is carried by all of them, `idle` by none. */
function score(tiers: Readonly<Record<string, Tier | undefined>>, checks: readonly Check[]) {
  const ids = Object.keys(tiers);
  const own = new Map(ids.map((id) => [id, [id]]));
  const nobody: string[] = [];
  const estate = {
    asOf: '2026-11-22',
    applications: ids.map((id) => ({ id, name: undefined, tier: tiers[id], tierBasis: undefined })),
    subjectsOf: () => [],
    related: () => {
      throw new Error('not asked here');
    },
    applicationsOn: ({ id }: Subject) => (id === 'host' ? ids : (own.get(id) ?? nobody)),
    carriesCritical: () => true,
  };
  const judgements = checks.map(judgementOf);
  const columns = judgementsOf(judgements);
  const result = scoreEstate(columns, estate);
  const inColumns = columns.columns.flatMap((column) => [...result.pointsLostIn(column)]);
  expect(inColumns).toEqual(judgements.map(result.pointsLost));
  return {
    ...result,
    lost: judgements.map((one) => Math.round(result.pointsLost(one) * 100) / 100),
  };
}

function judgementOf({ on, severity, kind, category, assumed, shown }: Check): Judgement {
  return {
    rule: { id: 'TST-001', category: category ?? 'platform' } as Rule,
    subject: { kind: 'application', id: on, value: { id: on } },
    kind,
    outcome: {
      kind: kind === 'error' ? 'unknown' : kind === 'waived' ? 'fail' : kind,
      isAssumed: assumed === true,
      ...(shown !== undefined && { severity: shown }),
    },
    severity,
    missing: [],
  };
}

describe('the score of an application', () => {
  it('weighs by severity: pass keeps all, warn half, fail and unknown nothing', () => {
    const { score: estate, lost } = score({ ehr: 1 }, [
      { on: 'ehr', severity: 'blocker', kind: 'pass' },
      { on: 'ehr', severity: 'high', kind: 'warn' },
      { on: 'ehr', severity: 'medium', kind: 'fail' },
      { on: 'ehr', severity: 'low', kind: 'unknown' },
      { on: 'ehr', severity: 'blocker', kind: 'not-applicable' },
      { on: 'ehr', severity: 'info', kind: 'fail' },
    ]);
    // 10 + 6 + 3 + 1 = 20 applicable; 10 + 3 = 13 kept; 1 may be released; 19 judged.
    expect(estate).toEqual({ guaranteed: 65, possible: 70, coverage: 95 });
    expect(lost).toEqual([0, 15, 15, 5, 0, 0]);
  });

  it('leaves out what is waived: it earns nothing and costs nothing', () => {
    const { score: estate, lost } = score({ ehr: 1 }, [
      { on: 'ehr', severity: 'high', kind: 'pass' },
      { on: 'ehr', severity: 'blocker', kind: 'waived' },
      { on: 'ehr', severity: 'medium', kind: 'fail' },
    ]);
    // 6 of 6 + 3.
    expect(estate).toEqual({ guaranteed: 66.6, possible: 66.6, coverage: 100 });
    expect(lost).toEqual([0, 0, 33.33]);
  });

  it('keeps nothing of an answer that rests on an assumption, and may release all of it', () => {
    const { score: estate } = score({ ehr: 1 }, [
      { on: 'ehr', severity: 'high', kind: 'warn', assumed: true },
      { on: 'ehr', severity: 'high', kind: 'fail', assumed: true },
      { on: 'ehr', severity: 'high', kind: 'pass' },
    ]);
    expect(estate).toEqual({ guaranteed: 33.3, possible: 100, coverage: 33.3 });
  });

  it('is null where nothing is applicable, never 100', () => {
    const { score: estate, verdict } = score({ ehr: 1 }, [
      { on: 'ehr', severity: 'high', kind: 'not-applicable' },
    ]);
    expect(estate).toEqual({ guaranteed: null, possible: null, coverage: null });
    expect(verdict).toBe('unknown');
  });

  it('is given by category as well', () => {
    const { applications } = score({ ehr: 1 }, [
      { on: 'ehr', severity: 'high', kind: 'pass', category: 'availability' },
      { on: 'ehr', severity: 'high', kind: 'fail', category: 'operations' },
      { on: 'ehr', severity: 'high', kind: 'not-applicable', category: 'clustering' },
    ]);
    expect(
      applications[0]?.categories.map(({ category, guaranteed }) => [category, guaranteed]),
    ).toEqual([
      ['availability', 100],
      ['operations', 0],
    ]);
  });
});

describe('the score of the estate', () => {
  it('is the mean over applications, weighted by tier', () => {
    const {
      score: estate,
      applications,
      lost,
    } = score({ a: 0, b: 2, c: undefined }, [
      { on: 'a', severity: 'high', kind: 'pass' },
      { on: 'b', severity: 'high', kind: 'fail' },
      { on: 'c', severity: 'high', kind: 'unknown' },
    ]);
    // Weights 16, 4 and (untiered) 8.
    expect(estate).toEqual({ guaranteed: 57.1, possible: 85.7, coverage: 71.4 });
    expect(applications.map(({ sharePercent }) => sharePercent)).toEqual([57.1, 14.2, 28.5]);
    expect(lost).toEqual([0, 14.29, 28.57]);
  });

  it('counts a shared subject in every application that stands on it', () => {
    const { applications, lost } = score({ a: 1, b: 1 }, [
      { on: 'a', severity: 'high', kind: 'pass' },
      { on: 'b', severity: 'high', kind: 'pass' },
      { on: 'host', severity: 'high', kind: 'fail' },
    ]);
    expect(applications.map(({ score: { guaranteed } }) => guaranteed)).toEqual([50, 50]);
    expect(lost).toEqual([0, 0, 50]);
  });

  it('counts what no application stands on as one part of its own', () => {
    const { score: estate, unassigned } = score({ a: 1 }, [
      { on: 'a', severity: 'high', kind: 'pass' },
      { on: 'idle', severity: 'high', kind: 'fail' },
    ]);
    expect(estate.guaranteed).toBe(50);
    expect(unassigned).toMatchObject({
      id: undefined,
      sharePercent: 50,
      verdict: 'ready-with-conditions',
    });
  });

  it('is rounded down, so that 89.97 never reads as 90', () => {
    expect([floorPercent(89.97), floorPercent(90), floorPercent(100 * (0.1 + 0.2))]).toEqual([
      89.9, 90, 30,
    ]);
  });

  it('has one to five stars of coverage in steps of twenty', () => {
    expect([0, 20, 20.1, 40, 60, 80, 80.1, 100, null].map(coverageStars)).toEqual([
      1,
      1,
      2,
      2,
      3,
      4,
      5,
      5,
      null,
    ]);
  });
});

describe('the verdict', () => {
  const verdict = (tier: Tier | undefined, checks: readonly Omit<Check, 'on'>[]) =>
    score(
      { ehr: tier },
      checks.map((check) => ({ on: 'ehr', ...check })),
    ).verdict;

  it('is not ready as soon as a blocker fails, whatever else passes', () => {
    expect(
      verdict(1, [
        { severity: 'blocker', kind: 'fail' },
        ...Array.from({ length: 99 }, () => ({ severity: 'blocker', kind: 'pass' }) as const),
      ]),
    ).toBe('not-ready');
  });

  it('is unknown where a blocker is unknown on tier 0 or 1, or on a tier that is not known', () => {
    const checks = [
      { severity: 'blocker', kind: 'unknown' },
      { severity: 'blocker', kind: 'pass' },
      { severity: 'high', kind: 'fail' },
    ] as const;
    expect([0, 1, undefined].map((tier) => verdict(tier as Tier | undefined, checks))).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(verdict(2, checks)).toBe('ready-with-conditions');
  });

  it('is unknown below 40 % of judged weight', () => {
    expect(
      verdict(3, [
        { severity: 'high', kind: 'pass' },
        { severity: 'high', kind: 'unknown' },
      ]),
    ).toBe('ready');
    expect(
      verdict(3, [
        { severity: 'medium', kind: 'pass' },
        { severity: 'high', kind: 'unknown' },
      ]),
    ).toBe('unknown');
  });

  it('has conditions where a high or medium check failed, but not for low ones or warnings', () => {
    const of = (severity: Severity, kind: FindingOutcome) =>
      verdict(1, [
        { severity, kind },
        { severity: 'blocker', kind: 'pass' },
      ]);
    expect([of('high', 'fail'), of('medium', 'fail')]).toEqual([
      'ready-with-conditions',
      'ready-with-conditions',
    ]);
    expect([of('low', 'fail'), of('high', 'warn'), of('info', 'fail')]).toEqual([
      'ready',
      'ready',
      'ready',
    ]);
  });

  it('has conditions where a failure of any of these severities is waived, a blocker included', () => {
    const waived = (severity: Severity) =>
      verdict(1, [
        { severity, kind: 'waived' },
        { severity: 'blocker', kind: 'pass' },
      ]);
    expect((['blocker', 'high', 'medium', 'low', 'info'] as const).map(waived)).toEqual([
      'ready-with-conditions',
      'ready-with-conditions',
      'ready-with-conditions',
      'ready',
      'ready',
    ]);
  });

  it('of the estate is that of its worst part', () => {
    const { verdict: worst } = score({ a: 1, b: 4 }, [
      { on: 'a', severity: 'high', kind: 'pass' },
      { on: 'b', severity: 'blocker', kind: 'fail' },
    ]);
    expect(worst).toBe('not-ready');
  });
});
