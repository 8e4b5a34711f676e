import { closest, distance } from 'fastest-levenshtein';

/** The word that was probably meant, or undefined where none is near. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const sameButCase = words.find((one) => one.toLowerCase() === word.toLowerCase());
  if (sameButCase !== undefined) return sameButCase;
  if (words.length === 0) return undefined;
  const near = closest(word, words);
  return distance(word, near) <= Math.max(2, Math.floor(word.length / 3)) ? near : undefined;
}
