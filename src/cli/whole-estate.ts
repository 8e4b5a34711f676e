import type { AssessRequest } from '../app/assess-estate.ts';

/** What an assessment of everything by all rules asks for, beside what was read and when. */
export const WHOLE_ESTATE = {
  rules: { only: [], skip: [] },
  applications: [],
  gate: [],
  allowEmpty: false,
} as const satisfies Partial<AssessRequest>;
