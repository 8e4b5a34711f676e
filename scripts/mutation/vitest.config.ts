import base from '../../vitest.config.ts';

/** The tests of one unit; Stryker's own choice of test files would leave static mutants asleep. */
const tests = process.env['VIRTREADY_MUTATION_TESTS']?.split(' ') ?? [];

export default {
  ...base,
  test: {
    ...base.test,
    include: tests,
    // Mutants that hang are Stryker's business; a machine under load must not pass for one.
    testTimeout: 60_000,
    // Random cases are the same in every run: a mutant is killed in all of them or in none.
    setupFiles: ['scripts/mutation/fixed-seed.ts'],
    // Enough texts to notice; all of them would be read again for each mutant.
    env: { VIRTREADY_YAML_CASES: '200' },
  },
};
