/**
 * Writes version, size, licence and day of release of every dependency into `docs/dependencies.md`. Sizes
 * are of the bundle, days are asked of the registry by npm.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { SPLIT } from './build/bundle.ts';

const PAGE = 'docs/dependencies.md';
const ROW = /^\| (@?[a-z][\w./-]*) \| (.*?) \| (.*?) \|.*$/gm;

const { metafile } = await build({
  ...SPLIT,
  entryPoints: { run: 'src/cli/run.ts', index: 'src/library/index.ts' },
  outdir: 'dist',
  write: false,
});

function kilobytes(name: string): string {
  const bytes = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([path]) => path.includes(`node_modules/${name}/`))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  return bytes === 0 ? '' : String(Math.ceil(bytes / 1000));
}

function released(name: string, version: string): string {
  const times = execFileSync('npm', ['view', name, 'time', '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(times)[version].slice(0, 'YYYY-MM-DD'.length);
}

const page = readFileSync(PAGE, 'utf8').replace(ROW, (row, name, purpose, reason) => {
  if (name === 'package') return row;
  const { version, license } = JSON.parse(
    readFileSync(`node_modules/${name}/package.json`, 'utf8'),
  );
  const found = [version, kilobytes(name), license, released(name, version)];
  return `| ${[name, purpose, reason, ...found].join(' | ')} |`;
});
writeFileSync(PAGE, page);
