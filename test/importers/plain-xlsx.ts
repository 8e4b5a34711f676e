import { strFromU8, unzipSync } from 'fflate';

/** A row by its headings; every value as the text that the file holds. */
export type PlainRow = Readonly<Record<string, string>>;

/** Reads a sheet with nothing but patterns: a second opinion, good for the shared exports only. */
export function plainRows(bytes: Uint8Array, sheetName: string): PlainRow[] {
  const parts = unzipSync(bytes);
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const shared = all(part('xl/sharedStrings.xml'), /<si>(.*?)<\/si>/gs).map(([, text]) =>
    plain(text),
  );
  const sheet = new RegExp(`<sheet [^>]*name="${sheetName}"[^>]*r:id="(\\w+)"`);
  const id = sheet.exec(part('xl/workbook.xml'))?.[1];
  const relation = all(part('xl/_rels/workbook.xml.rels'), /<Relationship [^>]*>/g)
    .map(([tag]) => tag)
    .find((tag) => tag.includes(`Id="${id}"`));
  const target = /Target="\/?(?:xl\/)?([^"]+)"/.exec(relation ?? '')?.[1];
  const [titles = {}, ...rows] = all(part(`xl/${target}`), /<row [^>]*?(?<!\/)>(.*?)<\/row>/gs).map(
    ([, row]) => cellsOf(row ?? '', shared),
  );
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, text]) => [titles[column] ?? column, text]),
    ),
  );
}

function cellsOf(row: string, shared: readonly string[]): PlainRow {
  const cells: Record<string, string> = {};
  for (const [, attributes, inside] of all(row, /<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const column = /r="([A-Z]+)\d+"/.exec(attributes ?? '')?.[1] ?? '';
    const value = /<v>(.*?)<\/v>/s.exec(inside ?? '')?.[1];
    const text = attributes?.includes('t="s"') ? shared[Number(value)] : (value ?? plain(inside));
    if (text !== undefined && text !== '') cells[column] = text;
  }
  return cells;
}

function plain(markup = ''): string {
  return all(markup, /<t(?: [^>]*)?>(.*?)<\/t>/gs)
    .map(([, text]) => text)
    .join('')
    .replaceAll('&amp;', '&');
}

function all(text: string, pattern: RegExp): RegExpMatchArray[] {
  return [...text.matchAll(pattern)];
}
