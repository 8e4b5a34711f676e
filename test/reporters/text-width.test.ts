import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import { expect, it } from 'vitest';
import { widthOf, wrapLines } from '../../src/reporters/terminal/text-width.ts';

/** What texts are made of: our marks, wide and joined characters, colours, and room between words. */
const PIECES = [
  ...' -~¡¬®ÿé’“”–—−…•→─│█▁▂▃▄▅▆▇▒▲★☆✔✖·²×',
  ...[' ', ' ', ' ', '  ', 'a', 'word', 'recovery', 'a-very-long-word-that-is-broken'],
  ...['\u00a0', '\u00ad', '\ufe0f', '\u0301', '\t', '漢字', '👩‍⚕️', '✔️', '☝', 'é', 'ｗ'],
  ...['\u001b[2m', '\u001b[22m', '\u001b[31;1m', '\u001b[39m', '\u001b]8;;https://a.b\u0007'],
];

const text = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 40 })
  .map((pieces) => pieces.join(''));

it('tells the widths that the library tells', () => {
  for (const piece of PIECES) expect([piece, widthOf(piece)]).toEqual([piece, stringWidth(piece)]);
  fc.assert(fc.property(text, (one) => widthOf(one) === stringWidth(one)));
});

it('wraps as the library wraps', () => {
  const options = { hard: true, trim: true };
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 60 }), (one, room) => {
      expect(wrapLines(one, room)).toEqual(wrapAnsi(one, room, options).split('\n'));
    }),
    { numRuns: 2000 },
  );
});
