// Generated from schemas/config.schema.json by `npm run generate`.
import type { ErrorObject } from 'ajv';

interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

export declare const config: Validator;
export declare const waivers: Validator;
export declare const baseline: Validator;
export declare const cases: Validator;
