/**
 * Bundles the command line and the library into `dist/`, split by command. With `--quick`, which is for
 * tests, local names stay long, and types and notices are not written.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { build } from 'esbuild';
import { SPLIT } from './build/bundle.ts';
import { noticesOf } from './build/notices.ts';
import { withShortNames } from './build/shorten-names.ts';
import { libraryTypes } from './build/types.ts';

const DIST = 'dist';
const isQuick = process.argv.includes('--quick');

rmSync(DIST, { recursive: true, force: true });
const { metafile } = await build({
  ...SPLIT,
  entryPoints: { run: 'src/cli/run.ts', index: 'src/library/index.ts' },
  outdir: DIST,
});
if (!isQuick) {
  for (const file of Object.keys(metafile.outputs)) {
    writeFileSync(file, await withShortNames(readFileSync(file, 'utf8'), true));
  }
  writeFileSync(`${DIST}/index.d.ts`, libraryTypes());
  writeFileSync(`${DIST}/THIRD-PARTY-NOTICES.md`, noticesOf(metafile));
}
