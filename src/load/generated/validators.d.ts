// Generated from schemas/inventory.schema.json by `npm run generate`.
import type { SchemaError } from '../schema-error.ts';

interface Validator {
  (data: unknown): boolean;
  errors?: SchemaError[] | null;
}

export declare const assessment: Validator;
export declare const operations: Validator;
export declare const site: Validator;
export declare const platform: Validator;
export declare const cluster: Validator;
export declare const server: Validator;
export declare const storage: Validator;
export declare const application: Validator;
export declare const instance: Validator;
