import { userError } from '../../domain/user-error.ts';

/** `[01:10]`, `[a:d]`, `[0:20:5]`. */
const RANGE = /\[(?:(\d+):(\d+)|([A-Za-z]):([A-Za-z]))(?::(\d+))?\]/;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MOST_HOSTS = 10_000;

/**
 * The hosts that a name with ranges stands for, both ends among them. Throws a `UserError` for a range
 * that runs backwards, or for too many hosts.
 */
export function expandHosts(pattern: string, place: string): string[] {
  let names = [pattern];
  while (names.some((name) => RANGE.test(name))) {
    names = names.flatMap((name) => expandFirst(name, MOST_HOSTS / names.length, place));
  }
  return names;
}

function expandFirst(name: string, most: number, place: string): string[] {
  const found = RANGE.exec(name);
  if (found === null) return [name];
  const [whole, first = '', last = '', firstLetter = '', lastLetter = '', stepText] = found;
  const isNumber = first !== '';
  const from = isNumber ? Number(first) : LETTERS.indexOf(firstLetter);
  const to = isNumber ? Number(last) : LETTERS.indexOf(lastLetter);
  const step = Number(stepText ?? 1);
  const count = Math.floor((to - from) / step) + 1;
  if (step === 0 || to < from) {
    throw userError('host-range-empty', `${place}: "${whole}" is no range of hosts`, {
      hint: 'A range begins with its lowest, as in web[01:10].',
    });
  }
  if (!(count <= most)) {
    throw userError(
      'host-range-large',
      `${place}: "${name.slice(0, 60)}" stands for more than ${MOST_HOSTS} hosts`,
      { hint: 'Check the range, or list the hosts.' },
    );
  }
  const before = name.slice(0, found.index);
  const behind = name.slice(found.index + whole.length);
  // A leading zero tells how wide the numbers are.
  const width = first.startsWith('0') ? first.length : 0;
  return Array.from({ length: count }, (_, i) => {
    const at = from + i * step;
    const text = isNumber ? String(at).padStart(width, '0') : (LETTERS[at] ?? '');
    return `${before}${text}${behind}`;
  });
}
