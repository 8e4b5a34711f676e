import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { indexEstate } from '../../src/analysis/estate.ts';
import { type Judgement, type Ruling, shownSeverity } from '../../src/domain/finding.ts';
import { stopwatch } from '../../src/domain/stopwatch.ts';
import { subjectName } from '../../src/domain/subject.ts';
import { answerOf, judgeEstate } from '../../src/engine/judge.ts';
import { inReportOrder } from '../../src/engine/report-order.ts';
import { RulingTable } from '../../src/engine/ruling-table.ts';
import { loadInventory } from '../../src/load/load-inventory.ts';
import { CATALOGUE } from '../../src/rules/catalogue.ts';
import { arbitraryEstate, type Document } from '../support/arbitrary-estate.ts';

async function estateOf(document: Document) {
  const bytes = Buffer.from(stringify(document, { aliasDuplicateObjects: false }));
  const { inventory } = await loadInventory([{ file: 'estate.yaml', bytes }]);
  return indexEstate(inventory, '2026-11-22');
}

describe('a judgement', () => {
  it('is what its rule answers when it is asked again for its words', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEstate, async (document) => {
        const estate = await estateOf(document);
        for (const judgement of judgeEstate(CATALOGUE, estate)) {
          const answer = answerOf(judgement, estate);
          const { kind, severity, assumed = [] } = answer;
          expect([judgement.rule.id, judgement.outcome]).toEqual([
            judgement.rule.id,
            { kind, ...(severity && { severity }), isAssumed: assumed.length > 0 },
          ]);
          expect(answerOf(judgement, estate)).toEqual(answer);
        }
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('is not made for a subject that its rule is not about', () => {
    const rule = CATALOGUE.find(({ concerns }) => concerns !== undefined);
    const subject = { kind: 'instance', id: 'vm', value: { id: 'vm' } } as const;
    const estate = indexEstate(
      {
        assessment: {},
        operations: {},
        sites: [],
        platforms: [],
        clusters: [],
        servers: [],
        storage: [],
        applications: [],
        instances: [],
      },
      '2026-11-22',
    );
    if (rule === undefined) throw new Error('no rule leaves subjects out');
    const silent = { ...rule, concerns: () => false };
    const judgement = {
      rule: silent,
      subject,
      kind: 'pass',
      outcome: { kind: 'pass' },
      severity: 'high',
      missing: [],
    } as unknown as Parameters<typeof answerOf>[0];
    expect(() => answerOf(judgement, estate)).toThrow(`${rule.id} is not about instance/vm`);
  });
});

describe('the rulings of a rule', () => {
  const subject = { kind: 'host', id: 'h1', value: { id: 'h1', role: 'host' } } as const;
  const other = { ...subject, id: 'h2' } as const;
  const of = (id: string, path: string) => ({ subject: { kind: 'host', id }, path }) as const;
  const unknown = { kind: 'unknown' } as const;

  it('name each missing fact once, in their order, and own facts by the bare path', () => {
    const table = new RulingTable();
    const facts = [
      'memoryGiB',
      of('h2', 'rack'),
      of('h1', 'memoryGiB'),
      of('h1', 'rack'),
      of('h2', 'rack'),
    ];
    table.numberOf(subject, 'unknown', unknown, 'high', facts);
    expect(table.rulings).toEqual([
      {
        kind: 'unknown',
        outcome: { ...unknown, isAssumed: false },
        severity: 'high',
        missing: ['memoryGiB', of('h2', 'rack'), 'rack'],
      },
    ]);
  });

  it('are one for subjects that lack the same', () => {
    const table = new RulingTable();
    const numberOf = (of: typeof subject | typeof other, ...facts: Ruling['missing']) =>
      table.numberOf(of, 'unknown', unknown, 'high', facts);
    expect(numberOf(subject, of('h1', 'rack'))).toBe(0);
    expect(numberOf(other, of('h2', 'rack'))).toBe(0);
    expect(numberOf(other, 'rack')).toBe(0);
    expect(numberOf(other, of('h1', 'rack'))).toBe(1);
    expect(numberOf(other)).toBe(2);
    expect(numberOf(other, 'site')).toBe(3);
    expect(numberOf(other, 'rack')).toBe(0);
    expect(table.rulings.map(({ missing }) => missing)).toEqual([
      ['rack'],
      [of('h1', 'rack')],
      [],
      ['site'],
    ]);
  });

  it('differ in all that the score and the report ask for', () => {
    const table = new RulingTable();
    const answers = [
      ['fail', { kind: 'fail' }, 'high'],
      ['fail', { kind: 'fail' }, 'low'],
      ['warn', { kind: 'warn' }, 'high'],
      ['error', { kind: 'unknown' }, 'high'],
      ['unknown', { kind: 'unknown' }, 'high'],
      ['fail', { kind: 'fail', severity: 'blocker' }, 'high'],
      ['fail', { kind: 'fail', assumed: ['a boot of 5 min'] }, 'high'],
    ] as const;
    const numbers = [...answers, ...answers].map(([kind, grade, severity]) =>
      table.numberOf(subject, kind, grade, severity, []),
    );
    const own = [...answers.keys()];
    expect(numbers).toEqual([...own, ...own]);
    expect(table.rulings.map(({ kind, outcome, severity }) => [kind, outcome, severity])).toEqual([
      ['fail', { kind: 'fail', isAssumed: false }, 'high'],
      ['fail', { kind: 'fail', isAssumed: false }, 'low'],
      ['warn', { kind: 'warn', isAssumed: false }, 'high'],
      ['error', { kind: 'unknown', isAssumed: false }, 'high'],
      ['unknown', { kind: 'unknown', isAssumed: false }, 'high'],
      ['fail', { kind: 'fail', severity: 'blocker', isAssumed: false }, 'high'],
      ['fail', { kind: 'fail', isAssumed: true }, 'high'],
    ]);
    table.numberOf(subject, 'fail', { kind: 'fail', assumed: [] }, 'high', []);
    expect(table.rulings.length).toBe(answers.length);
  });

  it('keep no words of an answer', () => {
    const table = new RulingTable();
    const answer = { kind: 'fail', message: 'one disk, two needed', facts: { disks: 1 } } as const;
    table.numberOf(subject, 'fail', answer, 'high', []);
    expect(table.rulings.map(({ outcome }) => outcome)).toEqual([
      { kind: 'fail', isAssumed: false },
    ]);
  });

  it('name each fact once where they are too many to be shared', () => {
    const table = new RulingTable();
    const facts = Array.from({ length: 300 }, (_, i) => of('h1', `nics[${i % 150}]`));
    table.numberOf(subject, 'unknown', unknown, 'high', facts);
    expect(table.rulings[0]?.missing).toEqual(Array.from({ length: 150 }, (_, i) => `nics[${i}]`));
  });
});

describe('the order of a report', () => {
  /** As overrides do: each rule twice, about different subjects. */
  const SPLIT = CATALOGUE.flatMap((rule) =>
    [0, 1].map((half) => ({
      ...rule,
      concerns: (asked: Parameters<NonNullable<typeof rule.concerns>>[0]) =>
        asked.subject.id.length % 2 === half && (rule.concerns?.(asked) ?? true),
    })),
  );

  it.each([
    ['plain rules', CATALOGUE],
    ['rules that overrides have split', SPLIT],
  ])(
    'is the one of comparing each with each: %s',
    async (_, rules) => {
      await fc.assert(
        fc.asyncProperty(arbitraryEstate, async (document) => {
          const judgements = judgeEstate(rules, await estateOf(document));
          const pointsOfRow = (row: number) => (row * 7) % 5;
          const points = new Map<string, number>();
          for (const { rule, subjects } of judgements.columns) {
            for (const [row, one] of subjects.entries()) {
              points.set(`${rule.id} ${subjectName(one)}`, pointsOfRow(row));
            }
          }
          const pointsOf = ({ rule, subject }: Judgement) =>
            points.get(`${rule.id} ${subjectName(subject)}`) ?? 0;
          const kinds = ['error', 'fail', 'warn', 'unknown', 'not-applicable', 'pass'];
          const severities = ['blocker', 'high', 'medium', 'low', 'info'];
          const key = (one: Judgement) => [
            kinds.indexOf(one.kind),
            severities.indexOf(shownSeverity(one)),
            9 - pointsOf(one),
            one.rule.id,
            one.subject.kind,
            one.subject.id,
          ];
          const text = (one: Judgement) => key(one).join('\u0000');
          const sorted = [...judgements].sort((a, b) => (text(a) < text(b) ? -1 : 1));
          const order = inReportOrder(judgements, ({ subjects }) =>
            Float64Array.from(subjects, (_, row) => pointsOfRow(row)),
          );
          expect([...order].map(text)).toEqual(sorted.map(text));
          const open = sorted.filter(({ kind }) => kind === 'fail' || kind === 'warn');
          expect(
            [...order.open()].map(({ judgement, points }) => [text(judgement), points]),
          ).toEqual(open.map((one) => [text(one), pointsOf(one)]));
        }),
        { numRuns: 10 },
      );
    },
    60_000,
  );
});

describe('a stopwatch', () => {
  it('has a lap for each rule, by the clock that it was given', async () => {
    let now = 0;
    const watch = stopwatch(() => now++);
    const rules = CATALOGUE.slice(0, 2);
    const estate = await estateOf({});
    judgeEstate(rules, estate, watch);
    expect(watch.laps).toEqual(rules.map(({ id }) => ({ step: 'rule', part: id, time: 1 })));
  });

  it('times a promise until it is settled, and hands on what it holds', async () => {
    let now = 0;
    const watch = stopwatch(() => now);
    const work = watch.time('load', async () => {
      await Promise.resolve();
      now = 5;
      return 'loaded';
    });
    expect(await work).toBe('loaded');
    expect(watch.laps).toEqual([{ step: 'load', part: undefined, time: 5 }]);
  });
});
