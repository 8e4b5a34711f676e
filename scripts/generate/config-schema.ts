import type { RuleDescription } from '../../src/domain/rule-description.ts';
import type { RuleOption } from '../../src/domain/rule-option.ts';
import type { Artefact } from './artefact.ts';

const PATH = 'schemas/config.schema.json';

/** The parts of the configuration's schema that are made from the rules. */
interface ConfigSchema {
  readonly $id: string;
  readonly $defs: { readonly severities: object; readonly options: object };
}

/** The schema of the configuration with every rule and its options, for people and their editors. */
export function configSchema(schema: ConfigSchema, rules: readonly RuleDescription[]): Artefact {
  const { severities, options } = schema.$defs;
  const filled = withRules(schema, {
    severities: { ...severities, properties: byRule(rules, severitySchema) },
    options: { ...options, properties: byRule(rules, optionsSchema) },
  });
  return { path: PATH, text: `${JSON.stringify(filled, null, 2)}\n` };
}

/**
 * The same without what the rules say themselves when a configuration is read: compiled, it would be
 * half a megabyte.
 */
export function validatedConfigSchema(schema: ConfigSchema): ConfigSchema {
  const { severities, options } = schema.$defs;
  const settings = { type: ['object', 'null'] };
  return withRules(schema, {
    severities: { ...severities, properties: {} },
    options: { ...options, properties: {}, additionalProperties: settings },
  });
}

function withRules(schema: ConfigSchema, made: ConfigSchema['$defs']): ConfigSchema {
  return { ...schema, $defs: { ...schema.$defs, ...made } };
}

function byRule(
  rules: readonly RuleDescription[],
  describe: (rule: RuleDescription) => object,
): object {
  return Object.fromEntries(rules.map((rule) => [rule.id, describe(rule)]));
}

function severitySchema({ title }: RuleDescription): object {
  return { description: title, $ref: '#/$defs/severity' };
}

function optionsSchema({ title, options }: RuleDescription): object {
  const properties = Object.entries(options).map(([name, option]) => [name, valueSchema(option)]);
  return {
    description: title,
    type: ['object', 'null'],
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
}

function valueSchema(option: RuleOption): object {
  const { about, default: value } = option;
  const common = { description: about, default: value, examples: [value] };
  if (option.type === 'list') {
    const items = { type: 'string', enum: option.choices };
    return { ...common, type: ['array', 'null'], items };
  }
  const { minimum, maximum, unit } = option;
  const range = { minimum, ...(maximum !== undefined && { maximum }), 'x-unit': unit };
  return { ...common, type: ['number', 'null'], ...range };
}
