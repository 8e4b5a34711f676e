import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { indexEstate } from '../../src/analysis/estate.ts';
import { shownSeverity } from '../../src/domain/finding.ts';
import { stopwatch } from '../../src/domain/stopwatch.ts';
import { FactLists } from '../../src/engine/fact-lists.ts';
import { answerOf, judgeEstate } from '../../src/engine/judge.ts';
import { inReportOrder } from '../../src/engine/report-order.ts';
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
          const { kind, severity, assumed } = answer;
          expect([judgement.rule.id, judgement.outcome]).toEqual([
            judgement.rule.id,
            { kind, ...(severity && { severity }), ...(assumed && { assumed }) },
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

describe('lists of missing facts', () => {
  const subject = { kind: 'host', id: 'h1', value: { id: 'h1', role: 'host' } } as const;
  const other = { ...subject, id: 'h2' } as const;
  const of = (id: string, path: string) => ({ subject: { kind: 'host', id }, path }) as const;

  it('name each fact once, in their order, and own facts by the bare path', () => {
    const lists = new FactLists();
    const facts = [
      'memoryGiB',
      of('h2', 'rack'),
      of('h1', 'memoryGiB'),
      of('h1', 'rack'),
      of('h2', 'rack'),
    ];
    expect(lists.share(facts, subject)).toEqual(['memoryGiB', of('h2', 'rack'), 'rack']);
  });

  it('are one list for subjects that lack the same', () => {
    const lists = new FactLists();
    const first = lists.share([of('h1', 'rack')], subject);
    expect(lists.share([of('h2', 'rack')], other)).toBe(first);
    expect(lists.share(['rack'], other)).toBe(first);
    expect(lists.share([of('h1', 'rack')], other)).toEqual([of('h1', 'rack')]);
    expect(lists.share([], other)).toEqual([]);
  });

  it('name each fact once where they are too long to be shared', () => {
    const facts = Array.from({ length: 300 }, (_, i) => of('h1', `nics[${i % 150}]`));
    expect(new FactLists().share(facts, subject)).toEqual(
      Array.from({ length: 150 }, (_, i) => `nics[${i}]`),
    );
  });
});

describe('the order of a report', () => {
  it('is the one of comparing each with each', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEstate, async (document) => {
        const judgements = judgeEstate(CATALOGUE, await estateOf(document));
        const points = new Map(judgements.map((one, i) => [one, (i * 7) % 5]));
        const pointsOf = (one: (typeof judgements)[number]) => points.get(one) ?? 0;
        const kinds = ['error', 'fail', 'warn', 'unknown', 'not-applicable', 'pass'];
        const severities = ['blocker', 'high', 'medium', 'low', 'info'];
        const key = (one: (typeof judgements)[number]) => [
          kinds.indexOf(one.kind),
          severities.indexOf(shownSeverity(one)),
          9 - pointsOf(one),
          one.rule.id,
          one.subject.kind,
          one.subject.id,
        ];
        const text = (one: (typeof judgements)[number]) => key(one).join('\u0000');
        const sorted = [...judgements].sort((a, b) => (text(a) < text(b) ? -1 : 1));
        expect(inReportOrder(judgements, pointsOf).map(text)).toEqual(sorted.map(text));
      }),
      { numRuns: 10 },
    );
  }, 60_000);
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
