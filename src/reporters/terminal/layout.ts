import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import type { Style } from './style.ts';

/** Text wrapped to the width, its later lines under its first; the label stands before it. */
export function wrapped(label: string, text: string, width: number): string {
  const indent = stringWidth(label);
  const room = Math.max(20, width - indent);
  const lines = wrapAnsi(text, room, { hard: true, trim: true }).split('\n');
  return lines.map((line, i) => (i === 0 ? label : ' '.repeat(indent)) + line).join('\n');
}

/** Two texts at the ends of a line; on two lines where they do not fit. */
export function spread(left: string, right: string, width: number): string {
  const gap = width - stringWidth(left) - stringWidth(right);
  return gap >= 2 ? `${left}${' '.repeat(gap)}${right}` : `${left}\n${right}`;
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
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
  if (stringWidth(text) <= room) return text;
  let shown = '';
  let width = 0;
  for (const character of text) {
    width += stringWidth(character);
    if (width > room - ellipsis.length) break;
    shown += character;
  }
  return shown + ellipsis;
}
