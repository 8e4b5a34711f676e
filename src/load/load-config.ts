import type { OwnRule, OwnRuleCase } from '../domain/config.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Location } from '../domain/location.ts';
import type { Severity } from '../domain/severity.ts';
import type { Waiver } from '../domain/waiver.ts';
import { isMapping } from './facts.ts';
import { baseline, cases, config, waivers } from './generated/config-validators.js';
import { type Form, type Placed, readValid } from './read-valid.ts';
import type { InventorySchema } from './schema-problems.ts';

const CONFIG: Form = form('config', 'configuration', {}, config);
const WAIVERS: Form = form('waivers', 'waivers', [], waivers);
const CASES: Form = form('cases', 'cases', [], cases);
/** A baseline is described by the schema of the configuration. */
export const BASELINE: Form = form('baseline', 'baseline', {}, baseline);

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

/** Reads a configuration. Throws a `UserError` with every problem of its syntax or schema. */
export async function loadConfig(file: InputFile): Promise<Placed<WrittenConfig>> {
  const { value, locate } = await readValid(file, CONFIG);
  return { value: recorded(value) as WrittenConfig, locate };
}

/** Reads a file of waivers. Throws a `UserError` as above. */
export async function loadWaivers(file: InputFile): Promise<Placed<readonly WrittenWaiver[]>> {
  const { value, locate } = await readValid(file, WAIVERS);
  return { value: recorded(value) as readonly WrittenWaiver[], locate };
}

/** The cases of one own rule, with their places. Throws a `UserError` as above. */
export async function loadCases(
  file: InputFile,
): Promise<readonly { readonly one: OwnRuleCase; readonly location: Location }[]> {
  const { value, locate } = await readValid(file, CASES);
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

function form(
  definition: string,
  name: string,
  empty: Form['empty'],
  validate: Form['validate'],
): Form {
  return { definition, name, empty, validate, schema: loadSchema };
}

/** Read only when there is something to explain. */
async function loadSchema(): Promise<InventorySchema> {
  const schema = await import('../../schemas/config.schema.json', { with: { type: 'json' } });
  return schema.default as unknown as InventorySchema;
}
