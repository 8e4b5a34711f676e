import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternCost } from '../../../src/importers/grouping/pattern-cost.ts';

describe('the ways in which a pattern can try to match 100 characters', () => {
  it.each([
    ['abc', 1],
    ['a|b|c', 3],
    ['(a|b)(c|d|e)', 6],
    ['a?', 2],
    ['(?:a|b)?', 3],
    ['a*', 101],
    ['a+?', 101],
    ['^([a-z]+)-(\\d+)$', 101 ** 2],
    ['a{3}', 1],
    ['(?:ab){3}', 1],
    ['a{2,5}', 4],
    ['a{2,}', 99],
    ['a{0,1}', 2],
    ['a{900,}', 1],
    ['\\p{L}+', 101],
    ['\\u{61}', 1],
    ['[)*+]+', 101],
    ['[\\]*]+', 101],
    ['\\(\\)*', 101],
    ['(?<app>a+)\\k<app>', 101],
    ['(?=a*)b', 101],
    ['(?<!a)b', 1],
  ])('%s', (pattern, ways) => {
    expect(() => new RegExp(pattern, 'u')).not.toThrow();
    expect(patternCost(pattern, 100)).toBe(ways);
  });

  it.each(['(a+)+', '(a|a)*', '(?:a?){30}', '((a{2,3}))*', '(?:a*b)+', '(?:a|b){2,}'])(
    'have no bound for %s',
    (pattern) => expect(patternCost(pattern, 100)).toBeUndefined(),
  );
});

it('counts at least as many ways as a matcher takes that backtracks', () => {
  const atom = fc.constantFrom('a', 'b', '[ab]', '.');
  const quantifier = fc.constantFrom('', '?', '*', '+', '{2}', '{1,2}', '{0,}', '??');
  const sequence = fc
    .array(fc.tuple(atom, quantifier), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.flat().join(''));
  const group = fc.tuple(fc.array(sequence, { minLength: 1, maxLength: 3 }), quantifier);
  const pattern = fc
    .array(
      fc.oneof(
        sequence,
        group.map(([ways, q]) => `(?:${ways.join('|')})${q}`),
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(pattern, (source) => {
      const bound = patternCost(source, 4);
      if (bound === undefined) return;
      for (const text of ['aaaa', 'abab', 'bbbb', 'aabb']) {
        expect(bound, source).toBeGreaterThanOrEqual(endsOf(source, text));
      }
    }),
  );
});

/** How many different ends a match from the first character can have: each is one way. */
function endsOf(source: string, text: string): number {
  return [0, 1, 2, 3, 4].filter((end) =>
    new RegExp(`^(?:${source})$`, 'u').test(text.slice(0, end)),
  ).length;
}
