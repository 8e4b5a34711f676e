import { COMMON_SENTENCES } from '../common-notes.ts';
import { NoteBook, type Sentences } from '../note-book.ts';

const SENTENCES = {
  ...COMMON_SENTENCES,
  'container-left-out': 'Containers (lxc) are left out: a container is not a virtual machine',
  'name-from-number': 'Machines without a name are named by their number, as Proxmox VE shows them',
  'line-not-read': 'Lines that are no setting',
  'setting-repeated': 'Settings that a machine has more than once: the last counts',
  'pending-not-read':
    'Settings that wait for the next start are not read: the machine has those that are in force',
  'node-from-folder': 'Nodes are derived from the folders of the files (nodes/<node>/qemu-server)',
  'node-unknown': 'Files outside of a folder nodes/<node>: target.host is absent',
  'version-unknown': 'No file says the version of Proxmox VE: no platform is declared',
  'default-applied':
    'Settings that a machine leaves out have their defaults in Proxmox VE: 1 socket, 1 core, 512 MiB, BIOS, no limit, hot-plugging of network, disk and USB',
  'memory-minimum': 'Machines with ballooning: their memory is the most that they are given',
  'secure-boot-not-known':
    'Machines whose EFI disk holds keys (pre-enrolled-keys): whether the firmware uses them is set inside, secureBoot is absent',
  'disk-size-absent': 'Disks without a size',
  'storage-of-node':
    'Storages on disks of a node: each node has one of that name, so that they are entries of their own',
  'storage-not-listed':
    'Disks on storages that no storage.cfg describes: disks[].storage is absent, since each node may have its own',
  'storage-kind-absent': 'Storages whose type does not say how they are reached: kind is absent',
  'snapshot-age-unknown':
    'Snapshots whose day is known, but not that of the files: snapshots.oldestHours is absent',
  'ha-derived': 'protection ha-restart is derived from resources.cfg of the high availability',
  'power-state-absent': 'Files of settings do not say whether a machine runs: powerState is absent',
} as const satisfies Sentences<string>;

type NoteCode = keyof typeof SENTENCES;
export type Notes = NoteBook<NoteCode>;

export function newNotes(): Notes {
  return new NoteBook<NoteCode>(SENTENCES);
}
