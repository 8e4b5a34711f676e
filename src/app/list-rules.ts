import type { InputFile } from '../domain/input-file.ts';
import type { Rule } from '../domain/rule.ts';
import { describeRule, type RuleDescription } from '../domain/rule-description.ts';
import { configuredRules } from './configured-rules.ts';
import { findRule } from './select-rules.ts';

/** Every rule as data: the catalogue in its order, with a team's thresholds, and its own rules. */
export async function listRules(config?: InputFile): Promise<readonly RuleDescription[]> {
  const rules = await configuredRules(config);
  return rules.map((rule) => describeRule(rule as Rule));
}

/** The rule that an id or name means. Throws a `UserError` with the nearest one. */
export async function ruleNamed(word: string, config?: InputFile): Promise<RuleDescription> {
  return describeRule(findRule(await configuredRules(config), word) as Rule);
}

/** Whether a word is meant as the fingerprint of a finding: six hexadecimal digits or more. */
export function isFingerprint(word: string): boolean {
  return /^[0-9a-f]{6,64}$/.test(word);
}
