/** What `yaml` says, and what a person who does not know its parts is told instead. */
export interface Wording {
  /** Matched with the message of `yaml` and, after a line end, with the rest of the line. */
  readonly when: RegExp;
  /** `yaml-syntax` where there is none. */
  readonly code?: string;
  /** `$1` stands for what the expression has caught, `$text` for the text in question. */
  readonly message: string;
  readonly hint?: string;
  /** Where something is not closed, the place where it opens says more than the end. */
  readonly atOpening?: true;
}

/** The first that fits counts. */
export const WORDINGS: readonly Wording[] = [
  {
    when: /^Tabs are not allowed as indentation/,
    code: 'tab-indent',
    message: 'a tab stands in the indentation; YAML indents with spaces only',
    hint: 'Replace the tab by spaces.',
  },
  {
    when: /^Nested mappings are not allowed in compact mappings\n.*:(?:\s|$)/,
    message: 'a value without quotes holds ": ", which is for keys',
    hint: 'Quote the value.',
  },
  {
    when: /^Nested mappings are not allowed in compact mappings/,
    message:
      'a key has a value on its line and further keys indented below; it may have one or the other',
    hint: 'Check the indentation of the lines below.',
  },
  {
    when: /^Implicit keys .*need to be on a single line\n- /,
    message: 'a list item stands among keys; a value is a list or a mapping, not both',
    hint: 'Check the indentation of this line.',
  },
  {
    when: /^Implicit keys .*need to be on a single line\n\w+:\S/,
    message: 'a colon has no space after it, so the text before it is no key',
    hint: 'Put a space after the colon, or quote the text.',
  },
  {
    when: /^Implicit keys .*need to be on a single line/,
    message: 'a key runs over several lines; key and colon stand on one line',
    hint: 'Check for a missing colon, a missing quote or a wrong indentation.',
  },
  {
    when: /^Implicit map keys need to be followed by map values/,
    message: 'a text stands where "key: value" is expected',
    hint: 'Put a colon and a space after the key.',
  },
  {
    when: /^All mapping items must start at the same column/,
    message: 'a key is indented otherwise than the keys beside it; all start in the same column',
    hint: 'Check the indentation of this line.',
  },
  {
    when: /^All sequence items must start at the same column/,
    message: 'a list item is indented otherwise than those beside it; all start in the same column',
    hint: 'Check the indentation of this line.',
  },
  {
    when: /^Sequence item without - indicator/,
    message: 'a text stands where a list item is expected; each starts with "- "',
    hint: 'Put a dash and a space before it, or check its indentation.',
  },
  {
    when: /^Missing closing (.)quote/,
    message: 'a quote ($1) opens here and is not closed',
    hint: 'Close it; in a text of several lines, indent the lines more than the key.',
    atOpening: true,
  },
  {
    when: /^Flow .* end with an? (.)/,
    message: 'a bracket opens here and is not closed by $1',
    hint: 'Close it, and indent the lines between more than the key.',
    atOpening: true,
  },
  {
    when: /^Plain value cannot start with .*(.)\n/,
    message: 'a text without quotes starts with $1; such a text takes quotes',
    hint: 'Quote the text.',
  },
  {
    when: /^Block scalar header includes extra characters: (.*)/,
    message: '$1 does not open a block of text; | or > does, with -, + or a digit',
    hint: 'Start the text on the next line, or quote it.',
  },
  {
    when: /^Block scalar/,
    message: 'a line of a block of text is indented too little; all are indented more than the key',
    hint: 'Indent the text evenly, with spaces.',
  },
  {
    when: /^Block collection cannot start on same line/,
    message: 'a mapping or list starts on the line of ---; it starts on a line of its own',
  },
  {
    when: /^Unexpected block-seq-ind on same line with key/,
    message: 'a list starts on the line of its key; its items stand on lines of their own',
    hint: 'Put "- " and the item on the next line, or write [a, b].',
  },
  {
    when: /^A block sequence may not be used as an implicit map key/,
    message: 'a list stands where a key is expected',
    hint: 'Check the indentation of this line.',
  },
  {
    when: /^Missing newline after block sequence props/,
    message: 'a list starts on the line of its anchor or tag; it starts on a line of its own',
  },
  {
    when: /^Unexpected .* at node end/,
    message: 'unexpected text after a value; only a comment or a new line may follow',
    hint: 'Check the quotes, the brackets and the indentation, here and just above.',
  },
  {
    when: /^Unexpected .* token in YAML (?:stream|document): (.{1,40})/,
    message: 'unexpected $1',
    hint: 'Check the quotes, the brackets and the indentation, here and just above.',
  },
  {
    when: /^Unexpected (?:,|empty item) in/,
    message: 'a comma has nothing before it',
    hint: 'Remove one comma.',
  },
  {
    when: /^Missing (,|, or :) between/,
    message: 'two items in brackets are not separated ($1 is missing)',
    hint: 'Put a comma between them.',
  },
  {
    when: /^Missing space after : in/,
    message: 'a colon has no space after it',
    hint: 'Put a space after the colon.',
  },
  {
    when: /^Block collections are not allowed within flow collections\n[^-].*:(?:\s|$)/,
    message: 'a value in brackets holds ": ", which is for keys',
    hint: 'Put a comma between two items, or quote the value.',
  },
  {
    when: /^Block collections are not allowed within flow collections/,
    message:
      'an indented mapping or list stands within brackets; there, both are written in brackets',
  },
  {
    when: /^Comments must be separated/,
    message: 'a comment follows a value without a space',
    hint: 'Put a space before #, or quote the value.',
  },
  {
    when: /^Tags and anchors must be separated/,
    message: 'an anchor or tag is not separated from what follows',
    hint: 'Put a space after it.',
  },
  {
    when: /^Invalid escape sequence (.*)/,
    message: '$1 is no escape sequence of a text in double quotes',
    hint: 'Write \\\\ for a backslash, or use single quotes.',
  },
  {
    when: /^(Anchor|Alias) ending in : is ambiguous/,
    message: 'a name after & or * ends in a colon; a name and a colon need a space between them',
    hint: 'Put a space before the colon.',
  },
  {
    when: /^(?:Anchor|Alias) cannot be an empty string/,
    message: '& or * has no name after it',
    hint: 'Give the name, or quote the text.',
  },
  {
    when: /^A node can have at most one (anchor|tag)/,
    message: 'a value has two of one kind: it may have one $1',
    hint: 'Remove one.',
  },
  {
    when: /^An alias node must not specify any properties/,
    message: 'an alias has an anchor or a tag of its own; it takes none',
  },
  {
    when: /^Anchors and tags must be after/,
    message: 'an anchor or tag stands before the sign of an item or key; it stands after it',
  },
  {
    when: /^The : indicator must be at most 1024 chars/,
    message: 'a key is longer than 1024 characters, which is the limit',
  },
  {
    when: /^Missing directives-end/,
    message: 'a directive (%) is not followed by a line with ---',
    hint: 'Remove the directive, or put --- below it.',
  },
  {
    when: /^%(TAG|YAML) directive should contain/,
    message: 'the directive %$1 is not complete',
    hint: 'Remove the directive.',
  },
  {
    when: /^Unresolved tag: tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)\n/,
    code: 'unfit-tag',
    message: 'the value does not have the form that its tag $text asks for',
    hint: 'Remove the tag, or write the value in that form.',
  },
  {
    when: /^(?:Unresolved tag|Could not resolve tag|Verbatim tags|Not a valid tag|URIError)|tag has no suffix/,
    code: 'unknown-tag',
    message:
      'the tag $text is unknown; the tags are !!str, !!int, !!float, !!bool, !!null, !!map and !!seq',
    hint: 'Remove the tag, or quote the text.',
  },
  {
    when: /call stack/,
    code: 'too-deep',
    message: 'lists and mappings are nested too deep',
    hint: 'Flatten the structure.',
  },
];
