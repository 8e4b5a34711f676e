import { MACHINE_SENTENCES } from '../cloud/machines.ts';
import { SYSTEM_SENTENCES } from '../cloud/system.ts';
import { TABLE_SENTENCES } from '../cloud/tables.ts';
import { NoteBook, type Sentences } from '../note-book.ts';

const SENTENCES = {
  ...TABLE_SENTENCES,
  ...SYSTEM_SENTENCES,
  ...MACHINE_SENTENCES,
  'file-absent': 'Files of the set that are not there: their facts are absent',
  'machine-unknown': 'Rows about machines that vmInfo does not list are not used',
  'status-not-read': 'Machines whose status is none that is known here: powerState is absent',
  'disk-size-absent':
    'Machines with a disk whose size cannot be read: their list of disks is absent',
  'tag-incomplete': 'Tags without a key or a value are not used',
  'metrics-derived':
    'Averages, 95th and 99th percentiles and peaks are reckoned from the samples of perfInfo (nearest rank)',
  'window-absent':
    'Machines with a sample whose time cannot be read, or of one time alone: the window of their metrics is absent',
} as const satisfies Sentences<string>;

export type Notes = NoteBook<keyof typeof SENTENCES>;

export function newNotes(): Notes {
  return new NoteBook(SENTENCES);
}
