import { NoteBook, type Sentences } from '../note-book.ts';

/** What is said of each thing that was left out, derived or not found, in the order of the notes. */
const SENTENCES = {
  'sheet-absent': 'Sheets that the file does not hold: their facts are absent',
  'sheet-not-used': 'Sheets that are not read: the importer takes nothing from them yet',
  'column-absent': 'Columns that a sheet does not have: their facts are absent',
  'column-not-used':
    'Columns that are not read: the inventory has no field for them, or another column says it better',
  'heading-repeated': 'Headings that stand in a sheet more than once: the first column is read',
  'size-heading-mb':
    'Columns headed MB are read as MiB: RVTools 3.x counted in units of 2^20 bytes',

  'row-without-name': 'Rows without a name are left out',
  'row-repeated': 'Rows that name the same thing again are left out: the first is read',
  'template-left-out': 'Templates are left out: a template does not run',
  'placeholder-left-out':
    'SRM placeholders are left out: the machine runs at the other site until a recovery',
  'ft-secondary':
    'Secondaries of fault-tolerant pairs are entries of their own, named as in the vSphere Client, since they take CPU and memory on their host; ftSecondaryOf names the primary where one machine alone can be it',

  'value-not-read': 'Cells that hold something else than their column should: the fact is absent',
  'name-not-text':
    'Names in cells that hold a number or a date: leading zeros or the spelling may be lost',
  'name-cleaned': 'Names are given without control and invisible characters, and end after 200',
  'id-suffixed':
    'Names that several have: each id ends with what tells it apart (VM UUID, VM ID, datacenter, folder, …)',
  'id-prefixed': 'Names that things of another kind have too: the id begins with its kind',

  'host-not-in-vhost':
    'Hosts that vInfo names and vHost does not: declared with nothing but their name and cluster',
  'host-cluster-differs':
    'Hosts that vInfo places in several clusters: the cluster of the host is absent',
  'reference-ambiguous':
    'Names that fit several hosts or clusters of the file: the reference is absent',
  'cluster-disagrees':
    'Machines whose cluster is not the cluster of their host: the host is given, the cluster absent',
  'datacenter-not-a-site':
    'Datacenters of vSphere are no sites here: each is a folder of the inventory, not proof of a building',

  'nics-not-listed':
    'Hosts whose number of NICs is known, but not what they are: no list is made up',
  'threads-derived': 'Threads per core are derived from "HT Active": 2 where it is true, else 1',
  'architecture-derived':
    'The architecture x86_64 is derived from a CPU model of Intel or AMD, or from ESXi where no model is given',
  'platform-derived':
    'Platforms are derived from "ESX Version": vendor VMware, type bare-metal; the build is kept as x-build on the server',
  'cluster-versions-differ':
    'Clusters whose hosts have different ESX versions: each host has its platform, the cluster has none',
  'cluster-version-incomplete':
    'Clusters with a host of unknown ESX version: each other host has its platform, the cluster has none',
  'ha-not-in-force':
    'Clusters with HA switched off: their failover level, admission control and isolation response are not in force, and absent',
  'failover-level-zero':
    'Clusters with a failover level of 0: that is no reserve of 0 hosts, but another way of reserving or none; it is absent',

  'disks-not-listed':
    'Machines whose disks are known in number and sum only: no list of disks is made up',
  suspended: 'Machines that are suspended are neither on nor off: powerState is absent',
  'ha-protection-off':
    'Machines that HA does not protect: their protection is absent, since they may have another',
  'ft-not-protecting':
    'Machines with fault tolerance that has no running secondary: it does not count as their protection',
  'ha-restart-off':
    'Machines whose HA restart is disabled: neither protection nor restart priority is given',
  'restart-priority-rounded': 'Restart priorities highest and lowest are given as high and low',
  'restart-priority-of-cluster':
    'Machines with the restart priority of their cluster: the file does not say which, it is absent',
  'creation-date-unknown':
    'Creation dates of 1970 stand for not known (machines from before vSphere 6.7), and are absent',
  'guest-os-from-configuration':
    'Guest operating systems as configured, since VMware Tools do not report one: may be out of date',
  'guest-os-disagrees':
    'Guest operating systems that VMware Tools and the configuration name differently: Tools count',
  'guest-os-not-read': 'Guest operating systems whose names say no product that is known here',
  'guest-os-version-absent':
    'Guest operating systems whose names say no version, several, or only a lower bound: it is absent',

  'storage-kind-absent': 'Datastores whose type does not say how they are reached: kind is absent',
  'free-percent-derived': 'The free share of datastores is derived from free and total capacity',
  'reachability-absent': 'Datastores whose hosts are not all known here: reachableBy is absent',

  'as-of-absent': 'The file does not say when it was written: assessment.asOf is absent',
  'as-of-differs': 'The file gives several days of writing: assessment.asOf is absent',
} as const satisfies Sentences<string>;

export type NoteCode = keyof typeof SENTENCES;
export type Notes = NoteBook<NoteCode>;

export function newNotes(): Notes {
  return new NoteBook<NoteCode>(SENTENCES);
}
