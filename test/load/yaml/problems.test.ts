import { describe, expect, it } from 'vitest';
import { problemsIn } from './reading.ts';

describe('mistakes in what is written', () => {
  it.each([
    [
      'a: 1\nb: 2\na: 3\n',
      [
        '3:1 duplicate-key: the key "a" stands twice in one mapping; it may stand once [first here 1:1]',
      ],
    ],
    [
      's:\n  - id: x\n    os:\n      v: 1\n      v: 2\n',
      [
        '5:7 duplicate-key: the key "v" stands twice in one mapping; it may stand once [first here 4:7]',
      ],
    ],
    [
      'a: {"b": 1, b: 2}\n',
      [
        '1:13 duplicate-key: the key "b" stands twice in one mapping; it may stand once [first here 1:5]',
      ],
    ],
    [
      '1: a\n1.0: b\n',
      [
        '2:1 duplicate-key: the key "1.0" stands twice in one mapping; it may stand once [first here 1:1]',
      ],
    ],
    [
      'a: *b\n',
      [
        '1:4 unresolved-alias: the alias *b has no anchor &b above it (Quote it if it is meant as a text: "*b".)',
      ],
    ],
    [
      'a: &default 1\nb: *defualt\n',
      [
        '2:4 unresolved-alias: the alias *defualt has no anchor &defualt above it (Did you mean *default?)',
      ],
    ],
    [
      'a: *b\nc: &b 1\n',
      [
        '1:4 unresolved-alias: the alias *b has no anchor &b above it (Move the value with the anchor &b above the alias.)',
      ],
    ],
    [
      'host: *.example.com\n',
      [
        '1:7 unresolved-alias: the alias *.example.com has no anchor &.example.com above it (Quote it if it is meant as a text: "*.example.com".)',
      ],
    ],
    [
      'a: &a [*a]\n',
      [
        '1:8 recursive-alias: the alias *a stands within its own anchor &a; a value cannot hold itself',
      ],
    ],
    [
      'a: !foo 1\n',
      [
        '1:4 unknown-tag: the tag !foo is unknown; the tags are !!str, !!int, !!float, !!bool, !!null, !!map and !!seq (Remove the tag, or quote the text.)',
      ],
    ],
    [
      's:\n  - a: !!binary aGk=\n  - b: !!set {x}\n',
      [
        '2:8 unknown-tag: the tag !!binary is unknown; the tags are !!str, !!int, !!float, !!bool, !!null, !!map and !!seq (Remove the tag, or quote the text.)',
        '3:8 unknown-tag: the tag !!set is unknown; the tags are !!str, !!int, !!float, !!bool, !!null, !!map and !!seq (Remove the tag, or quote the text.)',
      ],
    ],
    [
      'a: !!int x\nb: !!str [1]\nc: !!float 1\n',
      [
        '1:4 unfit-tag: the value does not have the form that its tag !!int asks for (Remove the tag, or write the value in that form.)',
        '2:4 unfit-tag: the value does not have the form that its tag !!str asks for (Remove the tag, or write the value in that form.)',
        '3:4 unfit-tag: the value does not have the form that its tag !!float asks for (Remove the tag, or write the value in that form.)',
      ],
    ],
    [
      '%YAML 1.1\n---\na: no\n',
      [
        '1:1 yaml-version: the directive %YAML 1.1 stands here; YAML 1.2 is read (YAML 1.1 reads no and on as booleans; remove the directive.)',
      ],
    ],
    [
      'a: 1\n---\n%YAML 1.3\n---\nb: 1\n',
      [
        '3:1 yaml-syntax: a text without quotes starts with %; such a text takes quotes (Quote the text.)',
      ],
    ],
    [
      '%YAML 1.3\n---\nb: 1\n',
      [
        '1:1 yaml-version: the directive %YAML 1.3 stands here; YAML 1.2 is read (Remove the directive.)',
      ],
    ],
    [
      'serial: 12345678901234567890\nasset: 0xFFFFFFFFFFFFFFFF\n',
      [
        '1:9 big-integer: the integer 12345678901234567890 would lose digits; integers reach to ±9007199254740991 (Quote it if it is an identifier: "12345678901234567890".)',
        '2:8 big-integer: the integer 0xFFFFFFFFFFFFFFFF would lose digits; integers reach to ±9007199254740991 (Quote it if it is an identifier: "0xFFFFFFFFFFFFFFFF".)',
      ],
    ],
    [
      'a: .inf\nb: -.INF\nc: .nan\nd: 1e999\n',
      [
        '1:4 not-a-number: .inf is no finite number (Leave out what is not recorded, or quote what is meant as a text.)',
        '2:4 not-a-number: -.INF is no finite number (Leave out what is not recorded, or quote what is meant as a text.)',
        '3:4 not-a-number: .nan is no finite number (Leave out what is not recorded, or quote what is meant as a text.)',
        '4:4 not-a-number: 1e999 is no finite number (Leave out what is not recorded, or quote what is meant as a text.)',
      ],
    ],
    [
      '? [a, b]\n: 1\n? {c: d}\n: 2\n{{ e }}: 3\n',
      [
        '1:3 complex-key: a list stands as a key; a key is a text (Quote it if it is meant as a text.)',
        '3:3 complex-key: a mapping stands as a key; a key is a text (Quote it if it is meant as a text.)',
        '5:1 complex-key: a mapping stands as a key; a key is a text (Quote it if it is meant as a text.)',
        '5:2 complex-key: a mapping stands as a key; a key is a text (Quote it if it is meant as a text.)',
      ],
    ],
    [
      'a: 1\nb: {<<: 2}\nc: {<<: [[x]]}\n',
      [
        '2:5 bad-merge: the merge key << has a single value; it takes a mapping or a list of mappings',
        '3:5 bad-merge: the merge key << has a list of lists; it takes a mapping or a list of mappings',
      ],
    ],
    [
      'ä: 1\nö: 2\nä: "é" \n',
      [
        '3:1 duplicate-key: the key "ä" stands twice in one mapping; it may stand once [first here 1:1]',
      ],
    ],
    [
      '\ufeffa: 1\r\nb: 2\r\na: 3\r\n',
      [
        '3:1 duplicate-key: the key "a" stands twice in one mapping; it may stand once [first here 1:1]',
      ],
    ],
    [
      'a: *x\nb: !y z\nc: .inf\nc: 1\n',
      [
        '1:4 unresolved-alias: the alias *x has no anchor &x above it (Quote it if it is meant as a text: "*x".)',
        '2:4 unknown-tag: the tag !y is unknown; the tags are !!str, !!int, !!float, !!bool, !!null, !!map and !!seq (Remove the tag, or quote the text.)',
        '3:4 not-a-number: .inf is no finite number (Leave out what is not recorded, or quote what is meant as a text.)',
        '4:1 duplicate-key: the key "c" stands twice in one mapping; it may stand once [first here 3:1]',
      ],
    ],
  ])('%j', async (text, expected) => {
    expect(await problemsIn(text)).toEqual(expected);
  });
});

describe('mistakes of syntax', () => {
  it.each([
    [
      'a:\n\tb: 1\n',
      [
        '2:1 tab-indent: a tab stands in the indentation; YAML indents with spaces only (Replace the tab by spaces.)',
      ],
    ],
    [
      'a:\n  - b: 1\n\t  c: 2\n',
      [
        '3:1 tab-indent: a tab stands in the indentation; YAML indents with spaces only (Replace the tab by spaces.)',
      ],
    ],
    [
      'a: b: c\n',
      ['1:4 yaml-syntax: a value without quotes holds ": ", which is for keys (Quote the value.)'],
    ],
    [
      'a: 1\n  b: 2\n',
      [
        '1:4 yaml-syntax: a key has a value on its line and further keys indented below; it may have one or the other (Check the indentation of the lines below.)',
      ],
    ],
    [
      'a: 1\nb\nc: 2\n',
      [
        '2:1 yaml-syntax: a text stands where "key: value" is expected (Put a colon and a space after the key.)',
      ],
    ],
    [
      'a\nb: 1\n',
      [
        '1:1 yaml-syntax: a key runs over several lines; key and colon stand on one line (Check for a missing colon, a missing quote or a wrong indentation.)',
      ],
    ],
    [
      'port:80\nhost: x\n',
      [
        '1:1 yaml-syntax: a colon has no space after it, so the text before it is no key (Put a space after the colon, or quote the text.)',
      ],
    ],
    [
      'a: 1\n- b\n',
      [
        '2:1 yaml-syntax: a list item stands among keys; a value is a list or a mapping, not both (Check the indentation of this line.)',
      ],
    ],
    [
      'a:\n  b: 1\n c: 2\n',
      [
        '3:1 yaml-syntax: a key is indented otherwise than the keys beside it; all start in the same column (Check the indentation of this line.)',
      ],
    ],
    [
      'a:\n  - b\n c\n',
      [
        '3:1 yaml-syntax: a key is indented otherwise than the keys beside it; all start in the same column (Check the indentation of this line.)',
      ],
    ],
    [
      '- - a\n -b\n',
      [
        '2:1 yaml-syntax: a text stands where a list item is expected; each starts with "- " (Put a dash and a space before it, or check its indentation.)',
      ],
    ],
    [
      '- a\nb: 1\n',
      [
        '2:1 yaml-syntax: unexpected text after a value; only a comment or a new line may follow (Check the quotes, the brackets and the indentation, here and just above.)',
      ],
    ],
    [
      'a: "x\nb: 1\n',
      [
        '1:4 yaml-syntax: a quote (") opens here and is not closed (Close it; in a text of several lines, indent the lines more than the key.)',
      ],
    ],
    [
      "a:\n  b: 'it's'\n",
      [
        '2:10 yaml-syntax: unexpected text after a value; only a comment or a new line may follow (Check the quotes, the brackets and the indentation, here and just above.)',
      ],
    ],
    [
      'a: [1, 2\nb: 3\n',
      [
        '1:4 yaml-syntax: a bracket opens here and is not closed by ] (Close it, and indent the lines between more than the key.)',
      ],
    ],
    [
      'a:\n  b: {c: [1, 2}\n',
      [
        '2:10 yaml-syntax: a bracket opens here and is not closed by ] (Close it, and indent the lines between more than the key.)',
      ],
    ],
    [
      '[1, 2\n',
      [
        '1:1 yaml-syntax: a bracket opens here and is not closed by ] (Close it, and indent the lines between more than the key.)',
      ],
    ],
    [
      'a: @x\n',
      [
        '1:4 yaml-syntax: a text without quotes starts with @; such a text takes quotes (Quote the text.)',
      ],
    ],
    [
      'a: %x\n',
      [
        '1:4 yaml-syntax: a text without quotes starts with %; such a text takes quotes (Quote the text.)',
      ],
    ],
    [
      'a: ,x\n',
      [
        '1:4 yaml-syntax: a text without quotes starts with ,; such a text takes quotes (Quote the text.)',
      ],
    ],
    [
      'a: |x\n  y\n',
      [
        '1:5 yaml-syntax: |x does not open a block of text; | or > does, with -, + or a digit (Start the text on the next line, or quote it.)',
      ],
    ],
    [
      'a: |\n\ty\n',
      [
        '2:1 yaml-syntax: a line of a block of text is indented too little; all are indented more than the key (Indent the text evenly, with spaces.)',
      ],
    ],
    [
      'a: |\n    y\n  z\n',
      [
        '3:1 yaml-syntax: a key is indented otherwise than the keys beside it; all start in the same column (Check the indentation of this line.)',
      ],
    ],
    [
      '--- a: 1\n',
      [
        '1:5 yaml-syntax: a mapping or list starts on the line of ---; it starts on a line of its own',
      ],
    ],
    [
      'a: - b\n',
      [
        '1:4 yaml-syntax: a list starts on the line of its key; its items stand on lines of their own (Put "- " and the item on the next line, or write [a, b].)',
      ],
    ],
    [
      'a: [1]]\n',
      [
        '1:7 yaml-syntax: unexpected "]" (Check the quotes, the brackets and the indentation, here and just above.)',
      ],
    ],
    [
      'a: "b" c\n',
      [
        '1:8 yaml-syntax: unexpected text after a value; only a comment or a new line may follow (Check the quotes, the brackets and the indentation, here and just above.)',
      ],
    ],
    ['a: [1,, 2]\n', ['1:7 yaml-syntax: a comma has nothing before it (Remove one comma.)']],
    [
      'a: {b: 1 c: 2}\n',
      [
        '1:8 yaml-syntax: a value in brackets holds ": ", which is for keys (Put a comma between two items, or quote the value.)',
      ],
    ],
    [
      'a: {"b" 1}\n',
      [
        '1:9 yaml-syntax: two items in brackets are not separated (, or : is missing) (Put a comma between them.)',
      ],
    ],
    [
      'a: [\n  - b\n]\n',
      [
        '2:3 yaml-syntax: an indented mapping or list stands within brackets; there, both are written in brackets',
      ],
    ],
    [
      'a: "b"#c\n',
      [
        '1:7 yaml-syntax: a comment follows a value without a space (Put a space before #, or quote the value.)',
      ],
    ],
    [
      'a: "C:\\Users"\n',
      [
        '1:7 yaml-syntax: \\Users" is no escape sequence of a text in double quotes (Write \\\\ for a backslash, or use single quotes.)',
      ],
    ],
    [
      'a: &b: c\n',
      [
        '1:6 yaml-syntax: a name after & or * ends in a colon; a name and a colon need a space between them (Put a space before the colon.)',
      ],
    ],
    [
      'a: & c\n',
      ['1:4 yaml-syntax: & or * has no name after it (Give the name, or quote the text.)'],
    ],
    [
      'a: &b &c d\n',
      ['1:7 yaml-syntax: a value has two of one kind: it may have one anchor (Remove one.)'],
    ],
    [
      'a: &b 1\nc: &d *b\n',
      ['2:7 yaml-syntax: an alias has an anchor or a tag of its own; it takes none'],
    ],
    [
      '&a - b\n',
      [
        '1:1 yaml-syntax: a list starts on the line of its anchor or tag; it starts on a line of its own',
      ],
    ],
    [
      'a: !<tag b\n',
      [
        '1:4 unknown-tag: the tag !<tag is unknown; the tags are !!str, !!int, !!float, !!bool, !!null, !!map and !!seq (Remove the tag, or quote the text.)',
      ],
    ],
    [
      'a: !e!tag b\n',
      [
        '1:4 unknown-tag: the tag !e!tag is unknown; the tags are !!str, !!int, !!float, !!bool, !!null, !!map and !!seq (Remove the tag, or quote the text.)',
      ],
    ],
    [
      `${'k'.repeat(1100)}: 1\n`,
      ['1:1 yaml-syntax: a key is longer than 1024 characters, which is the limit'],
    ],
    [
      '%YAML 1.2\na: 1\n',
      [
        '2:1 yaml-syntax: a directive (%) is not followed by a line with --- (Remove the directive, or put --- below it.)',
      ],
    ],
    [
      '%YAML\n---\na: 1\n',
      ['1:1 yaml-syntax: the directive %YAML is not complete (Remove the directive.)'],
    ],
    [
      'a: [1\nb: "2\nc: 3\n',
      [
        '1:4 yaml-syntax: a bracket opens here and is not closed by ] (Close it, and indent the lines between more than the key.)',
        '2:4 yaml-syntax: a quote (") opens here and is not closed (Close it; in a text of several lines, indent the lines more than the key.)',
      ],
    ],
    [
      'a: 1\n---\nb: [\n---\nc: @\n',
      [
        '3:4 yaml-syntax: a bracket opens here and is not closed by ] (Close it, and indent the lines between more than the key.)',
        '5:4 yaml-syntax: a text without quotes starts with @; such a text takes quotes (Quote the text.)',
      ],
    ],
    [
      'a: 1\na: 2\nb: @x\n',
      [
        '3:4 yaml-syntax: a text without quotes starts with @; such a text takes quotes (Quote the text.)',
      ],
    ],
  ])('%j', async (text, expected) => {
    expect(await problemsIn(text)).toEqual(expected);
  });
});

describe('what a text says', () => {
  it.each([
    'Tabs are not allowed as indentation',
    'Nested mappings are not allowed in compact mappings',
    'Implicit keys of flow sequence pairs need to be on a single line',
    'Implicit map keys need to be followed by map values',
    'All mapping items must start at the same column',
    'All sequence items must start at the same column',
    'Sequence item without - indicator',
    'Missing closing xquote',
    'Flow map must end with a }',
    'Block scalar header includes extra characters: x',
    'Block scalars with more-indented leading empty lines',
    'Block collection cannot start on same line with directives-end marker',
    'Unexpected block-seq-ind on same line with key',
    'A block sequence may not be used as an implicit map key',
    'Missing newline after block sequence props',
    'Unexpected scalar at node end',
    'Unexpected scalar token in YAML stream: x',
    'Unexpected , in flow map',
    'Missing , between flow collection items',
    'Missing space after : in flow map',
    'Block collections are not allowed within flow collections',
    'Comments must be separated from other tokens by white space characters',
    'Tags and anchors must be separated from the next token by white space',
    'Invalid escape sequence x',
    'Anchor ending in : is ambiguous',
    'Alias cannot be an empty string',
    'A node can have at most one tag',
    'An alias node must not specify any properties',
    'Anchors and tags must be after the - indicator',
    'The : indicator must be at most 1024 chars after the start',
    'Missing directives-end/doc-start indicator line',
    '%TAG directive should contain exactly two parts',
    'Unresolved tag: tag:yaml.org,2002:str',
  ])('does not decide what is said of it: %s', async (words) => {
    const hint = 'Remove the tag, or quote the text.';
    expect(await problemsIn(`a: !foo "${words}"\n`)).toEqual([
      `1:4 unknown-tag: the tag !foo is unknown; the tags are !!str, !!int, !!float, !!bool, !!null, !!map and !!seq (${hint})`,
    ]);
  });
});

describe('what a problem quotes of the file', () => {
  it.each([
    ['whole up to sixty characters', 'k'.repeat(60), 'k'.repeat(60)],
    ['cut behind them', 'k'.repeat(61), `${'k'.repeat(60)}…`],
  ])('is %s', async (_length, key, quoted) => {
    expect(await problemsIn(`${key}: 1\n${key}: 2\n`)).toEqual([
      `2:1 duplicate-key: the key "${quoted}" stands twice in one mapping; it may stand once [first here 1:1]`,
    ]);
  });
});

it.each(['.inf', '+.inf', '-.Inf', '.INF', '.nan', '.NaN', '.NAN', '1e400'])(
  '%s is no number of an inventory',
  async (text) => {
    expect(await problemsIn(`- ${text}\n`)).toEqual([
      `1:3 not-a-number: ${text} is no finite number (Leave out what is not recorded, or quote what is meant as a text.)`,
    ]);
  },
);

it.each(['9007199254740992', '-9007199254740992', '+9007199254740993', '0x20000000000000'])(
  '%s would lose digits',
  async (text) => {
    expect(await problemsIn(`- ${text}\n`)).toEqual([
      `1:3 big-integer: the integer ${text} would lose digits; integers reach to ±9007199254740991 (Quote it if it is an identifier: "${text}".)`,
    ]);
  },
);
