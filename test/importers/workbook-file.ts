import { strToU8, type Zippable, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import type { ForeignFile } from '../../src/importers/importer.ts';

export type Value = string | number | boolean | Date | null;
export type SheetRows = readonly (readonly Value[])[];

const NAME = 'export.xlsx';

/** A workbook as a spreadsheet program writes it. */
export async function workbookFile(sheets: Readonly<Record<string, SheetRows>>) {
  const bytes = await writeXlsx({
    sheets: Object.entries(sheets).map(([name, rows]) => ({
      name,
      rows: rows.map((row) => [...row]),
    })),
  });
  return { file: NAME, bytes } satisfies ForeignFile;
}

/** A sheet with one row for each record; the headings are the keys of the first. */
export function rowsOf(...records: readonly Readonly<Record<string, Value>>[]): SheetRows {
  const headings = Object.keys(records[0] ?? {});
  return [headings, ...records.map((record) => headings.map((key) => record[key] ?? null))];
}

export interface RawParts {
  /** The inside of `<sheetData>`. */
  readonly rows: string;
  readonly sheetName?: string;
  /** The inside of `<sst>`. */
  readonly sharedStrings?: string;
  /** Attributes of `<workbookPr>`. */
  readonly workbookProperties?: string;
  readonly more?: Readonly<Record<string, Uint8Array>>;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook of one sheet, written by hand: for what no spreadsheet program would write. */
export function rawWorkbook(parts: RawParts): ForeignFile {
  return { file: NAME, bytes: zipSync(zippable(parts)) };
}

function zippable({ rows, sheetName = 'vInfo', ...rest }: RawParts): Zippable {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const texts: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr ${rest.workbookProperties ?? ''}/><sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'sharedStrings', 'sharedStrings.xml')}${relation('rId3', 'styles', 'styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `${HEAD}<sst ${MAIN}>${rest.sharedStrings ?? ''}</sst>`,
    // Style 1 is a date.
    'xl/styles.xml': `${HEAD}<styleSheet ${MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet ${MAIN}><dimension ref="A1:XFD1048576"/><sheetData>${rows}</sheetData></worksheet>`,
  };
  const encoded = Object.entries(texts).map(([name, text]) => [name, strToU8(text)]);
  return { ...Object.fromEntries(encoded), ...rest.more };
}

const CENTRAL_HEADER = 0x02014b50;

/** The same archive, with another unpacked size declared for one part in its directory. */
export function declaringSize(file: ForeignFile, part: string, size: number): ForeignFile {
  const bytes = Uint8Array.from(file.bytes);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + 46 <= bytes.length; at++) {
    if (view.getUint32(at, true) !== CENTRAL_HEADER) continue;
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
    if (name === part) view.setUint32(at + 24, size, true);
  }
  return { ...file, bytes };
}

/** Where the archive's directory begins: what stands before it is covered by checksums. */
export function directoryOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(bytes.length - 6, true);
}
