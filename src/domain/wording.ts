/** A number with at most `decimals` digits after the point, and no more than it needs. */
export function formatNumber(value: number, decimals = 1): string {
  return String(Number(value.toFixed(decimals)));
}

/** Minutes as people read them: `15 s`, `7.3 min`, `4 h`, `5 d`. */
export function formatMinutes(minutes: number): string {
  if (minutes < 1) return `${formatNumber(minutes * 60, 0)} s`;
  if (minutes < 120) return `${formatNumber(minutes)} min`;
  if (minutes < 2880) return `${formatNumber(minutes / 60)} h`;
  return `${formatNumber(minutes / 1440)} d`;
}

/** `1 host`, `3 hosts`; the plural is given where an `s` does not make it. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** The first few names, and how many more there are. */
export function listNames(names: readonly string[], shown = 3): string {
  const rest = names.length - shown;
  return rest > 0 ? `${names.slice(0, shown).join(', ')} and ${rest} more` : names.join(', ');
}
