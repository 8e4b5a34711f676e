import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';
import type { Artefact } from './artefact.ts';

/** Definitions of a schema that are validated on their own, and where their validators go. */
export interface Validation {
  /** The schema's file. */
  readonly from: string;
  readonly schema: { readonly $id: string };
  readonly parts: readonly string[];
  /** Path of the validators without its ending. */
  readonly to: string;
}

/** One item of a section costs less than the whole document at once. */
export const INVENTORY_PARTS = [
  'assessment',
  'operations',
  'site',
  'platform',
  'cluster',
  'server',
  'storage',
  'application',
  'instance',
];

/** Keywords of ours that say something and validate nothing. */
const ANNOTATIONS = [
  'x-unit',
  'x-redact',
  'x-must',
  'x-reference',
  'x-reference-unless',
  'x-reference-prefix',
];

/** Keywords that are read by people: their texts would be embedded beside the code. */
const SAID = new Set(['title', 'description', 'examples', '$comment', ...ANNOTATIONS]);

/** Keywords whose values have names for keys. */
const NAMED = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);

/** The schema without what it only says. */
function assertionsOf<T>(node: T, hasNames = false): T {
  if (Array.isArray(node)) return node.map((item) => assertionsOf(item)) as T;
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => hasNames || !SAID.has(key))
      .map(([key, value]) => [key, assertionsOf(value, !hasNames && NAMED.has(key))]),
  ) as T;
}

/** Which parameters of a keyword's errors `load/schema-problems` reads; it words these errors itself. */
const READ_PARAMETERS: Readonly<Record<string, boolean>> = {
  required: true,
  additionalProperties: true,
  enum: true,
  const: true,
  type: false,
  format: false,
  minLength: false,
  maxLength: false,
  pattern: false,
  minimum: false,
  maximum: false,
  exclusiveMinimum: false,
};

/** Any text of one error: it never reaches into the next one. */
const WITHIN = String.raw`(?:(?!const err)[^\n])`;

/** An error as ajv writes it out, which is most of what it writes. */
const WRITTEN_ERROR = new RegExp(
  String.raw`const (err\d+) = \{instancePath(?::(${WITHIN}+?))?,schemaPath:${WITHIN}+?,keyword:"(\w+)",` +
    String.raw`params:(\{${WITHIN}*?\}),message:(${WITHIN}*?)\};` +
    String.raw`if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}`,
  'g',
);

/** One function makes every error, of what is read of it: a third of the code says the same. */
function withShortErrors(source: string): string {
  const short = source.replace(WRITTEN_ERROR, (_all, _name, path, keyword, params, message) => {
    const readsParameters = READ_PARAMETERS[keyword];
    const parts = [`vErrors,${path ?? 'instancePath'},"${keyword}"`];
    if (readsParameters !== false) parts.push(params);
    if (readsParameters === undefined) parts.push(message);
    return `vErrors = withError(${parts.join(',')});`;
  });
  return `${short}
function withError(errors, instancePath, keyword, params = {}, message) {
  const error = { instancePath, keyword, params, message };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}`;
}

/** Compiled validators, so that nothing is compiled when the command starts (it would cost 0.1 s). */
export async function compiledValidators({
  from,
  schema,
  parts,
  to,
}: Validation): Promise<Artefact[]> {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: false,
    strict: true,
    allowUnionTypes: true,
    code: { source: true, esm: true },
  });
  addFormats.default(ajv, ['date']);
  for (const keyword of ANNOTATIONS) {
    ajv.addKeyword({ keyword });
  }
  ajv.addSchema(assertionsOf(schema));
  const exports: Record<string, string> = {};
  for (const part of parts) exports[part] = `${schema.$id}#/$defs/${part}`;
  const source = withShortErrors(standalone.default(ajv, exports));
  const bundle = await build({
    stdin: { contents: source, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    minify: true,
    banner: { js: `// Generated from ${from} by \`npm run generate\`.` },
    mainFields: ['main'],
  });
  const text = bundle.outputFiles[0]?.text ?? '';
  const types = [
    `// Generated from ${from} by \`npm run generate\`.`,
    "import type { SchemaError } from '../schema-error.ts';",
    '',
    'interface Validator {',
    '  (data: unknown): boolean;',
    '  errors?: SchemaError[] | null;',
    '}',
    '',
    ...parts.map((part) => `export declare const ${part}: Validator;`),
    '',
  ].join('\n');
  return [
    { path: `${to}.js`, text },
    { path: `${to}.d.ts`, text: types },
  ];
}
