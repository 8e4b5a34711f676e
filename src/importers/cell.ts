import { isIsoDate, toIsoDate } from '../domain/calendar.ts';
import type { Cell, Workbook } from './workbook.ts';

/** The cell holds something, but not what its column should hold. */
export const UNREADABLE = Symbol('unreadable');

/** What a cell says: a value, nothing, or something that cannot be read. */
export type Reading<T> = T | undefined | typeof UNREADABLE;

/** What a formula that failed leaves behind. */
const EXCEL_ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/i;

const FLAGS: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  yes: true,
  no: false,
  '1': true,
  '0': false,
};

const DIGITS = /^\d+$/;
const DECIMAL = /^\d+[.,]\d+$/;
/** Strict groups of three, with an optional decimal part behind the other mark. */
const GROUPED = /^\d{1,3}([., '’\u00a0\u202f])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/;

/** Days between the two origins and 1970-01-01, as a spreadsheet counts them. */
const SERIAL_OF_1970 = { '1900': 25_569, '1904': 24_107 } as const;
const SECONDS_A_DAY = 86_400;
/** A plain number is taken for a date from 2000 to 2099 only. */
const PLAUSIBLE_YEAR = /^20\d\d-/;
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T\s])/;

/** Text without surrounding white space; a number or a date is given as the text it stands for. */
export function readText(cell: Cell): Reading<string> {
  if (cell === undefined) return undefined;
  if (typeof cell === 'string') return EXCEL_ERROR.test(cell.trim()) ? UNREADABLE : cell.trim();
  return cell instanceof Date ? dayOf(cell) : String(cell);
}

/** True or false, as a boolean or as a word. */
export function readFlag(cell: Cell): Reading<boolean> {
  if (cell === undefined || typeof cell === 'boolean') return cell;
  return FLAGS[String(cell).trim().toLowerCase()] ?? UNREADABLE;
}

/** A whole number from 0. */
export function readWhole(cell: Cell): Reading<number> {
  const amount = readAmount(cell);
  return typeof amount === 'number' && !Number.isSafeInteger(amount) ? UNREADABLE : amount;
}

/**
 * A number from 0. In text, marks between strict groups of three digits separate thousands:
 * `1.024` and `1,024` are 1024, since the sizes and counts of an export are whole.
 */
export function readAmount(cell: Cell): Reading<number> {
  if (typeof cell !== 'string') return notNegative(cell);
  const text = cell.trim();
  if (DIGITS.test(text)) return notNegative(Number(text));
  const mark = GROUPED.exec(text)?.[1];
  if (mark !== undefined) return decimal(text.replaceAll(mark, ''));
  return DECIMAL.test(text) ? decimal(text) : UNREADABLE;
}

/** A number from 0 to 100; in text, any mark is a decimal one. */
export function readPercent(cell: Cell): Reading<number> {
  const value = typeof cell === 'string' ? percentOf(cell) : notNegative(cell);
  return typeof value === 'number' && value > 100 ? UNREADABLE : value;
}

function percentOf(cell: string): Reading<number> {
  const text = cell.trim().replace(/\s*%$/, '');
  return DIGITS.test(text) || DECIMAL.test(text) ? decimal(text) : UNREADABLE;
}

/** A day: a date cell, its plain number, or text that begins with the year. */
export function readDay(cell: Cell, dateSystem: Workbook['dateSystem']): Reading<string> {
  if (cell === undefined) return undefined;
  if (cell instanceof Date) return dayOf(cell);
  if (typeof cell === 'number') return dayOfSerial(cell, dateSystem);
  const [, year, month, day] = YEAR_FIRST.exec(String(cell).trim()) ?? [];
  const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  return isIsoDate(iso) ? iso : UNREADABLE;
}

function dayOfSerial(serial: number, dateSystem: Workbook['dateSystem']): Reading<string> {
  const seconds = (Math.floor(serial) - SERIAL_OF_1970[dateSystem]) * SECONDS_A_DAY;
  const day = dayOf(new Date(seconds * 1000));
  return typeof day === 'string' && PLAUSIBLE_YEAR.test(day) ? day : UNREADABLE;
}

function dayOf(date: Date): Reading<string> {
  if (Number.isNaN(date.getTime())) return UNREADABLE;
  const day = toIsoDate(date);
  return isIsoDate(day) ? day : UNREADABLE;
}

function notNegative(cell: Exclude<Cell, string>): Reading<number> {
  if (cell === undefined) return undefined;
  return typeof cell === 'number' && Number.isFinite(cell) && cell >= 0 ? cell : UNREADABLE;
}

function decimal(text: string): Reading<number> {
  return notNegative(Number(text.replace(',', '.')));
}
