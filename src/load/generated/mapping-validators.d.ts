// Generated from schemas/mapping.schema.json by `npm run generate`.
import type { ErrorObject } from 'ajv';

interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

export declare const mapping: Validator;
