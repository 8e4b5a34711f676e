// Generated from schemas/mapping.schema.json by `npm run generate`.
import type { SchemaError } from '../schema-error.ts';

interface Validator {
  (data: unknown): boolean;
  errors?: SchemaError[] | null;
}

export declare const mapping: Validator;
