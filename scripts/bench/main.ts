/**
 * Start-up, and load, assess and total time with peak memory for three sizes; as ratios, because
 * absolute times move with the machine. `npm run bench -- 1000 10000` takes other sizes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import process from 'node:process';
import { build } from 'esbuild';
import { generateEstate } from './generate-estate.ts';

const FOLDER = 'bench-data';
const RUNS = 3;
const START_RUNS = 15;

// A proxy certificate that Node reads at start would be timed as well.
const env = { ...process.env, NODE_EXTRA_CA_CERTS: '' };

type Times = Readonly<Record<string, number>>;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function phases(mode: string, file: string): Times {
  const runs = Array.from({ length: RUNS }, () => {
    const args = ['--max-old-space-size=8192', `${FOLDER}/phases.js`, mode, file];
    return JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' })) as Times;
  });
  const names = Object.keys(runs[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name] ?? 0))]));
}

function startUp(...args: readonly string[]): number {
  return median(
    Array.from({ length: START_RUNS }, () => {
      const before = performance.now();
      execFileSync(process.execPath, args, { env, stdio: 'ignore' });
      return performance.now() - before;
    }),
  );
}

const sizes = process.argv.slice(2).map(Number);
mkdirSync(FOLDER, { recursive: true });
await build({
  entryPoints: ['scripts/bench/phases.ts'],
  outfile: `${FOLDER}/phases.js`,
  bundle: true,
  format: 'esm',
  platform: 'node',
  banner: {
    js: "import { createRequire as __r } from 'node:module'; const require = __r(import.meta.url);",
  },
});

console.log(`node ${process.version}, medians of ${START_RUNS} (start-up) and ${RUNS} runs\n`);
const bare = startUp('-e', '0');
const small = `${FOLDER}/10.yaml`;
generateEstate(10, small, `${FOLDER}/10.json`);
console.log('start-up                         ms   over node -e 0');
for (const [name, args] of [
  ['node -e 0', ['-e', '0']],
  ['virtready --version', ['bin/virtready.js', '--version']],
  ['virtready validate, 10 servers', ['bin/virtready.js', 'validate', small]],
  ['virtready assess, 10 servers', ['bin/virtready.js', small, '--exit-zero']],
] as const) {
  const time = startUp(...args);
  console.log(`${name.padEnd(30)} ${time.toFixed(0).padStart(4)}   +${(time - bare).toFixed(0)}`);
}

console.log(
  '\n  servers  yaml MB  load ms  judge ms  score ms  total ms  peak MB  total / JSON.parse',
);
for (const size of sizes.length > 0 ? sizes : [1_000, 10_000, 100_000]) {
  const yaml = `${FOLDER}/${size}.yaml`;
  const json = `${FOLDER}/${size}.json`;
  if (!existsSync(yaml) || !existsSync(json)) generateEstate(size, yaml, json);
  const parsed = phases('json', json);
  const found = phases('assess', yaml);
  const cells = [
    size.toLocaleString('en'),
    (statSync(yaml).size / 1e6).toFixed(1),
    ...['load', 'judge', 'score', 'total', 'peakMB'].map((name) => (found[name] ?? 0).toFixed(0)),
    `${((found['total'] ?? 0) / (parsed['total'] ?? 1)).toFixed(1)} x (${(parsed['total'] ?? 0).toFixed(0)} ms, ${(parsed['peakMB'] ?? 0).toFixed(0)} MB)`,
  ];
  const widths = [9, 9, 9, 10, 10, 10, 9, 30];
  console.log(cells.map((cell, i) => cell.padStart(widths[i] ?? 0)).join(''));
}
