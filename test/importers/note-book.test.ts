import { expect, it } from 'vitest';
import { NoteBook } from '../../src/importers/note-book.ts';

const SENTENCES = { first: 'What comes first', second: 'What comes second' } as const;

it('gives one note a kind, in the order of the sentences, with a count', () => {
  const book = new NoteBook(SENTENCES);
  book.add('second');
  book.add('first', 'a');
  book.add('second');
  expect(book.notes()).toEqual([
    { code: 'first', message: 'What comes first (a).', count: 1 },
    { code: 'second', message: 'What comes second.', count: 2 },
  ]);
});

it('names three examples, whatever the order in which they came', () => {
  const message = (names: readonly string[]) => {
    const book = new NoteBook(SENTENCES);
    for (const name of names) book.add('first', name);
    return book.notes();
  };
  const expected = [
    { code: 'first', message: 'What comes first (for example a, b, c).', count: 5 },
  ];
  expect(message(['d', 'b', 'a', 'b', 'c'])).toEqual(expected);
  expect(message(['a', 'b', 'c', 'd', 'b'])).toEqual(expected);
});

it('shortens a long example', () => {
  const book = new NoteBook(SENTENCES);
  book.add('first', 'x'.repeat(1000));
  expect(book.notes()[0]?.message).toBe(`What comes first (${'x'.repeat(99)}…).`);
});
