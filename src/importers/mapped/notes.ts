import { NoteBook, type Sentences } from '../note-book.ts';

const SENTENCES = {
  'column-not-used': 'Columns that the mapping does not name: nothing is read from them',
  'heading-repeated': 'Headings that stand there more than once: the first one counts',
  'sheet-not-used': 'Sheets that are not read: the mapping is for one of them',
  'row-skipped': 'Rows that the mapping skips',
  'row-without-name': 'Rows that name no subject are not used',
  'id-repeated': 'Subjects that several rows name: the first row counts',
  'row-without-role': 'Servers whose role cannot be read are left out',
  'name-cleaned': 'Names that held invisible characters or were too long for an id are cleaned',
  'name-not-text':
    'Names whose cell holds a number or a date, and that may have been spelt another way',

  'value-not-read': 'Cells that do not hold what their field takes: the fact is absent',
  'value-not-mapped':
    'Cells whose text the mapping does not name among the values: the fact is absent',
  'value-not-allowed': 'Cells whose value the field does not allow: the fact is absent',
  'number-ambiguous':
    'Numbers that could be read in two ways, since the mapping names no decimalMark: the fact is absent',
  'day-ambiguous':
    'Days that could be read in two ways, since the mapping names no dayOrder: the fact is absent',
  'text-from-number':
    'Texts whose cell holds a broken number, which has lost its last zeros: the fact is absent',
  'system-not-read': 'Operating systems whose names say no product that is known here',
  'list-incomplete': 'Lists with a part that cannot be read are absent as a whole',
  'entry-incomplete': 'Lists with an entry that lacks what every entry needs are absent as a whole',

  'reference-declared': 'Subjects that rows name are declared with their name alone',
  'reference-open': 'Names of subjects that other files must declare',
  'reference-unclear': 'Names that could be of several kinds of subjects are left out',
  'id-prefixed': 'Subjects that have the name of another kind of subject got a prefix',
} as const satisfies Sentences<string>;

export type NoteCode = keyof typeof SENTENCES;
export type Notes = NoteBook<NoteCode>;

export function newNotes(): Notes {
  return new NoteBook<NoteCode>(SENTENCES);
}
