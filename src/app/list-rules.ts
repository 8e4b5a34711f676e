import type { Rule } from '../domain/rule.ts';
import { describeRule, type RuleDescription } from '../domain/rule-description.ts';
import { CATALOGUE } from '../rules/catalogue.ts';
import { findRule } from './select-rules.ts';

/** Every rule as data, in the catalogue's order. */
export function listRules(): readonly RuleDescription[] {
  return CATALOGUE.map((rule) => describeRule(rule as Rule));
}

/** The rule that an id or name means. Throws a `UserError` with the nearest one. */
export function ruleNamed(word: string): RuleDescription {
  return describeRule(findRule(CATALOGUE, word) as Rule);
}

/** Whether a word is meant as the fingerprint of a finding: six hexadecimal digits or more. */
export function isFingerprint(word: string): boolean {
  return /^[0-9a-f]{6,64}$/.test(word);
}
