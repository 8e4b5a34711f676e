import type { Config, OwnRule } from '../domain/config.ts';
import type { PathSegment } from '../domain/fact-path.ts';
import type { InputFile } from '../domain/input-file.ts';
import { type RuleOption, settledOptions } from '../domain/rule-option.ts';
import { type Problem, UserError } from '../domain/user-error.ts';
import { formatNumber } from '../domain/wording.ts';
import { nearestWord } from '../load/nearest-word.ts';
import type { OwnRuleMistake } from '../own-rules/own-rule.ts';
import { CATALOGUE } from '../rules/catalogue.ts';
import type { EstateRule } from '../rules/define-rule.ts';

/**
 * The built-in rules with a team's thresholds, and its own rules; the catalogue where there is no
 * configuration. Throws a `UserError` with every option that does not exist or does not fit, and
 * every expression that is wrong.
 */
export async function configuredRules(file: InputFile | undefined): Promise<readonly EstateRule[]> {
  if (file === undefined) return CATALOGUE;
  const { loadConfig } = await import('../load/load-config.ts');
  const config = await loadConfig(file);
  const own = config.rules.length === 0 ? { rules: [], problems: [] } : await compileOwn(config);
  const problems = [...optionProblems(config), ...own.problems];
  if (problems.length > 0) throw new UserError(problems);
  return [...CATALOGUE.map((rule) => settled(rule, config)), ...own.rules];
}

function settled(rule: EstateRule, { options }: Config): EstateRule {
  const values = Object.entries(options).filter(([word]) => ruleCalled(word) === rule);
  if (values.length === 0) return rule;
  const all = Object.assign({}, ...values.map(([, value]) => value ?? {}));
  return { ...rule, options: settledOptions(rule.options, all) };
}

function ruleCalled(word: string): EstateRule | undefined {
  const id = word.toUpperCase().replace(/^VR-/, '');
  return CATALOGUE.find((rule) => rule.id === id || rule.name === word);
}

function optionProblems(config: Config): Problem[] {
  return Object.entries(config.options).flatMap(([word, values]) => {
    const rule = ruleCalled(word);
    if (rule === undefined) {
      const known = CATALOGUE.flatMap(({ id, name }) => [id, name]);
      const message = `no rule is called "${word}"`;
      const otherwise = 'virtready rules lists them all.';
      return [unknownWord(config, ['options', word], { message, word, known, otherwise })];
    }
    return Object.entries(values ?? {}).flatMap(([name, value]) => {
      const path = ['options', word, name];
      const option = rule.options[name];
      if (option === undefined) {
        const message = `${rule.id} has no option "${name}"`;
        const known = Object.keys(rule.options);
        const otherwise = known.length === 0 ? 'It has none.' : `Its options: ${known.join(', ')}.`;
        return [unknownWord(config, path, { message, word: name, known, otherwise })];
      }
      const must = misfit(option, value);
      if (must === undefined) return [];
      const message = `${rule.id}, ${name} must be ${must}, found ${JSON.stringify(value)}`;
      return [{ code: 'wrong-value', message, location: config.locate(path), hint: option.about }];
    });
  });
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

function unknownWord(
  config: Config,
  path: readonly PathSegment[],
  { message, word, known, otherwise }: Unknown,
): Problem {
  const near = nearestWord(word, known);
  const hint = near === undefined ? otherwise : `Did you mean "${near}"?`;
  return { code: 'unknown-word', message, location: config.locate(path), hint };
}

async function compileOwn(config: Config) {
  const { compileOwnRule } = await import('../own-rules/own-rule.ts');
  const rules: EstateRule[] = [];
  const problems: Problem[] = [];
  for (const [index, definition] of config.rules.entries()) {
    const clash = clashOf(config, index, definition);
    if (clash !== undefined) problems.push(clash);
    const { file, line } = config.locate(['rules', index, 'id']);
    const compiled = compileOwnRule(definition, `${file}:${line}`);
    if ('rule' in compiled) rules.push(compiled.rule);
    else {
      problems.push(
        ...compiled.mistakes.map((mistake) =>
          expressionProblem(config, index, definition, mistake),
        ),
      );
    }
  }
  return { rules, problems };
}

function clashOf(config: Config, index: number, { id }: OwnRule): Problem | undefined {
  const location = config.locate(['rules', index, 'id']);
  if (ruleCalled(id) !== undefined) {
    return { code: 'duplicate-id', message: `${id} is a built-in rule`, location };
  }
  const first = config.rules.findIndex((rule) => rule.id === id);
  if (first === index) return undefined;
  return {
    code: 'duplicate-id',
    message: `two rules are called ${id}`,
    location,
    related: [
      { note: 'the other one stands here', location: config.locate(['rules', first, 'id']) },
    ],
  };
}

function expressionProblem(
  config: Config,
  index: number,
  { id }: OwnRule,
  { key, message, text, unknown }: OwnRuleMistake,
): Problem {
  const near = unknown === undefined ? undefined : nearestWord(unknown.word, unknown.known);
  return {
    code: 'wrong-expression',
    message: `${id}, ${key}: ${message}`,
    location: config.locate(['rules', index, key]),
    hint: near === undefined ? `In: ${text}` : `Did you mean "${near}"?`,
  };
}
