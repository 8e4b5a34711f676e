// Generated from schemas/config.schema.json by `npm run generate`.
import type { SchemaError } from '../schema-error.ts';

interface Validator {
  (data: unknown): boolean;
  errors?: SchemaError[] | null;
}

export declare const config: Validator;
export declare const waivers: Validator;
export declare const baseline: Validator;
export declare const cases: Validator;
