import { existsSync } from 'node:fs';
import type { EstateRule } from '../../src/rules/define-rule.ts';
import type { RuleCase } from './judge-case.ts';

export const CASES = 'fixtures/rules';

/** Names of the only rules to try; nothing of the others is loaded. For mutation runs. */
const ONLY = process.env['VIRTREADY_RULES']?.split(' ');

/** The rules to try, each under its id. */
export async function rulesToTry(): Promise<readonly (readonly [string, EstateRule])[]> {
  const rules =
    ONLY === undefined ? await wholeCatalogue() : await Promise.all(ONLY.map(ruleNamed));
  return rules.map((rule) => [rule.id, rule]);
}

async function wholeCatalogue(): Promise<readonly EstateRule[]> {
  return (await import('../../src/rules/catalogue.ts')).CATALOGUE;
}

async function ruleNamed(name: string): Promise<EstateRule> {
  return (await import(`../../src/rules/${name}.ts`)).default;
}

/** The cases of a rule; `vitest.config.ts` makes modules of YAML files. */
export async function casesOf(name: string): Promise<readonly RuleCase[]> {
  if (!existsSync(`${CASES}/${name}.yaml`)) return [];
  return (await import(`../../fixtures/rules/${name}.yaml`)).default;
}
