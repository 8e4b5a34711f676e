/**
 * The walls of the house: every room knows `domain`; rules also know `analysis` and `knowledge`,
 * `analysis` knows `knowledge`; only `app` knows the rooms, only `cli` and `library` know `app`. Each rule
 * says what its breach would mean.
 */
const ROOMS =
  '^src/(load|importers|refresh|redact|rules|own-rules|engine|analysis|knowledge|reporters)/';

const may = (room, allowed, comment) => ({
  name: `${room}-stays-in-its-room`,
  comment,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
});

/** Packages and Node modules that a room may use. */
const only = (room, allowed, comment) => ({
  name: `${room}-uses-few-packages`,
  comment,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'core'],
    pathNot: `^(node_modules/)?(${allowed.length === 0 ? '(?!)' : allowed.join('|')})(/|$)`,
  },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Two files that need each other cannot be understood or changed one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    may('domain', [], 'The words of the house must not depend on who speaks them.'),
    may(
      'knowledge',
      ['domain'],
      'Knowledge is data with look-ups; logic in it would be judged by nobody.',
    ),
    may(
      'analysis',
      ['domain', 'knowledge'],
      'Derived facts that knew a rule or a report could not be shared by all of them.',
    ),
    may(
      'rules',
      ['domain', 'analysis', 'knowledge'],
      'A rule that knows the loader or a format judges files instead of facts.',
    ),
    {
      name: 'a-rule-knows-no-rule',
      comment:
        'Rules that call each other cannot be switched off, weighed or explained one by one.',
      severity: 'error',
      from: { path: '^src/rules/', pathNot: '^src/rules/catalogue' },
      to: { path: '^src/rules/', pathNot: '^src/rules/(define-rule|recovery-options)' },
    },
    may(
      'own-rules',
      ['domain', 'analysis'],
      'An own rule that knows the loader or a built-in rule judges files, or another rule, instead of facts.',
    ),
    may(
      'engine',
      ['domain'],
      'An engine that names a rule would treat it differently from the others.',
    ),
    may('load', ['domain'], 'A loader that judges would hide facts from the rules.'),
    may(
      'importers',
      ['domain'],
      'An importer that judges or knows thresholds would guess what is missing.',
    ),
    may(
      'refresh',
      ['domain', 'load'],
      'What keeps files apart from what people wrote must not know what is judged, or by whom.',
    ),
    may(
      'redact',
      ['domain', 'load'],
      'What replaces names must not know what is judged: the judgement is to stay the same by itself.',
    ),
    may(
      'reporters',
      ['domain'],
      'A reporter that computes would make two formats of one report differ.',
    ),
    {
      name: 'app-knows-no-cli',
      comment: 'Use cases take values; one that knows the terminal cannot serve a library.',
      severity: 'error',
      from: { path: '^src/app/' },
      to: { path: '^src/(cli|library)/' },
    },
    {
      name: 'library-knows-app-and-domain-only',
      comment:
        'What programs are handed is pure: it reaches neither a room, whose shape may change, nor the world of the command line.',
      severity: 'error',
      from: { path: '^src/library/' },
      to: { path: `${ROOMS}|^src/cli/` },
    },
    only('library', [], 'A program that asks the library gets nothing of another package.'),
    {
      name: 'cli-knows-app-and-domain-only',
      comment: 'A command that reaches into a room holds a decision that belongs into a use case.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: `${ROOMS}|^src/library/` },
    },
    only('domain', [], 'The domain is plain data and functions.'),
    only('knowledge', [], 'Knowledge is plain data.'),
    only('analysis', [], 'Analysis is pure.'),
    only('rules', [], 'Rules read neither clock nor files nor environment.'),
    only(
      'own-rules',
      ['@marcbachmann/cel-js'],
      'Expressions are bounded, and reach neither clock nor files.',
    ),
    only('engine', ['crypto'], 'The engine is pure; `crypto` makes fingerprints.'),
    only(
      'load',
      ['yaml', 'fastest-levenshtein', 'buffer', 'util'],
      'The loader gets text and returns an inventory: it opens no file.',
    ),
    only(
      'refresh',
      ['yaml', 'crypto', 'util'],
      'What a refresh would write is text: it opens no file.',
    ),
    only('redact', ['crypto'], 'A redacted estate is data: it opens no file.'),
    only(
      'importers',
      ['csv-parse', 'sax', '@types/sax', 'yaml', 'util', 'buffer', 'zlib'],
      'An importer gets bytes and returns a document: it opens no file.',
    ),
    only(
      'reporters',
      [
        'chalk',
        'cli-table3',
        'csv-stringify',
        'fast-string-width',
        'fast-wrap-ansi',
        'yaml',
        '@types/sarif',
        'preact',
        'preact-render-to-string',
        'd3-scale',
        '@types/d3-scale',
        'd3-shape',
        '@types/d3-shape',
      ],
      'A reporter returns text: it writes nothing.',
    ),
    only(
      'app',
      ['crypto', 'path', 'picomatch', 'semver'],
      'A use case touches neither files nor streams nor clock.',
    ),
    {
      name: 'one-door-to-the-world',
      comment:
        'Files, streams, clock and environment are reached through the host alone, so that tests can stand in for the world.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/node-host' },
      to: {
        dependencyTypes: ['core'],
        path: '^(fs|process|child_process|os|net|http|https|worker_threads|readline|tty)',
      },
    },
    {
      name: 'no-orphan',
      comment: 'A file that nobody needs is dead.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
