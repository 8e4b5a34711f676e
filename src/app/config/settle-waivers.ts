import type { Settled } from '../../domain/config.ts';
import { type Problem, UserError } from '../../domain/user-error.ts';
import type { Waiver } from '../../domain/waiver.ts';
import { nearestWord } from '../../load/nearest-word.ts';
import type { EstateRule } from '../../rules/define-rule.ts';

/**
 * Waivers by the ids that rules have today. Throws a `UserError` for every waiver of a rule that does
 * not exist or that nobody may waive.
 */
export function settleWaivers(
  waivers: readonly Waiver[],
  rules: readonly EstateRule[],
  unwaivable: readonly Settled<string>[],
): readonly Waiver[] {
  const problems: Problem[] = [];
  const settled = waivers.flatMap((waiver) => {
    const rule = rules.find(({ id, replaces }) => [id, ...replaces].includes(waiver.rule));
    const problem =
      rule === undefined ? unknownRule(waiver, rules) : refusal(waiver, rule, unwaivable);
    if (problem !== undefined) problems.push(problem);
    return rule === undefined ? [] : [{ ...waiver, rule: rule.id }];
  });
  if (problems.length > 0) throw new UserError(problems);
  return settled;
}

function unknownRule({ rule, location }: Waiver, rules: readonly EstateRule[]): Problem {
  const near = nearestWord(
    rule,
    rules.map(({ id }) => id),
  );
  return {
    code: 'unknown-word',
    message: `a waiver for "${rule}": no rule is called so`,
    location,
    hint: near === undefined ? 'virtready rules lists them all.' : `Did you mean "${near}"?`,
  };
}

function refusal(
  { location }: Waiver,
  { id, replaces, waivable }: EstateRule,
  unwaivable: readonly Settled<string>[],
): Problem | undefined {
  const message = `${id} cannot be waived`;
  const hint = 'Mend what it finds, or take note of it in a baseline.';
  if (!waivable) return { code: 'not-waivable', message, location, hint };
  const refusing = unwaivable.find(({ value }) => value === id || replaces.includes(value));
  if (refusing === undefined) return undefined;
  const place = refusing.origin.location;
  return {
    code: 'not-waivable',
    message,
    location,
    hint,
    ...(place !== undefined && { related: [{ note: 'this is settled here', location: place }] }),
  };
}
