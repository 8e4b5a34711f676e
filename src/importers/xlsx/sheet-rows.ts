import type { Cell, Row } from '../sheet.ts';
import { filled, readRuns, unescaped } from './shared-texts.ts';
import { XmlScanner } from './xml-scanner.ts';

/** What the cells of all sheets of a workbook refer to, by number. */
export interface CellContext {
  readonly texts: readonly (string | undefined)[];
  /** Whether a style shows numbers as dates. */
  readonly isDate: readonly boolean[];
  readonly dateSystem: '1900' | '1904';
}

const LAST_COLUMN = 16_384;
const MS_A_DAY = 86_400_000;
/** Days from the origin to 1970-01-01. The first system counts a 29 February 1900, as its day 60. */
const DAYS_TO_1970 = { '1900': 25_569, '1904': 24_107 } as const;
const FEBRUARY_29 = 60;

/** The rows of a sheet that hold something, one at a time. Throws where its XML is damaged. */
export function* readRows(bytes: Uint8Array, context: CellContext): Generator<Row> {
  const scanner = new XmlScanner(bytes);
  goToCells(scanner);
  let number = 0;
  while (scanner.nextChild()) {
    if (scanner.name !== 'row') {
      scanner.skip();
      continue;
    }
    number = scanner.wholeAttribute('r') || number + 1;
    const cells = readCells(scanner, context);
    // A copy has none of the room that an array keeps for growing.
    if (cells.length > 0) yield { number, cells: cells.slice() };
  }
}

function goToCells(scanner: XmlScanner): void {
  scanner.nextChild();
  while (scanner.nextChild()) {
    if (scanner.name === 'sheetData') return;
    scanner.skip();
  }
  throw new Error('a sheet has no cells');
}

/** Without the empty cells at the end. */
function readCells(scanner: XmlScanner, context: CellContext): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  while (scanner.nextChild()) {
    column = scanner.lettersOf('r') || column + 1;
    const cell = readCell(scanner, context);
    if (cell === undefined) continue;
    if (column > LAST_COLUMN) throw new Error('a cell lies beyond the last column');
    while (cells.length < column - 1) cells.push(undefined);
    cells[column - 1] = cell;
  }
  return cells;
}

function readCell(scanner: XmlScanner, context: CellContext): Cell {
  const type = scanner.attribute('t');
  const style = scanner.wholeAttribute('s');
  let cell: Cell;
  while (scanner.nextChild()) {
    if (scanner.name === 'v') cell = readValue(scanner, type, style, context);
    else if (scanner.name === 'is') cell = filled(readRuns(scanner));
    else scanner.skip();
  }
  return cell;
}

/** A value as the type of its cell says; without one, it is a number. */
function readValue(
  scanner: XmlScanner,
  type: string | undefined,
  style: number | undefined,
  context: CellContext,
): Cell {
  switch (type) {
    case 's':
      return context.texts[scanner.wholeNumber() ?? Number(scanner.text() || Number.NaN)];
    case 'b':
      return flagOf(scanner.text());
    case 'str':
      return filled(unescaped(scanner.text()));
    case 'e':
      return filled(scanner.text());
    default:
      return readNumber(scanner, style, context);
  }
}

/** What is no number after all stays a text. */
function readNumber(
  scanner: XmlScanner,
  style: number | undefined,
  { isDate, dateSystem }: CellContext,
): Cell {
  let number = scanner.wholeNumber();
  if (number === undefined) {
    const text = filled(scanner.text());
    number = Number(text);
    if (Number.isNaN(number)) return text;
  }
  return style !== undefined && isDate[style] ? dateOf(number, dateSystem) : number;
}

function flagOf(text: string): boolean | undefined {
  return text === '' ? undefined : text === '1' || text.toLowerCase() === 'true';
}

function dateOf(serial: number, system: CellContext['dateSystem']): Date {
  const days = system === '1900' && serial < FEBRUARY_29 ? serial + 1 : serial;
  return new Date(Math.round((days - DAYS_TO_1970[system]) * MS_A_DAY));
}
