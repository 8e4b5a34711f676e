import { describe, expect, it } from 'vitest';
import { judgeCase } from '../support/judge-case.ts';
import { casesOf, rulesToTry } from '../support/rule-cases.ts';
import { withSnippet } from '../support/with-snippet.ts';

describe.each(await rulesToTry())('%s', async (_id, rule) => {
  const cases = await casesOf(rule.name);

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
});
