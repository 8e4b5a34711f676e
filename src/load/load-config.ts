import type { OwnRule, OwnRuleCase } from '../domain/config.ts';
import type { PathSegment } from '../domain/fact-path.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Location } from '../domain/location.ts';
import type { Severity } from '../domain/severity.ts';
import { type Problem, UserError } from '../domain/user-error.ts';
import type { Waiver } from '../domain/waiver.ts';
import { isMapping } from './facts.ts';
import { baseline, cases, config, waivers } from './generated/config-validators.js';
import { type InventorySchema, schemaProblems } from './schema-problems.ts';
import { sourceText } from './source-text.ts';
import { readYaml } from './yaml/read-yaml.ts';

const VALIDATORS = { config, waivers, baseline, cases };

/** A configuration as it is written: keys without a value are left out, at every depth. */
export interface WrittenConfig {
  readonly requiredVersion?: string;
  readonly extends?: readonly string[];
  readonly inventory?: readonly string[];
  readonly profile?: 'healthcare' | 'general';
  readonly severities?: Readonly<Record<string, Severity>>;
  readonly off?: readonly string[];
  readonly options?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly overrides?: readonly WrittenOverride[];
  readonly gate?: Readonly<Record<string, unknown>>;
  readonly waivers?: readonly WrittenWaiver[];
  readonly waiverFiles?: readonly string[];
  readonly unwaivable?: readonly string[];
  readonly baseline?: string;
  readonly outputs?: readonly string[];
  readonly rules?: readonly OwnRule[];
}

export interface WrittenOverride extends Pick<WrittenConfig, 'severities' | 'off' | 'options'> {
  readonly files?: readonly string[];
  readonly tags?: readonly string[];
}

export type WrittenWaiver = Omit<Waiver, 'location'>;

/** A document of one of the configuration's files, with the places of its values. */
export interface Placed<T> {
  readonly value: T;
  locate(path: readonly PathSegment[]): Location;
}

/** Reads a configuration. Throws a `UserError` with every problem of its syntax or schema. */
export async function loadConfig(file: InputFile): Promise<Placed<WrittenConfig>> {
  const { value, locate } = await readValid(file, 'config', 'configuration', {});
  return { value: recorded(value) as WrittenConfig, locate };
}

/** Reads a file of waivers. Throws a `UserError` as above. */
export async function loadWaivers(file: InputFile): Promise<Placed<readonly WrittenWaiver[]>> {
  const { value, locate } = await readValid(file, 'waivers', 'waivers', []);
  return { value: recorded(value) as readonly WrittenWaiver[], locate };
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

/** Without keys that have no value, at every depth: they are not set. */
function recorded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(recorded);
  if (!isMapping(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, recorded(item)]));
}

/** The one valid document of a file; `empty` where there is nothing in it. Throws a `UserError`. */
export async function readValid(
  { file, bytes }: InputFile,
  definition: keyof typeof VALIDATORS,
  name: string,
  empty: unknown,
): Promise<Placed<unknown>> {
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
