import { indexEstate } from '../analysis/estate.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { Config, OwnRuleCase } from '../domain/config.ts';
import type { FindingOutcome } from '../domain/finding.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Location } from '../domain/location.ts';
import { subjectName } from '../domain/subject.ts';
import { UserError, userError } from '../domain/user-error.ts';
import { answerOf, judgeEstate } from '../engine/judge.ts';
import { loadCases } from '../load/load-config.ts';
import { loadInventory } from '../load/load-inventory.ts';
import { nearestWord } from '../load/nearest-word.ts';
import type { EstateRule } from '../rules/define-rule.ts';
import { configuredRules } from './configured-rules.ts';

/** How one case of an own rule went. */
export interface CaseResult {
  readonly rule: string;
  readonly name: string;
  readonly passed: boolean;
  readonly expected: string;
  readonly found: string;
  readonly location: Location;
}

export interface TestRequest {
  readonly config?: Config;
  /** A file for each rule, called by its id. */
  readonly files: readonly InputFile[];
  readonly today: IsoDate;
}

/**
 * Asks own rules about the inventories of their cases. Throws a `UserError` for files that cannot
 * be read, or that name no own rule.
 */
export async function testOwnRules({ config, files, today }: TestRequest): Promise<CaseResult[]> {
  const rules = (await configuredRules(config))
    .map(({ rule }) => rule)
    .filter(({ sources }) => sources.some(({ kind }) => kind === 'team'));
  const results: CaseResult[] = [];
  for (const file of files) {
    const rule = ruleFor(file, rules);
    for (const { one, location } of await loadCases(file)) {
      results.push(await runCase(rule, one, location, today));
    }
  }
  return results;
}

function ruleFor({ file }: InputFile, rules: readonly EstateRule[]): EstateRule {
  const id = (file.split('/').at(-1) ?? file).replace(/\.ya?ml$/i, '');
  const rule = rules.find((one) => one.id === id);
  if (rule !== undefined) return rule;
  const ids = rules.map((one) => one.id);
  const near = nearestWord(id, ids);
  const own =
    ids.length === 0 ? 'The configuration has no own rule.' : `Own rules: ${ids.join(', ')}.`;
  throw userError('unknown-rule', `${file}: no own rule is called "${id}"`, {
    hint: near === undefined ? own : `Did you mean "${near}"?`,
  });
}

async function runCase(
  rule: EstateRule,
  one: OwnRuleCase,
  location: Location,
  today: IsoDate,
): Promise<CaseResult> {
  const { outcome, message } = one.expect;
  const expected = message === undefined ? outcome : `${outcome}: ${message}`;
  const told = await judge(rule, one, today);
  const answer = typeof told === 'string' ? told : `${told.kind}: ${told.message}`;
  const found = message === undefined && typeof told !== 'string' ? told.kind : answer;
  return {
    rule: rule.id,
    name: one.name,
    passed: found === expected,
    expected,
    found: answer,
    location,
  };
}

/** The one answer that is asked for, or why there is none. */
async function judge(
  rule: EstateRule,
  { inventory, subject, asOf }: OwnRuleCase,
  today: IsoDate,
): Promise<{ readonly kind: FindingOutcome; readonly message: string } | string> {
  // JSON is YAML, and leaves out what is not recorded.
  const bytes = Buffer.from(JSON.stringify(inventory));
  try {
    const loaded = await loadInventory([{ file: 'inventory', bytes }]);
    const day = asOf ?? loaded.inventory.assessment.asOf ?? today;
    const estate = indexEstate(loaded.inventory, day);
    const wanted = [...judgeEstate([rule], estate)].filter(
      (one) => subject === undefined || subjectName(one.subject) === subject,
    );
    const [only] = wanted;
    if (only !== undefined && wanted.length === 1) {
      return { kind: only.kind, message: answerOf(only, estate).message };
    }
    if (only === undefined) return `no answer for ${subject ?? 'any subject'}`;
    return `answers for ${wanted.map((one) => subjectName(one.subject)).join(', ')}; name one as subject`;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `the inventory is not valid: ${error.problems.map(({ message }) => message).join('; ')}`;
  }
}
