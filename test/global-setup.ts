import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Builds the program once, for the tests that run it as users do. */
export default async function setup(): Promise<void> {
  await promisify(execFile)('npm', ['run', 'build', '--', '--quick']);
}
