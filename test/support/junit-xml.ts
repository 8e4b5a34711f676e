import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { validateXML } from 'xmllint-wasm';

const SCHEMA = readFileSync('fixtures/schemas/junit.xsd', 'utf8');

/** That Jenkins takes it. */
export async function expectJunit(contents: string): Promise<void> {
  const { errors } = await validateXML({
    xml: { fileName: 'report.xml', contents },
    schema: { fileName: 'junit.xsd', contents: SCHEMA },
  });
  expect(errors).toEqual([]);
}

/** A text as a parser reads it. */
export function readXml(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_, code?: string, name = '') =>
    code === undefined ? (named[name] ?? '') : String.fromCharCode(Number(code)),
  );
}

/** What XML 1.0 can hold of a text. */
export function writableXml(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu,
    '',
  );
}
