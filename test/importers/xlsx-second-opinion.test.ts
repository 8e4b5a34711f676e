import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { ForeignFile } from '../../src/importers/importer.ts';
import { type Cell, rowsOf } from '../../src/importers/sheet.ts';
import { readWorkbook } from '../../src/importers/workbook.ts';
import { rawWorkbook, workbookFile } from './workbook-file.ts';

/** What hucre reads of a workbook, in our words. */
async function byHucre({ bytes }: ForeignFile) {
  const { sheets, dateSystem } = await readXlsx(bytes, { range: 'A1:GR20000' });
  return {
    sheets: sheets.map(({ name, rows }) => ({ name, rows: rowsOf<unknown>(rows, cellOf) })),
    unread: [],
    dateSystem: dateSystem ?? '1900',
  };
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return typeof value === 'boolean' || value instanceof Date ? value : undefined;
}

async function expectSame(file: ForeignFile): Promise<void> {
  expect(await readWorkbook(file)).toEqual(await byHucre(file));
}

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', '007', '_x000D_', 'a&amp;b', '<c>', 'äöü', '1e3', '😀'),
);
const value = fc.oneof(
  { weight: 3, arbitrary: text },
  fc.integer(),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.boolean(),
  fc.date({ min: new Date('1904-01-02'), max: new Date('2100-01-01'), noInvalidDate: true }),
  fc.constant(null),
);
const xmlText = fc.constantFrom(
  'VM',
  ' a ',
  '&#65;&#x42;&amp;',
  '&lol;',
  '<![CDATA[a<b&amp;]]>',
  '12<!---->3',
);
const cell = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('', 's="0"', 's="1"', 's="9"', 't="n"'),
      fc.constantFrom(
        '0',
        '1',
        '59',
        '60.5',
        '45714.5',
        '-1',
        '1e3',
        '0.1',
        'x',
        '12345678901234567890',
      ),
    )
    .map(([attributes, number]) => ({ attributes, inside: `<v>${number}</v>` })),
  fc
    .constantFrom('0', '1', '2', '9', '01')
    .map((index) => ({ attributes: "t='s'", inside: `<v>${index}</v>` })),
  fc
    .constantFrom('1', '0', 'true', 'TRUE', 'x')
    .map((flag) => ({ attributes: 't="b"', inside: `<v>${flag}</v>` })),
  fc.tuple(fc.constantFrom('str', 'e', 'd'), xmlText).map(([type, inside]) => ({
    attributes: `t="${type}"`,
    inside: `<f a="&gt;>">1</f><v xml:space="preserve">${inside}</v>`,
  })),
  xmlText.map((inside) => ({ attributes: 't="inlineStr"', inside: `<is><t>${inside}</t></is>` })),
  fc.array(xmlText, { minLength: 1, maxLength: 3 }).map((runs) => ({
    attributes: 't="inlineStr"',
    inside: `<is>${runs.map((run) => `<r><rPr><b/></rPr><t>${run}</t></r>`).join('')}</is>`,
  })),
);

describe('a workbook', () => {
  it('is read as hucre reads what it wrote', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(value, { maxLength: 8 }), { maxLength: 8 }),
        async (rows) => expectSame(await workbookFile({ vInfo: rows, 'a & b': [['x']] })),
      ),
      { numRuns: 200 },
    ));

  it('is read as hucre reads it, in whatever form its cells are written', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.option(cell), { maxLength: 6 }), { maxLength: 5 }),
        fc.boolean(),
        fc.constantFrom('', 'x:'),
        async (rows, withPlaces, prefix) => {
          const written = rows.map((cells, y) => {
            const inside = cells.map((one, x) => {
              const place = withPlaces ? `r="${'ABCDEF'[x]}${2 * y + 1}"` : '';
              return one === null
                ? `<${prefix}c ${place}/>`
                : `<${prefix}c ${place} ${one.attributes}>${one.inside}</${prefix}c>`;
            });
            const number = withPlaces ? `r="${2 * y + 1}"` : '';
            return `<${prefix}row ${number}>\n ${inside.join('\n')}</${prefix}row>`;
          });
          const sharedStrings =
            '<si><t xml:space="preserve"> a </t></si><si><r><t>b_x000D_</t></r><r><t>c</t></r></si><si/>';
          await expectSame(rawWorkbook({ rows: written.join(''), sharedStrings }));
        },
      ),
      { numRuns: 300 },
    ));

  it.each([
    'yyyy-mm-dd',
    'd.m.yy h:mm',
    'hh:mm AM/PM',
    '[h]:mm:ss',
    '[$-409]mmmm',
    '[Red]0.00',
    '#,##0 "days"',
    '0\\d',
    '0_d',
    '[$USD-409]#,##0',
    'General',
    '@',
    '0.00E+00',
    'm',
    '"h"0',
  ])('takes the format %s for a date where hucre does', async (code) => {
    const format = code.replaceAll('"', '&quot;');
    const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="${format}"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs><dxfs><dxf><numFmt numFmtId="170" formatCode="0"/></dxf></dxfs></styleSheet>`;
    await expectSame(
      rawWorkbook({
        rows: '<row><c s="1"><v>45714.25</v></c></row>',
        more: { 'xl/styles.xml': new TextEncoder().encode(styles) },
      }),
    );
  });
});

const FOLDER = new URL('../../../shared/data/rvtools/', import.meta.url);
const missing = !existsSync(FOLDER);
if (missing) process.stderr.write(`skipped: no exports in ${FOLDER.pathname}\n`);

describe.skipIf(missing)('a shared export', () => {
  it.each(['SizingWorkshop-RVTools.xlsx', 'all-tabs-generated.xlsx', 'padded-sheets.xlsx'])(
    '%s is read as hucre reads it',
    { timeout: 30_000 },
    async (name) => {
      const bytes = Uint8Array.from(readFileSync(new URL(name, FOLDER)));
      await expectSame({ file: name, bytes });
    },
  );
});
