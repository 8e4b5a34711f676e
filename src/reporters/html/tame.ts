import { safeJson, safeLines, safeText } from '../safe-text.ts';

/** Keys below which a text has several lines. */
const BLOCKS = new Set(['snippet']);

/**
 * The same value with every text from outside as a page may show it: what could turn the reading direction
 * or hide stands as an escape. Markup is escaped where it is written.
 */
export function tame<T>(value: T): T {
  return tamed(value, '') as T;
}

function tamed(value: unknown, key: string): unknown {
  if (typeof value === 'string') {
    return BLOCKS.has(key) ? safeLines(value.split('\n').map(shown).join('\n')) : shown(value);
  }
  if (Array.isArray(value)) return value.map((item) => tamed(item, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [shown(name), tamed(item, name)]),
  );
}

/** HTML has no place for code points that are no characters. */
function shown(text: string): string {
  return safeText(text).replace(
    /\p{Noncharacter_Code_Point}/gu,
    (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`,
  );
}

/** Data for a script element: nothing in it ends the element, or begins a comment. */
export function scriptJson(value: unknown): string {
  return safeJson(value).replaceAll('<', '\\u003c');
}
