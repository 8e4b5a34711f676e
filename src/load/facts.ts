import { isDeepStrictEqual } from 'node:util';
import type { PathSegment } from '../domain/fact-path.ts';
import type { Data } from './entry.ts';

export function isMapping(value: unknown): value is Data {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Both facts merged key by key; a list counts as one fact, and what is not recorded says nothing. */
export function mergeFacts(base: Data, more: Data): Data {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(more)) {
    if (value === undefined) continue;
    const before = merged[key];
    merged[key] =
      isMapping(before) && isMapping(value) && !isForeign(key) ? mergeFacts(before, value) : value;
  }
  return merged;
}

/** `x-…` keys hold anything, so nothing within them is taken apart. */
function isForeign(key: string): boolean {
  return key.startsWith('x-');
}

/** Paths of the facts that both record, with different values. */
export function differingFacts(
  one: Data,
  other: Data,
  above: readonly PathSegment[] = [],
): PathSegment[][] {
  return Object.entries(other).flatMap(([key, value]) => {
    const before = one[key];
    if (before === undefined || value === undefined) return [];
    const path = [...above, key];
    if (isMapping(before) && isMapping(value)) return differingFacts(before, value, path);
    return isDeepStrictEqual(before, value) ? [] : [path];
  });
}
