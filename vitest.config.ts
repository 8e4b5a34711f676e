import { defineConfig } from 'vitest/config';

/** Where CI wants the results as JSON beside the summary. */
const results = process.env['VIRTREADY_TEST_RESULTS'];

export default defineConfig({
  test: {
    reporters: results === undefined ? ['default'] : ['default', 'json'],
    ...(results !== undefined && { outputFile: { json: results } }),
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    // A busy machine takes seconds to load the program for the first time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What the machine says of itself must not reach a result.
    env: { TZ: 'Pacific/Auckland', FORCE_COLOR: undefined, NO_COLOR: undefined },
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['src/**/generated/**'] },
  },
});
