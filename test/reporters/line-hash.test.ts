import { describe, expect, it } from 'vitest';
import { lineHashes } from '../../src/reporters/line-hash.ts';

describe('the hash of a line', () => {
  it.each([
    ['', ['c129715d7a2bc9a3:1']],
    [
      ' a\nb\n  \t\tc\n d',
      ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1'],
    ],
  ])('is that of codeql-action for %j', (text, hashes) => {
    expect(lineHashes(text)).toEqual(hashes);
  });

  it('leaves out spaces and tabs, and takes every line end for the same', () => {
    const hashes = lineHashes('a b:\n  - c\n\n- d\n');
    expect(lineHashes('ab:\r\n\t-c\r\n   \r\n-\td\r\n')).toEqual(hashes);
    expect(lineHashes('ab:\r-c\r\r-d\r')).toEqual(hashes);
    expect(hashes).toHaveLength(5);
  });

  it('covers a hundred units, and counts how often they have occurred', () => {
    const same = 'x'.repeat(100);
    const [first, second, third] = lineHashes(`${same}1\n${same}2\n${same}\n`);
    expect(second).toBe(first?.replace(/:1$/, ':2'));
    expect(third).toBe(first?.replace(/:1$/, ':3'));
    expect(lineHashes(same.slice(1))[0]).not.toBe(first);
  });
});
