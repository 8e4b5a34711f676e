import type { Config, OwnRule } from '../domain/config.ts';
import type { InputFile } from '../domain/input-file.ts';
import { type Problem, UserError } from '../domain/user-error.ts';
import type { Data, SourceDocument } from './entry.ts';
import { isMapping } from './facts.ts';
import { config as validate } from './generated/config-validators.js';
import { type InventorySchema, schemaProblems } from './schema-problems.ts';
import { sourceText } from './source-text.ts';
import { readYaml } from './yaml/read-yaml.ts';

/** Reads a configuration. Throws a `UserError` with every problem of its syntax or schema. */
export async function loadConfig({ file, bytes }: InputFile): Promise<Config> {
  const source = sourceText(file, bytes);
  const { documents, problems } = await readYaml(source);
  refuse(problems);
  const [first, second] = documents;
  if (second !== undefined) {
    const location = second.offsetOf([]);
    const message = 'a configuration is one document, found a second one';
    refuse([{ code: 'too-many-documents', message, location: source.locate(location) }]);
  }
  const document: SourceDocument = { value: {}, offsetOf: () => source.start, ...first, source };
  return configOf(document, await checked(document));
}

function configOf(document: SourceDocument, value: Data): Config {
  return {
    // Both were validated against the schema.
    options: withoutGaps((value['options'] ?? {}) as Data) as Config['options'],
    rules: ((value['rules'] ?? []) as readonly Data[]).map(
      (rule) => withoutGaps(rule) as unknown as OwnRule,
    ),
    locate: (path) => document.source.locate(document.offsetOf(path)),
  };
}

/** What has a key and no value is not set. */
function withoutGaps(data: Data): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

async function checked(document: SourceDocument): Promise<Data> {
  const value = document.value ?? {};
  if (!isMapping(value)) {
    const message = 'a configuration is a mapping of options and rules';
    refuse([
      { code: 'wrong-type', message, location: document.source.locate(document.offsetOf([])) },
    ]);
    return {};
  }
  if (!validate(value)) {
    const schema = await import('../../schemas/config.schema.json', { with: { type: 'json' } });
    const subject = {
      definition: 'config',
      name: 'configuration',
      value,
      locate: (path: Parameters<SourceDocument['offsetOf']>[0]) =>
        document.source.locate(document.offsetOf(path)),
    };
    const errors = validate.errors ?? [];
    refuse(schemaProblems(errors, subject, schema.default as unknown as InventorySchema));
  }
  return value;
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new UserError(problems);
}
