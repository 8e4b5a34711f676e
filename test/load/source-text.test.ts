import { describe, expect, it } from 'vitest';
import { sourceText } from '../../src/load/source-text.ts';
import { refusals } from './loading.ts';

const source = (text: string | Uint8Array) => sourceText('a.yaml', Buffer.from(text));

describe('the place of an offset', () => {
  it('is counted in lines and in the characters of an editor', () => {
    const { locate } = source('one\r\nzwö: 💊 x\n\nlast');
    const at = (offset: number) => {
      const { line, column, excerpt } = locate(offset);
      return [line, column, excerpt.text, excerpt.column];
    };
    expect(at(0)).toEqual([1, 1, 'one', 1]);
    expect(at(3)).toEqual([1, 4, 'one', 4]);
    expect(at(4)).toEqual([1, 5, 'one', 5]);
    expect(at(5)).toEqual([2, 1, 'zwö: 💊 x', 1]);
    // ö is of two bytes; what lies beyond the first plane counts as two characters.
    expect(at(9)).toEqual([2, 4, 'zwö: 💊 x', 4]);
    expect(at(16)).toEqual([2, 9, 'zwö: 💊 x', 9]);
    expect(at(18)).toEqual([3, 1, '', 1]);
    expect(at(19)).toEqual([4, 1, 'last', 1]);
    expect(at(23)).toEqual([4, 5, 'last', 5]);
  });

  it('begins behind a byte-order mark', () => {
    const { start, locate } = source('\ufeffa: 1\nb: 2\n');
    expect(start).toBe(3);
    expect([0, 3, 4, 8].map((offset) => [locate(offset).line, locate(offset).column])).toEqual([
      [1, 1],
      [1, 1],
      [1, 2],
      [2, 1],
    ]);
    expect(locate(0).excerpt.text).toBe('a: 1');
    expect(source('ï»¿').start).toBe(0);
    expect(source('\uf8ff').start).toBe(0);
    expect(source('').locate(0)).toEqual({
      file: 'a.yaml',
      line: 1,
      column: 1,
      excerpt: { text: '', column: 1 },
    });
  });

  it('is found in every line of a long file', () => {
    const lines = Array.from({ length: 3000 }, (_, i) => `line ${i + 1}`);
    const { locate } = source(lines.join('\n'));
    let offset = 0;
    for (const [i, text] of lines.entries()) {
      expect(locate(offset)).toEqual({
        file: 'a.yaml',
        line: i + 1,
        column: 1,
        excerpt: { text, column: 1 },
      });
      offset += text.length + 1;
    }
  });
});

describe('the line that is shown', () => {
  const digits = (length: number) => '0123456789'.repeat(100).slice(0, length);
  const shown = (length: number, column: number) =>
    source(`x\n${digits(length)}\ny`).locate(2 + column - 1).excerpt;

  it('is whole up to 160 characters', () => {
    expect(shown(160, 160)).toEqual({ text: digits(160), column: 160 });
  });

  it('is a window around the column where it is longer', () => {
    expect(shown(161, 1)).toEqual({ text: `${digits(160)}…`, column: 1 });
    expect(shown(400, 81)).toEqual({ text: `${digits(160)}…`, column: 81 });
    expect(shown(400, 82)).toEqual({ text: `…${digits(161).slice(1)}…`, column: 82 });
    expect(shown(400, 201)).toEqual({ text: `…${digits(280).slice(120)}…`, column: 82 });
    expect(shown(400, 321)).toEqual({ text: `…${digits(400).slice(240)}`, column: 82 });
    expect(shown(400, 400)).toEqual({ text: `…${digits(400).slice(240)}`, column: 161 });
  });
});

describe('a text that is not UTF-8', () => {
  const refusalOf = async (bytes: readonly number[]) =>
    (await refusals(async () => source(Uint8Array.from(bytes)))).join('\n');
  const ascii = (text: string) => [...Buffer.from(text)];
  const hint = 'Save the file as UTF-8.';

  it.each([
    ['at its begin', [0xff], 1, 1],
    ['after a letter', [...ascii('a'), 0xe9], 1, 2],
    ['in its third line', [...ascii('a: b\nc: d\ne: '), 0xfc, ...ascii('\nf: g\n')], 3, 14],
    ['behind whole letters', [...ascii('ö💊\n'), 0xc3, ...ascii('x')], 2, 8],
    ['where a letter is cut off', [...ascii('ö\n'), 0xf0, 0x9f, 0x92], 2, 4],
    ['where one of three bytes is cut off', [...ascii('ab'), 0xe2, 0x82], 1, 3],
    ['long before its end', [...ascii('ab'), 0xff, ...ascii('x'.repeat(999))], 1, 3],
  ])('is refused with the place: %s', async (_where, bytes, line, byte) => {
    expect(await refusalOf(bytes)).toBe(
      `[not-utf8] a.yaml:${line}: the text is not UTF-8 (byte ${byte} of the file) | ${hint}`,
    );
  });

  it.each([[[0xff, 0xfe, 0x61, 0x00]], [[0xfe, 0xff, 0x00, 0x61]]])(
    'is told apart where it is UTF-16: %j',
    async (bytes) => {
      expect(await refusalOf(bytes)).toBe(
        '[not-utf8] a.yaml:1: the text is not UTF-8 (byte 1 of the file) | It looks like UTF-16; save the file as UTF-8.',
      );
    },
  );

  it.each([[[0xff, 0xff]], [[0xfe, 0xfe]], [[0xff]], [[0x61, 0xfe]], [[0x61, 0xff]]])(
    'is not taken for UTF-16: %j',
    async (bytes) => {
      expect(await refusalOf(bytes)).toContain(hint);
      expect(await refusalOf(bytes)).not.toContain('UTF-16');
    },
  );
});
