/**
 * Makes the next version of what the changesets say: manifest, CHANGELOG, lockfile, and what is generated with
 * the version in it. npm itself is not asked for the lockfile, because it may drop packages of other
 * platforms (docs/decisions/0012).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const run = (program: string, ...args: readonly string[]) =>
  execFileSync(program, args, { stdio: 'inherit' });

run('npx', 'changeset', 'version');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
lock.version = version;
lock.packages[''].version = version;
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
run('npm', 'run', 'generate');
