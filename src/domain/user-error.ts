import type { Location } from './location.ts';

/** Something that the user can mend: what is wrong, where, and what is allowed. */
export interface Problem {
  /** Stable code, for example `duplicate-id`. */
  readonly code: string;
  readonly message: string;
  readonly location?: Location;
  /** Other places that belong to it, for example the first of two equal ids. */
  readonly related?: readonly { readonly note: string; readonly location: Location }[];
  /** What to do, or the nearest valid word. */
  readonly hint?: string;
}

/** Thrown for mistakes that the user can mend: printed without a stack, exit code 2. */
export class UserError extends Error {
  readonly problems: readonly Problem[];
  /** Problems beyond those that are listed. */
  readonly more: number;

  constructor(problems: readonly Problem[], more = 0) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.name = 'UserError';
    this.problems = problems;
    this.more = more;
  }
}

/** A `UserError` with one problem. */
export function userError(code: string, message: string, rest: Partial<Problem> = {}): UserError {
  return new UserError([{ code, message, ...rest }]);
}

/** What a step threw: mistakes without a place of their own are those of the place that asked for it. */
export function placedAt(error: unknown, location: Location | undefined): unknown {
  if (!(error instanceof UserError) || location === undefined) return error;
  const problems = error.problems.map((problem) => ({ location, ...problem }));
  return new UserError(problems, error.more);
}
