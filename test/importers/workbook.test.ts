import { zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/domain/user-error.ts';
import type { ForeignFile } from '../../src/importers/importer.ts';
import { readWorkbook } from '../../src/importers/workbook.ts';
import { problemOf } from './problem-of.ts';
import { declaringSize, directoryOf, rawWorkbook, workbookFile } from './workbook-file.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const CFB = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const cells = async (rows: string, parts = {}) => {
  const { sheets } = await readWorkbook(rawWorkbook({ rows, ...parts }));
  return sheets[0]?.rows.map((row) => [row.number, ...row.cells]);
};

describe('the values of a workbook', () => {
  it('are those that a spreadsheet program wrote', async () => {
    const day = new Date('2025-02-26T12:53:35Z');
    const file = await workbookFile({
      vInfo: [
        ['VM', 'CPUs', 'Template', 'Creation date', 'Note'],
        ['db-1', 4, false, day, null],
        ['  ', null, null, null, ''],
        ['42', 0.5, true, null, ' a & <b> '],
      ],
      empty: [],
    });
    expect(await readWorkbook(file)).toEqual({
      sheets: [
        {
          name: 'vInfo',
          rows: [
            { number: 1, cells: ['VM', 'CPUs', 'Template', 'Creation date', 'Note'] },
            { number: 2, cells: ['db-1', 4, false, day] },
            { number: 4, cells: ['42', 0.5, true, undefined, ' a & <b> '] },
          ],
        },
        { name: 'empty', rows: [] },
      ],
      unread: [],
      dateSystem: '1900',
    });
  });

  it('come from shared, inline, rich and escaped text, formulas and errors alike', async () => {
    const rows = `<row r="7">
      <c r="A7" t="s"><v>0</v></c><c r="B7" t="s"><v>1</v></c>
      <c r="C7" t="inlineStr"><is><t>in line</t></is></c>
      <c r="D7" t="inlineStr"><is><r><t>in </t></r><r><rPr><b/></rPr><t>runs</t></r></is></c>
      <c r="E7" t="str"><f>A7&amp;"!"</f><v>of a formula</v></c>
      <c r="F7"><f>1+1</f><v>2</v></c><c r="G7"><f>1+1</f></c>
      <c r="H7" t="b"><v>1</v></c><c r="I7" t="e"><v>#N/A</v></c>
      <c r="J7" t="s"><v>99</v></c><c r="L7" s="1"><v>45714</v></c></row>`;
    const sharedStrings =
      '<si><t>line_x000D_ break</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh></si>';
    expect(await cells(rows, { sharedStrings })).toEqual([
      [
        7,
        'line\r break',
        'rich',
        'in line',
        'in runs',
        'of a formula',
        2,
        undefined,
        true,
        '#N/A',
        undefined,
        undefined,
        new Date('2025-02-26T00:00:00Z'),
      ],
    ]);
  });

  it('keep their columns where cells carry no address', async () => {
    expect(await cells('<row><c><v>1</v></c><c/><c><v>3</v></c></row>')).toEqual([
      [1, 1, undefined, 3],
    ]);
  });

  it('count dates from 1904 where the workbook says so', async () => {
    const file = rawWorkbook({
      rows: '<row r="1"><c r="A1" s="1"><v>44252</v></c></row>',
      workbookProperties: 'date1904="1"',
    });
    const { sheets, dateSystem } = await readWorkbook(file);
    expect(dateSystem).toBe('1904');
    expect(sheets[0]?.rows[0]?.cells).toEqual([new Date('2025-02-26T00:00:00Z')]);
  });

  it('expand no entity that a document type declares', async () => {
    const rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>&lol;</t></is></c></row>';
    expect(await cells(rows)).toEqual([[1, '&lol;']]);
  });
});

describe('the sheets of a workbook', () => {
  it('are unpacked only when they are wanted', async () => {
    const file = await workbookFile({ a: [['1']], b: [['2']], c: [['3']] });
    const { sheets, unread } = await readWorkbook(file, (name) => name === 'b');
    expect(sheets).toEqual([{ name: 'b', rows: [{ number: 1, cells: ['2'] }] }]);
    expect(unread).toEqual(['a', 'c']);
  });

  it('cost no more than their rows when they declare a million', async () => {
    const empty = '<c r="CL1048576" s="1"/>';
    const padding = Array.from({ length: 20_000 }, (_, i) => `<row r="${i + 3}"/>`).join('');
    const rows = `<row r="1"><c r="A1" t="str"><v>VM</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>${padding}<row r="1048576">${empty}</row>`;
    expect(await cells(rows)).toEqual([
      [1, 'VM'],
      [2, 1],
    ]);
  });

  it('are read up to the last row and column that a sheet can have', async () => {
    const row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    expect((await cells(row))?.map(([number, ...values]) => [number, values.length])).toEqual([
      [1_048_576, 16_384],
    ]);
  });

  it('are damaged where a cell lies beyond', async () => {
    expect(await problemOf(cells('<row r="1"><c r="XFE1"><v>1</v></c></row>'))).toMatchObject({
      code: 'workbook-damaged',
      message: 'export.xlsx is damaged or cut short: a cell lies beyond the last column',
    });
  });

  it('are refused when they have more cells than any export', async () => {
    const wide = '<row><c r="XFD1"><v>1</v></c></row>';
    expect(await problemOf(cells(wide.repeat(3663)))).toEqual({
      code: 'workbook-too-large',
      message: 'export.xlsx is too large to read: it has more than 60 million cells',
      hint: 'Export one vCenter at a time.',
    });
  });
});

describe('a file that is no sound workbook', () => {
  const refused = (bytes: Uint8Array | readonly number[] | string) => {
    const given = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    return problemOf(readWorkbook({ file: 'x.xlsx', bytes: Uint8Array.from(given) }));
  };

  it('is refused when it is empty', async () => {
    expect(await refused([])).toEqual({ code: 'workbook-empty', message: 'x.xlsx is empty' });
  });

  it('is refused when it is text', async () => {
    expect(await refused('VM,Powerstate\ndb-1,poweredOn\n')).toEqual({
      code: 'workbook-not-xlsx',
      message: 'x.xlsx is not an .xlsx workbook',
      hint: 'Export from RVTools with "Export all to xlsx".',
    });
  });

  it('is refused when it is an old .xls', async () => {
    expect(await refused([...CFB, ...new Array(600).fill(0)])).toEqual({
      code: 'workbook-xls',
      message: 'x.xlsx is an old .xls workbook, only .xlsx is read',
      hint: 'Save it as .xlsx, then import it again.',
    });
  });

  it('is refused when it has a password', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: 'vInfo', rows: [['VM']] }],
      encryption: { password: 'secret', spinCount: 10 },
    });
    expect(await refused(bytes)).toEqual({
      code: 'workbook-encrypted',
      message: 'x.xlsx is protected with a password',
      hint: 'Save it without a password, then import it again.',
    });
  });

  it('is refused when it is another zip archive', async () => {
    const bytes = zipSync({ 'word/document.xml': new TextEncoder().encode('<document/>') });
    expect(await refused(bytes)).toMatchObject({
      code: 'workbook-not-xlsx',
      message: 'x.xlsx is a zip archive, but not an .xlsx workbook',
    });
  });

  it('is refused at every length that it may be cut to', async () => {
    const { bytes } = await workbookFile({ vInfo: [['VM'], ['db-1']] });
    const codes = new Set<string | undefined>();
    for (let length = 4; length < bytes.length; length += 97) {
      codes.add((await refused(bytes.subarray(0, length)))?.code);
    }
    expect([...codes]).toEqual(['workbook-damaged']);
  });

  it('is refused, or read as it was, when bytes of its parts are flipped', async () => {
    const sound = await workbookFile({ vInfo: [['VM'], ['db-1'], ['db-2']] });
    const { bytes } = sound;
    const { sheets } = await readWorkbook(sound);
    for (let at = 0; at < directoryOf(bytes); at += 11) {
      const flipped = Uint8Array.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0x55;
      const file: ForeignFile = { file: 'x.xlsx', bytes: flipped };
      const found = await readWorkbook(file).catch((error: unknown) => error);
      if (!(found instanceof UserError)) expect(found).toHaveProperty('sheets', sheets);
    }
  });
});

describe('a zip bomb', () => {
  const rows = '<row r="1"><c r="A1"><v>1</v></c></row>';

  it.each([
    [SHEET, 0xffff_fffe, '4097 MiB unpacked, the limit is 2048 MiB'],
    ['xl/sharedStrings.xml', 257 * 2 ** 20, 'text of 257 MiB unpacked, the limit is 256 MiB'],
    [SHEET, 65 * 2 ** 20, `the part ${SHEET} is packed more than 200 times`],
  ])('is refused by what %s declares, before anything is unpacked', async (part, size, reason) => {
    const file = declaringSize(rawWorkbook({ rows }), part, size);
    expect(await problemOf(readWorkbook(file))).toEqual({
      code: 'workbook-too-large',
      message: `export.xlsx is too large to read: ${reason}`,
      hint: 'Export one vCenter at a time.',
    });
  });

  it('is refused when it declares less than it holds', async () => {
    const big = rows + ' '.repeat(5_000_000);
    const file = declaringSize(rawWorkbook({ rows: big }), SHEET, 1000);
    expect(await problemOf(readWorkbook(file))).toMatchObject({ code: 'workbook-damaged' });
  });

  it('is refused where what only names its sheets is large', async () => {
    const file = declaringSize(rawWorkbook({ rows }), 'xl/workbook.xml', 5 * 2 ** 20);
    expect(await problemOf(readWorkbook(file))).toMatchObject({
      code: 'workbook-damaged',
      message: 'export.xlsx is damaged or cut short: the part xl/workbook.xml is too large',
    });
  });

  it('is refused when it declares nothing', async () => {
    const file = declaringSize(rawWorkbook({ rows }), SHEET, 0);
    expect(await problemOf(readWorkbook(file))).toMatchObject({
      code: 'workbook-damaged',
      message: `export.xlsx is damaged or cut short: ${SHEET} is too long`,
    });
  });
});
