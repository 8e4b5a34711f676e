import { NoteBook, type Sentences } from '../note-book.ts';

const SENTENCES = {
  'application-proposed':
    'Applications proposed by --group-by: their tier and objectives are not recorded, confirm them in an overlay',
  'application-found': 'Groups that bear the name of an application of the export are that one',
  'group-names-alike': 'Groups whose names differ in capitals only are applications of their own',
  'group-already-named': 'Machines whose application the export names keep it',
  'group-absent': 'Machines that --group-by says nothing about stay without an application',
  'group-is-root':
    'Machines in a folder or pool that the platform makes by itself stay without an application',
  'group-several': 'Machines that several groups fit stay without an application',
  'group-name-too-long':
    'Machines whose names are too long for a pattern stay without an application',
  'group-table-machine-unknown': 'Machines of the table that the export does not name',
  'group-table-contradicts':
    'Machines that the table puts into several applications stay without one',
  'group-table-row-incomplete':
    'Rows of the table without a machine or an application are not used',
  'group-table-by-host-name':
    'Machines of the table that are not the name of one here, but the host name that one reports',
  'group-table-other-case':
    'Machines of the table that are written in other capitals here are taken for the same',
  'group-table-column-not-used': 'Columns of the table that nothing is read from',
  'redundancy-proposed':
    'Machines of one application whose names differ in a number: x-proposed-redundancy-group names them, no rule reads it; where they stand in for each other, write redundancyGroup into an overlay',
} as const satisfies Sentences<string>;

export type NoteCode = keyof typeof SENTENCES;
export type Notes = NoteBook<NoteCode>;

export function newNotes(): Notes {
  return new NoteBook<NoteCode>(SENTENCES);
}
