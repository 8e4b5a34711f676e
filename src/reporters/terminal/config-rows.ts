import type { ConfigRow, Origin } from '../../domain/config.ts';
import type { Look } from '../reporter.ts';
import { safeText } from '../safe-text.ts';
import { padded } from './layout.ts';
import { type Style, styleFor } from './style.ts';

/** A line for each value: what it is, its value, and where it is from. */
export function renderConfigRows(rows: readonly ConfigRow[], look: Look): string {
  const style = styleFor(look);
  const widest = rows.reduce((width, { path }) => Math.max(width, path.length), 0);
  return rows
    .map(({ path, value, origin }) => {
      const from = originWords(origin, style);
      const note = origin.name === 'default' ? style.dim(from) : style.accent(from);
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return `${padded(safeText(path), widest)}  ${style.bold(safeText(text))}  ${note}\n`;
    })
    .join('');
}

function originWords({ name, location }: Origin, style: Style): string {
  return location === undefined ? safeText(name) : style.place(location);
}
