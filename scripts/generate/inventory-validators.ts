import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';
import type { Artefact } from './artefact.ts';

/** What is validated on its own: one item of a section costs less than the whole document at once. */
const PARTS = [
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

/** Compiled validators, so that nothing is compiled when the command starts (it would cost 0.1 s). */
export async function inventoryValidators(schema: { $id: string }): Promise<Artefact[]> {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: false,
    strict: true,
    allowUnionTypes: true,
    code: { source: true, esm: true },
  });
  addFormats.default(ajv, ['date']);
  for (const keyword of ['x-unit', 'x-reference', 'x-reference-unless', 'x-reference-prefix']) {
    ajv.addKeyword({ keyword });
  }
  ajv.addSchema(schema);
  const exports: Record<string, string> = {};
  for (const part of PARTS) exports[part] = `${schema.$id}#/$defs/${part}`;
  const source = standalone.default(ajv, exports);
  const bundle = await build({
    stdin: { contents: source, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    minify: true,
    banner: { js: '// Generated from schemas/inventory.schema.json by `npm run generate`.' },
    mainFields: ['main'],
  });
  const text = bundle.outputFiles[0]?.text ?? '';
  const types = [
    '// Generated from schemas/inventory.schema.json by `npm run generate`.',
    "import type { ErrorObject } from 'ajv';",
    '',
    'interface Validator {',
    '  (data: unknown): boolean;',
    '  errors?: ErrorObject[] | null;',
    '}',
    '',
    ...PARTS.map((part) => `export declare const ${part}: Validator;`),
    '',
  ].join('\n');
  return [
    { path: 'src/load/generated/validators.js', text },
    { path: 'src/load/generated/validators.d.ts', text: types },
  ];
}
