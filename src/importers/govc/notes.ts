import { COMMON_SENTENCES } from '../common-notes.ts';
import { NoteBook, type Sentences } from '../note-book.ts';

const SENTENCES = {
  ...COMMON_SENTENCES,
  'placeholder-left-out':
    'SRM placeholders are left out: the machine runs at the other site until a recovery',
  'ft-secondary':
    'Secondaries of fault-tolerant pairs are entries of their own, named as in the vSphere Client, since they take CPU and memory on their host',
  'cluster-named-by-reference':
    'Clusters are named by their reference (domain-c8): no file of govc that is read here holds their names',
  'host-not-listed':
    'Machines on hosts that no file lists (host.info -json): target.host is absent',
  'reference-ambiguous':
    'References that several hosts have, as those of two vCenters may: they are absent',
  'device-types-absent':
    'Machines whose devices have no types, as old releases of govc wrote them: only disks and network cards are read',
  'device-kind-unknown': 'Kinds of devices that are not read: the inventory has no field for them',
  'datastore-from-file-name':
    'Datastores that only the names of disk files tell of: declared with nothing but their names',
  'ft-not-protecting':
    'Machines with fault tolerance that has no running secondary: it does not count as their protection',
  'ha-protection-off':
    'Machines that HA does not protect: their protection is absent, since they may have another',
  'cpu-reservation-unknown':
    'CPU reservations in MHz on a host whose clock is not known: cpuReservationPercent is absent',
  'reservation-derived':
    'Reservations in percent are derived from what is reserved and what is configured, for CPUs by the clock of the host',
  'limit-derived':
    'Limits are derived: of CPU where one is set, of memory where it is below what is configured',
  'snapshot-age-unknown':
    'Snapshots whose day is known, but not that of the export: snapshots.oldestHours is absent',
  'creation-date-unknown':
    'Creation dates of 1970 stand for not known (machines from before vSphere 6.7), and are absent',
  'guest-os-disagrees':
    'Guest operating systems that VMware Tools and the configuration name differently: Tools count',
  'threads-derived': 'Threads per core are derived from the numbers of threads and cores',
  'architecture-derived': 'The architecture x86_64 is derived from a CPU model of Intel or AMD',
  'storage-kind-absent': 'Datastores whose type does not say how they are reached: kind is absent',
  'free-percent-derived': 'The free share of datastores is derived from free and total capacity',
} as const satisfies Sentences<string>;

type NoteCode = keyof typeof SENTENCES;
export type Notes = NoteBook<NoteCode>;

export function newNotes(): Notes {
  return new NoteBook<NoteCode>(SENTENCES);
}
