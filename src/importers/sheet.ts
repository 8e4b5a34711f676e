/** A cell's value; a formula gives its stored result, an empty cell nothing. */
export type Cell = string | number | boolean | Date | undefined;

export interface Row {
  /** As a spreadsheet numbers it, from 1. */
  readonly number: number;
  /** Without the empty cells at its end. */
  readonly cells: readonly Cell[];
}

/** What a sheet of a workbook and a CSV file have in common. */
export interface Sheet {
  readonly name: string;
  /** Only the rows that hold something. */
  readonly rows: readonly Row[];
}

/** The cells without the empty ones at their end; text of white space alone is empty. */
export function trimmedCells(cells: readonly Cell[]): readonly Cell[] {
  const values = cells.map((cell) => (isBlank(cell) ? undefined : cell));
  return values.slice(0, values.findLastIndex((cell) => cell !== undefined) + 1);
}

function isBlank(cell: Cell): boolean {
  return typeof cell === 'string' && cell.trim() === '';
}
