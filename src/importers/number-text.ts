/** The number could be read in two ways. */
export const AMBIGUOUS = Symbol('ambiguous');

const GROUPED = /^\d{1,3}(?:([., '’\u00a0\u202f])\d{3})(?:\1\d{3})*$/;

/**
 * A number from 0 as text. Without a decimal mark `1.024` may be 1024 or a little more than 1:
 * such a text is ambiguous, where `0.5`, `12,75`, `1.024,5` and `1 024` are not.
 */
export function readNumberText(
  text: string,
  mark: '.' | ',' | undefined,
): number | typeof AMBIGUOUS | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  if (mark !== undefined) return withMark(text, mark);
  const point = withMark(text, '.');
  const comma = withMark(text, ',');
  if (point === undefined || comma === undefined || point === comma) return point ?? comma;
  return /^0[.,]/.test(text) ? Math.min(point, comma) : AMBIGUOUS;
}

function withMark(text: string, mark: '.' | ','): number | undefined {
  const [whole = '', decimals, ...more] = text.split(mark);
  if (more.length > 0 || decimals === '' || /\D/.test(decimals ?? '')) return undefined;
  const separator = GROUPED.exec(whole)?.[1];
  const digits = separator === undefined ? whole : whole.replaceAll(separator, '');
  return /^\d+$/.test(digits) ? Number(`${digits}.${decimals ?? 0}`) : undefined;
}
