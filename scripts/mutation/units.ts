import { CATALOGUE } from '../../src/rules/catalogue.ts';

/** What one run of Stryker mutates, and the tests that are to notice. */
export interface Unit {
  readonly room: string;
  readonly name: string;
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
  /** The one rule whose cases are tried; without it those of all rules are. */
  readonly rule?: string;
}

const RULE_CASES = 'test/rules/rule-cases.test.ts';

/** Rules are mutated one by one, so that each is held by its own cases. */
export const UNITS: readonly Unit[] = [
  {
    room: 'engine',
    name: 'engine',
    mutate: ['src/engine/*.ts'],
    tests: ['test/engine/score.test.ts', 'test/estates/hospital.test.ts', RULE_CASES],
  },
  {
    room: 'analysis',
    name: 'analysis',
    mutate: ['src/analysis/*.ts'],
    tests: ['test/analysis/*.test.ts', RULE_CASES],
  },
  {
    room: 'rules',
    name: 'rules-shared',
    mutate: ['src/rules/{catalogue,define-rule,recovery-options}.ts'],
    tests: ['test/rules/catalogue.test.ts', RULE_CASES],
  },
  ...CATALOGUE.map(({ name }) => ({
    room: 'rules',
    name,
    mutate: [`src/rules/${name}.ts`],
    tests: [RULE_CASES],
    rule: name,
  })),
];
