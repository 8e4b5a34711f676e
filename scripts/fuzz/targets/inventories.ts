import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import {
  blockTexts,
  bracketedTexts,
  composedTexts,
  mutatedTexts,
} from '../../../test/load/yaml/mutated-texts.ts';
import { arbitraryEstate } from '../../../test/support/arbitrary-estate.ts';
import { changedText, changedValue, wellFormed } from '../changes.ts';
import type { FuzzCase } from '../fuzz-case.ts';

const RULE_CASES = 'fixtures/rules';

type Tree = Readonly<Record<string, unknown>>;

/** Small valid estates: those of the rules' cases, which together record every fact that a rule reads. */
const SMALL_ESTATES: readonly Tree[] = readdirSync(RULE_CASES)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => {
    const cases = parse(readFileSync(`${RULE_CASES}/${name}`, 'utf8'), { merge: true }) as Tree[];
    return cases.map(({ inventory }) => (inventory ?? {}) as Tree);
  });

export const smallEstate: fc.Arbitrary<Tree> = fc.constantFrom(...SMALL_ESTATES);

/** Values that stand somewhere in an estate: they fit where they are put more often than others. */
const KNOWN_VALUES: readonly unknown[] = [
  ...new Set(SMALL_ESTATES.slice(0, 400).flatMap((estate) => leavesOf(estate))),
].slice(0, 600);

function leavesOf(tree: unknown): unknown[] {
  if (typeof tree !== 'object' || tree === null) return [tree];
  return Object.values(tree).flatMap(leavesOf);
}

/** As a program or as a person writes it. */
export function written(tree: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc
    .tuple(tree, fc.nat(3))
    .map(([value, style]) =>
      style === 0 ? stringify(value) : JSON.stringify(value ?? null, null, style === 1 ? 0 : 2),
    );
}

const INVALID = readdirSync('fixtures/invalid')
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(`fixtures/invalid/${name}`, 'utf8'));

const TOKENS =
  'a¦b¦1¦x y¦: ¦:¦- ¦\n¦\n  ¦\n    ¦[¦]¦{¦}¦,¦"¦\'¦|\n¦>-\n¦&a ¦*a¦<<: ¦!!int ¦!x ¦#¦---\n¦...\n¦%YAML 1.1\n¦?¦~¦\t¦\r¦\ufeff¦😀¦servers:¦- id: ¦overlay: true\n'.split(
    '¦',
  );

function one(kind: (count: number, seed: number) => Generator<string>): fc.Arbitrary<string> {
  return fc.nat().map((seed) => kind(1, seed).next().value ?? '');
}

const yamlText: fc.Arbitrary<string> = fc.oneof(
  one(mutatedTexts),
  one(composedTexts),
  one(bracketedTexts),
  one(blockTexts),
  changedText(fc.constantFrom(...INVALID)),
  fc.array(fc.constantFrom(...TOKENS), { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => wellFormed(text)),
);

/** Texts that are nearly YAML, and seldom an inventory. */
export const yaml: fc.Arbitrary<FuzzCase> = yamlText.map((text) => ({
  args: ['validate', '-', '-o', 'json'],
  files: {},
  stdin: text,
}));

const changedEstate = fc.oneof(
  written(changedValue(smallEstate, KNOWN_VALUES)),
  changedText(written(smallEstate)),
);

const FORMATS = 'json jsonl terminal csv markdown sarif gitlab junit github html'.split(' ');

export const anyFormat = fc.oneof(
  { weight: 4, arbitrary: fc.constant('json') },
  { weight: 3, arbitrary: fc.constantFrom(...FORMATS) },
);

/** Valid estates with a few facts that are wrong, missing, doubled or odd. */
export const estates: fc.Arbitrary<FuzzCase> = fc
  .tuple(changedEstate, anyFormat)
  .map(([text, format]) => ({
    args: ['assess', 'estate.yaml', '-o', format, '--as-of', '2026-11-22'],
    files: { 'estate.yaml': text },
  }));

const WORDS = fc.constantFrom(
  ...'failure host/a host/esx-1 server/a application/a site/a rack/a/1 cluster/a host host/ /a __proto__'.split(
    ' ',
  ),
);

const ANSWERS: fc.Arbitrary<readonly string[]> = fc.oneof(
  fc.tuple(fc.constant('show'), WORDS, fc.constant('estate.yaml')),
  fc.tuple(fc.constant('show'), fc.constant('failure'), WORDS, fc.constant('estate.yaml')),
  fc.constant(['scaffold', 'estate.yaml']),
  fc.constant(['redact', 'estate.yaml', '--seed', 'x', '--map', 'map.json']),
  fc.constant(['baseline', 'create', 'estate.yaml', '--baseline', 'known.json']),
  fc.tuple(
    fc.constant('explain'),
    fc.constantFrom('a', '0', 'AVL-001'),
    fc.constant('estate.yaml'),
  ),
  fc.constant(['doctor', 'estate.yaml']),
);

/** The commands beside assess, on estates that load more often than not. */
export const answers: fc.Arbitrary<FuzzCase> = fc
  .tuple(ANSWERS, fc.oneof(written(smallEstate), written(arbitraryEstate), changedEstate))
  .map(([args, text]) => ({ args, files: { 'estate.yaml': text } }));

/** What layers add: further facts for subjects of the base, or of nothing at all. */
const overlayTree = fc
  .tuple(changedValue(smallEstate, KNOWN_VALUES), fc.constantFrom(true, true, true, false, 'x'))
  .map(([tree, overlay]) => ({ overlay, ...(tree as Tree) }));

/** An estate in layers, some of which do not fit. */
export const overlays: fc.Arbitrary<FuzzCase> = fc
  .tuple(
    smallEstate,
    fc.oneof(
      overlayTree,
      // The same subjects again, so that the overlay finds what it adds to.
      smallEstate.map((tree) => ({ overlay: true, ...tree })),
    ),
    fc.boolean(),
    anyFormat,
  )
  .chain(([base, other, same, format]) =>
    written(changedValue(fc.constant(same ? { overlay: true, ...base } : other), KNOWN_VALUES)).map(
      (overlay) => ({
        args: ['assess', '.', '-o', format],
        files: { 'estate/base.yaml': JSON.stringify(base), 'estate/overlay.yaml': overlay },
      }),
    ),
  );
