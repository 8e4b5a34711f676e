import { COMMON_SENTENCES } from '../common-notes.ts';
import { NoteBook, type Sentences } from '../note-book.ts';

const SENTENCES = {
  ...COMMON_SENTENCES,
  'platform-not-running':
    'A descriptor says what a machine needs, not where it runs: no platform, host or power state is declared',
  'option-chosen':
    'Descriptors with deployment options: the one that they mark as the default counts, else the first',
  'range-left-out': 'Items that give the end of a range (bound): they are not what the machine has',
  'size-not-fixed': 'Disks whose size is a property of the deployment: it is absent',
  'hardware-version-several':
    'Machines that name several versions of virtual hardware: it is absent',
  'hardware-version-other':
    'Machines whose virtual hardware is not of VMware: its version is no number, and absent',
  'device-kind-unknown': 'Kinds of devices that are not read: the inventory has no field for them',
  'properties-not-read':
    'Properties of products are not read: they are for the deployment, and may hold passwords',
} as const satisfies Sentences<string>;

type NoteCode = keyof typeof SENTENCES;
export type Notes = NoteBook<NoteCode>;

export function newNotes(): Notes {
  return new NoteBook<NoteCode>(SENTENCES);
}
