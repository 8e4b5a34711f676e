import { defineConfig, type Plugin } from 'vitest/config';
import { parse } from 'yaml';

/** Where CI wants the results as JSON beside the summary. */
const results = process.env['VIRTREADY_TEST_RESULTS'];

/** A YAML file that is imported is its value: read once, not once for each worker. */
const yamlModules: Plugin = {
  name: 'yaml-modules',
  transform: (code, id) =>
    id.endsWith('.yaml')
      ? { code: `export default ${JSON.stringify(parse(code, { merge: true }))}`, map: null }
      : undefined,
};

export default defineConfig({
  plugins: [yamlModules],
  test: {
    reporters: results === undefined ? ['default'] : ['default', 'json'],
    ...(results !== undefined && { outputFile: { json: results } }),
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    setupFiles: ['test/fixed-seed.ts'],
    // A busy machine takes seconds to load the program for the first time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What the machine says of itself must not reach a result.
    env: { TZ: 'Pacific/Auckland', FORCE_COLOR: undefined, NO_COLOR: undefined },
    coverage: { provider: 'v8', include: ['src/**/*.{ts,tsx}'], exclude: ['src/**/generated/**'] },
  },
});
