const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs;
const LAST_CODE_POINT = 0x10ffff;

/** The text that one line between double quotes stands for; undefined for a wrong escape. */
export function unescaped(text: string): string | undefined {
  let isValid = true;
  const result = text.replace(ESCAPE, (_, two, four, eight, letter?: string) => {
    if (letter === undefined) {
      const code = Number.parseInt(two ?? four ?? eight, 16);
      if (code <= LAST_CODE_POINT) return String.fromCodePoint(code);
    } else if (Object.hasOwn(ESCAPES, letter)) return ESCAPES[letter] as string;
    isValid = false;
    return '';
  });
  return isValid ? result : undefined;
}
