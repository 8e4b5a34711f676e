import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
addFormats.default(ajv);
for (const name of ['report', 'diff']) {
  ajv.addSchema(JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8')), name);
}

/** Fails with the validator's words where a value does not fit a published schema, or a part of one. */
export function expectSchema(
  value: unknown,
  schema: 'report' | 'report#/$defs/line' | 'diff',
): void {
  const validate = ajv.getSchema(schema);
  if (validate === undefined) throw new Error(`there is no schema ${schema}`);
  validate(value);
  expect(validate.errors ?? null).toBeNull();
}
