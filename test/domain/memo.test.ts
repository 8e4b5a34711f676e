import { describe, expect, it } from 'vitest';
import { entryOf, once } from '../../src/domain/memo.ts';

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

describe('the value under a key', () => {
  it('is made where there is none, and found from then on', () => {
    const lists = new Map<string, string[]>();
    entryOf(lists, 'a', () => []).push('first');
    entryOf(lists, 'a', () => ['other']).push('second');
    entryOf(lists, 'b', () => ['made']);
    expect([...lists]).toEqual([
      ['a', ['first', 'second']],
      ['b', ['made']],
    ]);
  });
});
