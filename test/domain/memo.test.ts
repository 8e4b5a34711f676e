import { describe, expect, it } from 'vitest';
import { memoisedInTurn, once } from '../../src/domain/memo.ts';

describe('a function that is asked for its arguments in turn', () => {
  const things = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
  const [a, b, c, d] = things as [{ id: string }, { id: string }, { id: string }, { id: string }];

  it('computes once for each, in whichever order they come', () => {
    const asked: string[] = [];
    const upper = memoisedInTurn(({ id }: { id: string }) => {
      asked.push(id);
      return id.toUpperCase();
    });
    const orders = [
      [a, b, c, d],
      [a, b, c, d],
      [d, a, a, c],
      [b, d, c],
    ];
    expect(orders.map((order) => order.map(upper).join(''))).toEqual([
      'ABCD',
      'ABCD',
      'DAAC',
      'BDC',
    ]);
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
  });

  it('remembers that there is no result', () => {
    let asked = 0;
    const none = memoisedInTurn((_thing: object) => {
      asked++;
      return undefined;
    });
    expect([none(a), none(b), none(a), none(a)]).toEqual(Array(4).fill(undefined));
    expect(asked).toBe(2);
  });

  it('may ask itself for another', () => {
    const length: (thing: { id: string }) => number = memoisedInTurn((thing: { id: string }) =>
      thing === a ? 1 : 1 + length(things[things.indexOf(thing) - 1] ?? a),
    );
    expect([length(d), length(b), length(a), length(c)]).toEqual([4, 2, 1, 3]);
  });
});

describe('what is computed once', () => {
  it('is computed when it is first asked, and never again', () => {
    const asked: string[] = [];
    const nothing = once(() => {
      asked.push('asked');
      return undefined;
    });
    expect(asked).toEqual([]);
    expect([nothing(), nothing()]).toEqual([undefined, undefined]);
    expect(asked).toEqual(['asked']);
  });
});
