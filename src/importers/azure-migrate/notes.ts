import { MACHINE_SENTENCES } from '../cloud/machines.ts';
import { SYSTEM_SENTENCES } from '../cloud/system.ts';
import { TABLE_SENTENCES } from '../cloud/tables.ts';
import { NoteBook, type Sentences } from '../note-book.ts';

const SENTENCES = {
  ...TABLE_SENTENCES,
  ...SYSTEM_SENTENCES,
  ...MACHINE_SENTENCES,
  'size-heading-mb':
    'Sizes under "In MB" and "In GB" are read as MiB and GiB, as hypervisors and Azure count them',
  'form-derived': 'Machines with a hypervisor and no server type are virtual',
  'disks-incomplete':
    'Machines with another number of disks than sizes of disks: their list of disks is absent',

  'flow-row-incomplete': 'Flows whose source or destination names no application are no dependency',
  'flow-internal': 'Flows within one application are no dependency',
  'flow-for-administration':
    'Flows of remote administration (SSH, RDP, WinRM) are no dependency, and name no application',
  'dependency-kind-absent':
    'Dependencies are flows that were seen: whether the application can do without (kind) is not said',
  'machine-of-several-applications':
    'Machines whose flows name several applications: they are given none',
  'machine-of-flows': 'Machines that flows alone name: nothing else is known of them',
} as const satisfies Sentences<string>;

export type Notes = NoteBook<keyof typeof SENTENCES>;

export function newNotes(): Notes {
  return new NoteBook(SENTENCES);
}
