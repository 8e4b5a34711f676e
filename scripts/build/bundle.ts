/** How the program is bundled: what both the package and the standalone file are made by. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

/**
 * Node reads every property of `process` for whoever imports it by a statement, standard input included:
 * 6 ms of a start that takes 50. The global is the same object.
 */
const globalProcess: Plugin = {
  name: 'global-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:process$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'global' } : null,
    );
    onLoad({ filter: /.*/, namespace: 'global' }, () => ({ contents: 'export default process;' }));
  },
};

/** Commander can start a program for a command; no command of ours is one, and to load this takes 3 ms. */
const childProcessWhenUsed: Plugin = {
  name: 'child-process-when-used',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'used' }));
    onLoad({ filter: /.*/, namespace: 'used' }, ({ path }) => ({
      contents: `exports.spawn = (...args) => process.getBuiltinModule('${path}').spawn(...args);`,
    }));
  },
};

/** Of the manifest the program reads its version; the rest would be parsed at every start. */
const versionAlone: Plugin = {
  name: 'version-alone',
  setup({ onLoad }) {
    onLoad({ filter: /package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/**
 * What most commands stand on. esbuild makes a chunk of what exactly the same starting points need,
 * and each of these modules is needed by others: as 30 chunks of their own they would cost an
 * assessment 12 ms, most of them for looking up files.
 */
const SHARED = [
  ...readdirSync('src/domain', { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => `src/domain/${name}`),
  'src/cli/appearance.ts',
  'src/cli/configuration.ts',
  'src/cli/exit-code.ts',
  'src/cli/gate-options.ts',
  'src/cli/inputs.ts',
  'src/cli/outputs.ts',
  'src/cli/report-outputs.ts',
  'src/cli/step-summary.ts',
  'src/app/render.ts',
  'src/load/nearest-word.ts',
  'src/reporters/registry.ts',
  'src/reporters/safe-text.ts',
  'src/reporters/words.ts',
].sort();

/** Whatever is loaded late names the shared modules as well, which puts them into one chunk. */
const oneSharedChunk: Plugin = {
  name: 'one-shared-chunk',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\..*\.tsx?$/ }, ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return null;
      return { path: relative('.', join(resolveDir, path)), namespace: 'late' };
    });
    onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => {
      const shared = SHARED.map((one) => `import './${one}';`);
      return {
        contents: [...shared, `export * from './${path}';`].join('\n'),
        resolveDir: process.cwd(),
      };
    });
  },
};

/** Bundled CommonJS packages ask for Node's own modules. */
export const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Split by command, so that each loads only what it needs. */
export const SPLIT: BuildOptions & { readonly metafile: true } = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  minifySyntax: true,
  // Node reads what it runs faster without spaces; names stay, because a stack trace is read by people.
  minifyWhitespace: true,
  lineLimit: 160,
  // The notices hold every licence whole.
  legalComments: 'none',
  metafile: true,
  plugins: [globalProcess, childProcessWhenUsed, versionAlone, oneSharedChunk],
};
