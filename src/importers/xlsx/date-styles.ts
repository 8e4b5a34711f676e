import { XmlScanner } from './xml-scanner.ts';

/** Formats that every spreadsheet knows by their number: 14-22 and 45-47, the others in East Asia. */
const KNOWN_FORMATS: readonly (readonly [first: number, last: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];
/** What a format shows as it is: texts, escaped and padding characters; colours, locales, conditions. */
const LITERAL = /"[^"]*"|\\.|[*_].|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;
/** Letters of a day or a time. Months alone have three letters or more: `m` may stand for metres. */
const DATE = /[yd]|m{3}|\[[hms]+\]|(?<![a-z])m*[hs][hms]*(?![a-z])|a\/p|am\/pm/i;
/** Which styles of cells show a number as a date, by their numbers. */
export function readDateStyles(bytes: Uint8Array): boolean[] {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  const scanner = new XmlScanner(bytes);
  scanner.nextChild();
  while (scanner.nextChild()) {
    const list = scanner.name;
    if (list !== 'numFmts' && list !== 'cellXfs') {
      scanner.skip();
      continue;
    }
    while (scanner.nextChild()) {
      const format = scanner.wholeAttribute('numFmtId') ?? 0;
      if (list === 'cellXfs') formats.push(format);
      else codes.set(format, scanner.attribute('formatCode') ?? '');
      scanner.skip();
    }
  }
  return formats.map((format) => isDate(format, codes.get(format)));
}

function isDate(format: number, code: string | undefined): boolean {
  if (code !== undefined && code !== '') return DATE.test(code.replace(LITERAL, ''));
  return KNOWN_FORMATS.some(([first, last]) => format >= first && format <= last);
}
