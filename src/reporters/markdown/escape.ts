import type { Location } from '../../domain/location.ts';
import { safeText } from '../safe-text.ts';

/** Longest text of the inventory that a comment repeats: a name of 10,000 characters helps nobody. */
const LONGEST_TEXT = 400;

/** Invisible, and enough that GitHub makes no link of what stands around it. */
const NO_LINK = '&#8203;';

/**
 * Text from outside that reads as it is written, in a paragraph, a table cell or an HTML block alike: it
 * formats nothing, links nowhere, mentions nobody. Character references are used because each of the
 * three reads them, and none takes them for markup.
 */
export function plain(text: string): string {
  return safeText(shortened(text)).replace(ACTIVE, (found) => {
    if (found === '$') return '<span>$</span>';
    return MARKUP.test(found) ? reference(found) : found + NO_LINK;
  });
}

/** Characters that format wherever they stand, or where they begin a line: a list, a rule, code. */
const MARKUP = /[&<>`*_~\\[\]|=+.) -]/;

/**
 * All of them, the sign of a formula, and what GitHub looks for in the finished text: mentions, numbers of
 * issues, addresses, and names of emoji.
 */
const ACTIVE =
  /[&<>`*_~\\[\]|$@#]|^[ =+-]|(?<=^\d+)[.)](?=\s|$)|\bGH(?=-\d)|:(?=\/\/)|:(?=[\w+-]+(?::|$))|\bwww(?=\.)/gi;

/** The same as something that a reader would copy or look for. */
export function code(text: string): string {
  return `<code>${plain(text)}</code>`;
}

/** A place, as a link from the root of the repository where the file lies below it. */
export function place({ file, line }: Pick<Location, 'file' | 'line'>): string {
  const words = `${plain(file)}:${line}`;
  const isBelow = !/^(?:[/<\\]|[a-z]:)/i.test(file);
  return isBelow ? `[${words}](${file.split('/').map(encoded).join('/')}#L${line})` : words;
}

function shortened(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  // Half of a pair of surrogates would be no character.
  return `${text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, '')}…`;
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** A segment of a path in a link; also the characters that would end the link. */
function encoded(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
