import { CATEGORIES } from '../domain/rule.ts';
import { type UserError, userError } from '../domain/user-error.ts';
import { nearestWord } from '../load/nearest-word.ts';
import type { EstateRule } from '../rules/define-rule.ts';
import type { SettledRule } from './configured-rules.ts';

/** Words that name rules: ids (`AVL-001`, with or without `VR-`), names or categories. */
export interface RuleSelection {
  /** Only these; all where it is empty. */
  readonly only: readonly string[];
  /** Not these. */
  readonly skip: readonly string[];
}

/** The rules that a selection leaves, in their order. Throws a `UserError` for a word that names none. */
export function selectRules(
  rules: readonly SettledRule[],
  { only, skip }: RuleSelection,
): readonly SettledRule[] {
  const catalogue = rules.map(({ rule }) => rule);
  const wanted = only.map((word) => matcher(catalogue, word));
  const unwanted = skip.map((word) => matcher(catalogue, word));
  const selected = rules.filter(
    ({ rule }) =>
      (wanted.length === 0 || wanted.some((matches) => matches(rule))) &&
      !unwanted.some((matches) => matches(rule)),
  );
  if (selected.length > 0) return selected;
  throw noRuleLeft();
}

/** Nothing to ask is no clean bill. */
export function noRuleLeft(): UserError {
  return userError(
    'no-rule-left',
    'no rule is left: --skip or the configuration takes away all that --only names',
  );
}

function matcher(catalogue: readonly EstateRule[], word: string): (rule: EstateRule) => boolean {
  if (CATEGORIES.some((category) => category === word)) return (rule) => rule.category === word;
  const rule = findRule(catalogue, word);
  return (other) => other === rule;
}

/** The rule that a word names. Throws a `UserError` with the nearest one where there is none. */
export function findRule(catalogue: readonly EstateRule[], word: string): EstateRule {
  const id = word.toUpperCase().replace(/^VR-/, '');
  const rule = catalogue.find(
    (one) => one.id === id || one.name === word || one.replaces.includes(id),
  );
  if (rule !== undefined) return rule;
  const words = [...CATEGORIES, ...catalogue.flatMap((one) => [one.id, one.name])];
  const near = nearestWord(word, words);
  throw userError('unknown-rule', `no rule or category is called "${word}"`, {
    hint: near === undefined ? 'virtready rules lists them all.' : `Did you mean "${near}"?`,
  });
}
