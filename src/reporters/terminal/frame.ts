import type { Location } from '../../domain/location.ts';
import { safeText } from '../safe-text.ts';
import { cut } from './layout.ts';
import type { Style } from './style.ts';
import { widthOf } from './text-width.ts';

const INDENT = '  ';

/**
 * The place as `file:line:column` with a note behind it, the line itself, and a mark below what is
 * meant.
 */
export function renderFrame(location: Location, width: number, style: Style, note = ''): string {
  const { line, excerpt } = location;
  const place = placeLines(style.accent(style.place(location)), note, width, style);
  if (excerpt.text.trim() === '') return place;
  const number = String(line);
  const margin = `${INDENT}${' '.repeat(number.length)} ${style.gutter} `;
  const before = safeText(excerpt.text.slice(0, excerpt.column - 1));
  const rest = excerpt.text.slice(excerpt.column - 1);
  // A key is marked as far as its colon; anything else by one mark.
  const meant = safeText(/^(?:[\w.$-]+|"[^"]*")(?=\s*:)/.exec(rest)?.[0] ?? rest.slice(0, 1));
  const { text, skipped } = window(before, safeText(rest), meant, width - margin.length, style);
  const mark =
    ' '.repeat(Math.max(0, widthOf(before) - skipped)) + '^'.repeat(Math.max(1, widthOf(meant)));
  return [
    place,
    `${INDENT}${style.dim(`${number} ${style.gutter}`)} ${text}`,
    `${style.dim(margin)}${style.accent(mark)}`,
  ].join('\n');
}

/** A place is never broken, so that it can be followed; the note behind it gives way. */
export function placeLines(place: string, note: string, width: number, style: Style): string {
  if (note === '') return `${INDENT}${place}`;
  const whole = `${INDENT}${place}  ${style.dim(note)}`;
  return widthOf(whole) <= width ? whole : `${INDENT}${place}\n${INDENT}${style.dim(note)}`;
}

/** As much of a line as fits, with what is meant in it; `skipped` columns are gone at its begin. */
function window(
  before: string,
  rest: string,
  meant: string,
  room: number,
  style: Style,
): { readonly text: string; readonly skipped: number } {
  const { ellipsis } = style;
  const whole = before + rest;
  if (widthOf(whole) <= room) return { text: whole, skipped: 0 };
  const needed = widthOf(before) + widthOf(meant) + ellipsis.length;
  if (needed <= room) return { text: cut(whole, room, style), skipped: 0 };
  // Keep a little of what stands before, so that the eye finds its place.
  const kept = endOf(before, Math.min(12, room - widthOf(meant) - 2 * ellipsis.length));
  const shown = cut(`${ellipsis}${kept}${rest}`, room, style);
  return { text: shown, skipped: widthOf(before) - widthOf(kept) - ellipsis.length };
}

/** The last characters of a text that fit into so many columns. */
function endOf(text: string, room: number): string {
  let kept = '';
  for (const character of [...text].reverse()) {
    if (widthOf(character + kept) > room) break;
    kept = character + kept;
  }
  return kept;
}
