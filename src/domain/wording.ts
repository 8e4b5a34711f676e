/** A number with at most `decimals` digits after the point, and no more than it needs. */
export function formatNumber(value: number, decimals = 1): string {
  return String(Number(value.toFixed(decimals)));
}

/** Minutes as people read them, and never rounded to a limit: `15 s`, `7.3 min`, `4 h 2 min`, `5 d`. */
export function formatMinutes(minutes: number): string {
  if (minutes < 1) return `${formatNumber(minutes * 60, 0)} s`;
  if (minutes < 120) return `${formatNumber(minutes)} min`;
  if (minutes < 2880) return twoUnits(minutes, 60, 'h', 'min');
  return twoUnits(minutes / 60, 24, 'd', 'h');
}

function twoUnits(amount: number, size: number, large: string, small: string): string {
  const whole = Math.floor(amount / size);
  const rest = formatNumber(amount - whole * size);
  return rest === '0' ? `${whole} ${large}` : `${whole} ${large} ${rest} ${small}`;
}

/** `1 host`, `3 hosts`; the plural is given where an `s` does not make it. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** The first few names, and how many more there are. */
export function listNames(names: readonly string[], shown = 3): string {
  return listFirst(names.slice(0, shown), names.length);
}

/** The first names of so many. */
export function listFirst(names: readonly string[], all: number): string {
  const rest = all - names.length;
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ');
}

/** `terminal, json or csv`. */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** The tiers up to one: `tier 0`, `tier 0 or 1`, `tier 0 to 3`. */
export function tiersUpTo(largest: number): string {
  if (largest === 0) return 'tier 0';
  return largest === 1 ? 'tier 0 or 1' : `tier 0 to ${largest}`;
}
