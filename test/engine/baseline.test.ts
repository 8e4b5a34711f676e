import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../src/domain/finding.ts';
import type { BaselineEntry } from '../../src/domain/report.ts';
import type { Rule } from '../../src/domain/rule.ts';
import type { Severity } from '../../src/domain/severity.ts';
import { baselineOf, compareWithBaseline } from '../../src/engine/baseline.ts';
import { fingerprint } from '../../src/engine/fingerprint.ts';

function judgement(
  id: string,
  kind: Judgement['kind'],
  severity: Severity = 'high',
  rule = 'TST-001',
): Judgement {
  return {
    rule: { id: rule } as Rule,
    subject: { kind: 'host', id, value: { id, role: 'host' } },
    kind,
    outcome: { kind: kind === 'waived' || kind === 'error' ? 'fail' : kind, isAssumed: false },
    severity,
    missing: [],
  };
}

function entry(
  id: string,
  outcome: 'fail' | 'warn' = 'fail',
  severity: Severity = 'high',
  rule = 'TST-001',
): BaselineEntry {
  const subject = { kind: 'host', id } as const;
  return { rule, subject, outcome, severity, fingerprint: fingerprint(rule, subject) };
}

function compare(judgements: readonly Judgement[], entries: readonly BaselineEntry[]) {
  const { added, mended, stateOf } = compareWithBaseline(judgements, entries, () => true);
  return {
    states: judgements.map(stateOf),
    mended: mended.map(({ subject }) => subject.id),
    added: Object.entries(added).filter(([, { fail, warn }]) => fail + warn > 0),
  };
}

describe('a baseline', () => {
  it('tells a mended finding and a newly broken one of the same rule apart', () => {
    expect(compare([judgement('b', 'fail')], [entry('a')])).toEqual({
      states: ['new'],
      mended: ['a'],
      added: [['high', { fail: 1, warn: 0 }]],
    });
  });

  it('knows a finding by rule and subject, and tells where it has become worse', () => {
    const now = [
      judgement('same', 'fail'),
      judgement('fails', 'fail'),
      judgement('graver', 'warn', 'blocker'),
      judgement('milder', 'warn', 'low'),
      judgement('new', 'warn', 'low'),
      judgement('same', 'warn', 'low', 'TST-002'),
    ];
    const known = [
      entry('same'),
      entry('fails', 'warn'),
      entry('graver', 'warn', 'high'),
      entry('milder', 'fail', 'high'),
    ];
    expect(compare(now, known)).toEqual({
      states: ['known', 'worse', 'worse', 'known', 'new', 'new'],
      mended: [],
      added: [
        ['blocker', { fail: 0, warn: 1 }],
        ['high', { fail: 1, warn: 0 }],
        ['low', { fail: 0, warn: 2 }],
      ],
    });
  });

  it('keeps what is waived or unknown, and lets go what passes or is gone', () => {
    const now = [
      judgement('waived', 'waived'),
      judgement('unknown', 'unknown'),
      judgement('passes', 'pass'),
      judgement('idle', 'not-applicable'),
    ];
    const known = ['waived', 'unknown', 'passes', 'idle', 'gone'].map((id) => entry(id));
    expect(compare(now, known)).toEqual({
      states: [null, null, null, null],
      mended: ['passes', 'idle', 'gone'],
      added: [],
    });
  });

  it('calls nothing mended that the run was not asked about', () => {
    const { mended } = compareWithBaseline([], [entry('a')], () => false);
    expect(mended).toEqual([]);
  });

  it('is made of what failed or warned, sorted', () => {
    const all = [
      judgement('b', 'warn', 'low', 'TST-002'),
      judgement('b', 'fail'),
      judgement('a', 'fail'),
      judgement('c', 'waived'),
      judgement('d', 'unknown'),
      judgement('e', 'pass'),
    ];
    expect(baselineOf(all)).toEqual([entry('a'), entry('b'), entry('b', 'warn', 'low', 'TST-002')]);
  });
});
