import { userError } from '../domain/user-error.ts';
import {
  type Moment,
  type Reading,
  readAmount,
  readDay,
  readFlag,
  readLimit,
  readMoment,
  readPercent,
  readText,
  readWhole,
  UNREADABLE,
} from './cell.ts';
import type { Cell, Row, Sheet } from './sheet.ts';
import type { Workbook } from './workbook.ts';

/** The headings that a fact is found under, the preferred one first; a unit stands in the fact. */
export type Headings<Fact extends string> = Readonly<Record<Fact, readonly string[]>>;

/** One row of a table, by fact. A cell that cannot be read is reported, and then absent. */
export interface TableRow<Fact extends string> {
  readonly number: number;
  text(fact: Fact): string | undefined;
  flag(fact: Fact): boolean | undefined;
  /** A whole number from 0, or from `minimum`. */
  whole(fact: Fact, minimum?: number): number | undefined;
  /** A number above 0: no measure of an export is 0 but where it is missing. */
  size(fact: Fact): number | undefined;
  amount(fact: Fact): number | undefined;
  percent(fact: Fact): number | undefined;
  day(fact: Fact): string | undefined;
  /** A day with its time, where the cell has one. */
  moment(fact: Fact): Moment | undefined;
  /** A bound, or `none` where the cell says that there is none. */
  limit(fact: Fact): number | 'none' | undefined;
  /** One of the words of a table, whose keys are in lower case. */
  choice<Value>(fact: Fact, values: Readonly<Record<string, Value>>): Value | undefined;
  /** The cell as it is, for whoever knows a way of its own to read it. */
  raw(fact: Fact): Cell;
  /** Whether the table has a column of the fact. */
  has(fact: Fact): boolean;
  /** Whether the cell holds text; a name in another kind of cell may have lost its spelling. */
  isText(fact: Fact): boolean;
  /** Where the row is, for a message. */
  readonly where: string;
  /** Where the cell is, for a message. */
  place(fact: Fact): string;
}

export interface Table<Fact extends string> {
  readonly sheet: string;
  readonly rows: readonly TableRow<Fact>[];
  /** The heading that each fact was found under. */
  readonly found: ReadonlyMap<Fact, string>;
  /** Facts without a column. */
  readonly absent: readonly Fact[];
  /** Headings (or letters, where there is none) of columns that no fact is read from. */
  readonly unused: readonly string[];
  /** Headings that stand there more than once; the first counts. */
  readonly repeated: readonly string[];
}

interface TableOptions<Fact extends string> {
  readonly headings: Headings<Fact>;
  /** The fact without which a row means nothing. */
  readonly required: Fact;
  /** What notes call the table, before the row: `sheet vInfo`. */
  readonly label: string;
  /** What an error calls it: `export.xlsx: sheet vInfo`. */
  readonly origin: string;
  /** What to do where the required column is missing. */
  readonly hint: string;
  /** Where cells hold dates as plain numbers; absent where they never do. */
  readonly dateSystem?: Workbook['dateSystem'];
  /** Told of each cell that cannot be read, with its place and its text. */
  readonly onUnreadable: (place: string) => void;
}

/** A sheet by its headings, which stand in its first row. */
export function tableOf<Fact extends string>(
  sheet: Sheet,
  options: TableOptions<Fact>,
): Table<Fact> {
  const [first, ...body] = sheet.rows;
  const titles = (first?.cells ?? []).map(titleOf);
  const places = firstPlaces(titles);
  const columns = columnsOf(places, options.headings);
  requireColumn(sheet, columns, options);
  const used = new Set(columns.values());
  const facts = Object.keys(options.headings) as Fact[]; // the keys of a record are its facts
  return {
    sheet: sheet.name,
    rows: body.map((row) => new SheetRow({ columns, titles, options }, row)),
    found: new Map([...columns].map(([fact, column]) => [fact, titles[column] ?? ''])),
    absent: facts.filter((fact) => !columns.has(fact)),
    unused: [...places.values(), ...untitledColumns(titles, body)]
      .filter((column) => !used.has(column))
      .sort((a, b) => a - b)
      .map((column) => titles[column] || letterOf(column)),
    repeated: titles.filter((title, i) => title !== '' && places.get(title.toLowerCase()) !== i),
  };
}

/** Where each heading stands first, whatever its case. */
function firstPlaces(titles: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [column, title] of titles.entries()) {
    const key = title.toLowerCase();
    if (title !== '' && !places.has(key)) places.set(key, column);
  }
  return places;
}

function columnsOf<Fact extends string>(
  places: ReadonlyMap<string, number>,
  headings: Headings<Fact>,
): Map<Fact, number> {
  const columns = new Map<Fact, number>();
  for (const [fact, accepted] of Object.entries(headings) as [Fact, readonly string[]][]) {
    const heading = accepted.map((one) => one.toLowerCase()).find((one) => places.has(one));
    const column = places.get(heading ?? '');
    if (column !== undefined) columns.set(fact, column);
  }
  return columns;
}

function requireColumn<Fact extends string>(
  sheet: Sheet,
  columns: ReadonlyMap<Fact, number>,
  { headings, required, origin, hint }: TableOptions<Fact>,
): void {
  if (columns.has(required)) return;
  const wanted = headings[required].map((heading) => `"${heading}"`).join(' or ');
  const row = sheet.rows[0]?.number ?? 1;
  throw userError('column-missing', `${origin}, row ${row}: no column is headed ${wanted}`, {
    hint,
  });
}

/** Columns without a heading count where they hold something. */
function untitledColumns(titles: readonly string[], body: readonly Row[]): ReadonlySet<number> {
  const within = [...titles.keys()].filter((column) => titles[column] === '');
  const found = new Set<number>();
  for (const { cells } of body) {
    for (const column of within) if (cells[column] !== undefined) found.add(column);
    for (let column = titles.length; column < cells.length; column++) {
      if (cells[column] !== undefined) found.add(column);
    }
  }
  return found;
}

interface Layout<Fact extends string> {
  readonly columns: ReadonlyMap<Fact, number>;
  readonly titles: readonly string[];
  readonly options: TableOptions<Fact>;
}

/** A byte, where MiB are counted; what is smaller is nothing. */
const LEAST_SIZE = 2 ** -20;

class SheetRow<Fact extends string> implements TableRow<Fact> {
  readonly #layout: Layout<Fact>;
  readonly #row: Row;

  constructor(layout: Layout<Fact>, row: Row) {
    this.#layout = layout;
    this.#row = row;
  }

  get number(): number {
    return this.#row.number;
  }

  text(fact: Fact): string | undefined {
    return this.#readable(fact, readText(this.#cell(fact)));
  }

  flag(fact: Fact): boolean | undefined {
    return this.#readable(fact, readFlag(this.#cell(fact)));
  }

  whole(fact: Fact, minimum = 0): number | undefined {
    return this.#atLeast(fact, readWhole(this.#cell(fact)), minimum);
  }

  size(fact: Fact): number | undefined {
    return this.#atLeast(fact, readAmount(this.#cell(fact)), LEAST_SIZE);
  }

  amount(fact: Fact): number | undefined {
    return this.#readable(fact, readAmount(this.#cell(fact)));
  }

  percent(fact: Fact): number | undefined {
    return this.#readable(fact, readPercent(this.#cell(fact)));
  }

  day(fact: Fact): string | undefined {
    return this.#readable(fact, readDay(this.#cell(fact), this.#layout.options.dateSystem));
  }

  moment(fact: Fact): Moment | undefined {
    return this.#readable(fact, readMoment(this.#cell(fact), this.#layout.options.dateSystem));
  }

  limit(fact: Fact): number | 'none' | undefined {
    return this.#readable(fact, readLimit(this.#cell(fact)));
  }

  choice<Value>(fact: Fact, values: Readonly<Record<string, Value>>): Value | undefined {
    return this.#readable(fact, chosen(readText(this.#cell(fact)), values));
  }

  raw(fact: Fact): Cell {
    return this.#cell(fact);
  }

  has(fact: Fact): boolean {
    return this.#layout.columns.has(fact);
  }

  isText(fact: Fact): boolean {
    return typeof this.#cell(fact) === 'string';
  }

  get where(): string {
    return `${this.#layout.options.label}, row ${this.#row.number}`;
  }

  place(fact: Fact): string {
    const { columns, titles } = this.#layout;
    return `${this.where}, column ${titles[columns.get(fact) ?? -1] ?? ''}`;
  }

  #cell(fact: Fact): Cell {
    return this.#row.cells[this.#layout.columns.get(fact) ?? -1];
  }

  #atLeast(fact: Fact, reading: Reading<number>, minimum: number): number | undefined {
    const low = typeof reading === 'number' && reading < minimum;
    return this.#readable(fact, low ? UNREADABLE : reading);
  }

  #readable<T>(fact: Fact, reading: Reading<T>): T | undefined {
    if (reading !== UNREADABLE) return reading;
    const shown = readText(this.#cell(fact));
    const text = shown === UNREADABLE ? String(this.#cell(fact)) : shown;
    this.#layout.options.onUnreadable(`${this.place(fact)}: "${text}"`);
    return undefined;
  }
}

function chosen<Value>(
  word: Reading<string>,
  values: Readonly<Record<string, Value>>,
): Reading<Value> {
  if (typeof word !== 'string') return word;
  const key = word.toLowerCase();
  return Object.hasOwn(values, key) ? values[key] : UNREADABLE;
}

function titleOf(cell: Cell): string {
  const title = readText(cell);
  return typeof title === 'string' ? title.replace(/\s+/g, ' ') : '';
}

/** `A` for 0, `AB` for 27, as a spreadsheet names its columns. */
function letterOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letterOf(Math.floor(column / 26) - 1) + last;
}
