/**
 * Text from outside as a terminal or a line of a file may show it: control characters (they could move the
 * cursor or forge lines), marks that turn the reading direction, and halves of characters stand as escapes;
 * so does what a log of GitHub or Azure takes for a command wherever it stands.
 */
export function safeText(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Surrogate}]|#(?=#(?:vso)?\[)/gu,
    escaped,
  );
}

/**
 * A value as JSON, on one line or indented. JSON allows to write those of the above raw that it does not
 * escape by itself; a terminal would obey them, and a reader of lines might break at them.
 */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|#(?=#(?:vso)?\[)/g,
    escaped,
  );
}

/** Lines none of which a log of GitHub takes for a command: a word between `::` at the begin of a line. */
export function safeLines(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:[a-z])/gim, `$1${escaped(':')}`);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
