import { describe, expect, it } from 'vitest';
import type { FindingOutcome } from '../../src/domain/finding.ts';
import type { Report } from '../../src/domain/report.ts';
import { diffReports } from '../../src/engine/diff.ts';
import { madeApplication, madeFinding, madeReport, madeRule } from '../support/made-report.ts';
import { expectSchema } from '../support/report-schema.ts';

const TOOL = { name: 'virtready', version: '9.9.9' } as const;

function diff(old: Report, now: Report, allowedDrop?: number) {
  const found = diffReports({
    tool: TOOL,
    before: { file: 'old.json', report: old },
    after: { file: 'new.json', report: now },
    allowedDrop,
  });
  expectSchema(JSON.parse(JSON.stringify(found)), 'diff');
  return found;
}

/** A second finding keeps the subject in both reports. */
const anchor = madeFinding({ rule: 'AVL-002', outcome: 'pass' });
const rules = [madeRule(), madeRule({ id: 'AVL-002' })];

function withOutcome(outcome: FindingOutcome | 'absent'): Report {
  const findings = outcome === 'absent' ? [anchor] : [madeFinding({ outcome }), anchor];
  return madeReport({ findings, rules });
}

describe('what became of a finding', () => {
  it.each`
    old                 | now                 | change
    ${'fail'}           | ${'fail'}           | ${null}
    ${'fail'}           | ${'warn'}           | ${'changed'}
    ${'warn'}           | ${'fail'}           | ${'changed'}
    ${'fail'}           | ${'waived'}         | ${'waived'}
    ${'fail'}           | ${'unknown'}        | ${'unknown'}
    ${'fail'}           | ${'error'}          | ${'unknown'}
    ${'fail'}           | ${'pass'}           | ${'mended'}
    ${'warn'}           | ${'not-applicable'} | ${'mended'}
    ${'fail'}           | ${'absent'}         | ${'gone'}
    ${'waived'}         | ${'fail'}           | ${'new'}
    ${'waived'}         | ${'waived'}         | ${null}
    ${'waived'}         | ${'unknown'}        | ${'unknown'}
    ${'waived'}         | ${'pass'}           | ${'mended'}
    ${'waived'}         | ${'absent'}         | ${'gone'}
    ${'unknown'}        | ${'fail'}           | ${'new'}
    ${'unknown'}        | ${'waived'}         | ${'waived'}
    ${'unknown'}        | ${'unknown'}        | ${null}
    ${'unknown'}        | ${'pass'}           | ${'known'}
    ${'unknown'}        | ${'not-applicable'} | ${'known'}
    ${'unknown'}        | ${'absent'}         | ${'gone'}
    ${'pass'}           | ${'warn'}           | ${'new'}
    ${'pass'}           | ${'waived'}         | ${'waived'}
    ${'pass'}           | ${'unknown'}        | ${'unknown'}
    ${'pass'}           | ${'not-applicable'} | ${null}
    ${'pass'}           | ${'absent'}         | ${null}
    ${'not-applicable'} | ${'fail'}           | ${'new'}
    ${'absent'}         | ${'fail'}           | ${'new'}
    ${'absent'}         | ${'waived'}         | ${'waived'}
    ${'absent'}         | ${'unknown'}        | ${'unknown'}
    ${'absent'}         | ${'pass'}           | ${null}
  `('from $old to $now is $change', ({ old, now, change }) => {
    const { findings, counts } = diff(withOutcome(old), withOutcome(now));
    expect(findings.map((finding) => finding.change)).toEqual(change === null ? [] : [change]);
    expect(
      findings.map(({ old, new: now }) => [old?.outcome ?? 'absent', now?.outcome ?? 'absent']),
    ).toEqual(change === null ? [] : [[old, now]]);
    if (change !== null) expect(counts[change as keyof typeof counts]).toBe(1);
  });

  it('is a change where only the message or the severity is another one', () => {
    for (const other of [{ message: 'found 0' }, { severity: 'blocker' as const }]) {
      const { findings } = diff(
        madeReport({ findings: [madeFinding()] }),
        madeReport({ findings: [madeFinding(other)] }),
      );
      expect(findings.map(({ change }) => change)).toEqual(['changed']);
    }
  });

  it('is no change where it only moved in its file, or costs other points', () => {
    const moved = madeFinding({
      pointsLost: 3,
      location: { file: 'b.yaml', line: 1, column: 1, excerpt: { text: '', column: 1 } },
    });
    const found = diff(
      madeReport({ findings: [madeFinding()] }),
      madeReport({ findings: [moved] }),
    );
    expect([found.findings, found.counts.same]).toEqual([[], 1]);
  });

  it('says why it has no counterpart', () => {
    const other = madeFinding({ subject: { kind: 'application', id: 'mail' }, outcome: 'pass' });
    const noSubject = diff(
      madeReport({ findings: [madeFinding(), other] }),
      madeReport({ findings: [other] }),
    );
    expect(noSubject.findings.map(({ change, reason }) => [change, reason])).toEqual([
      ['gone', 'no-subject'],
    ]);
    expect(noSubject.goneSubjects).toEqual([{ kind: 'application', id: 'ehr' }]);
    expect(noSubject.addedSubjects).toEqual([]);

    const notAsked = diff(withOutcome('absent'), withOutcome('fail'));
    expect(notAsked.findings.map(({ change, reason }) => [change, reason])).toEqual([
      ['new', 'not-asked'],
    ]);

    const noRule = diff(
      madeReport({ findings: [anchor], rules: [madeRule({ id: 'AVL-002' })] }),
      withOutcome('fail'),
    );
    expect(noRule.findings.map(({ change, reason }) => [change, reason])).toEqual([
      ['new', 'no-rule'],
    ]);
    expect(noRule.caveats).toEqual([
      { code: 'rules-added', message: '1 rule ran in the new report only: AVL-001' },
    ]);
  });
});

describe('scores', () => {
  const scored = (estate: number | null, applications: Readonly<Record<string, number | null>>) =>
    madeReport({
      score: { guaranteed: estate, possible: 100, coverage: 50, stars: 3, model: 1 },
      applications: Object.entries(applications).map(([id, guaranteed]) =>
        madeApplication({ id, score: { guaranteed, possible: 100, coverage: 50 } }),
      ),
    });

  it('are compared for the estate and each application', () => {
    const found = diff(
      scored(60.2, { a: 70.3, b: 1, c: 9 }),
      scored(60.5, { b: null, a: 70, d: 3 }),
    );
    expect(found.score.guaranteed).toEqual({ old: 60.2, new: 60.5, change: 0.3 });
    expect(found.applications.map(({ id, score }) => [id, score.guaranteed])).toEqual([
      ['b', { old: 1, new: null, change: null }],
      ['a', { old: 70.3, new: 70, change: -0.3 }],
    ]);
    expect([found.addedApplications, found.goneApplications]).toEqual([['d'], ['c']]);
    expect(found.gate).toBeNull();
  });

  it.each`
    what                                           | old               | now                  | allowed | drops
    ${'nothing fell'}                              | ${[60, { a: 5 }]} | ${[61, { a: 5 }]}    | ${0}    | ${[]}
    ${'the estate fell'}                           | ${[60, {}]}       | ${[59.9, {}]}        | ${0}    | ${['estate']}
    ${'the estate fell by what is allowed'}        | ${[60.3, {}]}     | ${[60.1, {}]}        | ${0.2}  | ${[]}
    ${'an application fell below a risen average'} | ${[60, { a: 5 }]} | ${[70, { a: 4 }]}    | ${0.5}  | ${['application/a']}
    ${'a score can no longer be told'}             | ${[60, { a: 5 }]} | ${[60, { a: null }]} | ${99}   | ${['application/a']}
    ${'a score can be told at last'}               | ${[null, {}]}     | ${[1, {}]}           | ${0}    | ${[]}
    ${'an application is gone'}                    | ${[60, { a: 5 }]} | ${[60, {}]}          | ${0}    | ${[]}
  `('fail the gate, or not, where $what', ({ old, now, allowed, drops }) => {
    const found = diff(scored(old[0], old[1]), scored(now[0], now[1]), allowed);
    expect(found.gate?.drops.map(({ scope }) => scope)).toEqual(drops);
    expect(found.gate?.passed).toBe(drops.length === 0);
  });

  it('that fell are told with both numbers', () => {
    const found = diff(scored(60, { a: 5 }), scored(58.8, { a: null }), 1);
    expect(found.gate?.drops.map(({ message }) => message)).toEqual([
      'estate: fell by 1.2, from 60 to 58.8, allowed 1',
      'application a: can no longer be told, from 5 to none, allowed 1',
    ]);
  });
});

describe('caveats', () => {
  it('tell every difference that is not the estate’s doing', () => {
    const option = {
      type: 'number',
      default: 3,
      minimum: 0,
      unit: 'hosts',
      about: 'A limit.',
    } as const;
    const old = madeReport({ rules: [madeRule(), madeRule({ id: 'AVL-009' })] });
    const now = madeReport({
      tool: { name: 'virtready', version: '1.3.0' },
      asOf: '2026-12-01',
      estate: { name: 'Grace', organization: null, profile: 'general' },
      rules: [madeRule({ options: { most: option } }), madeRule({ id: 'AVL-010' })],
    });
    expect(diff(old, now).caveats).toEqual([
      { code: 'other-estate', message: 'the name of the estate differs: Mercy, now Grace' },
      { code: 'other-profile', message: 'the profile differs: healthcare, now general' },
      { code: 'rules-added', message: '1 rule ran in the new report only: AVL-010' },
      { code: 'rules-gone', message: '1 rule ran in the old report only: AVL-009' },
      { code: 'rules-changed', message: '1 rule with another severity or threshold: AVL-001' },
      {
        code: 'other-day',
        message: 'the day that stands for today differs: 2026-11-22, now 2026-12-01',
      },
      { code: 'other-version', message: 'virtready differs: 1.2.3, now 1.3.0' },
    ]);
    expect(diff(old, old).caveats).toEqual([]);
  });
});
