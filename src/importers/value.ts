import { isIsoDate } from '../domain/calendar.ts';

/** Told of each value that cannot be read: where it stands, and what stands there. */
export type OnMisfit = (place: string, shown: string) => void;

const FLAGS = { true: true, false: false, yes: true, no: false, on: true, off: false } as const;
const WHOLE = /^\d+$/;
const NUMBER = /^\d+(\.\d+)?$/;
const LONGEST_SHOWN = 60;
/** Nothing that is measured or counted lies beyond: a part of a byte, more than all bytes. */
const SMALLEST = 1e-6;
const LARGEST = 1e18;

/** One value of a file. What is not there is absent; what does not fit is reported, and then absent. */
export class Value {
  protected readonly raw: unknown;
  /** Where it stands, for a message. */
  readonly place: string;
  protected readonly onMisfit: OnMisfit;

  constructor(raw: unknown, place: string, onMisfit: OnMisfit) {
    this.raw = raw;
    this.place = place;
    this.onMisfit = onMisfit;
  }

  /** Whether nothing is said here: neither is by an empty text. */
  get isAbsent(): boolean {
    return this.raw === undefined || this.raw === null || this.raw === '';
  }

  /** Text without surrounding white space; a number is given as its text. */
  text(): string | undefined {
    if (this.isAbsent) return undefined;
    if (typeof this.raw === 'number') return String(this.raw);
    if (typeof this.raw !== 'string') return this.misfit();
    const text = this.raw.trim();
    return text === '' ? undefined : text;
  }

  flag(): boolean | undefined {
    return typeof this.raw === 'boolean' ? this.raw : this.choice(FLAGS);
  }

  /** A whole number from `minimum`. */
  whole(minimum = 0): number | undefined {
    const value = this.number(WHOLE);
    if (value === undefined) return undefined;
    return Number.isSafeInteger(value) && value >= minimum ? value : this.misfit();
  }

  /** A number from 0. */
  amount(): number | undefined {
    return this.number(NUMBER);
  }

  /** A number above 0. */
  size(): number | undefined {
    const value = this.number(NUMBER);
    return value === 0 ? this.misfit() : value;
  }

  /** A whole number of either sign, for limits where -1 means none. */
  signed(): number | undefined {
    const value = typeof this.raw === 'number' ? this.raw : Number(this.text() ?? Number.NaN);
    if (this.isAbsent || Number.isSafeInteger(value)) return this.isAbsent ? undefined : value;
    return this.misfit();
  }

  /** One of the words of a table, whose keys are in lower case. */
  choice<Result>(values: Readonly<Record<string, Result>>): Result | undefined {
    const word = this.text()?.toLowerCase();
    if (word === undefined) return undefined;
    return Object.hasOwn(values, word) ? values[word] : this.misfit();
  }

  /** The day of a date or of a time that begins with the year. */
  day(): string | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    const day = text.slice(0, 10);
    return isIsoDate(day) && /^(T|\s|$)/.test(text.slice(10)) ? day : this.misfit();
  }

  /** Reports that the value is not what its place should hold. */
  misfit(): undefined {
    const shown = isScalar(this.raw) ? `"${String(this.raw).slice(0, LONGEST_SHOWN)}"` : 'a group';
    this.onMisfit(this.place, shown);
    return undefined;
  }

  private number(pattern: RegExp): number | undefined {
    const text = typeof this.raw === 'number' ? undefined : this.text();
    if (typeof this.raw !== 'number' && text === undefined) return undefined;
    const value = text === undefined ? Number(this.raw) : pattern.test(text) ? Number(text) : -1;
    return value === 0 || (value >= SMALLEST && value <= LARGEST) ? value : this.misfit();
  }
}

function isScalar(raw: unknown): boolean {
  return typeof raw !== 'object';
}
