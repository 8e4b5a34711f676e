import { padded, widestOf } from './layout.ts';
import type { Style } from './style.ts';
import { widthOf } from './text-width.ts';

/** What stands before the first column, and between two. */
const MARGIN = 1;
export const CELL_GAP = 2;

/** A column of a table: its heading, and on which side its texts stand. */
export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
}

/** Rows of cells of one line each, below dim headings. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: Style,
): string[] {
  const heads = columns.map(({ head }) => style.dim(head));
  const widths = columnWidths(columns, rows);
  return [heads, ...rows].map((row) =>
    columns
      .map(({ align }, i) => cell(row[i] ?? '', widths[i] ?? 0, align))
      .reduce((line, text) => line + text + ' '.repeat(CELL_GAP), ' '.repeat(MARGIN))
      .trimEnd(),
  );
}

function cell(text: string, width: number, align: Column['align']): string {
  return align === 'right' ? ' '.repeat(width - widthOf(text)) + text : padded(text, width);
}

function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly number[] {
  return columns.map(({ head }, i) => widestOf([head, ...rows.map((row) => row[i] ?? '')]));
}

/** What is left of the width for one more column. */
export function roomBeside(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): number {
  const taken = columnWidths(columns, rows);
  return width - taken.reduce((sum, column) => sum + column + CELL_GAP, MARGIN);
}
