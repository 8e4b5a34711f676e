import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson } from '../../src/importers/json-scan.ts';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('the scanner of JSON', () => {
  it('takes what JSON.parse takes', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(scanJson(text)).toBeUndefined();
      }),
    );
  });

  it('refuses what JSON.parse refuses, but for escapes', () => {
    const signs = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      'a',
      '1',
      '-',
      '.',
      ' ',
      'null',
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect([text, scanJson(text) === undefined]).toEqual([text, parses(text)]);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['', 0, 'the file ends too early'],
    ['{"a": 1', 7, 'the file ends too early'],
    ['{"a" 1}', 5, '":" should stand here'],
    ['{"a": 1 "b": 2}', 8, '"," or "}" should stand here'],
    ['[1 2]', 3, '"," or "]" should stand here'],
    ['{a: 1}', 1, 'a name in double quotes should stand here'],
    ['[01]', 1, 'a value should stand here'],
    ['["a\nb"]', 1, 'a text does not end'],
    ['1 2', 2, 'something stands behind the end'],
    ['['.repeat(201), 200, 'it nests more than 200 deep'],
  ])('says of %j where and why', (text, offset, message) => {
    expect(scanJson(text)).toEqual({ offset, message });
  });

  it('tells each path with what stands there', () => {
    const seen: [string, string][] = [];
    scanJson('{"a": [{"b": "x\\"y"}, 2], "c": null', (path, token) => seen.push([path, token]));
    expect(seen).toEqual([
      ['', '{'],
      ['a', '['],
      ['a[]', '{'],
      ['a[].b', 'x\\"y'],
      ['a[]', '2'],
      ['c', 'null'],
    ]);
  });
});
