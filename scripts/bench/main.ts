/**
 * Start-up, then for each estate the time of every step and the peak of memory; as ratios, because
 * absolute times move with the machine. `npm run bench -- 1000 10000x4 5000:one-cluster` takes other
 * estates: servers, instances for each of them, and a shape of `generate-estate.ts`. `read:1000000` only
 * validates one, `import:50000` stands for an RVTools export of so many machines, and `peer:10000` for
 * the same work by Spectral. With `--rules` it lists the slowest rules of each, with `--write` it writes
 * the findings as JSON as well, and with `--report` it puts what it found into docs/benchmarks.md.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import process from 'node:process';
import { build } from 'esbuild';
import { type EstateSize, generateEstate, SHAPES } from './generate-estate.ts';
import { generateRvtools } from './generate-rvtools.ts';
import { PEER_RULES, spectral } from './peer.ts';
import { env, type Measured, measure, median } from './processes.ts';
import { writeBenchmarks } from './report.ts';

const FOLDER = 'bench-data';
const LARGE = ['--max-file-size', '4096', '--max-nodes', '1000000000'];
const RUNS = 3;
const START_RUNS = 15;

/** What a word asks for beside an assessment. */
const OTHER = /^(import|read|peer):(.+)$/;

const DEFAULT = [
  '1000',
  '10000',
  '10000x4',
  '100000',
  ...SHAPES.slice(1).map((one) => `5000:${one}`),
  'read:10000',
  'read:100000',
  'read:1000000',
  'peer:1000',
  'peer:10000',
  'peer:100000',
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
const { yaml: small } = filesOf('10');
const starts = Object.entries({
  'node -e 0': ['-e', '0'],
  'virtready --version': ['bin/virtready.js', '--version'],
  'virtready validate, 10 servers': ['bin/virtready.js', 'validate', small],
  'virtready assess -q, 10 servers': ['bin/virtready.js', small, '--exit-zero', '-q'],
  'virtready assess, 10 servers': ['bin/virtready.js', small, '--exit-zero'],
  'virtready assess -o json': ['bin/virtready.js', small, '--exit-zero', '-o', 'json'],
}).map(([name, args]) => ({ name, ms: measure(START_RUNS, args)?.ms ?? Number.NaN }));
const bare = starts[0]?.ms ?? Number.NaN;
const startUps = starts.map(({ name, ms }) => [
  name,
  ms.toFixed(0),
  `+${(ms - bare).toFixed(0)}`,
  ratio(ms, bare),
]);
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
  .filter((word) => !OTHER.test(word))
  .map((word) => {
    const { yaml, json } = filesOf(word);
    const parse = measure(RUNS, ['-e', PARSE, json]);
    const whole = measure(RUNS, ['bin/virtready.js', yaml, '--exit-zero', '-q', ...LARGE]);
    const found = run(flags.includes('--write') ? 'write' : 'assess', yaml);
    const { total = 0, load = 1 } = found.steps;
    const row = [
      word,
      (statSync(yaml).size / 1e6).toFixed(1),
      found.findings.toFixed(0),
      ...[...steps, 'total'].map((step) => (found.steps[step] ?? 0).toFixed(0)),
      ratio(total, load),
      told(whole?.ms),
      told(parse?.ms),
      ratioOf(whole, parse),
      found.peakMB.toFixed(0),
    ];
    print([row]);
    if (flags.includes('--rules')) showSlowest(found.rules);
    return row;
  });
const readings = table(
  ['validate', 'yaml MB', 'ms', 'µs / server', 'parse', '/ parse', 'peak MB'],
  wordsOf('read').map((word) => {
    const { yaml, json } = filesOf(word);
    const parse = measure(RUNS, ['-e', PARSE, json]);
    const own = measure(RUNS, ['bin/virtready.js', 'validate', yaml, ...LARGE]);
    const perServer = ((own?.ms ?? Number.NaN) * 1000) / sizeOf(word).servers;
    const size = (statSync(yaml).size / 1e6).toFixed(1);
    const sums = [told(own?.ms), perServer.toFixed(0), told(parse?.ms), ratioOf(own, parse)];
    return [word, size, ...sums, told(own?.peakMB)];
  }),
);

const peerRules = ['--only', PEER_RULES.join(','), '--exit-zero', '-q'];
const peers = table(
  ['20 rules', 'ms', 'peak MB', 'parse', '/ parse', 'Spectral', 'MB', 'times', 'memory'],
  wordsOf('peer').map((word) => {
    const { yaml, json } = filesOf(word);
    const runs = sizeOf(word).servers > 20_000 ? 1 : RUNS;
    const parse = measure(RUNS, ['-e', PARSE, json]);
    const own = measure(RUNS, ['bin/virtready.js', yaml, ...peerRules, ...LARGE]);
    // It ends with 1 for findings, too.
    const peer = measure(runs, spectral(FOLDER)(yaml), [0, 1]);
    const memory = own === undefined || peer === undefined ? '-' : ratio(peer.peakMB, own.peakMB);
    return [
      word,
      ...[told(own?.ms), told(own?.peakMB), told(parse?.ms), ratioOf(own, parse)],
      ...[told(peer?.ms), told(peer?.peakMB), ratioOf(peer, own), memory],
    ];
  }),
);

const machines = wordsOf('import').map(Number);
for (const count of machines) {
  if (!existsSync(workbookOf(count))) await generateRvtools(count, workbookOf(count));
}
const imports = table(
  ['machines', 'xlsx MB', 'import ms', 'peak MB'],
  machines.map((count) => {
    const { steps: found, peakMB } = run('import', workbookOf(count));
    const size = (statSync(workbookOf(count)).size / 1e6).toFixed(1);
    return [`${count}`, size, (found['total'] ?? 0).toFixed(0), peakMB.toFixed(0)];
  }),
);

if (flags.includes('--report')) {
  writeBenchmarks(
    { startUp: [startHeads, ...startUps], estates: [heads, ...rows], readings, peers, imports },
    RUNS,
  );
}

function wordsOf(kind: string): string[] {
  return asked.flatMap((word) => {
    const [, of, rest = ''] = OTHER.exec(word) ?? [];
    return of === kind ? [rest] : [];
  });
}

function workbookOf(machines: number): string {
  return `${FOLDER}/rvtools-${machines}.xlsx`;
}

/** Prints a table, its lines as they come, and hands it on. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]) {
  console.log();
  print([heads, ...rows]);
  return [heads, ...rows];
}

function told(number: number | undefined): string {
  return number === undefined ? 'dies' : number.toFixed(0);
}

function ratioOf(one: Measured | undefined, other: Measured | undefined): string {
  return one === undefined || other === undefined ? '-' : ratio(one.ms, other.ms);
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
