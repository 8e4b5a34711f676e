/** How the program is bundled: what both the package and the standalone file are made by. */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

const BUILTIN = new RegExp(`^(?:node:)?(?:${builtinModules.join('|')})$`);

/**
 * Node reads every property of a module of its own for whoever imports it by a statement: standard input
 * with `node:process`, all of its streams with `node:fs`, web cryptography with `node:crypto`. That is
 * 10 ms of an assessment. Asked for by name, it hands over the module and reads nothing.
 */
const builtinsByName: Plugin = {
  name: 'builtins-by-name',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: BUILTIN }, ({ path, kind, importer }) => {
      if (kind === 'dynamic-import') return null;
      // One for each importer: a module that many share would be a chunk of its own.
      return {
        path,
        suffix: `?${relative('.', importer)}`,
        namespace: 'builtin',
        sideEffects: false,
      };
    });
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}');`,
    }));
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

/** Whether a stream takes colours is our own decision; what chalk would look at takes 5 ms to load. */
const coloursAsTold: Plugin = {
  name: 'colours-as-told',
  setup({ onLoad }) {
    onLoad({ filter: /chalk\/source\/vendor\/supports-color\/index\.js$/ }, () => ({
      contents: 'export default { stdout: false, stderr: false };',
    }));
  },
};

/** Of the manifest the program reads its version; the rest would be parsed at every start. */
const versionAlone: Plugin = {
  name: 'version-alone',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /package\.json$/ }, ({ path, resolveDir, importer }) => ({
      path: join(resolveDir, path),
      suffix: `?${relative('.', importer)}`,
    }));
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
  'src/cli/kept-reports.ts',
  'src/cli/outputs.ts',
  'src/cli/report-outputs.ts',
  'src/cli/step-summary.ts',
  'src/app/config/configured-demands.ts',
  'src/app/error-report.ts',
  'src/app/render.ts',
  'src/app/schemas.ts',
  'src/app/select-rules.ts',
  'src/engine/gate.ts',
  'src/load/nearest-word.ts',
  'src/load/yaml/limit-problems.ts',
  'src/load/yaml/node-places.ts',
  'src/load/yaml/offset-tape.ts',
  'src/reporters/registry.ts',
  'src/reporters/safe-text.ts',
  'src/reporters/terminal/answer.ts',
  'src/reporters/words.ts',
  'src/reporters/worst-first.ts',
].sort();

/**
 * Who needs the first of two modules gets all that the second needs. Node takes longer to find the pieces of
 * an assessment than to read those of them that another command would not need.
 */
const TOGETHER = [
  ['src/engine/judge.ts', 'src/app/assess-estate.ts'],
  ['src/analysis/estate.ts', 'src/app/assess-estate.ts'],
  ['src/load/validate-document.ts', 'src/app/validate-estate.ts'],
] as const;

/** Whatever is loaded late names what it shares with others as well, which puts that into one chunk. */
const fewChunks: Plugin = {
  name: 'few-chunks',
  async setup({ initialOptions, onResolve, onLoad }) {
    const plugins = initialOptions.plugins?.filter(({ name }) => name !== 'few-chunks') ?? [];
    const { metafile } = await build({
      ...initialOptions,
      plugins,
      write: false,
      metafile: true,
    });
    onResolve({ filter: /^\..*\.tsx?$/ }, ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return null;
      return { path: relative('.', join(resolveDir, path)), namespace: 'late' };
    });
    onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => {
      const needed = [...SHARED, path];
      for (const [one, all] of TOGETHER) {
        if (reached(needed, metafile).has(one)) needed.push(all);
      }
      const imports = needed.map((one) => `import './${one}';`);
      return {
        contents: [...imports, `export * from './${path}';`].join('\n'),
        resolveDir: process.cwd(),
      };
    });
  },
};

/** Modules, all that they import by statements, and what that imports. */
function reached(paths: readonly string[], { inputs }: Metafile): ReadonlySet<string> {
  const found = new Set(paths);
  for (const one of found) {
    for (const { path, kind } of inputs[one]?.imports ?? []) {
      if (kind === 'import-statement') found.add(path);
    }
  }
  return found;
}

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
  plugins: [childProcessWhenUsed, builtinsByName, coloursAsTold, versionAlone, fewChunks],
};
