import { COMMON_SENTENCES } from '../common-notes.ts';
import { NoteBook, type Sentences } from '../note-book.ts';

const SENTENCES = {
  ...COMMON_SENTENCES,
  'resource-not-used':
    'Kinds of resources that are not read: virtual machines, hosts, clusters and datastores are',
  'detail-absent':
    'Machines with nothing but their names: the inventory was asked without detail=4',
  'host-not-listed': 'Machines on hosts that no file lists: target.host is absent',
  'provider-version-absent':
    'Providers other than vSphere: their version is in no file that is read, and no platform is declared',
  'rdm-mode-unknown':
    'Raw device mappings of which the file does not say whether they are virtual or physical: kind is absent',
  'datastore-not-listed': 'Disks on datastores that no file lists: disks[].storage is absent',
  'snapshot-count-unknown':
    'Machines that have a snapshot, or several: their number is not known, snapshots.count is absent',
  'ft-set-up-only':
    'Machines that are set up for fault tolerance: whether a secondary runs is not said, protection is absent',
  'host-affinity-without-host':
    'Machines that a rule binds to hosts: which hosts is not said, placementRules is absent',
  'pinned-to-host':
    'Machines that are pinned to their host: placementRules is absent, target.host says where they run now',
  'ha-not-set':
    'Machines that are not restarted by the platform: protection is absent, since they may have another',
  'ha-derived':
    'protection ha-restart is derived from high availability that is set on the machine',
  'nics-from-guest':
    'Network cards that only the guest reports: the list of the machine is not in the file',
  'secure-boot-optional':
    'Machines whose secure boot depends on what the image and the host can: secureBoot is absent',
  'numa-derived':
    'numaPinned is derived from NUMA nodes of the flavor or the image: OpenStack binds them to nodes of the host',
  'power-state-other': 'Machines that are neither on, off nor suspended: powerState is absent',
  'free-percent-derived': 'The free share of datastores is derived from free and total capacity',
  'storage-kind-absent': 'Datastores whose type does not say how they are reached: kind is absent',
} as const satisfies Sentences<string>;

type NoteCode = keyof typeof SENTENCES;
export type Notes = NoteBook<NoteCode>;

export function newNotes(): Notes {
  return new NoteBook<NoteCode>(SENTENCES);
}
