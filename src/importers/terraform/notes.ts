import { COMMON_SENTENCES } from '../common-notes.ts';
import { NoteBook, type Sentences } from '../note-book.ts';

const SENTENCES = {
  ...COMMON_SENTENCES,
  'resource-not-used':
    'Kinds of resources that are not read: they are no virtual machines, hosts, clusters or datastores of vSphere, Proxmox VE or libvirt',
  'deposed-left-out': 'Objects that Terraform is about to destroy (deposed) are left out',
  'sensitive-not-read': 'Attributes that are marked as sensitive are not read',
  'state-may-be-old':
    'A state says what Terraform saw last: what was changed since by other hands is not in it',
  'version-unknown': 'A state does not say the version of a platform: none is declared',
  'host-not-listed': 'Machines on hosts that are not in the state: target.host is absent',
  'datastore-not-listed':
    'Disks on datastores that are not in the state: disks[].storage is absent',
  'limit-derived':
    'Limits are derived: of CPU where one is set, of memory where it is below what is configured',
  'reservation-derived':
    'Reservations of memory in percent are derived from what is reserved and what is configured',
  'firmware-derived':
    'Firmware uefi is derived from a firmware file with OVMF or AAVMF in its name',
  'free-percent-derived': 'The free share of datastores is derived from free and total capacity',
} as const satisfies Sentences<string>;

type NoteCode = keyof typeof SENTENCES;
export type Notes = NoteBook<NoteCode>;

export function newNotes(): Notes {
  return new NoteBook<NoteCode>(SENTENCES);
}
