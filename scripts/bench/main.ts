/**
 * Start-up, then for each estate the time of every step and the peak of memory; as ratios, because
 * absolute times move with the machine. `npm run bench -- 1000 10000x4 5000:one-cluster` takes other
 * estates: servers, instances for each of them, and a shape of `generate-estate.ts`. With `--rules`
 * it lists the slowest rules of each, with `--write` it writes the findings as JSON as well, and with
 * `--report` it puts what it found into docs/benchmarks.md. `import:50000` stands for an RVTools export
 * of so many machines.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import process from 'node:process';
import { build } from 'esbuild';
import { type EstateSize, generateEstate, SHAPES } from './generate-estate.ts';
import { generateRvtools } from './generate-rvtools.ts';
import { writeBenchmarks } from './report.ts';

const FOLDER = 'bench-data';
const RUNS = 3;
const START_RUNS = 15;

// A proxy certificate that Node reads at start would be timed as well.
const env = { ...process.env, NODE_EXTRA_CA_CERTS: '' };

const IMPORT = /^import:(\d+)$/;

const DEFAULT = [
  '1000',
  '10000',
  '10000x4',
  '100000',
  ...SHAPES.slice(1).map((one) => `5000:${one}`),
  'import:800',
  'import:50000',
];
const SLOWEST = 15;

interface Run {
  readonly steps: Readonly<Record<string, number>>;
  readonly rules: Readonly<Record<string, number>>;
  readonly findings: number;
  readonly peakMB: number;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The medians of several runs, each in a process of its own. */
function run(mode: string, file: string): Run {
  const runs = Array.from({ length: RUNS }, () => {
    const args = ['--max-old-space-size=8192', `${FOLDER}/phases.js`, mode, file];
    return JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' })) as Run;
  });
  const medians = (of: 'steps' | 'rules') =>
    Object.fromEntries(
      Object.keys(runs[0]?.[of] ?? {}).map((name) => [
        name,
        median(runs.map((one) => one[of][name] ?? 0)),
      ]),
    );
  return {
    steps: medians('steps'),
    rules: medians('rules'),
    findings: runs[0]?.findings ?? 0,
    peakMB: median(runs.map(({ peakMB }) => peakMB)),
  };
}

/** The median of whole processes, from their start to their end. */
function wholeProcess(runs: number, ...args: readonly string[]): number {
  return median(
    Array.from({ length: runs }, () => {
      const before = performance.now();
      execFileSync(process.execPath, args, { env, stdio: 'ignore' });
      return performance.now() - before;
    }),
  );
}

/** What any program must do that reads the same data: the peer that an assessment is held against. */
const PARSE = "JSON.parse(require('node:fs').readFileSync(process.argv[1], 'utf8'))";

/** `10000x4:one-site`: 10,000 servers, four instances for each, all at one site. */
function sizeOf(word: string): EstateSize {
  const [, servers, perServer = '1', name = 'mixed'] =
    /^(\d+)(?:x(\d+))?(?::(.+))?$/.exec(word) ?? [];
  const shape = SHAPES.find((one) => one === name);
  if (servers === undefined || shape === undefined) throw new Error(`no such estate: ${word}`);
  return { servers: Number(servers), instances: Number(servers) * Number(perServer), shape };
}

function filesOf(word: string): { readonly yaml: string; readonly json: string } {
  const name = `${FOLDER}/${word.replace(':', '-')}`;
  const files = { yaml: `${name}.yaml`, json: `${name}.json` };
  if (!Object.values(files).every(existsSync)) generateEstate(sizeOf(word), files.yaml, files.json);
  return files;
}

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
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
const bare = wholeProcess(START_RUNS, '-e', '0');
const { yaml: small } = filesOf('10');
const startUps = Object.entries({
  'node -e 0': ['-e', '0'],
  'virtready --version': ['bin/virtready.js', '--version'],
  'virtready validate, 10 servers': ['bin/virtready.js', 'validate', small],
  'virtready assess -q, 10 servers': ['bin/virtready.js', small, '--exit-zero', '-q'],
  'virtready assess, 10 servers': ['bin/virtready.js', small, '--exit-zero'],
  'virtready assess -o json': ['bin/virtready.js', small, '--exit-zero', '-o', 'json'],
}).map(([name, args]) => {
  const time = wholeProcess(START_RUNS, ...args);
  return [name, time.toFixed(0), `+${(time - bare).toFixed(0)}`, ratio(time, bare)];
});
const startHeads = ['start-up', 'ms', 'over bare', 'ratio'];
print([startHeads, ...startUps]);

const steps = ['load', 'index', 'judge', 'score', 'report'];
if (flags.includes('--write')) steps.push('write');
const heads = [
  'milliseconds',
  'yaml MB',
  'findings',
  ...steps,
  'total',
  '/ load',
  'process',
  'parse',
  '/ parse',
  'peak MB',
];
console.log();
print([heads]);
const asked = words.length > 0 ? words : DEFAULT;
const rows = asked
  .filter((word) => !IMPORT.test(word))
  .map((word) => {
    const { yaml, json } = filesOf(word);
    const parse = wholeProcess(RUNS, '-e', PARSE, json);
    const args = ['--exit-zero', '-q', '--max-file-size', '4096'];
    const whole = wholeProcess(RUNS, 'bin/virtready.js', yaml, ...args);
    const found = run(flags.includes('--write') ? 'write' : 'assess', yaml);
    const { total = 0, load = 1 } = found.steps;
    const row = [
      word,
      (statSync(yaml).size / 1e6).toFixed(1),
      found.findings.toFixed(0),
      ...[...steps, 'total'].map((step) => (found.steps[step] ?? 0).toFixed(0)),
      ratio(total, load),
      whole.toFixed(0),
      parse.toFixed(0),
      ratio(whole, parse),
      found.peakMB.toFixed(0),
    ];
    print([row]);
    if (flags.includes('--rules')) showSlowest(found.rules);
    return row;
  });
console.log();
const importHeads = ['machines', 'xlsx MB', 'import ms', 'peak MB'];
print([importHeads]);
const imports: string[][] = [];
for (const word of asked) {
  const machines = Number(IMPORT.exec(word)?.[1]);
  if (Number.isNaN(machines)) continue;
  const file = `${FOLDER}/rvtools-${machines}.xlsx`;
  if (!existsSync(file)) await generateRvtools(machines, file);
  const { steps: found, peakMB } = run('import', file);
  const size = (statSync(file).size / 1e6).toFixed(1);
  imports.push([`${machines}`, size, (found['total'] ?? 0).toFixed(0), peakMB.toFixed(0)]);
  print(imports.slice(-1));
}
if (flags.includes('--report')) {
  const estates = [heads, ...rows];
  writeBenchmarks([startHeads, ...startUps], estates, [importHeads, ...imports], RUNS);
}

function ratio(time: number, of: number): string {
  return `${(time / of).toFixed(1)} x`;
}

function print(table: readonly (readonly string[])[]): void {
  for (const [name = '', ...cells] of table) {
    console.log(name.padEnd(32) + cells.map((cell) => cell.padStart(10)).join(''));
  }
}

function showSlowest(rules: Readonly<Record<string, number>>): void {
  const slowest = Object.entries(rules).sort(([, a], [, b]) => b - a);
  for (const [id, time] of slowest.slice(0, SLOWEST)) {
    console.log(`  ${id} ${time.toFixed(0).padStart(8)}`);
  }
}
