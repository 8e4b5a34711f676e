import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** What one run of Stryker mutates, and the tests that are to notice. */
export interface Unit {
  readonly room: string;
  readonly name: string;
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
  /** The rules whose cases are tried, where `RULE_CASES` are among the tests. */
  readonly rules: readonly string[];
}

const RULE_CASES = 'test/rules/rule-cases.test.ts';
const NO_RULES = ['catalogue', 'define-rule', 'recovery-options'];
/** Rules whose answers are of every kind, for code that all rules have in common. */
const SOME_RULES = ['availability-need-evaluated', 'recovery-fits-rto', 'restart-fast-enough'];

interface Module {
  readonly name: string;
  readonly text: string;
}

function modulesOf(folder: string): readonly Module[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({
      name: basename(file, '.ts'),
      text: readFileSync(`${folder}/${file}`, 'utf8'),
    }));
}

const RULES = modulesOf('src/rules').filter(({ name }) => !NO_RULES.includes(name));
const ANALYSES = modulesOf('src/analysis');
/** All but the random estates, which would take hours. */
const ENGINE_TESTS = testsIn('test/engine').filter((file) => !file.includes('promises'));
const ANALYSIS_TESTS = modulesOf('test/analysis');

/** Each file of the analysis with its own tests, and the cases of the rules that use it. */
function analysisUnit({ name }: Module): Unit {
  const tests = ANALYSIS_TESTS.filter(
    (test) => test.name === `${name}.test` || test.text.includes(`/analysis/${name}.ts'`),
  );
  return {
    room: 'analysis',
    name: `analysis/${name}`,
    mutate: [`src/analysis/${name}.ts`],
    tests: [...tests.map((test) => `test/analysis/${test.name}.ts`), RULE_CASES],
    rules: rulesThatUse(name).map((rule) => rule.name),
  };
}

/** The rules that import it, else those that import what imports it. */
function rulesThatUse(name: string): readonly Module[] {
  const direct = RULES.filter(({ text }) => text.includes(`'../analysis/${name}.ts'`));
  if (direct.length > 0) return direct;
  const between = ANALYSES.filter(({ text }) => text.includes(`'./${name}.ts'`));
  return [...new Set(between.flatMap((other) => rulesThatUse(other.name)))];
}

/** Each rule with its own cases. */
function ruleUnit({ name }: Module): Unit {
  return {
    room: 'rules',
    name: `rules/${name}`,
    mutate: [`src/rules/${name}.ts`],
    tests: [RULE_CASES],
    rules: [name],
  };
}

const OTHER_DOCUMENTS = ['test/load/other-documents.test.ts'];
const MAPPINGS = ['test/load/load-mapping.test.ts'];
/** Readers of what is no inventory, with their own tests. */
const TESTS_OF: Readonly<Record<string, readonly string[]>> = {
  'load-config': OTHER_DOCUMENTS,
  'read-valid': OTHER_DOCUMENTS,
  'load-baseline': OTHER_DOCUMENTS,
  'load-report': ['test/load/load-report.test.ts'],
  'load-mapping': MAPPINGS,
  'mapped-field': MAPPINGS,
  'waiver-comments': ['test/load/waiver-comments.test.ts'],
};

const LOAD_TESTS = testsIn('test/load');
const YAML_TESTS = testsIn('test/load/yaml');

function testsIn(folder: string): readonly string[] {
  return modulesOf(folder)
    .filter(({ name }) => name.endsWith('.test'))
    .map(({ name }) => `${folder}/${name}.ts`);
}

function loadUnit({ name }: Module): Unit {
  return {
    room: 'load',
    name: `load/${name}`,
    mutate: [`src/load/${name}.ts`],
    tests: TESTS_OF[name] ?? LOAD_TESTS,
    rules: [],
  };
}

export const UNITS: readonly Unit[] = [
  {
    room: 'engine',
    name: 'engine',
    mutate: ['src/engine/*.ts'],
    tests: [...ENGINE_TESTS, 'test/estates/hospital.test.ts', RULE_CASES],
    rules: SOME_RULES,
  },
  {
    room: 'rules',
    name: 'rules/all',
    mutate: NO_RULES.map((name) => `src/rules/${name}.ts`),
    tests: ['test/rules/catalogue.test.ts', RULE_CASES],
    rules: SOME_RULES,
  },
  {
    room: 'load',
    name: 'load/yaml',
    mutate: ['src/load/yaml/*.ts'],
    // The comments that the reader finds are those that waive.
    tests: [...YAML_TESTS, 'test/load/waiver-comments.test.ts'],
    rules: [],
  },
  // Nothing but types stands in `reference.ts`.
  ...modulesOf('src/load')
    .filter(({ name }) => name !== 'reference')
    .map(loadUnit),
  ...ANALYSES.map(analysisUnit),
  ...RULES.map(ruleUnit),
];
