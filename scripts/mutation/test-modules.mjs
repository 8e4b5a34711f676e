/**
 * Loader hooks for tests that run again and again in one process. Modules that are to be made anew have a
 * number: with `?tests=3` those of the tests, whose first lines may build what a mutant changes, with
 * `?all=3` those of the program as well. A YAML file is its value.
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

const MADE_ANEW = { tests: /\/test\/[^?]*$/, all: /\/(test|src)\/(?!.*\/generated\/)[^?]*$/ };

export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  const [query, what] = /\?(tests|all)=\d+$/.exec(context.parentURL ?? '') ?? [];
  const isMadeAnew = what !== undefined && MADE_ANEW[what].test(resolved.url);
  return isMadeAnew ? { ...resolved, url: resolved.url + query } : resolved;
}

export async function load(url, context, next) {
  if (!url.endsWith('.yaml')) return next(url, context);
  const value = parse(await readFile(new URL(url), 'utf8'), { merge: true });
  const source = `export default ${JSON.stringify(value)}`;
  return { format: 'module', shortCircuit: true, source };
}
