import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

/**
 * A text of nothing but characters that take one column each: what is on a keyboard, accented letters, and
 * the marks that reports are drawn with. To ask the library of each would take a report four times as long.
 */
const NARROW = /^[ -~¡-¬®-ÿ–—‘’“”•…→−─│▁-█▒▲★☆✔✖]*$/;

/** What sets a colour and takes no column. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it begins the sequence
const COLOUR = /\u001b\[[\d;]*m/g;

/** Columns that a text takes, its colours and links not counted. */
export function widthOf(text: string): number {
  const seen = withoutColour(text);
  return NARROW.test(seen) ? seen.length : stringWidth(text);
}

/** The lines of a text that is wrapped between words; a word that is longer than a line is broken. */
export function wrapLines(text: string, room: number): readonly string[] {
  const seen = withoutColour(text);
  const isNarrow = NARROW.test(seen);
  if (isNarrow && seen.length <= room && seen.trim() === seen) return [text];
  const words = seen.split(' ');
  return isNarrow && seen === text && words.every((word) => word.length <= room)
    ? joined(words, room)
    : wrapAnsi(text, room, { hard: true, trim: true }).split('\n');
}

function withoutColour(text: string): string {
  return text.includes('\u001b') ? text.replace(COLOUR, '') : text;
}

/** As many words on each line as fit; room at the ends of a line is left out. */
function joined(words: readonly string[], room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const isFull = word !== '' && line !== '' && line.length + 1 + word.length > room;
    if (isFull) lines.push(line.trimEnd());
    line = isFull || line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line.trimEnd()];
}
