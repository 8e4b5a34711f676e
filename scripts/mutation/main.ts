/**
 * Mutation tests: changes the code in small ways, one at a time, and asks whether a test notices.
 * `npm run mutation` runs everything, `npm run mutation -- engine rules/failover-tested` a room or a
 * file.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import process from 'node:process';
import { Stryker } from '@stryker-mutator/core';
import { UNITS, type Unit } from './units.ts';

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** One file of results for each unit, so that a part that is run again joins the others. */
const FOLDER = '.mutation';
/** Percent of the mutants of a room that tests must kill. */
const REQUIRED = 90;

/** For the processes that run the tests: they read TypeScript, and what they say is the same anywhere. */
const ENVIRONMENT = {
  NODE_OPTIONS: '--import tsx',
  TSX_TSCONFIG_PATH: resolve('scripts/mutation/tsconfig.json'),
  TZ: 'Pacific/Auckland',
  // Enough texts to notice; all of them would be read again for each mutant.
  VIRTREADY_YAML_CASES: '200',
};

async function mutate({ mutate, tests, rules }: Unit): Promise<readonly MutantResult[]> {
  process.env['VIRTREADY_RULES'] = rules.join(' ');
  process.env['VIRTREADY_MUTATION_TESTS'] = tests.join(' ');
  const stryker = new Stryker({ mutate: [...mutate] });
  return stryker.runMutationTest();
}

/** A mutant as it is kept: where it is, what it became, and what came of it. */
interface Tried {
  readonly place: string;
  readonly mutator: string;
  readonly replacement: string;
  readonly status: MutantResult['status'];
}

function tried({ fileName, location, mutatorName, replacement, status }: MutantResult): Tried {
  const { start } = location;
  const place = `${relative('.', fileName)}:${start.line}:${start.column}`;
  return { place, mutator: mutatorName, replacement, status };
}

function resultsFile({ name }: Unit): string {
  return `${FOLDER}/${name.replace('/', '-')}.json`;
}

function resultsOf(unit: Unit): readonly Tried[] {
  const file = resultsFile(unit);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

const KILLED: readonly string[] = ['Killed', 'Timeout'];
const LEFT: readonly string[] = ['Survived', 'NoCoverage'];

/** Percent killed of those that could be tried; what no test reaches counts as not killed. */
function score(results: readonly Tried[]) {
  const killed = results.filter(({ status }) => KILLED.includes(status)).length;
  const left = results.filter(({ status }) => LEFT.includes(status)).length;
  return { killed, left, percent: (100 * killed) / (killed + left) };
}

function line(name: string, results: readonly Tried[]): string {
  const { killed, left, percent } = score(results);
  return `${name.padEnd(40)} ${percent.toFixed(1).padStart(5)} %  ${killed} killed, ${left} left`;
}

function chosen(words: readonly string[]): readonly Unit[] {
  const unknown = words.find(
    (word) => !UNITS.some(({ room, name }) => [room, name].includes(word)),
  );
  if (unknown !== undefined) throw new Error(`no room or rule is called ${unknown}`);
  const isChosen = ({ room, name }: Unit) => [room, name].some((word) => words.includes(word));
  return words.length === 0 ? UNITS : UNITS.filter(isChosen);
}

Object.assign(process.env, ENVIRONMENT);
mkdirSync(FOLDER, { recursive: true });
for (const unit of chosen(process.argv.slice(2))) {
  const results = (await mutate(unit)).map(tried);
  writeFileSync(resultsFile(unit), `${JSON.stringify(results, null, 1)}\n`);
  console.log(line(unit.name, results));
  for (const { place, mutator, replacement, status } of results) {
    if (LEFT.includes(status)) console.log(`  ${place} ${status} ${mutator}: ${replacement}`);
  }
}

console.log();
for (const room of new Set(UNITS.map((unit) => unit.room))) {
  const results = UNITS.filter((unit) => unit.room === room).flatMap(resultsOf);
  if (results.length === 0) continue;
  console.log(line(room, results));
  if (score(results).percent < REQUIRED) process.exitCode = 1;
}
