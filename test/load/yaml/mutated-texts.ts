/** Texts to start from; together they use all that the subset reader knows, and what it does not. */
const ORIGINALS: readonly string[] = [
  `apiVersion: v1
servers:
  - id: srv-1
    hostname: app1.example.com
    os: {family: linux, version: "8.6", supported: true}
    cpu:
      cores: 16
      clockGHz: 2.40
      loadPercent: -0.5
    tags: [web, "a b", 'c']
    note: Payment (PCI) - part #1
  - id: srv-2
    cpu:
      cores: 8
    disks:
      - name: os
        gib: 60
      - name: data
        gib: 1e3
  - id: srv-3
sites: []
`,
  `# Written by hand
a: 1   # one
b:
  - x: 1
    y: {p: 1, q: [a, "b c"]}
  - z

  -
    k: v # c
  - - n1
    - n2
  -
c: "q"
d: 'it''s'
e:
- 1
- -2.50
- .5
- 0x1F
- 0o17
- 1e3
- ~
- null
- True
- 2024-01-01
- 10.0.0.1
f:
`,
  `---
- name: first
  text: |
    Line one
      indented

    Line three
  folded: >-
    some words
    go on

    new paragraph
- name: second
  keep: |+
    x

- [a, b]
- plain
- "esc \\t \\u00e4 \\"q\\""
`,
  `{
  "servers": [
    {"id": "a", "cores": 4, "tags": ["x", "y"]},
    {"id":"b","cores":8,"os":{"family":"linux"}}
  ],
  "sites": []
}
`,
  `sites:
  - name: Köln
    hosts: [
      alpha,   # first
      beta, {k: v,
        l: [1, 2]},
    ]
    limits: {
      cpu: 4
    }
  - name: Zürich
    hosts: []
`,
  `defaults: &d
  owner: ops
  cores: 2
servers:
  - <<: *d
    id: a
    cores: 4
  - {<<: [*d, {x: 1}], id: b}
  - &s
    id: c
  - *s
`,
  `a: one
  two
b: "three
  four"
? complex
: 1
c: !!str 12
"d e": 'f'
`,
  `servers:
  - id: a
    note: "first"
  - id: b
    note: two
      lines
  - id: c
    note: |2
       odd
  - {id: d, note}
  - id: "e"
`,
];

/** Written with a separator, which keeps them together in few lines. */
function pieces(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split('¦'));
}

const PIECES = pieces(
  ' ¦  ¦    ¦\n¦\n\n¦\r\n¦\r¦\t¦\n  ¦\n    ¦\n\t¦\n # c\n¦  \r',
  ':¦: ¦:\n¦-¦- ¦-\n¦- - ¦?¦? ¦#¦ #¦ # c\n¦,',
  `[¦]¦{¦}¦[]¦{}¦[\n¦\n]¦"¦'¦''¦""¦\\¦\\n¦\\"¦\\x4`,
  '|¦>¦|\n¦>-\n¦|+\n¦>2\n¦| # c\n¦&a ¦*a¦*d ¦<<: ¦<<: *d\n',
  '!t ¦!!str ¦!!int ¦! ¦@¦`¦%¦%YAML 1.2\n---\n¦---\n¦---¦...\n',
  '~¦null¦true¦False¦0¦1¦-1¦+¦.¦.5¦1.¦e5¦0x1¦0o7¦_',
  'é¦😀¦\u00a0¦\u2028¦\ufeff¦\0¦.inf¦.nan¦9007199254740993¦x¦a',
  `1: 2\n¦null: x\n¦__proto__: 1\n¦"a": 1\n¦'b': 2\n¦- a: 1\n¦a: b\n¦id: `,
);

function some<T>(all: readonly T[], count: number, random: Random): readonly T[] {
  return Array.from({ length: count }, () => all[random(all.length)] as T);
}

type Random = (below: number) => number;
type Mutation = (text: string, random: Random) => string;

const MUTATIONS: readonly Mutation[] = [
  insertPiece,
  insertPiece,
  insertPiece,
  cutOut,
  cutOut,
  swapLines,
  dropLine,
  repeatLine,
  indentLine,
  indentLine,
  truncate,
];

/** Texts that are nearly YAML: an original with one to three mutations. */
export function* mutatedTexts(count: number, seed: number): Generator<string> {
  const random = randomSource(seed);
  for (let made = 0; made < count; made++) {
    let text = ORIGINALS[random(ORIGINALS.length)] as string;
    const mutations = 1 + random(3);
    for (let i = 0; i < mutations; i++) {
      text = (MUTATIONS[random(MUTATIONS.length)] as Mutation)(text, random);
    }
    yield rewrapped(text, random);
  }
}

const HEADS = pieces(
  '¦¦- ¦- ¦-¦- - ¦-   ¦a: ¦b: ¦c: ¦a:¦b:¦c:¦- a: ¦- b:',
  `"a": ¦'b': ¦a b: ¦a.b: ¦.a: ¦-a: ¦1: ¦1a: ¦? ¦: ¦# ¦a :¦<<: ¦\t¦\r`,
);

const VALUES = pieces(
  `¦¦¦x¦y z¦1¦-2.50¦1.¦+3¦true¦null¦~¦"x"¦'y'¦"a\\tb"¦'a''b'`,
  '[]¦{}¦[x, 1]¦[x,¦y,¦]¦}¦},¦],¦{a: 1¦{a: 1}¦{"a":1}¦{a: {b: [c]}}¦[[x], y]',
  '[¦{¦"a": 1,¦b: 2,¦a¦|¦>¦|-¦>-¦|+¦>+¦|1¦x # c¦ # c¦#c¦x#c¦a:b¦a: b',
  `"x¦y"¦'x¦-¦- x¦--¦---¦...¦é¦{a: é}¦&a x¦*a¦!!str 1¦@¦%¦x  ¦\tx¦x\t¦\rx¦x\r¦\r`,
);

/** Texts of some lines that are put together at random: what no one would write. */
export function* composedTexts(count: number, seed: number): Generator<string> {
  const random = randomSource(seed);
  for (let made = 0; made < count; made++) {
    const start = ['', '', '', 'k:\n', '---\n', 'k:\n  - a: 1\n'][random(6)];
    // With few different parts the lines fit together more often.
    const heads = some(HEADS, 3, random);
    const values = some(VALUES, 3, random);
    const lines = Array.from({ length: 1 + random(7) }, () => {
      const indent = ' '.repeat(random(3) * (1 + random(2)));
      return indent + some(heads, 1, random)[0] + some(values, 1, random)[0];
    });
    yield rewrapped(`${start}${lines.join('\n')}\n`, random);
  }
}

const BLANKS = pieces(
  '¦¦¦ ¦ ¦\n¦\n  ¦\n   ¦\n     ¦\n\n    ¦ # c\n    ¦\n # c\n   ¦\n# c\n    ¦#c\n  ¦\t¦\r',
);
const ATOMS = pieces(`a¦b c¦1¦-2.5¦null¦"x"¦'y z'¦"a\\n"¦a:b¦a#b¦http://x¦-a¦''`);
const KEYS = pieces(`a: ¦b: ¦"c": ¦"d":¦'e':¦f g: ¦h:¦1: ¦a:\n   ¦"b" :`);
const OPENINGS = pieces('k: ¦k: ¦k:\n  ¦- ¦- k: ¦a:\n  - ¦¦---\n¦k:\n- ');

/** Collections in brackets over several lines, mostly sound. */
export function* bracketedTexts(count: number, seed: number): Generator<string> {
  const random = randomSource(seed);
  const one = (all: readonly string[]) => some(all, 1, random)[0];

  function value(depth: number): string {
    if (depth > 3 || random(3) === 0) return `${one(ATOMS)}`;
    const isMapping = random(2) === 0;
    const items = Array.from({ length: random(4) }, () => {
      const key = isMapping && random(25) > 0 ? one(KEYS) : '';
      return `${one(BLANKS)}${key}${value(depth + 1)}${one(BLANKS)}`;
    });
    const comma = random(5) === 0 ? `,${one(BLANKS)}` : one(BLANKS);
    const [open, close] = isMapping ? ['{', '}'] : ['[', ']'];
    return `${open}${items.join(',')}${items.length > 0 ? comma : ''}${close}`;
  }

  for (let made = 0; made < count; made++) {
    yield rewrapped(
      `${one(OPENINGS)}[${value(0)},${value(1)}]\n${one(['', 'l: 1\n', '# c\n'])}`,
      random,
    );
  }
}

const HEADERS = pieces('|¦|¦|-¦|+¦>¦>¦>-¦>+¦|1¦| ¦> # c¦|-2');
const LINES = pieces('x¦y z¦¦¦ ¦  ¦# c¦- a¦a: b¦x ¦\t¦x\ty¦é¦"q¦---¦a:');

/** Blocks of text in lines of their own. */
export function* blockTexts(count: number, seed: number): Generator<string> {
  const random = randomSource(seed);
  for (let made = 0; made < count; made++) {
    const opening = some(
      ['k: ', '- ', '- k: ', 'a:\n  b: ', 'a:\n  - ', '- - ', 'k:\n  '],
      1,
      random,
    )[0];
    const indent = random(5);
    const lines = Array.from({ length: random(7) }, () => {
      const wrong = random(6) === 0 ? random(4) - 1 : 0;
      return ' '.repeat(Math.max(0, indent + wrong)) + some(LINES, 1, random)[0];
    });
    const next = some(['', 'l: 1\n', '- m\n', '  n: 2\n', '# c\n', '\n\n'], 1, random)[0];
    const text = `${opening}${some(HEADERS, 1, random)[0]}\n${lines.join('\n')}\n${next}`;
    yield rewrapped(text, random);
  }
}

/** Now and then with other line ends, without the last one, or with a byte-order mark. */
function rewrapped(mutated: string, random: Random): string {
  // Half a surrogate pair is no text.
  const text = Buffer.from(mutated).toString();
  switch (random(12)) {
    case 0:
      return text.replaceAll('\n', '\r\n');
    case 1:
      return text.replace(/\n+$/, '');
    case 2:
      return `\ufeff${text}`;
    default:
      return text;
  }
}

function insertPiece(text: string, random: Random): string {
  const at = random(text.length + 1);
  return text.slice(0, at) + PIECES[random(PIECES.length)] + text.slice(at);
}

function cutOut(text: string, random: Random): string {
  const at = random(text.length);
  return text.slice(0, at) + text.slice(at + 1 + random(4));
}

function truncate(text: string, random: Random): string {
  return text.slice(0, random(text.length + 1));
}

function dropLine(text: string, random: Random): string {
  const lines = text.split('\n');
  lines.splice(random(lines.length), 1);
  return lines.join('\n');
}

function repeatLine(text: string, random: Random): string {
  const lines = text.split('\n');
  const line = lines[random(lines.length)] as string;
  lines.splice(random(lines.length), 0, line);
  return lines.join('\n');
}

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const [a, b] = [random(lines.length), random(lines.length)];
  [lines[a], lines[b]] = [lines[b] as string, lines[a] as string];
  return lines.join('\n');
}

function indentLine(text: string, random: Random): string {
  const lines = text.split('\n');
  const at = random(lines.length);
  const line = lines[at] as string;
  lines[at] = random(2) === 0 ? line.replace(/^ {1,2}/, '') : ' '.repeat(1 + random(3)) + line;
  return lines.join('\n');
}

/** Gives the same numbers for the same seed (mulberry32). */
function randomSource(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
