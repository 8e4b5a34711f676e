import { MACHINE_SENTENCES } from '../cloud/machines.ts';
import { SYSTEM_SENTENCES } from '../cloud/system.ts';
import { TABLE_SENTENCES } from '../cloud/tables.ts';
import { NoteBook, type Sentences } from '../note-book.ts';

const SENTENCES = {
  ...TABLE_SENTENCES,
  ...SYSTEM_SENTENCES,
  ...MACHINE_SENTENCES,
  'size-heading-mb': 'Memory under "InMB" is read as MiB, as hypervisors count it',
  'form-derived': 'Machines that have a name or id in VMware are virtual',
  'machine-of-several-applications':
    'Machines of several applications: an instance has one, so they are given none',
  'cores-for-logical':
    'Machines without a number of logical cores: their number of cores stands in for it',
} as const satisfies Sentences<string>;

export type Notes = NoteBook<keyof typeof SENTENCES>;

export function newNotes(): Notes {
  return new NoteBook(SENTENCES);
}
