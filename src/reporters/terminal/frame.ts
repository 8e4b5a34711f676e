import stringWidth from 'string-width';
import type { Location } from '../../domain/location.ts';
import { safeText } from './safe-text.ts';
import type { Style } from './style.ts';

/** The place as `file:line:column`, the line itself, and a mark below what is meant. */
export function renderFrame(location: Location, indent: string, style: Style): string {
  const { file, line, column, excerpt } = location;
  const place = `${indent}${style.accent(`${safeText(file)}:${line}:${column}`)}`;
  if (excerpt.text.trim() === '') return place;
  const number = String(line);
  const before = safeText(excerpt.text.slice(0, excerpt.column - 1));
  const rest = excerpt.text.slice(excerpt.column - 1);
  // A key is marked as far as its colon; anything else by one mark.
  const meant = /^(?:[\w.$-]+|"[^"]*")(?=\s*:)/.exec(rest)?.[0] ?? rest.slice(0, 1);
  const mark =
    ' '.repeat(stringWidth(before)) + '^'.repeat(Math.max(1, stringWidth(safeText(meant))));
  const gutter = style.dim(style.gutter);
  return [
    place,
    `${indent}${style.dim(number)} ${gutter} ${before}${safeText(rest)}`,
    `${indent}${' '.repeat(number.length)} ${gutter} ${style.accent(mark)}`,
  ].join('\n');
}
