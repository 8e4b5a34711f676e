/** Code units that a hash covers, from the first one of its line on. */
const COVERED = 100;
const BASE = 37;
/** Stands behind the last unit of the text; zeros follow. */
const END = 65_535;
const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const LIMB = 2 ** 32;

/**
 * What GitHub knows each line of a text by (`primaryLocationLineHash` of codeql-action): a hash of the
 * 100 UTF-16 units that begin with it, without spaces and tabs, and how often that hash has occurred.
 * The first line has index 0.
 */
export function lineHashes(text: string): readonly string[] {
  const { units, starts } = readUnits(text);
  const occurrences = new Map<string, number>();
  return starts.map((start) => {
    const hash = hashAt(units, start);
    const occurrence = (occurrences.get(hash) ?? 0) + 1;
    occurrences.set(hash, occurrence);
    return `${hash}:${occurrence}`;
  });
}

interface Units {
  /** What is hashed, with room for zeros behind it. */
  readonly units: Uint16Array;
  /** Index of the first unit of each line. */
  readonly starts: readonly number[];
}

/** Every line end is one LF; a line of nothing but spaces begins with it. */
function readUnits(text: string): Units {
  const units = new Uint16Array(text.length + 1 + COVERED);
  const starts: number[] = [];
  let length = 0;
  let beginsLine = true;
  let afterCr = false;
  const add = (unit: number): void => {
    if (beginsLine) starts.push(length);
    beginsLine = unit === LF;
    units[length++] = unit;
  };
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const isSkipped = unit === SPACE || unit === TAB || (afterCr && unit === LF);
    afterCr = unit === CR;
    if (!isSkipped) add(afterCr ? LF : unit);
  }
  add(END);
  return { units, starts };
}

/** A polynomial modulo 2⁶⁴, in two limbs because a number is exact to 2⁵³ only. */
function hashAt(units: Uint16Array, start: number): string {
  let high = 0;
  let low = 0;
  for (let i = start; i < start + COVERED; i++) {
    const sum = low * BASE + (units[i] as number);
    high = (high * BASE + Math.floor(sum / LIMB)) >>> 0;
    low = sum >>> 0;
  }
  return high === 0 ? low.toString(16) : `${high.toString(16)}${low.toString(16).padStart(8, '0')}`;
}
