// Generated from schemas/report.schema.json by `npm run generate`.
import type { ErrorObject } from 'ajv';

interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

export declare const report: Validator;
export declare const finding: Validator;
