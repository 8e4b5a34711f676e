import fc from 'fast-check';

/** Changes that people, programs and broken disks make to a text, to bytes, and to a tree of values. */

const PIECES =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a piece of text
  ' ¦  ¦\n¦\r\n¦\t¦:¦: ¦-¦- ¦,¦;¦"¦\'¦[¦]¦{¦}¦#¦&a ¦*a¦<<: *a¦!!str ¦|\n¦>\n¦---\n¦...\n¦%¦~¦null¦true¦-1¦0¦1e999¦9007199254740993¦.inf¦0x¦\0¦\ufeff¦\u202e¦\u2028¦😀¦é¦__proto__: ¦constructor: ¦\\¦\\u0000¦</¦<!--¦]]>¦&amp;¦&#0;¦=cmd|¦::error::x¦2026-02-30¦$ref¦../¦/etc/passwd¦${¦}}¦()¦(a+)+$¦*'.split(
    '¦',
  );

const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  -1,
  0,
  1,
  1.5,
  1e300,
  2 ** 53,
  '',
  ' ',
  'x',
  '-1',
  '2026-02-30',
  '2026-11-22',
  '9999-12-31',
  '0000-01-01',
  'production',
  '*',
  '**/*',
  '[',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '\u202e\u0007\u001b[31m',
  '\n::error::x',
  '😀'.repeat(50),
  'a'.repeat(5000),
  [],
  {},
  [[]],
  [null],
  [{}],
  { '': '' },
  { id: 'x' },
  { id: {} },
  { __proto__: null, constructor: 1 },
];

/** Half a pair is no text: it cannot be written to a file. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

const place = fc.nat(1_000_000);

/** The text after up to four changes of characters and lines. */
export function changedText(original: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.record({
    kind: fc.constantFrom(...(Object.keys(TEXT_CHANGES) as (keyof typeof TEXT_CHANGES)[])),
    at: place,
    other: place,
    piece: fc.constantFrom(...PIECES),
  });
  return fc
    .tuple(original, fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([text, changes]) =>
      wellFormed(changes.reduce((now, one) => TEXT_CHANGES[one.kind](now, one), text)),
    );
}

interface TextChange {
  readonly at: number;
  readonly other: number;
  readonly piece: string;
}

const TEXT_CHANGES = {
  insert: (text: string, { at, piece }: TextChange) => {
    const i = at % (text.length + 1);
    return text.slice(0, i) + piece + text.slice(i);
  },
  cutOut: (text: string, { at, other }: TextChange) => {
    const i = at % (text.length + 1);
    return text.slice(0, i) + text.slice(i + 1 + (other % 12));
  },
  truncate: (text: string, { at }: TextChange) => text.slice(0, at % (text.length + 1)),
  dropLine: (text: string, { at }: TextChange) =>
    lines(text, (all) => all.splice(at % all.length, 1)),
  repeatLine: (text: string, { at, other }: TextChange) =>
    lines(text, (all) => all.splice(at % all.length, 0, all[other % all.length] ?? '')),
  indentLine: (text: string, { at, other }: TextChange) =>
    lines(text, (all) => {
      const i = at % all.length;
      all[i] = `${' '.repeat(other % 5)}${all[i]}`;
    }),
  replaceWord: (text: string, { at, piece }: TextChange) => {
    const words = [...text.matchAll(/[\w.-]+/g)];
    const word = words[at % Math.max(words.length, 1)];
    if (word === undefined) return text;
    return text.slice(0, word.index) + piece + text.slice(word.index + word[0].length);
  },
} as const;

function lines(text: string, change: (all: string[]) => void): string {
  const all = text.split('\n');
  change(all);
  return all.join('\n');
}

/** The bytes, cut short or with some of them changed. */
export function changedBytes(original: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  const flips = fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 8 });
  return fc.oneof(
    fc.tuple(original, flips).map(([bytes, changes]) => {
      const changed = Uint8Array.from(bytes);
      for (const [at, byte] of changes) if (changed.length > 0) changed[at % changed.length] = byte;
      return changed;
    }),
    fc.tuple(original, place).map(([bytes, at]) => bytes.slice(0, at % (bytes.length + 1))),
    fc
      .tuple(original, place, fc.uint8Array({ maxLength: 40 }))
      .map(([bytes, at, more]) =>
        Buffer.concat([bytes.slice(0, at % (bytes.length + 1)), more, bytes.slice(at % 97)]),
      ),
  );
}

/** The tree of values after up to three changes: a value replaced, left out, given twice or renamed. */
export function changedValue(
  original: fc.Arbitrary<unknown>,
  odd: readonly unknown[] = [],
): fc.Arbitrary<unknown> {
  const value = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...ODD_VALUES) },
    ...(odd.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...odd) }] : []),
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  );
  const change = fc.record({
    path: fc.array(fc.nat(60), { minLength: 1, maxLength: 8 }),
    kind: fc.constantFrom('replace', 'remove', 'repeat', 'rename', 'wrap'),
    value,
  });
  return fc
    .tuple(original, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([tree, changes]) =>
      changes.reduce((now, one) => changedAt(now, one.path, one.kind, one.value), tree),
    );
}

type TreeChange = 'replace' | 'remove' | 'repeat' | 'rename' | 'wrap';

function changedAt(
  tree: unknown,
  [first = 0, ...rest]: readonly number[],
  kind: TreeChange,
  value: unknown,
): unknown {
  if (typeof tree !== 'object' || tree === null) return value;
  const entries = Object.entries(tree);
  const at = first % Math.max(entries.length, 1);
  const found = entries[at];
  if (found === undefined) return value;
  const [key, child] = found;
  const isLeaf = typeof child !== 'object' || child === null;
  if (rest.length > 0 && !isLeaf) {
    entries[at] = [key, changedAt(child, rest, kind, value)];
  } else {
    entries.splice(at, 1, ...changedEntry(key, child, kind, value));
  }
  return Array.isArray(tree) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

function changedEntry(
  key: string,
  child: unknown,
  kind: TreeChange,
  value: unknown,
): [string, unknown][] {
  switch (kind) {
    case 'remove':
      return [];
    case 'repeat':
      return [
        [key, child],
        [`${key}x`, child],
      ];
    case 'rename':
      return [[typeof value === 'string' ? value.slice(0, 40) : `${key}_`, child]];
    case 'wrap':
      return [[key, [child]]];
    default:
      return [[key, value]];
  }
}
