import { XmlScanner } from './xml-scanner.ts';

/** A character that XML does not allow, as Office Open XML writes it: `_x000D_`. */
const ESCAPED = /_x([\da-f]{4})_/gi;

/** The texts that cells share, by their numbers; undefined for one that is nothing but white space. */
export function readSharedTexts(bytes: Uint8Array): (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  const scanner = new XmlScanner(bytes);
  scanner.nextChild();
  while (scanner.nextChild()) {
    if (scanner.name === 'si') texts.push(filled(readRuns(scanner)));
    else scanner.skip();
  }
  return texts;
}

/** A text in one piece, or in runs with fonts of their own; without how it is pronounced. */
export function readRuns(scanner: XmlScanner): string {
  let text = '';
  while (scanner.nextChild()) {
    if (scanner.name === 't') text += unescaped(scanner.text());
    else if (scanner.name === 'r') text += readRuns(scanner);
    else scanner.skip();
  }
  return text;
}

export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** White space alone is nothing. */
export function filled(text: string): string | undefined {
  return text.trim() === '' ? undefined : text;
}
