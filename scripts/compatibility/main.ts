/**
 * Whether the built program gives the same bytes on every Node that it is for. npm fetches the others, which
 * takes a network and some time: this is no part of `npm run check`. `npm run compatibility -- 22 26`
 * takes other versions than those below.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import process from 'node:process';
import { FORMATS } from '../../src/domain/report-format.ts';

const VERSIONS = ['20.19', '22', '24'];
const HOSPITAL = 'fixtures/inventories/hospital.yaml';
const DAY = ['--as-of', '2026-11-22'];

/** Runs that together load every part of the program. */
const RUNS: readonly (readonly string[])[] = [
  ...FORMATS.map((format) => ['assess', HOSPITAL, '-o', format, ...DAY]),
  ['show', 'failure', HOSPITAL, ...DAY],
  ['rules', '-o', 'json'],
  ['import', 'ovf', 'fixtures/imports/ovf/appliance.ova'],
  ['import', 'libvirt', 'fixtures/imports/libvirt'],
  [
    'import',
    'mapped',
    'fixtures/imports/mapped',
    '--mapping',
    'fixtures/imports/mapped/mapping.yaml',
  ],
  ['validate', 'fixtures/invalid/many-problems.yaml', '-o', 'json'],
  ['validate', 'fixtures/invalid/unclosed.yaml'],
  ['scaffold', HOSPITAL, ...DAY],
  ['redact', HOSPITAL, '--seed', 'compatibility'],
];

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ended(command: string, args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  return { status, stdout, stderr };
}

/** Where npm keeps a Node of that version. */
function nodeOf(version: string): string {
  const { status, stdout, stderr } = ended('npx', [
    '--yes',
    '-p',
    `node@${version}`,
    'node',
    '-p',
    'process.execPath',
  ]);
  if (status !== 0) throw new Error(`npm gives no node@${version}:\n${stderr}`);
  return stdout.trim();
}

function digest(node: string, args: readonly string[]): string {
  const { status, stdout, stderr } = ended(node, ['bin/virtready.js', ...args]);
  const hash = createHash('sha256').update(stdout).update('\0').update(stderr).digest('hex');
  return `exit ${status}, ${stdout.length} characters, ${hash.slice(0, 16)}`;
}

const { status, stderr } = ended('npm', ['run', 'build']);
if (status !== 0) throw new Error(stderr);
const versions = process.argv.length > 2 ? process.argv.slice(2) : VERSIONS;
const nodes = versions.map((version) => nodeOf(version));
let differences = 0;
for (const args of RUNS) {
  const [first = '', ...others] = nodes.map((node) => digest(node, args));
  const unlike = others.findIndex((other) => other !== first);
  if (unlike < 0) continue;
  differences += 1;
  console.log(`✖ ${args.join(' ')}\n  Node ${versions[0]}: ${first}`);
  console.log(`  Node ${versions[unlike + 1]}: ${others[unlike]}`);
}
const exact = nodes.map((node) => ended(node, ['--version']).stdout.trim());
console.log(
  `compatibility: ${RUNS.length} runs on Node ${exact.join(', ')}, ${differences} differences`,
);
process.exitCode = differences === 0 ? 0 : 1;
