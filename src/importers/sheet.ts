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

/** The rows that hold something, of values that are read as cells; text of white space is nothing. */
export function rowsOf<Value>(
  values: Iterable<readonly Value[]>,
  cellOf: (value: Value) => Cell,
): Row[] {
  const rows: Row[] = [];
  let number = 0;
  for (const row of values) {
    number += 1;
    const cells = cellsOf(row, cellOf);
    if (cells.length > 0) rows.push({ number, cells });
  }
  return rows;
}

/** Padded rows are long and empty: nothing is made for the empty cells at their end. */
function cellsOf<Value>(values: readonly Value[], cellOf: (value: Value) => Cell): Cell[] {
  const read = (value: Value): Cell => {
    const cell = cellOf(value);
    return typeof cell === 'string' && cell.trim() === '' ? undefined : cell;
  };
  const last = values.findLastIndex((value) => read(value) !== undefined);
  return values.slice(0, last + 1).map(read);
}
