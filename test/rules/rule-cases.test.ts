import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Estate } from '../../src/analysis/estate.ts';
import type { PathSegment } from '../../src/domain/fact-path.ts';
import { isJudged, type Judgement, missingFacts, shownSeverity } from '../../src/domain/finding.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import type { Rule } from '../../src/domain/rule.ts';
import { describeRule } from '../../src/domain/rule-description.ts';
import type { EstateRule } from '../../src/rules/define-rule.ts';
import {
  decidedAt,
  factName,
  formatPath,
  judgeCase,
  leavesOf,
  type RuleCase,
  without,
} from '../support/judge-case.ts';
import { casesOf, rulesToTry } from '../support/rule-cases.ts';

describe.each(await rulesToTry())('%s', async (_id, rule) => {
  const cases = await casesOf(rule.name);

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

  it('is what docs/rules.json says', () => {
    const documented: unknown = JSON.parse(readFileSync('docs/rules.json', 'utf8'));
    const described: unknown = JSON.parse(JSON.stringify(describeRule(rule as Rule)));
    expect(documented).toContainEqual(described);
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
    snippet: answer.snippet,
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
