import { MACHINE_SENTENCES } from '../cloud/machines.ts';
import { SYSTEM_SENTENCES } from '../cloud/system.ts';
import { COMMON_SENTENCES } from '../common-notes.ts';
import { NoteBook, type Sentences } from '../note-book.ts';

const SENTENCES = {
  ...COMMON_SENTENCES,
  ...SYSTEM_SENTENCES,
  ...MACHINE_SENTENCES,
  'section-not-read': 'Entries of an inventory that are neither hosts, children nor vars',
  'line-not-read': 'Lines that are no entry of an inventory',
  'file-encrypted':
    'Files that are encrypted with Ansible Vault are not read: what they would change is not known',
  'variables-apart':
    'Files of variables for which no inventory stands in their folder or below it are not read',
  'variables-of-nobody': 'Files of variables for groups or hosts that no inventory names',
  'variable-not-used': 'Variables that are not read: the inventory has no field for them',
  'variable-contradicts':
    'Variables that two inventories give to one group or host differently: the fact is absent',
  'template-not-evaluated':
    'Values with a template (Jinja) or a secret (Vault): the fact is absent',
  'host-of-facts': 'Hosts that only their facts name: they are in no group',
  'host-of-several-inventories':
    'Hosts of inventories in several folders are one machine: the first to give a fact counts',
  'localhost-left-out': 'localhost is left out: it is whatever machine Ansible runs on',
  'network-device-left-out':
    'Hosts that are reached as network devices are left out: they run no operating system for machines',
  'container-left-out': 'Containers are left out: a container is not a virtual machine',
  'form-of-role':
    'form is derived from ansible_virtualization_role: guest is virtual, host and NA are physical',
  'physical-may-be-host':
    'Physical servers that can run machines (role host): role is standalone, since no fact says that they do',
  'vcpu-not-virtual':
    'Processors that the operating system counts, of machines that are not known to be virtual: vcpu is absent',
  'memory-of-kernel':
    'Memory is what the operating system counts (ansible_memtotal_mb, in MiB): a little less than is installed',
  'volume-not-local':
    'File systems of other machines, and images that are always full: they are no guestVolumes',
  'disks-by-name':
    'Disks are derived from the names of devices (sd, vd, xvd, hd, nvme), their sizes from sectors of 512 bytes',
  'disks-multipath': 'Machines with several paths to a disk: how many disks they have is not said',
  'nics-of-route': 'Network cards other than that of the default route are not read',
} as const satisfies Sentences<string>;

type NoteCode = keyof typeof SENTENCES;
export type Notes = NoteBook<NoteCode>;

export function newNotes(): Notes {
  return new NoteBook<NoteCode>(SENTENCES);
}
