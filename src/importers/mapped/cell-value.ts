import type { FieldType, MappedColumn, Mapping } from '../../domain/mapping.ts';
import { inUnit } from '../../domain/units.ts';
import { readDay, readFlag, readText, UNREADABLE } from '../cell.ts';
import { parseGuestOsName } from '../guest-os-name.ts';
import { AMBIGUOUS, readNumberText } from '../number-text.ts';
import { toThreeDecimals } from '../recorded.ts';
import type { Cell } from '../sheet.ts';
import { cleanName } from '../subject-ids.ts';
import type { Workbook } from '../workbook.ts';
import type { NoteCode } from './notes.ts';

/** What a cell says for a field, or why it says nothing. */
export type CellValue = { readonly value: unknown } | { readonly reason: NoteCode } | undefined;

/** How the cells of a table are written. */
export interface CellStyle extends Pick<Mapping, 'empty' | 'decimalMark' | 'dayOrder'> {
  readonly dateSystem: Workbook['dateSystem'] | undefined;
}

const NOT_READ = { reason: 'value-not-read' } as const;
const NOT_ALLOWED = { reason: 'value-not-allowed' } as const;

const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:$|[T\s])/;

/** The text of a cell, undefined where it is empty or the mapping says that it stands for that. */
export function textOf(cell: Cell, { empty }: Pick<CellStyle, 'empty'>): string | undefined {
  const text = readText(cell);
  const shown = text === UNREADABLE ? String(cell) : text;
  return shown === undefined || shown === '' || empty.has(shown.toLowerCase()) ? undefined : shown;
}

/** The value of a cell; a list of values where the column splits its cells. */
export function cellValue(cell: Cell, column: MappedColumn, style: CellStyle): CellValue {
  const { split } = column;
  if (split === undefined) return singleValue(cell, column, style);
  const parts = (textOf(cell, style) ?? '').split(split).filter((part) => part.trim() !== '');
  if (parts.length === 0) return undefined;
  const values: unknown[] = [];
  for (const part of parts) {
    const read = singleValue(part, column, style);
    if (read === undefined) continue;
    if ('reason' in read) return read;
    values.push(read.value);
  }
  return { value: values };
}

function singleValue(cell: Cell, column: MappedColumn, style: CellStyle): CellValue {
  const text = textOf(cell, style);
  if (text === undefined) return undefined;
  const { values, field } = column;
  if (values === undefined) return typedValue(cell, text, column, style);
  if (values.has(text.toLowerCase())) {
    const value = values.get(text.toLowerCase());
    return value === undefined ? undefined : { value };
  }
  // Words of the field itself need no mapping.
  const read = field.type.kind === 'word' ? wordIn(text, field.type) : undefined;
  return read ?? { reason: 'value-not-mapped' };
}

function typedValue(cell: Cell, text: string, column: MappedColumn, style: CellStyle): CellValue {
  const { type } = column.field;
  if (readText(cell) === UNREADABLE) return NOT_READ;
  switch (type.kind) {
    case 'flag':
      return readable(readFlag(cell));
    case 'day':
      return dayIn(cell, text, style);
    case 'word':
      return wordIn(text, type) ?? NOT_ALLOWED;
    case 'number':
    case 'whole':
      return numberIn(cell, text, column, style);
    case 'text':
      return textIn(cell, text, type);
    case 'system':
      return systemIn(text);
  }
}

function readable(reading: unknown): CellValue {
  return reading === UNREADABLE ? NOT_READ : { value: reading };
}

function dayIn(cell: Cell, text: string, { dayOrder, dateSystem }: CellStyle): CellValue {
  const [, first = '', second = '', year] = YEAR_LAST.exec(text) ?? [];
  if (typeof cell !== 'string' || year === undefined) return readable(readDay(cell, dateSystem));
  if (dayOrder !== undefined) {
    const [month, day] = dayOrder === 'day-first' ? [second, first] : [first, second];
    return readable(readDay(`${year}-${month}-${day}`));
  }
  const day = readDay(cell, dateSystem);
  if (day !== UNREADABLE) return { value: day };
  return Number(first) > 12 || Number(second) > 12 ? NOT_READ : { reason: 'day-ambiguous' };
}

function wordIn(text: string, { words = [] }: FieldType): CellValue {
  const value = words.find((word) => String(word).toLowerCase() === text.toLowerCase());
  return value === undefined ? undefined : { value };
}

function numberIn(
  cell: Cell,
  text: string,
  { field: { type }, unit = type.unit }: MappedColumn,
  { decimalMark }: CellStyle,
): CellValue {
  const number =
    typeof cell === 'number' ? cell : readNumberText(withoutUnit(text, unit), decimalMark);
  if (number === AMBIGUOUS) return { reason: 'number-ambiguous' };
  if (number === undefined || !Number.isFinite(number)) return NOT_READ;
  const same = unit === undefined || type.unit === undefined || unit === type.unit;
  const value = same ? number : toThreeDecimals(inUnit(number, unit, type.unit));
  return isInRange(value, type) ? { value } : NOT_ALLOWED;
}

/** `16 GiB` says again what the column counts; another unit than that makes it no number. */
function withoutUnit(text: string, unit: string | undefined): string {
  if (unit === undefined || !text.toLowerCase().endsWith(unit.toLowerCase())) return text;
  return text.slice(0, -unit.length).trim();
}

function isInRange(value: number, { kind, minimum, above, maximum, words }: FieldType): boolean {
  return (
    (kind === 'number' || Number.isSafeInteger(value)) &&
    value >= (minimum ?? 0) &&
    (above === undefined || value > above) &&
    value <= (maximum ?? value) &&
    (words === undefined || words.includes(value))
  );
}

function textIn(cell: Cell, text: string, { longest, pattern, refers }: FieldType): CellValue {
  if (typeof cell === 'number' && !Number.isInteger(cell)) return { reason: 'text-from-number' };
  const value = refers === undefined ? text.replace(/\p{Cc}+/gu, ' ').trim() : cleanName(text);
  if (value === '') return NOT_READ;
  if (longest !== undefined && [...value].length > longest) return NOT_ALLOWED;
  return pattern === undefined || new RegExp(pattern, 'u').test(value) ? { value } : NOT_ALLOWED;
}

function systemIn(text: string): CellValue {
  const value = parseGuestOsName(text);
  return value === undefined ? { reason: 'system-not-read' } : { value };
}
