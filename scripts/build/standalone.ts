import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, transform } from 'esbuild';
import { SPLIT } from './bundle.ts';
import { noticesOf } from './notices.ts';
import { withShortNames } from './shorten-names.ts';

const PROGRAM = 'virtready.cjs';
const NOTICES = 'THIRD-PARTY-NOTICES.md';
const LICENCE = 'LICENSE';
const SUMS = 'SHA256SUMS';

/**
 * Starts the part of the command line. Parts are texts until they are asked for: to parse the whole program
 * at every start would take longer than most commands.
 */
const LOADER = `
const { compileFunction } = require('node:vm');
const loaded = Object.create(null);
function part(path) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!Object.hasOwn(PARTS, name)) return require(path);
  if (loaded[name] !== undefined) return loaded[name].exports;
  const module = { exports: {} };
  loaded[name] = module;
  const filename = __filename + '/' + name;
  compileFunction(PARTS[name], ['module', 'exports', 'require'], { filename })(module, module.exports, part);
  return module.exports;
}
part('run.js').run(process.argv.slice(2)).then((code) => { process.exitCode = code; });
`;

/**
 * Writes the whole command line as one file that asks for nothing but Node, with the licences of what it
 * holds and checksums that `sha256sum -c` reads. The same source gives the same bytes. `isQuick`, which is
 * for tests, leaves local names long.
 */
export async function buildStandalone(folder: string, isQuick: boolean): Promise<void> {
  const { outputFiles, metafile } = await build({
    ...SPLIT,
    entryPoints: { run: 'src/cli/run.ts' },
    outdir: folder,
    write: false,
  });
  const parts: Record<string, string> = {};
  for (const { path, text } of outputFiles) parts[basename(path)] = await partOf(text, isQuick);

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const lines = Object.entries(parts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, source]) => `${JSON.stringify(name)}:${JSON.stringify(source)}`);
  const program = `#!/usr/bin/env node\n'use strict';\nconst PARTS={\n${lines.join(',\n')}\n};${LOADER}`;
  writeFileSync(join(folder, PROGRAM), program);
  chmodSync(join(folder, PROGRAM), 0o755);
  writeFileSync(join(folder, NOTICES), noticesOf(metafile));
  copyFileSync(LICENCE, join(folder, LICENCE));
  const sums = [PROGRAM, LICENCE, NOTICES].map(
    (file) => `${sha256(join(folder, file))}  ${file}\n`,
  );
  writeFileSync(join(folder, SUMS), sums.join(''));
}

/** A chunk as a function's body that requires the others, those that are loaded late included. */
async function partOf(chunk: string, isQuick: boolean): Promise<string> {
  const { code } = await transform(chunk, {
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    supported: { 'dynamic-import': false },
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 160,
  });
  return isQuick ? code : withShortNames(code, false);
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
