import { type Problem, UserError } from '../../src/domain/user-error.ts';

/** The one problem that a promise is refused with. */
export async function problemOf(promise: Promise<unknown>): Promise<Problem | undefined> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof UserError && error.problems.length === 1) return error.problems[0];
    throw error;
  }
  throw new Error('nothing was refused');
}
