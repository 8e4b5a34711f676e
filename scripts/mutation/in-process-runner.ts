/**
 * A test runner for Stryker that loads the program once and asks the tests of it for one mutant after the
 * other. To load it again for each, as Stryker's own runner for vitest does, takes a second where the
 * tests take thirty milliseconds. Only for a mutant of what a module does while it is loaded is it loaded
 * again, beside the first.
 */
import { register } from 'node:module';
import { relative, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type CompleteDryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { type File, type Suite, startTests, type Test, type VitestRunner } from '@vitest/runner';

/** A machine under load must not pass for a mutant that hangs; those are Stryker's business. */
const PATIENCE = 60_000;

interface RunOptions {
  /** Whether the program that is loaded will do; else it is loaded again. */
  readonly isLoaded?: boolean;
  readonly onTest?: (id: string | undefined) => void;
}

class InProcessRunner implements TestRunner {
  readonly #switches = switches();
  readonly #files = testFiles();
  #run = 0;
  #isLoaded = false;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    register(new URL('./test-modules.mjs', import.meta.url));
    pretendVitest();
    await import(pathToFileURL(resolve('scripts/mutation/fixed-seed.ts')).href);
  }

  /**
   * Thrice, for what is covered when. To collect the tests, and then to run them, loads the modules, some
   * of them late; what is done again in the last run is done in each. What a file does before its tests
   * belongs to all of them.
   */
  async dryRun(): Promise<CompleteDryRunResult> {
    await this.#runTests(() => false);
    const loaded = this.#takeCovered();
    await this.#runTests(() => true);
    const loadedLate = this.#takeCovered();
    const onTest = (id: string | undefined) => {
      this.#switches.currentTestId = id;
    };
    const result = await this.#runTests(() => true, { onTest });
    const perTest = { ...this.#switches.mutantCoverage?.perTest };
    const collecting = this.#takeCovered();
    for (const covered of [collecting, ...Object.values(perTest)]) {
      for (const mutant of Object.keys(covered)) delete loadedLate[mutant];
    }
    const ofTests = result.tests.map(({ id }) => [id, { ...collecting, ...perTest[id] }] as const);
    const mutantCoverage = {
      static: { ...loadedLate, ...loaded },
      perTest: Object.fromEntries(ofTests),
    };
    return { ...result, mutantCoverage };
  }

  /** What was covered outside of any test. The mutated code keeps hold of the counts: they are emptied. */
  #takeCovered(): Record<string, number> {
    const counts = this.#switches.mutantCoverage?.static ?? {};
    const covered = { ...counts };
    for (const mutant of Object.keys(covered)) delete counts[mutant];
    return covered;
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, hitLimit, mutantActivation, testFilter } = options;
    const isLoaded = mutantActivation === 'runtime';
    // What is loaded with the mutant, late or not, would stay mutated.
    if (isLoaded && !this.#isLoaded) await this.#runTests(() => true);
    this.#switches.activeMutant = activeMutant.id;
    this.#switches.hitLimit = hitLimit;
    this.#switches.hitCount = hitLimit === undefined ? undefined : 0;
    const asked = testFilter && new Set(testFilter);
    const result = await this.#runTests((id) => asked?.has(id) ?? true, { isLoaded });
    const { hitCount } = this.#switches;
    this.#switches.activeMutant = undefined;
    return toMutantRunResult(determineHitLimitReached(hitCount, hitLimit) ?? result);
  }

  /** Runs the tests that are asked for, up to the first that fails. */
  async #runTests(
    isAsked: (id: string) => boolean,
    { isLoaded = true, onTest = () => {} }: RunOptions = {},
  ): Promise<CompleteDryRunResult> {
    this.#run++;
    this.#isLoaded ||= isLoaded;
    const made = `${isLoaded ? 'tests' : 'all'}=${this.#run}`;
    let hasFailed = false;
    const runner: VitestRunner = {
      config: CONFIG,
      importFile: (file) => import(`${pathToFileURL(file).href}?${made}`),
      onBeforeRunTask(test) {
        if (hasFailed || !isAsked(idOf(test))) test.mode = 'skip';
        else onTest(idOf(test));
      },
      onAfterRunTask(test) {
        onTest(undefined);
        hasFailed ||= test.result?.state === 'fail';
      },
    };
    const files = await startTests(this.#files, runner);
    const ran = files.flatMap(testsIn).filter(({ result }) => result !== undefined);
    return {
      status: DryRunStatus.Complete,
      tests: [...files.flatMap(brokenFile), ...ran.map(resultOf)],
    };
  }
}

/** What mutated code looks up, and where it counts. */
type Switches = { [Name in keyof InstrumenterContext]: InstrumenterContext[Name] | undefined };

function switches(): Switches {
  const globals = globalThis as typeof globalThis & Record<string, Switches | undefined>;
  const { NAMESPACE } = INSTRUMENTER_CONSTANTS;
  const shared = globals[NAMESPACE] ?? {};
  globals[NAMESPACE] = shared;
  return shared;
}

/** The settings of vitest that its runner asks for. */
const CONFIG: VitestRunner['config'] = {
  name: 'mutation',
  root: '.',
  setupFiles: [],
  passWithNoTests: false,
  testNamePattern: undefined,
  allowOnly: false,
  sequence: { shuffle: false, concurrent: false, seed: 1, hooks: 'stack', setupFiles: 'list' },
  chaiConfig: undefined,
  maxConcurrency: 1,
  testTimeout: PATIENCE,
  hookTimeout: PATIENCE,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  tagsFilter: undefined,
  strictTags: false,
};

/** `vitest` is only to be imported in a worker of its own; `expect` asks for no more of it than this. */
function pretendVitest(): void {
  const config = { root: '.', snapshotOptions: {}, expect: {} };
  Object.assign(globalThis, { __vitest_worker__: { config, providedContext: {} } });
}

function testFiles(): string[] {
  return (process.env['VIRTREADY_MUTATION_TESTS'] ?? '').split(' ').map((file) => resolve(file));
}

function testsIn(suite: Suite): Test[] {
  return suite.tasks.flatMap((task) => (task.type === 'suite' ? testsIn(task) : [task]));
}

/** A test by its file and the names of all that it stands in. */
function idOf(test: Test): string {
  const names = [test.name];
  for (let above = test.suite; above !== undefined; above = above.suite) names.unshift(above.name);
  return `${relative('.', test.file.filepath)} ${names.join(' ')}`;
}

function resultOf(test: Test): TestResult {
  const id = idOf(test);
  const { state, duration = 0, errors } = test.result ?? {};
  const base = { id, name: id, timeSpentMs: duration, fileName: test.file.filepath };
  if (state !== 'fail') {
    return { ...base, status: state === 'pass' ? TestStatus.Success : TestStatus.Skipped };
  }
  return { ...base, status: TestStatus.Failed, failureMessage: errors?.[0]?.message ?? 'failed' };
}

/** A file whose tests cannot be collected, or whose hooks fail, is one test that fails. */
function brokenFile({ filepath, result }: File): TestResult[] {
  const [error] = result?.errors ?? [];
  if (error === undefined) return [];
  const id = relative('.', filepath);
  const { message } = error;
  return [{ id, name: id, timeSpentMs: 0, status: TestStatus.Failed, failureMessage: message }];
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner),
];
