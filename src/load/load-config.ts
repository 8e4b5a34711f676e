import type { Config, OwnRule, OwnRuleCase } from '../domain/config.ts';
import type { PathSegment } from '../domain/fact-path.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Location } from '../domain/location.ts';
import { type Problem, UserError } from '../domain/user-error.ts';
import { isMapping } from './facts.ts';
import { cases, config } from './generated/config-validators.js';
import { type InventorySchema, schemaProblems } from './schema-problems.ts';
import { sourceText } from './source-text.ts';
import { readYaml } from './yaml/read-yaml.ts';

const VALIDATORS = { config, cases };

/** Reads a configuration. Throws a `UserError` with every problem of its syntax or schema. */
export async function loadConfig(file: InputFile): Promise<Config> {
  const { value, locate } = await readValid(file, 'config', 'configuration', {});
  const { options = {}, rules = [] } = recorded(value) as Partial<Config>;
  return {
    options: recorded(options) as Config['options'],
    rules: rules.map(recorded) as OwnRule[],
    locate,
  };
}

/** The cases of one own rule, with their places. Throws a `UserError` as above. */
export async function loadCases(
  file: InputFile,
): Promise<readonly { readonly one: OwnRuleCase; readonly location: Location }[]> {
  const { value, locate } = await readValid(file, 'cases', 'cases', []);
  return (value as readonly object[]).map((one, index) => ({
    one: recorded(one) as OwnRuleCase,
    location: locate([index]),
  }));
}

/** Without keys that have no value: they are not set. The value was validated against the schema. */
function recorded<T>(value: T): T {
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}

interface Valid {
  readonly value: unknown;
  locate(path: readonly PathSegment[]): Location;
}

/** The one document of a file; `empty` where there is nothing in it. */
async function readValid(
  { file, bytes }: InputFile,
  definition: 'config' | 'cases',
  name: string,
  empty: unknown,
): Promise<Valid> {
  const source = sourceText(file, bytes);
  const { documents, problems } = await readYaml(source);
  refuse(problems);
  const [document, second] = documents;
  const locate = (path: readonly PathSegment[]): Location =>
    source.locate(document === undefined ? source.start : document.offsetOf(path));
  if (second !== undefined) {
    const message = `a file of ${name} is one document, found a second one`;
    refuse([{ code: 'too-many-documents', message, location: source.locate(second.offsetOf([])) }]);
  }
  const value = document?.value ?? empty;
  if (Array.isArray(value) !== Array.isArray(empty) || typeof value !== 'object') {
    const must = Array.isArray(empty) ? 'a list' : 'a mapping';
    refuse([{ code: 'wrong-type', message: `a file of ${name} is ${must}`, location: locate([]) }]);
  }
  const validate = VALIDATORS[definition];
  if (!validate(value)) {
    const schema = await import('../../schemas/config.schema.json', { with: { type: 'json' } });
    const errors = validate.errors ?? [];
    const subject = { definition, name, value, locate };
    refuse(schemaProblems(errors, subject, schema.default as unknown as InventorySchema));
  }
  return { value, locate };
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new UserError(problems);
}
