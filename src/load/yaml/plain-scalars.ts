import { DASH, DOT, NINE, PLUS, TILDE, ZERO } from './bytes.ts';

const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

const INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/**
 * What YAML's core schema makes of an unquoted text; undefined where it stays a text, NaN for a
 * number that plain data does not hold: infinite, not a number, an integer that loses digits. The
 * range ends before a byte that cannot belong to a number.
 */
export function plainScalar(
  bytes: Buffer,
  from: number,
  to: number,
): number | boolean | null | undefined {
  const first = bytes[from] as number; // The range is not empty.
  if (first <= NINE) {
    const numeric = first >= ZERO || first === DASH || first === DOT || first === PLUS;
    return numeric ? numberOf(bytes, from, to) : undefined;
  }
  switch (to - from) {
    case 1:
      return first === TILDE ? null : undefined;
    case 4:
      if (spells(bytes, from, 'true')) return true;
      return spells(bytes, from, 'null') ? null : undefined;
    case 5:
      return spells(bytes, from, 'false') ? false : undefined;
    default:
      return undefined;
  }
}

/** Whether the bytes are the word as in null, Null or NULL; nULL is a text. */
function spells(bytes: Buffer, from: number, word: string): boolean {
  const head = word.charCodeAt(0) - (bytes[from] as number);
  const raise = word.charCodeAt(1) - (bytes[from + 1] as number);
  if (head !== raise && !(head === 32 && raise === 0)) return false;
  if (raise !== 0 && raise !== 32) return false;
  for (let i = 2; i < word.length; i++) {
    if (word.charCodeAt(i) - (bytes[from + i] as number) !== raise) return false;
  }
  return true;
}

function numberOf(bytes: Buffer, from: number, to: number): number | undefined {
  const isNegative = bytes[from] === DASH;
  let at = isNegative || bytes[from] === PLUS ? from + 1 : from;
  let digits = 0;
  let count = 0;
  let pointAt = -1;
  for (;;) {
    const byte = bytes[at] as number; // A byte that is no digit follows the range.
    if (byte >= ZERO && byte <= NINE) {
      digits = digits * 10 + byte - ZERO;
      count++;
    } else if (byte === DOT && pointAt < 0 && count > 0) pointAt = at;
    else break;
    at++;
  }
  if (at === to && count > 0 && count <= EXACT_DIGITS) {
    // Both operands are exact, so the quotient is the number nearest to the decimal.
    const value = pointAt < 0 ? digits : digits / (POWERS_OF_TEN[at - pointAt - 1] as number);
    return isNegative ? -value : value;
  }
  // This spares dates, versions and addresses, which start like numbers, a look at the whole.
  const isText = at < to && count > 1 && !isExponent(bytes[at] as number);
  return isText ? undefined : rareNumber(bytes, from, to);
}

function isExponent(byte: number): boolean {
  return (byte | 32) === 0x65;
}

function rareNumber(bytes: Buffer, from: number, to: number): number | undefined {
  const text = bytes.toString('latin1', from, to);
  const value = Number(text);
  if (INTEGER.test(text)) return Number.isSafeInteger(value) ? value : Number.NaN;
  if (FLOAT.test(text)) return Number.isFinite(value) ? value : Number.NaN;
  return NOT_FINITE.test(text) ? Number.NaN : undefined;
}
