import type { Config, Origin, PlacedOwnRule, RuleSetting, Settled } from '../domain/config.ts';
import { lookUp } from '../domain/look-up.ts';
import { CATEGORIES } from '../domain/rule.ts';
import { type RuleOption, settledOptions } from '../domain/rule-option.ts';
import type { Severity } from '../domain/severity.ts';
import { type Problem, UserError } from '../domain/user-error.ts';
import { formatNumber } from '../domain/wording.ts';
import { nearestWord } from '../load/nearest-word.ts';
import type { OwnRuleMistake } from '../own-rules/own-rule.ts';
import { CATALOGUE } from '../rules/catalogue.ts';
import type { EstateRule } from '../rules/define-rule.ts';

/** A rule as a team has settled it for the whole estate. */
export interface SettledRule {
  readonly rule: EstateRule;
  readonly isOff: boolean;
}

/**
 * The built-in rules and a team's own with what it has settled, those that are off included; the
 * catalogue where there is no configuration. Throws a `UserError` with every word that names no rule, every option that does not
 * exist or does not fit, and every expression that is wrong. `onRead` is called whenever an own rule
 * looks at something; it may throw.
 */
export async function configuredRules(
  config: Config | undefined,
  onRead?: () => void,
): Promise<readonly SettledRule[]> {
  if (config === undefined) return CATALOGUE.map((rule) => ({ rule, isOff: false }));
  const own =
    config.rules.length === 0 ? { rules: [], problems: [] } : await compileOwn(config, onRead);
  const all = [...CATALOGUE, ...own.rules];
  const settings = [config.settings, ...config.overrides.map((one) => one.settings)].flat();
  const problems = [
    ...settings.flatMap((setting) => settingProblems(setting, all)),
    ...config.unwaivable.flatMap(({ value, origin }) => wordProblems(value, origin, all, [])),
    ...own.problems,
  ];
  if (problems.length > 0) throw new UserError(problems);
  return all.map((rule) => settle({ rule, isOff: false }, config.settings));
}

/** A rule as settings leave it, the last of a kind wins; a severity turns on what was off. */
export function settle(
  { rule, isOff: wasOff }: SettledRule,
  settings: readonly RuleSetting[],
): SettledRule {
  const values: Record<string, unknown> = {};
  let severity: Severity | undefined;
  let isOff = wasOff;
  for (const setting of settings) {
    if (!concernsRule(setting, rule)) continue;
    if (setting.about === 'options') {
      for (const [name, { value }] of setting.values) values[name] = value;
      continue;
    }
    if (setting.about === 'severity') severity = setting.severity;
    isOff = setting.about === 'off';
  }
  const options =
    Object.keys(values).length === 0 ? rule.options : settledOptions(rule.options, values);
  const settled = options === rule.options ? rule : { ...rule, options };
  return { rule: severity === undefined ? settled : withSeverity(settled, severity), isOff };
}

/** A team's severity holds at every tier, and for every answer. */
function withSeverity(rule: EstateRule, severity: Severity): EstateRule {
  return {
    ...rule,
    severity,
    severityBelow: severity,
    check(...asked) {
      const { severity: _own, ...outcome } = rule.check(...asked);
      return outcome;
    },
  };
}

/** Whether a setting is about a rule: names its id, one that it had, or its category. */
export function concernsRule(
  { rule: word }: RuleSetting,
  { id, replaces, category }: EstateRule,
): boolean {
  return word === id || word === category || replaces.includes(word);
}

function settingProblems(setting: RuleSetting, rules: readonly EstateRule[]): Problem[] {
  const { rule: word, origin } = setting;
  const unknown = wordProblems(word, origin, rules, setting.about === 'off' ? CATEGORIES : []);
  if (unknown.length > 0 || setting.about !== 'options') return unknown;
  const rule = rules.find((one) => concernsRule(setting, one));
  if (rule === undefined) return [];
  return [...setting.values].flatMap(([name, value]) => optionProblems(rule, name, value));
}

function wordProblems(
  word: string,
  origin: Origin,
  rules: readonly EstateRule[],
  others: readonly string[],
): Problem[] {
  if (others.includes(word)) return [];
  if (rules.some(({ id, replaces }) => id === word || replaces.includes(word))) return [];
  const message = `no rule is called "${word}"`;
  const known = [...rules.map(({ id }) => id), ...others];
  const otherwise = 'virtready rules lists them all.';
  return [unknownWord(origin, { message, word, known, otherwise })];
}

function optionProblems(
  rule: EstateRule,
  name: string,
  { value, origin }: Settled<unknown>,
): Problem[] {
  const option = lookUp(rule.options, name);
  if (option === undefined) {
    const message = `${rule.id} has no option "${name}"`;
    const known = Object.keys(rule.options);
    const otherwise = known.length === 0 ? 'It has none.' : `Its options: ${known.join(', ')}.`;
    return [unknownWord(origin, { message, word: name, known, otherwise })];
  }
  const must = misfit(option, value);
  if (must === undefined) return [];
  const message = `${rule.id}, ${name} must be ${must}, found ${JSON.stringify(value)}`;
  return [{ code: 'wrong-value', message, hint: option.about, ...placeOf(origin) }];
}

function placeOf({ location }: Origin): Pick<Problem, 'location'> {
  return location === undefined ? {} : { location };
}

/** What a value of an option must be, where it is not. */
function misfit(option: RuleOption, value: unknown): string | undefined {
  if (option.type === 'list') {
    const { choices } = option;
    const fits =
      Array.isArray(value) && value.every((item) => choices.some((choice) => choice === item));
    return fits ? undefined : `a list of ${choices.join(', ')}`;
  }
  const { minimum, maximum = Number.POSITIVE_INFINITY, unit } = option;
  if (typeof value === 'number' && value >= minimum && value <= maximum) return undefined;
  const most = Number.isFinite(maximum) ? ` to ${formatNumber(maximum)}` : ' or more';
  return `a number, ${formatNumber(minimum)}${most} (${unit})`;
}

interface Unknown {
  readonly message: string;
  readonly word: string;
  readonly known: readonly string[];
  /** The hint where no known word is near. */
  readonly otherwise: string;
}

function unknownWord(origin: Origin, { message, word, known, otherwise }: Unknown): Problem {
  const near = nearestWord(word, known);
  const hint = near === undefined ? otherwise : `Did you mean "${near}"?`;
  return { code: 'unknown-word', message, hint, ...placeOf(origin) };
}

async function compileOwn({ rules: own }: Config, onRead: (() => void) | undefined) {
  const { compileOwnRule } = await import('../own-rules/own-rule.ts');
  const rules: EstateRule[] = [];
  const problems: Problem[] = [];
  for (const placed of own) {
    const clash = clashOf(own, placed);
    if (clash !== undefined) problems.push(clash);
    const { file, line } = placed.locate('id');
    const compiled = compileOwnRule(placed.definition, `${file}:${line}`, onRead);
    if ('rule' in compiled) rules.push(compiled.rule);
    else problems.push(...compiled.mistakes.map((mistake) => expressionProblem(placed, mistake)));
  }
  return { rules, problems };
}

function clashOf(own: readonly PlacedOwnRule[], placed: PlacedOwnRule): Problem | undefined {
  const { id } = placed.definition;
  const location = placed.locate('id');
  if (CATALOGUE.some((rule) => rule.id === id || rule.replaces.includes(id))) {
    return { code: 'duplicate-id', message: `${id} is a built-in rule`, location };
  }
  const first = own.find(({ definition }) => definition.id === id);
  if (first === undefined || first === placed) return undefined;
  return {
    code: 'duplicate-id',
    message: `two rules are called ${id}`,
    location,
    related: [{ note: 'the other one stands here', location: first.locate('id') }],
  };
}

function expressionProblem(
  { definition, locate }: PlacedOwnRule,
  { key, message, text, unknown }: OwnRuleMistake,
): Problem {
  const near = unknown === undefined ? undefined : nearestWord(unknown.word, unknown.known);
  return {
    code: 'wrong-expression',
    message: `${definition.id}, ${key}: ${message}`,
    location: locate(key),
    hint: near === undefined ? `In: ${text}` : `Did you mean "${near}"?`,
  };
}
