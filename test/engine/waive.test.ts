import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../src/domain/finding.ts';
import type { Rule } from '../../src/domain/rule.ts';
import type { Waiver } from '../../src/domain/waiver.ts';
import { subjectTest, waive, waiverTerm } from '../../src/engine/waive.ts';
import { judgementsOf } from '../support/judgements.ts';

const PLACE = { file: 'f.yaml', line: 1, column: 1, excerpt: { text: '', column: 1 } };

function waiver(changes: Partial<Waiver> = {}): Waiver {
  return {
    rule: 'TST-001',
    subject: 'application/ehr',
    reason: 'r',
    owner: 'o',
    until: '2026-11-22',
    location: PLACE,
    ...changes,
  };
}

function judgement(kind: Judgement['outcome']['kind'], id = 'ehr', rule = 'TST-001'): Judgement {
  return {
    rule: { id: rule } as Rule,
    subject: { kind: 'application', id, value: { id } },
    kind,
    outcome: { kind, isAssumed: false },
    severity: 'high',
    missing: [],
  };
}

const TODAY = '2026-11-22';

function waivedBy(waivers: readonly Waiver[], ...judgements: readonly Judgement[]): Judgement[] {
  return [...waive(judgementsOf(judgements), waivers, TODAY)];
}

describe('the term of a waiver', () => {
  it.each([
    ['2026-11-21', { state: 'expired', daysLeft: -1 }],
    ['2026-11-22', { state: 'expiring', daysLeft: 0 }],
    ['2026-12-22', { state: 'expiring', daysLeft: 30 }],
    ['2026-12-23', { state: 'active', daysLeft: 31 }],
  ])('that ends on %s', (until, term) => {
    expect(waiverTerm(waiver({ until }), TODAY)).toEqual(term);
  });
});

describe('a waiver', () => {
  const kinds = (judgements: readonly Judgement[]) => judgements.map(({ kind }) => kind);

  it('turns what failed or warned into waived, and nothing else', () => {
    const all = (['fail', 'warn', 'unknown', 'pass', 'not-applicable'] as const).map((kind) =>
      judgement(kind),
    );
    const waived = waivedBy([waiver()], ...all);
    expect(kinds(waived)).toEqual(['waived', 'waived', 'unknown', 'pass', 'not-applicable']);
    expect(waived.map((one) => one.waiver?.owner)).toEqual([
      'o',
      'o',
      undefined,
      undefined,
      undefined,
    ]);
    expect(waived.map(({ outcome }) => outcome.kind)).toEqual(kinds(all));
  });

  it('is for its rule and its subject', () => {
    const all = [judgement('fail'), judgement('fail', 'lab'), judgement('fail', 'ehr', 'TST-002')];
    expect(kinds(waivedBy([waiver()], ...all))).toEqual(['waived', 'fail', 'fail']);
    expect(kinds(waivedBy([waiver({ subject: '*' })], ...all))).toEqual([
      'waived',
      'waived',
      'fail',
    ]);
  });

  it('that has expired stands beside the finding, which counts again', () => {
    const [one] = waivedBy([waiver({ until: '2026-11-21' })], judgement('fail'));
    expect([one?.kind, one?.waiver?.until]).toEqual(['fail', '2026-11-21']);
  });

  it('of several holds for as long as the longest', () => {
    const waivers = [
      waiver({ until: '2026-11-01', owner: 'old' }),
      waiver({ until: '2027-01-01', owner: 'new' }),
      waiver({ until: '2026-12-01', owner: 'other' }),
    ];
    for (const order of [waivers, [...waivers].reverse()]) {
      const [one] = waivedBy(order, judgement('warn'));
      expect([one?.kind, one?.waiver?.owner]).toEqual(['waived', 'new']);
    }
  });
});

describe('the subject of a waiver', () => {
  it.each([
    ['application/ehr', 'ehr', true],
    ['application/ehr', 'ehr-2', false],
    ['application/*', 'ehr', true],
    ['host/*', 'ehr', false],
    ['*', 'ehr', true],
    ['*/ehr', 'ehr', true],
    ['application/e?r', 'ehr', true],
    ['application/e?r', 'er', false],
    ['application/?', '🩺', true],
    ['application/*-db-*', 'ehr-db-1', true],
    ['application/*-db-*', 'ehr-db', false],
    ['application/a.c', 'abc', false],
    ['application/[ab]*', '[ab]c', true],
    ['application/[ab]*', 'a', false],
    ['application/**x', 'x', true],
    ['application/', '', true],
    ['application/x/*', 'x/y', true],
  ])('%s means %s: %s', (pattern, id, expected) => {
    expect(subjectTest(pattern)({ kind: 'application', id })).toBe(expected);
  });

  it('is the estate by its one word', () => {
    expect(subjectTest('estate')({ kind: 'estate', id: 'estate' })).toBe(true);
  });

  it('means what a regular expression of it means', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (pattern, id) => {
        const source = pattern.replaceAll('*', '.*').replaceAll('?', '.');
        const expected = new RegExp(`^host/${source}$`).test(`host/${id}`);
        const isMeant = subjectTest(`host/${pattern}`)({ kind: 'host', id });
        expect(isMeant).toBe(/[*?]/.test(pattern) ? expected : pattern === id);
      }),
    );
  });
});
