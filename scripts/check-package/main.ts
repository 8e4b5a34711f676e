/**
 * Packs the package, and asks whether it is what users may rely on: its size, its manifest (publint, attw),
 * its types, and the command line and the library in an empty folder under the running Node. Further
 * versions are named: `npm run check:package -- 22 24`; npx fetches them. All of them must write the
 * same bytes.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { BUDGETS, overBudget, type Sizes } from './budgets.ts';
import { loadedBytes } from './loaded-bytes.ts';

const ROOT = process.cwd();
const HOSPITAL = resolve('fixtures/inventories/hospital.yaml');
const CONSUMER = resolve('scripts/check-package/consumer');
const LARGEST_REPORT = 64 * 1024 * 1024;
const LIFE_CYCLE = ['preinstall', 'install', 'postinstall'];

const problems: string[] = [];

function check(what: string, holds: boolean, found?: unknown): void {
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`);
  if (!holds) problems.push(`${what}${found === undefined ? '' : `: ${String(found)}`}`);
}

interface Packed {
  readonly tarball: string;
  readonly bytes: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

function pack(folder: string): Packed {
  const told = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // What the build prints stands before the list; newer versions of npm key it by the name.
  const list = JSON.parse(told.slice(told.search(/^[[{]/m)));
  const [packed] = Object.values<{ filename: string; size: number; files: Packed['files'] }>(list);
  if (packed === undefined) throw new Error('npm pack tells of no package');
  return { tarball: join(folder, packed.filename), bytes: packed.size, files: packed.files };
}

function checkFiles({ files }: Packed): void {
  const names = files.map(({ path }) => path);
  for (const file of ['bin/virtready.js', 'dist/index.d.ts', 'dist/THIRD-PARTY-NOTICES.md']) {
    check(`holds ${file}`, names.includes(file));
  }
  const maps = names.filter((name) => name.endsWith('.map'));
  check('holds no maps', maps.length === 0, maps);
}

function checkSizes(sizes: Sizes): void {
  for (const [name, bytes] of Object.entries(sizes)) {
    console.log(`     ${name}: ${bytes.toLocaleString('en')} bytes`);
  }
  const over = overBudget(sizes);
  check('keeps to its sizes', over.length === 0, over.join('; '));
}

async function checkManifest(folder: string, tarball: string): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const scripts = LIFE_CYCLE.filter((name) => manifest.scripts[name] !== undefined);
  check('runs nothing when it is installed', scripts.length === 0, scripts);
  const { messages } = await publint({ pkgDir: folder, strict: true });
  const told = messages.map((one) => formatMessage(one, manifest));
  check('publint is content', told.length === 0, told.join('; '));
  checkRun('attw is content', 'npx', ['attw', tarball, '--profile', 'esm-only', '--no-emoji']);
}

/** A program that must end well. */
function checkRun(what: string, program: string, args: readonly string[], cwd = ROOT): void {
  try {
    execFileSync(program, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
    check(what, true);
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    check(what, false, `\n${stdout}${stderr}`);
  }
}

/** How a version of Node is started; the running one where none is named. */
function nodeOf(version: string | undefined): readonly [program: string, ...args: string[]] {
  return version === undefined
    ? [process.execPath]
    : ['npx', '--yes', '-p', `node@${version}`, 'node'];
}

/** Runs what users run, and returns all that it wrote. */
function useWith(version: string | undefined, folder: string): string {
  const [program, ...before] = nodeOf(version);
  const run = (...args: readonly string[]): string =>
    execFileSync(program, [...before, ...args], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: LARGEST_REPORT,
    });
  const name = `Node ${run('--version').trim()}`;
  const cli = 'node_modules/virtready/bin/virtready.js';
  const report = run(cli, 'assess', HOSPITAL, '--exit-zero', '-o', 'json');
  check(`${name}: the command line assesses`, JSON.parse(report).verdict === 'not-ready');
  writeFileSync(join(folder, 'machines.csv'), 'Server name,Cores\nweb-1,4\n');
  run(cli, 'assess', HOSPITAL, '--exit-zero', '-o', 'html=report.html');
  const page = readFileSync(join(folder, 'report.html'), 'utf8');
  check(`${name}: it draws the page`, page.endsWith('</html>\n'), page.slice(-40));
  const explained = run(cli, 'explain', 'CON-001');
  check(`${name}: it explains a rule`, explained.includes('CON-001'));
  const used = JSON.parse(run('use.mjs', HOSPITAL));
  const { servers, ...rest } = used;
  check(`${name}: the library works`, servers > 0 && isAsExpected(rest), JSON.stringify(used));
  check(`${name}: CommonJS can require it`, run('use.cjs').trim() === '[]');
  return `${report}${page}${explained}`;
}

function isAsExpected(used: Readonly<Record<string, unknown>>): boolean {
  const expected = {
    verdict: 'not-ready',
    sameJson: true,
    hasParts: true,
    hasPage: true,
    refusedAtLine: 2,
  };
  return JSON.stringify(used) === JSON.stringify(expected);
}

const folder = mkdtempSync(join(tmpdir(), 'virtready-package-'));
try {
  const packed = pack(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...quiet, packed.tarball], { cwd: folder });
  cpSync(CONSUMER, folder, { recursive: true });
  const installed = join(folder, 'node_modules/virtready');

  checkFiles(packed);
  const code = packed.files.filter(({ path }) => /^dist\/.*\.js$/.test(path));
  checkSizes({
    tarball: packed.bytes,
    code: code.reduce((sum, { size }) => sum + size, 0),
    start: loadedBytes(installed, ['--version']),
    assessment: loadedBytes(installed, ['assess', HOSPITAL, '--exit-zero']),
  });
  await checkManifest(installed, packed.tarball);
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const strict = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext'];
  checkRun('its types are right', process.execPath, [tsc, ...strict, 'use.mts'], folder);

  const versions = [undefined, ...process.argv.slice(2)];
  const written = new Set(versions.map((version) => useWith(version, folder)));
  check('every version of Node writes the same', written.size === 1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (problems.length > 0) {
  console.error(`\n${problems.join('\n')}`);
  process.exitCode = 1;
}
console.log(`budgets: ${JSON.stringify(BUDGETS)}`);
