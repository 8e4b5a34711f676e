/** Words of the AVS analyzer for what is secret, and those that German wards write. */
const SECRET_WORD = 'pass(?:word|wd|phrase|key)?|pwd|secret|credentials?|passwort|kennwort';
/** A value stands behind the word: `pwd: x`, `password = x`, `pass is x`. */
const WITH_VALUE = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:${SECRET_WORD})(?![\\p{L}\\p{N}_])["']?\\s*(?:[:=]|\\bis\\b|\\bist\\b)\\s*["']?([^\\s"',;]+)`,
  'giu',
);
/** Where the value should stand, these say that it is elsewhere, or hidden. */
const NO_VALUE =
  /^(?:see|siehe|ask|in|im|stored|vault|keepass|n\/a|none|unknown|tbd|[*xX•.?-]+)$/iu;

/** Whether a note holds what looks like a password. The note itself goes no further. */
export function holdsSecret(note: string): boolean {
  return [...note.matchAll(WITH_VALUE)].some(([, value = '']) => !NO_VALUE.test(value));
}
