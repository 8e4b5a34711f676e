import { describe, expect, it } from 'vitest';
import type { Estate } from '../../src/analysis/estate.ts';
import { missingFacts } from '../../src/domain/finding.ts';
import { pass } from '../../src/domain/outcome.ts';
import type { Rule } from '../../src/domain/rule.ts';
import { judgeEstate } from '../../src/engine/judge.ts';
import { estateOf } from '../support/estate.ts';

function ruleThat(answers: Partial<Rule<Estate>>): Rule<Estate> {
  return {
    id: 'TST-001',
    subjects: ['application'],
    severity: 'high',
    severityBelow: 'medium',
    needs: {},
    reads: {},
    options: {},
    check: () => pass('fine'),
    ...answers,
  } as Rule<Estate>;
}

/** The judgements in short: rule, subject, answer, severity. */
async function judge(...rules: readonly Rule<Estate>[]): Promise<string[]> {
  const estate = await estateOf(`
applications:
  - { id: ehr, tier: 0, owner: clinic, instances: [{ id: ehr-1, protection: none }] }
  - { id: print, tier: 4, instances: [{ id: print-1 }] }
`);
  return [...judgeEstate(rules, estate)].map(
    ({ rule, subject, kind, severity }) => `${rule.id} ${subject.id} ${kind} ${severity}`,
  );
}

describe('the judgement of an estate', () => {
  it('asks the rules in their order about their subjects in theirs', async () => {
    const both = ruleThat({ id: 'B', subjects: ['instance', 'application'] });
    expect(await judge(both, ruleThat({ id: 'A' }))).toEqual([
      'B ehr-1 pass high',
      'B print-1 pass medium',
      'B ehr pass high',
      'B print pass medium',
      'A ehr pass high',
      'A print pass medium',
    ]);
  });

  it('takes a rule that crashes for an error, and goes on', async () => {
    const crashing = ruleThat({
      id: 'A',
      check: (_facts, _options, { subject }) => {
        if (subject.id === 'ehr') throw new TypeError('a mistake of ours');
        return pass('fine');
      },
    });
    expect(await judge(crashing, ruleThat({ id: 'B' }))).toEqual([
      'A ehr error high',
      'A print pass medium',
      'B ehr pass high',
      'B print pass medium',
    ]);
  });

  it('asks nothing of subjects that a rule is not about, nor of those it does not apply to', async () => {
    const refused = () => {
      throw new Error('not asked');
    };
    expect(
      await judge(
        ruleThat({ id: 'A', concerns: ({ subject }) => subject.id === 'print' }),
        ruleThat({ id: 'B', notApplicable: () => 'it is not', check: refused }),
        ruleThat({ id: 'C', needs: { owner: 'owner' }, check: (facts) => pass(`${facts}`) }),
      ),
    ).toEqual([
      'A print pass medium',
      'B ehr not-applicable high',
      'B print not-applicable medium',
      'C ehr pass high',
      'C print unknown medium',
    ]);
  });

  it('names the facts that each subject lacks, also where they stand elsewhere', async () => {
    const estate = await estateOf(`
applications:
  - { id: ehr, instances: [{ id: ehr-1 }, { id: ehr-2 }] }
  - { id: lis, instances: [{ id: lis-1 }] }
  - { id: print, owner: clinic, instances: [{ id: print-1, protection: none }] }
`);
    const needs = { owner: 'application>owner', protection: 'protection' };
    const rule = ruleThat({ subjects: ['instance'], needs });
    const judgements = judgeEstate([rule], estate);
    const lacked = [...judgements].map((judgement) => [
      judgement.subject.id,
      missingFacts(judgement).map(({ subject, path }) => `${subject.id} ${path}`),
    ]);
    expect(lacked).toEqual([
      ['ehr-1', ['ehr owner', 'ehr-1 protection']],
      ['ehr-2', ['ehr owner', 'ehr-2 protection']],
      ['lis-1', ['lis owner', 'lis-1 protection']],
      ['print-1', []],
    ]);
    // What two instances of one application lack is the same.
    expect(judgements.columns.map(({ numbers }) => [...numbers])).toEqual([[0, 0, 1, 2]]);
  });

  it('tells facts apart that are missing one without the other', async () => {
    const needs = { owner: 'owner', tier: 'tier', name: 'name' };
    const estate = await estateOf(`
applications:
  - { id: a, tier: 1 }
  - { id: b, owner: clinic }
  - { id: c, name: C, tier: 1 }
  - { id: d }
`);
    const judgements = [...judgeEstate([ruleThat({ needs })], estate)];
    expect(judgements.map(({ missing }) => missing)).toEqual([
      ['owner', 'name'],
      ['tier', 'name'],
      ['owner'],
      ['owner', 'tier', 'name'],
    ]);
  });
});

it('refuses a rule of more facts than it can tell apart', async () => {
  const facts = (number: number) =>
    Object.fromEntries(Array.from({ length: number }, (_, i) => [`fact${i}`, `x${i}`]));
  const estate = await estateOf('applications: [{ id: ehr }]');
  const [judgement] = judgeEstate([ruleThat({ needs: facts(53) })], estate);
  expect(judgement?.missing).toEqual(Object.values(facts(53)));
  expect(() => judgeEstate([ruleThat({ needs: facts(54) })], estate)).toThrow('more than 53 facts');
});

describe('judgements', () => {
  it('are counted, and read by rule, without those that were not asked for', async () => {
    const estate = await estateOf('applications: [{ id: ehr }, { id: lis }, { id: print }]');
    const rules = [
      ruleThat({ id: 'A', concerns: ({ subject }) => subject.id !== 'lis' }),
      ruleThat({ id: 'B' }),
    ];
    const judgements = judgeEstate(rules, estate);
    expect(judgements.size).toBe(5);
    expect([...judgements.of('A')].map(({ subject }) => subject.id)).toEqual(['ehr', 'print']);
  });
});
