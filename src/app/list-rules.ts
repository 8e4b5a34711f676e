import type { Config } from '../domain/config.ts';
import type { Rule } from '../domain/rule.ts';
import { describeRule, type RuleDescription } from '../domain/rule-description.ts';
import { configuredRules } from './configured-rules.ts';
import { findRule } from './select-rules.ts';

/** Every rule that runs, as data: the catalogue in its order as a team has settled it, and its own. */
export async function listRules(config?: Config): Promise<readonly RuleDescription[]> {
  const rules = await configuredRules(config);
  return rules.filter(({ isOff }) => !isOff).map(({ rule }) => describeRule(rule as Rule));
}

/** The rule that an id or name means. Throws a `UserError` with the nearest one. */
export async function ruleNamed(word: string, config?: Config): Promise<RuleDescription> {
  const rules = (await configuredRules(config)).map(({ rule }) => rule);
  return describeRule(findRule(rules, word) as Rule);
}

/** Whether a word is meant as the fingerprint of a finding: six hexadecimal digits or more. */
export function isFingerprint(word: string): boolean {
  return /^[0-9a-f]{6,64}$/.test(word);
}
