import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Estate } from '../../src/analysis/estate.ts';
import type { PathSegment } from '../../src/domain/fact-path.ts';
import {
  isJudged,
  type Judgement,
  keptShare,
  missingFacts,
  shownSeverity,
} from '../../src/domain/finding.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { CATALOGUE } from '../../src/rules/catalogue.ts';
import type { EstateRule } from '../../src/rules/define-rule.ts';
import {
  decidedAt,
  factName,
  formatPath,
  judgeCase,
  leavesOf,
  type RuleCase,
  without,
  withSnippet,
} from '../support/judge-case.ts';

const FOLDER = 'fixtures/rules';

function casesOf(name: string): readonly RuleCase[] {
  const file = `${FOLDER}/${name}.yaml`;
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as RuleCase[]) : [];
}

describe('rules and fixtures', () => {
  it('belong together, both ways, so that neither can go without the other', () => {
    const fixtures = readdirSync(FOLDER).map((file) => file.replace(/\.yaml$/, ''));
    const files = readdirSync('src/rules')
      .map((file) => file.replace(/\.ts$/, ''))
      .filter((file) => !['catalogue', 'define-rule', 'recovery-options'].includes(file));
    const names = CATALOGUE.map(({ name }) => name).sort();
    expect(names).toEqual(fixtures.sort());
    expect(names).toEqual(files.sort());
  });

  it('have ids and names of their own', () => {
    expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length);
    expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length);
  });
});

describe.each(CATALOGUE.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  const cases = casesOf(rule.name);

  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const { judgement, answer, estate } = await judgeCase(rule, one);
    if (one.expect.outcome === 'none') {
      expect(judgement).toBeUndefined();
      return;
    }
    if (judgement === undefined || answer === undefined) {
      throw new Error('the rule is not about this subject');
    }
    expect({ outcome: judgement.kind, message: answer.message }).toEqual({
      outcome: one.expect.outcome,
      message: one.expect.message,
    });
    expect(partsAsked(judgement, answer, one, estate)).toEqual(withoutAnswer(one));
  });

  it('has a case for every answer that its page promises', () => {
    const found = new Set(cases.map((one) => one.expect.outcome));
    const { fail, warn, unknown, notApplicable } = rule.condition;
    const promised = ['pass'];
    if (fail !== undefined) promised.push('fail');
    if (warn !== undefined) promised.push('warn');
    if (unknown !== undefined) promised.push('unknown');
    if (notApplicable !== undefined) promised.push('not-applicable');
    expect([...found].filter((outcome) => outcome !== 'none').sort()).toEqual(promised.sort());
  });

  it('answers unknown, by name, for each needed fact that is left out', async () => {
    const passing = cases.find((one) => one.expect.outcome === 'pass');
    if (passing === undefined) throw new Error('no passing case');
    for (const path of Object.values(rule.needs)) {
      const removed = await removedNeed(rule, passing, path);
      expect([path, removed?.kind]).toEqual([path, 'unknown']);
      expect(removed?.message).toContain(path.split('>').at(-1)?.split('.').at(-1));
    }
  });

  it('mends with each snippet what it stands beside', async () => {
    for (const one of cases) {
      const before = await judgeCase(rule, one);
      const snippet = before.answer?.snippet;
      if (before.judgement === undefined || snippet === undefined) continue;
      const inventory = withSnippet(one.inventory, before.judgement.subject, snippet);
      const after = await judgeCase(rule, { ...one, inventory });
      const told = `${one.name}: ${before.answer?.message}`;
      expect(after.judgement?.kind, `${told} -> ${after.answer?.message}`).not.toBe('fail');
    }
  });

  it('never keeps more of its weight when a fact is left out', async () => {
    for (const one of cases) {
      const before = await judgeCase(rule, one);
      for (const path of leavesOf(one.inventory)) {
        if (isStructure(path)) continue;
        const after = await judgeCase(rule, { ...one, inventory: without(one.inventory, path) });
        const told = `${one.name}: without ${formatPath(path)}`;
        expect(gains(before.judgement, after.judgement), told).toBe(false);
      }
    }
  }, 30_000);
});

/** What a case asks beyond outcome and message, as the judgement has it. */
function partsAsked(
  judgement: Judgement,
  answer: Outcome,
  { expect: asked }: RuleCase,
  estate: Estate,
) {
  const found: Record<string, unknown> = {
    at: decidedAt(judgement, answer, estate),
    missing: missingFacts(judgement).map((fact) => factName(fact, judgement)),
    severity: shownSeverity(judgement),
    remedy: answer.remedy,
    facts: answer.facts,
    assumed: !isJudged(judgement) && judgement.kind !== 'unknown',
  };
  const keys = Object.keys(asked).filter((key) => key !== 'outcome' && key !== 'message');
  return Object.fromEntries(keys.map((key) => [key, found[key]]));
}

function withoutAnswer({ expect: { outcome: _o, message: _m, ...rest } }: RuleCase) {
  return rest;
}

/** The passing case without one needed fact, wherever the inventory records it. */
async function removedNeed(rule: EstateRule, passing: RuleCase, path: string) {
  const wanted = path.split('>').at(-1) ?? '';
  for (const leaf of candidates(passing.inventory, wanted)) {
    const inventory = without(passing.inventory, leaf);
    const { answer } = await judgeCase(rule, { ...passing, inventory });
    if (answer?.kind === 'unknown') return answer;
  }
  return undefined;
}

/** Paths of the document that end with the wanted one, facts and whole mappings alike. */
function candidates(document: unknown, wanted: string): PathSegment[][] {
  const found = new Map<string, PathSegment[]>();
  for (const leaf of leavesOf(document)) {
    for (let length = 1; length <= leaf.length; length++) {
      const path = leaf.slice(0, length);
      const text = formatPath(path);
      if (text === wanted || text.endsWith(`.${wanted}`)) found.set(text, path);
    }
  }
  return [...found.values()];
}

/** Keys that say what a subject is and where it stands, rather than how it is: no measured facts. */
const STRUCTURE =
  /^(id|role|platform|cluster|site|application|server|host|component|kind|redundancyGroup|asOf|external)$/;

/** Keys that their mapping cannot do without, beside those. */
const REQUIRED = /conditions\[\d+\]\.text$|vendorSupport\.platforms\[\d+\]\.product$/;

function isStructure(path: readonly PathSegment[]): boolean {
  const key = path.findLast((segment) => typeof segment === 'string');
  return STRUCTURE.test(String(key)) || REQUIRED.test(formatPath(path));
}

/** Whether the check keeps a larger share than before, or leaves the score although it cost. */
function gains(before: Judgement | undefined, after: Judgement | undefined): boolean {
  if (before === undefined || before.kind === 'not-applicable') return false;
  if (after === undefined || after.kind === 'not-applicable') return keptShare(before) < 1;
  return keptShare(after) > keptShare(before);
}
