import type { Style } from './style.ts';
import { widthOf, wrapLines } from './text-width.ts';

/** `narrow`: lists where others have tables. `wide`: more columns, and blocks side by side. */
export type Layout = 'narrow' | 'usual' | 'wide';

/** A table of applications has no room below, two blocks of readable lines have some from there on. */
const USUAL_FROM = 72;
const WIDE_FROM = 140;

export function layoutOf(width: number): Layout {
  if (width < USUAL_FROM) return 'narrow';
  return width < WIDE_FROM ? 'usual' : 'wide';
}

/** Where there is little room, later lines stand no further in than this. */
const NARROW_INDENT = 4;
const LEAST_ROOM = 20;

/** Text wrapped to the width, its later lines under its first; the label stands before it. */
export function wrapped(label: string, text: string, width: number): string {
  const labelWidth = widthOf(label);
  const indent = indentOf(labelWidth, width);
  if (label.trim() === '' && indent < labelWidth) return wrapped(' '.repeat(indent), text, width);
  // What the label takes of the first line is held free by a word that is taken out again.
  const lead = indent === labelWidth ? '' : `${'x'.repeat(labelWidth - indent - 1)} `;
  const room = Math.max(LEAST_ROOM, width - indent);
  const [first = '', ...rest] = wrapLines(lead + text, room);
  return [
    (label + first.slice(lead.length)).trimEnd(),
    ...rest.map((line) => ' '.repeat(indent) + line),
  ].join('\n');
}

/** The same with a place behind the text: on a line of its own where it would be broken. */
export function placed(label: string, text: string, place: string, width: number): string {
  const whole = wrapped(label, `${text}  ${place}`, width);
  if (whole.includes(place)) return whole;
  const indent = ' '.repeat(indentOf(widthOf(label), width));
  return `${wrapped(label, text, width)}\n${indent}${place}`;
}

function indentOf(labelWidth: number, width: number): number {
  if (layoutOf(width) !== 'narrow') return labelWidth;
  return labelWidth > NARROW_INDENT + 1 ? NARROW_INDENT : labelWidth;
}

/** Two texts at the ends of a line; below each other where they do not fit. */
export function spread(left: string, right: string, width: number): string {
  const gap = width - widthOf(left) - widthOf(right);
  if (gap >= 2) return `${left}${' '.repeat(gap)}${right}`;
  const indent = ' '.repeat(left.length - left.trimStart().length);
  return `${wrapped(indent, left.trimStart(), width)}\n${wrapped(indent, right, width)}`;
}

/** Columns between two blocks that stand side by side. */
export const GAP = 3;

/** A block of lines that is rendered for the room that it gets. */
type Block = (width: number) => string;

/**
 * Blocks side by side, each in its width; undefined where one of them does not fit, as a long path that is
 * not to be broken.
 */
export function columns(widths: readonly number[], blocks: readonly Block[]): string | undefined {
  const cells = blocks.map((block, i) => block(widths[i] ?? 0).split('\n'));
  const fits = cells.every((lines, i) => lines.every((line) => widthOf(line) <= (widths[i] ?? 0)));
  if (!fits) return undefined;
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    cells
      .map((lines, i) => padded(lines[row] ?? '', widths[i] ?? 0))
      .join(' '.repeat(GAP))
      .trimEnd(),
  ).join('\n');
}

/** The width shared out in these proportions, without what is between. */
export function shared(width: number, shares: readonly number[]): readonly number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const room = width - GAP * (shares.length - 1);
  const widths = shares.map((share) => Math.floor((share / whole) * room));
  const rest = room - widths.reduce((sum, one) => sum + one, 0);
  return widths.map((one, i) => (i === widths.length - 1 ? one + rest : one));
}

/**
 * Two blocks side by side on a wide terminal, else, or where they do not fit, one below the other; one alone
 * where the other has nothing to say.
 */
export function beside(width: number, left: Block, right: Block): string {
  const below = [left(width), right(width)].filter((text) => text !== '');
  if (below.length < 2 || layoutOf(width) !== 'wide') return below.join('\n\n');
  return columns(shared(width, [1, 1]), [left, right]) ?? below.join('\n\n');
}

/** Columns of the widest text; 0 without any. */
export function widestOf(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0);
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** A bar from 0 to 100: what is sure, what is possible beyond it, and the rest. */
export function scoreBar(
  guaranteed: number | null,
  possible: number | null,
  cells: number,
  { bar, dim, outcome }: Style,
): string {
  const sure = Math.round(((guaranteed ?? 0) / 100) * cells);
  const maybe = Math.max(sure, Math.round(((possible ?? 0) / 100) * cells));
  return (
    outcome.pass(bar.sure.repeat(sure)) +
    outcome.unknown(bar.possible.repeat(maybe - sure)) +
    dim(bar.rest.repeat(cells - maybe))
  );
}

/** As many characters as fit, with a mark where some are missing. */
export function cut(text: string, room: number, { ellipsis }: Style): string {
  if (widthOf(text) <= room) return text;
  let shown = '';
  let width = 0;
  for (const character of text) {
    width += widthOf(character);
    if (width > room - ellipsis.length) break;
    shown += character;
  }
  return shown + ellipsis;
}
