import fc from 'fast-check';
import type { FuzzCase } from '../fuzz-case.ts';

const COMMANDS =
  'assess convert diff history validate rules explain show test baseline init print-config list-files doctor completion complete schema scaffold redact import help'.split(
    ' ',
  );

const OPTIONS =
  '-o -o=json -ojson --output --output=json=x.json --config --config=a.yaml --as-of --as-of=2026-02-30 --fail-on --fail-on=none --min-score=101 --min-score 50 --only AVL-001,x --skip= --application --limit=-1 --limit=1e9 --color=never --exit-zero --allow-empty --max-file-size=0 --history=. --group-by=tag --seed --seed=x --folder --into=a --name=../x --estate . --dry-run --adopt --sheet=x --suggest-mapping --mapping=a.yaml -q -v --stats --help --version -h -V -- - .'.split(
    ' ',
  );

const PLACES = fc.oneof(
  fc.constantFrom(
    'a.yaml',
    'a.json',
    '.',
    '-',
    'nowhere',
    'create',
    'show',
    'add',
    'failure',
    '',
    ' ',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    'AVL-001',
    'avl',
    'bash',
    'inventory',
    '__proto__',
    'host/a',
    'rvtools',
    '\u001b[2J',
  ),
);

/** Any words in any order. `--watch` is left out: it ends only when somebody interrupts it. */
export const words: fc.Arbitrary<FuzzCase> = fc
  .tuple(
    fc.oneof(fc.constantFrom(...COMMANDS), PLACES),
    fc.array(fc.oneof(fc.constantFrom(...OPTIONS), PLACES), { maxLength: 5 }),
  )
  .map(([command, rest]) => ({
    args: [command, ...rest].filter((word) => !word.startsWith('--w')),
    files: { 'a.yaml': 'servers: [{ id: a }]\n', 'a.json': '{}' },
    stdin: 'servers: [{ id: b }]\n',
  }));
