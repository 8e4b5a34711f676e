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
  ajv.addSchema(schema);
  const exports: Record<string, string> = {};
  for (const part of parts) exports[part] = `${schema.$id}#/$defs/${part}`;
  const source = standalone.default(ajv, exports);
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
    "import type { ErrorObject } from 'ajv';",
    '',
    'interface Validator {',
    '  (data: unknown): boolean;',
    '  errors?: ErrorObject[] | null;',
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
