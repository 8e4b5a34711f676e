import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { indexEstate } from '../../src/analysis/estate.ts';
import type { PathSegment } from '../../src/domain/fact-path.ts';
import { formatPath } from '../../src/domain/fact-path.ts';
import type { Judgement } from '../../src/domain/finding.ts';
import { subjectName } from '../../src/domain/subject.ts';
import { UserError } from '../../src/domain/user-error.ts';
import { answerOf, judgeEstate } from '../../src/engine/judge.ts';
import { scoreEstate } from '../../src/engine/score.ts';
import { loadInventory } from '../../src/load/load-inventory.ts';
import { CATALOGUE } from '../../src/rules/catalogue.ts';
import { arbitraryEstate, type Document } from '../support/arbitrary-estate.ts';
import { leavesOf, without } from '../support/judge-case.ts';
import { judgementsOf } from '../support/judgements.ts';

/** More cases for a long run: VIRTREADY_RUNS=5000 npx vitest run test/engine/promises */
const RUNS = Number(process.env['VIRTREADY_RUNS'] ?? 150);

async function judge(document: Document) {
  const bytes = Buffer.from(stringify(document, { aliasDuplicateObjects: false }));
  const { inventory } = await loadInventory([{ file: 'estate.yaml', bytes }]);
  const estate = indexEstate(inventory, '2026-11-22');
  const columns = judgeEstate(CATALOGUE, estate);
  return { estate, judgements: [...columns], score: scoreEstate(columns, estate) };
}

type Judged = Awaited<ReturnType<typeof judge>>;

/**
 * Outside the first two promises: what a subject is and how much its checks weigh, and what stands
 * in for a built-in value. Where disks lie says whose score counts the checks of a storage. What makes a check apply at all is handled by `comparable`.
 */
const OUTSIDE =
  /^(id|role|platform|cluster|site|application|server|host|storage|disks|reachableBy|component|kind|redundancyGroup|asOf|tier|environment|external|generalEnd)$/;

function isOutside(path: readonly PathSegment[]): boolean {
  return OUTSIDE.test(String(path.findLast((segment) => typeof segment === 'string')));
}

/** Without the checks that apply only since the fact is gone: they are outside the promise. */
function comparable(before: readonly Judgement[], after: readonly Judgement[]): Judgement[] {
  const key = ({ rule, subject }: Judgement) => `${rule.id} ${subject.kind}/${subject.id}`;
  const applied = new Set(before.filter(({ kind }) => kind !== 'not-applicable').map(key));
  return after.filter((judgement) => applied.has(key(judgement)));
}

/** A key that the schema requires cannot be left out. */
function ifRequired(error: unknown): undefined {
  if (error instanceof UserError) return undefined;
  throw error;
}

function guaranteed(score: ReturnType<typeof scoreEstate>): number {
  return score.score.guaranteed ?? 0;
}

describe('the promises of the score', () => {
  it('recording a fact never lowers the guaranteed score, deleting one never raises it', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEstate, fc.nat(), async (document, pick) => {
        const leaves = leavesOf(document).filter((path) => path.length > 1 && !isOutside(path));
        const path = leaves[pick % Math.max(1, leaves.length)];
        if (path === undefined) return;
        const deleted = await judge(without(document, path)).catch(ifRequired);
        if (deleted === undefined) return;
        const recorded = await judge(document);
        const after = scoreEstate(
          judgementsOf(comparable(recorded.judgements, deleted.judgements)),
          deleted.estate,
        );
        const told = `without ${formatPath(path)}\n${differences(recorded, deleted)}`;
        expect(guaranteed(after), told).toBeLessThanOrEqual(guaranteed(recorded.score));
      }),
      { numRuns: RUNS * 4, endOnFailure: RUNS > 1000 },
    );
  }, 600_000);

  it('mending a finding never lowers the guaranteed or the possible score', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEstate, fc.nat(), async (document, pick) => {
        const { estate, judgements, score } = await judge(document);
        const open = judgements.filter(({ kind }) => kind === 'fail' || kind === 'warn');
        const chosen = open[pick % Math.max(1, open.length)];
        if (chosen === undefined) return;
        const mended = judgements.map((one) => (one === chosen ? passed(one) : one));
        expectAtLeast(scoreEstate(judgementsOf(mended), estate), score);
      }),
      { numRuns: RUNS },
    );
  }, 600_000);

  it('adding a failing finding never raises the guaranteed or the possible score', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEstate, fc.nat(), async (document, pick) => {
        const { estate, judgements, score } = await judge(document);
        const model = judgements[pick % Math.max(1, judgements.length)];
        if (model === undefined) return;
        const more = scoreEstate(judgementsOf([...judgements, failed(model)]), estate);
        // What is scored for the first time by this has no score to be raised.
        if (score.score.guaranteed === null) return;
        expectAtLeast(score, more);
      }),
      { numRuns: RUNS },
    );
  }, 600_000);

  it('every point lost is traced: what findings withhold is what the estate lacks to 100', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEstate, async (document) => {
        const { judgements, score } = await judge(document);
        if (score.score.guaranteed === null) return;
        const lost = judgements.reduce((sum, one) => sum + score.pointsLost(one), 0);
        // The score is rounded down to one decimal.
        expect(100 - lost).toBeGreaterThanOrEqual(guaranteed(score) - 1e-6);
        expect(100 - lost).toBeLessThan(guaranteed(score) + 0.1 + 1e-6);
      }),
      { numRuns: RUNS },
    );
  }, 600_000);

  it('what is guaranteed is possible, and neither is more than everything', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEstate, async (document) => {
        const { score } = await judge(document);
        for (const unit of [score, ...score.applications]) {
          const { guaranteed: sure, possible, coverage } = unit.score;
          if (sure === null) expect([possible, coverage]).toEqual([null, null]);
          else
            expect([sure, possible, 100]).toEqual(
              [sure, possible, 100].sort((a, b) => Number(a) - Number(b)),
            );
        }
      }),
      { numRuns: RUNS },
    );
  }, 600_000);
});

function passed(judgement: Judgement): Judgement {
  return { ...judgement, kind: 'pass', outcome: { kind: 'pass', isAssumed: false }, missing: [] };
}

function failed(judgement: Judgement): Judgement {
  return { ...judgement, kind: 'fail', outcome: { kind: 'fail', isAssumed: false }, missing: [] };
}

function expectAtLeast(
  higher: ReturnType<typeof scoreEstate>,
  lower: ReturnType<typeof scoreEstate>,
): void {
  expect(higher.score.guaranteed ?? 0).toBeGreaterThanOrEqual(lower.score.guaranteed ?? 0);
  expect(higher.score.possible ?? 0).toBeGreaterThanOrEqual(lower.score.possible ?? 0);
}

/** The answers that changed, for the message of a broken promise. */
function differences(before: Judged, after: Judged): string {
  const lines = ({ judgements, estate }: Judged) =>
    judgements.map((judgement) => {
      const { rule, subject, kind, severity } = judgement;
      const { message } = answerOf(judgement, estate);
      return `${rule.id} ${subjectName(subject)} ${severity} ${kind}: ${message}`;
    });
  const old = new Set(lines(before));
  const now = new Set(lines(after));
  return [
    ...[...old].filter((text) => !now.has(text)).map((text) => `- ${text}`),
    ...[...now].filter((text) => !old.has(text)).map((text) => `+ ${text}`),
  ].join('\n');
}
