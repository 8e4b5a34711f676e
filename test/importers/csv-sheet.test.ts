import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/domain/user-error.ts';
import { csvHeadings, csvSheet } from '../../src/importers/csv-sheet.ts';
import { problemOf } from './problem-of.ts';

const encoded = (text: string) => new TextEncoder().encode(text);
const fileOf = (bytes: Uint8Array | string) => ({
  file: 'vInfo.csv',
  bytes: typeof bytes === 'string' ? encoded(bytes) : bytes,
});
const rowsOf = (bytes: Uint8Array | string) =>
  csvSheet(fileOf(bytes), 'vInfo').rows.map(({ number, cells }) => [number, ...cells]);
const refused = (bytes: Uint8Array | string) =>
  problemOf(Promise.resolve().then(() => csvSheet(fileOf(bytes), 'vInfo')));

describe('the cells of a CSV file', () => {
  it('are text, and their rows are numbered as a spreadsheet numbers them', () => {
    const text = 'VM,CPUs,Note\r\ndb-1,4,"two\nlines, and ""quotes"""\r\n\r\n , ,\r\nweb,,\r\n';
    expect(csvSheet(fileOf(text), 'vInfo')).toEqual({
      name: 'vInfo',
      rows: [
        { number: 1, cells: ['VM', 'CPUs', 'Note'] },
        { number: 2, cells: ['db-1', '4', 'two\nlines, and "quotes"'] },
        { number: 5, cells: ['web'] },
      ],
    });
  });

  it.each([
    ['semicolons', 'VM;Note\na;1,5\n'],
    ['tabs', 'VM\tNote\na\t1,5\n'],
    ['bars', 'VM|Note\na|1,5\n'],
    ['what a line names', 'sep=;\r\nVM;Note\r\na;1,5\r\n'],
    ['commas that quotes protect', '"VM;;;",Note\na,"1,5"\n'],
  ])('are told apart by %s', (_what, text) => {
    expect(rowsOf(text)[1]).toEqual([2, 'a', '1,5']);
    expect(csvHeadings(encoded(text))[1]).toBe('Note');
  });

  it('may follow a byte order mark, in UTF-8 or UTF-16', () => {
    const utf16 = Buffer.from('\ufeffVM;Größe\na;1\n', 'utf16le');
    const rows = [
      [1, 'VM', 'Größe'],
      [2, 'a', '1'],
    ];
    expect(rowsOf('\ufeffVM;Größe\na;1\n')).toEqual(rows);
    expect(rowsOf(utf16)).toEqual(rows);
    expect(rowsOf(Buffer.from(utf16).swap16())).toEqual(rows);
    expect(csvHeadings(utf16)).toEqual(['VM', 'Größe']);
  });

  it('may be fewer or more than the headings', () => {
    expect(rowsOf('a,b\n1\n1,2,3\n')).toEqual([
      [1, 'a', 'b'],
      [2, '1'],
      [3, '1', '2', '3'],
    ]);
  });

  it('may hold a quote that stands for itself', () => {
    expect(rowsOf('VM,Note\na,19" rack\n')).toEqual([
      [1, 'VM', 'Note'],
      [2, 'a', '19" rack'],
    ]);
  });
});

describe('a file that is no sound CSV file', () => {
  it.each([
    ['is empty', '', 'csv-empty', 'vInfo.csv is empty'],
    ['holds NUL', 'VM\0\n', 'csv-damaged', /^vInfo.csv is no CSV file: it holds bytes/],
    ['never ends a quote', 'VM\n"a\n', 'csv-damaged', 'vInfo.csv, line 2: a quote is never closed'],
    [
      'is of another encoding',
      Uint8Array.from([0x56, 0x4d, 0x0a, 0xe4, 0x0a]),
      'csv-encoding',
      'vInfo.csv is not written in UTF-8',
    ],
    [
      'has a row without end',
      `VM\n${'x'.repeat(2 ** 22 + 2)}\n`,
      'csv-too-large',
      'vInfo.csv is too large to read: a row, line 2 is longer than 4 MiB',
    ],
    [
      'has thousands of columns',
      `VM\n${','.repeat(2000)}\n`,
      'csv-too-large',
      'vInfo.csv is too large to read: row 2 has more than 2000 columns',
    ],
    [
      'has more than a million rows',
      `VM\n${'a\n'.repeat(1_000_000)}`,
      'csv-too-large',
      'vInfo.csv is too large to read: more than 1000000 rows',
    ],
  ])('is refused where it %s', async (_what, bytes, code, message) => {
    const problem = await refused(bytes);
    expect(problem?.code).toBe(code);
    expect(problem?.message).toMatch(message);
  });

  it('has no headings', () => {
    expect(csvHeadings(encoded(''))).toEqual([]);
    expect(csvHeadings(encoded('PK\x03\x04\0\0'))).toEqual([]);
    expect(csvHeadings(encoded('"never closed'))).toEqual([]);
  });

  it('is refused in words, or read, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(csvHeadings(bytes).every((heading) => heading === heading.trim())).toBe(true);
        try {
          csvSheet(fileOf(bytes), 'vInfo');
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});
