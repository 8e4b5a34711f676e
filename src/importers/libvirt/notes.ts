import { COMMON_SENTENCES } from '../common-notes.ts';
import { NoteBook, type Sentences } from '../note-book.ts';

const SENTENCES = {
  ...COMMON_SENTENCES,
  'platform-not-named':
    'Domains name a hypervisor, not the product and its version: no platform and no host is declared',
  'container-left-out': 'Domains of containers are left out: a container is not a virtual machine',
  'power-state-derived':
    'Domains with an id are active, and given as on; one that is paused has an id as well',
  'power-state-other': 'Domains that are neither running nor off: powerState is absent',
  'memory-ballooned':
    'Domains whose current memory is below their memory: the memory that they were given counts',
  'vcpu-below-maximum':
    'Domains with fewer vCPUs than their maximum: the current number is given, and hotAdd.cpu',
  'firmware-derived':
    'Firmware is derived: uefi from a loader in flash, bios where an x86 machine names no loader',
  'secure-boot-not-known':
    'Loaders that can boot signed code only, without a word on enrolled keys: secureBoot is absent',
  'disk-size-absent': 'Disks without a size: a domain does not say how large its disks are',
  'encryption-differs': 'Domains with encrypted and plain disks: encrypted is absent',
  'network-may-pass-through':
    'Domains on networks of libvirt, which may be pools of SR-IOV ports: nicPassthrough is absent',
} as const satisfies Sentences<string>;

type NoteCode = keyof typeof SENTENCES;
export type Notes = NoteBook<NoteCode>;

export function newNotes(): Notes {
  return new NoteBook<NoteCode>(SENTENCES);
}
