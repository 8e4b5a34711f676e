import Table from 'cli-table3';
import { widestOf } from './layout.ts';
import type { Style } from './style.ts';

/** A frame of nothing but room between the columns. */
const BARE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: ' ',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};

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
  const table = new Table({
    chars: BARE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
    head: columns.map(({ head }) => style.dim(head)),
    colAligns: columns.map(({ align = 'left' }) => align),
  });
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

/** What is left of the width for one more column. */
export function roomBeside(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): number {
  const taken = columns.map(({ head }, i) => widestOf([head, ...rows.map((row) => row[i] ?? '')]));
  return width - taken.reduce((sum, column) => sum + column + CELL_GAP, MARGIN);
}
