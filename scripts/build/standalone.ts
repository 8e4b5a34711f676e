import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { WHOLE } from './bundle.ts';
import { noticesOf } from './notices.ts';
import { shortenNames } from './shorten-names.ts';

const PROGRAM = 'virtready.mjs';
const NOTICES = 'THIRD-PARTY-NOTICES.md';
const LICENCE = 'LICENSE';
const SUMS = 'SHA256SUMS';

const START = `
import { run } from './src/cli/run.ts';
process.exitCode = await run(process.argv.slice(2));
`;

/**
 * Writes the whole command line as one file that asks for nothing but Node, with the licences of what it
 * holds and checksums that \`sha256sum -c\` reads. The same source gives the same bytes.
 */
export async function buildStandalone(folder: string, isQuick: boolean): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const program = join(folder, PROGRAM);
  const { metafile } = await build({
    ...WHOLE,
    metafile: true,
    stdin: { contents: START, resolveDir: '.', sourcefile: 'standalone.js' },
    outfile: program,
    banner: { js: `#!/usr/bin/env node\n${WHOLE.banner?.['js'] ?? ''}` },
  });
  if (!isQuick) await shortenNames([program]);
  chmodSync(program, 0o755);
  writeFileSync(join(folder, NOTICES), noticesOf(metafile));
  copyFileSync(LICENCE, join(folder, LICENCE));
  const sums = [PROGRAM, LICENCE, NOTICES].map((file) => `${sha256(join(folder, file))}  ${file}\n`);
  writeFileSync(join(folder, SUMS), sums.join(''));
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
