import { isIsoDate, toIsoDate } from '../domain/calendar.ts';
import type { Cell } from './sheet.ts';
import type { Workbook } from './workbook.ts';

/** The cell holds something, but not what its column should hold. */
export const UNREADABLE = Symbol('unreadable');

/** What a cell says: a value, nothing, or something that cannot be read. */
export type Reading<T> = T | undefined | typeof UNREADABLE;

/** What a formula that failed leaves behind. */
const EXCEL_ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/i;

/** In English, and as a spreadsheet in another language saves TRUE and FALSE as text. */
const TRUE = /^(true|yes|1|wahr|vrai|vero|verdadero|verdadeiro|waar|sandt)$/i;
const FALSE = /^(false|no|0|falsch|faux|falso|onwaar|falsk)$/i;

/** Nothing that an export counts is more, and sums stay exact. */
const LARGEST = Number.MAX_SAFE_INTEGER;
const NO_LIMIT = /^(-1|unlimited)$/i;
const DIGITS = /^\d+$/;
const DECIMAL = /^\d+[.,]\d+$/;
/** Strict groups of three, with an optional decimal part behind the other mark. */
const GROUPED = /^\d{1,3}([., '’\u00a0\u202f])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/;

/** Days between the two origins and 1970-01-01, as a spreadsheet counts them. */
const SERIAL_OF_1970 = { '1900': 25_569, '1904': 24_107 } as const;
const MS_A_MINUTE = 60_000;
const MINUTES_A_DAY = 1440;
/** A plain number is taken for a date from 2000 to 2099 only. */
const PLAUSIBLE_YEAR = /^20\d\d-/;
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T\s])/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:$|[T\s])/;
const CLOCK = /[T\s](\d{1,2}):([0-5]\d)(?::\d{2}(?:\.\d+)?)?(?:\s*([ap])\.?m\.?)?Z?$/i;

/** A day, and the minutes since its midnight where they are known; in what zone, no cell says. */
export interface Moment {
  readonly day: string;
  readonly minutes?: number;
}

/** Text without surrounding white space; a number or a date is given as the text it stands for. */
export function readText(cell: Cell): Reading<string> {
  if (cell === undefined) return undefined;
  if (typeof cell === 'string') return EXCEL_ERROR.test(cell.trim()) ? UNREADABLE : cell.trim();
  return cell instanceof Date ? dayOf(cell) : String(cell);
}

/** True or false, as a boolean or as a word. */
export function readFlag(cell: Cell): Reading<boolean> {
  if (cell === undefined || typeof cell === 'boolean') return cell;
  const word = String(cell).trim();
  if (TRUE.test(word)) return true;
  return FALSE.test(word) ? false : UNREADABLE;
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

/** A number from 0, or `none` for no bound: vSphere writes it as -1. */
export function readLimit(cell: Cell): Reading<number | 'none'> {
  const unlimited = cell === -1 || (typeof cell === 'string' && NO_LIMIT.test(cell.trim()));
  return unlimited ? 'none' : readAmount(cell);
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

/**
 * A day: a date cell, its plain number where there is a date system, or text. In text the year
 * stands first, or last in an order that can be no other: `31.12.2025`, `12/31/2025`; not
 * `1/2/2025`.
 */
export function readDay(cell: Cell, dateSystem?: Workbook['dateSystem']): Reading<string> {
  const moment = readMoment(cell, dateSystem);
  return typeof moment === 'object' ? moment.day : moment;
}

/** The same, with the time of day where the cell has one. */
export function readMoment(cell: Cell, dateSystem?: Workbook['dateSystem']): Reading<Moment> {
  if (cell === undefined) return undefined;
  if (cell instanceof Date) return momentOf(cell);
  if (typeof cell === 'number') {
    return dateSystem === undefined ? UNREADABLE : momentOfSerial(cell, dateSystem);
  }
  const text = String(cell).trim();
  const day = isoDayIn(text);
  if (day === undefined || !isIsoDate(day)) return UNREADABLE;
  const minutes = minutesIn(text);
  return minutes === undefined ? { day } : { day, minutes };
}

function isoDayIn(text: string): string | undefined {
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return isoOf(year, month, day);
  const [, first = '', mark, second = '', last] = YEAR_LAST.exec(text) ?? [];
  if (last === undefined) return undefined;
  // No country writes the month first with dots; with other marks, only a number above 12 tells.
  if (mark === '.' || Number(first) > 12 || first === second) return isoOf(last, second, first);
  return Number(second) > 12 ? isoOf(last, first, second) : undefined;
}

function isoOf(year: string, month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Minutes since midnight of `10:30`, `10:30:15` or `3:05 PM` at the end of the text. */
function minutesIn(text: string): number | undefined {
  const [, hours, minutes, half] = CLOCK.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const afternoon =
    half === undefined ? 0 : (/^p/i.test(half) ? 12 : 0) - (hours === '12' ? 12 : 0);
  const total = (Number(hours) + afternoon) * 60 + Number(minutes);
  return total < MINUTES_A_DAY ? total : undefined;
}

function momentOfSerial(serial: number, dateSystem: Workbook['dateSystem']): Reading<Moment> {
  const days = serial - SERIAL_OF_1970[dateSystem];
  const date = new Date(Math.round(days * MINUTES_A_DAY) * MS_A_MINUTE);
  const moment = momentOf(date);
  return typeof moment === 'object' && PLAUSIBLE_YEAR.test(moment.day) ? moment : UNREADABLE;
}

/** Midnight is taken for a day without a time. */
function momentOf(date: Date): Reading<Moment> {
  const day = dayOf(date);
  if (typeof day !== 'string') return UNREADABLE;
  const minutes = date.getUTCHours() * 60 + date.getUTCMinutes();
  return minutes === 0 ? { day } : { day, minutes };
}

function dayOf(date: Date): Reading<string> {
  if (Number.isNaN(date.getTime())) return UNREADABLE;
  const day = toIsoDate(date);
  return isIsoDate(day) ? day : UNREADABLE;
}

function notNegative(cell: Exclude<Cell, string>): Reading<number> {
  if (cell === undefined) return undefined;
  return typeof cell === 'number' && cell >= 0 && cell <= LARGEST ? cell : UNREADABLE;
}

function decimal(text: string): Reading<number> {
  return notNegative(Number(text.replace(',', '.')));
}
