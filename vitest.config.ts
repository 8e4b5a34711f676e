import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What the machine says of itself must not reach a result.
    env: { TZ: 'Pacific/Auckland', FORCE_COLOR: undefined, NO_COLOR: undefined },
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['src/**/generated/**'] },
  },
});
