import { NoteBook, type Sentences } from '../note-book.ts';

/** What is said of each thing that was left out, derived or not found, in the order of the notes. */
const SENTENCES = {
  'sheet-absent': 'Sheets that an export does not hold: their facts are absent',
  'sheet-not-used':
    'Sheets of RVTools that are not read: the inventory has no field for what they hold',
  'sheet-unknown': 'Sheets that RVTools does not write are not read',
  'sheet-repeated': 'Sheets that stand in an export more than once: the first is read',
  'sheet-without-column':
    'Sheets that are not read, since they lack the column that says what a row is of',
  'column-absent': 'Columns that a sheet does not have: their facts are absent',
  'column-not-used':
    'Columns that are not read: the inventory has no field for them, or another column says it better',
  'column-of-vinfo':
    'Columns that are not read: they repeat for each row what vInfo says of the machine',
  'column-private':
    'Columns that are not read, since they may hold what is secret or personal: notes, licence keys, serial numbers, contacts',
  'heading-repeated': 'Headings that stand in a sheet more than once: the first column is read',
  'size-heading-mb':
    'Columns headed MB are read as MiB: RVTools 3.x counted in units of 2^20 bytes',

  'row-without-name': 'Rows without a name are left out',
  'row-repeated': 'Rows that name the same thing again are left out: the first is read',
  'row-without-machine': 'Rows of machines that vInfo does not list are left out',
  'row-of-several-machines':
    'Rows that fit several machines of one name are left out, and nothing is said of these machines instead',
  'row-of-left-out':
    'Rows of machines that are left out themselves (templates, SRM placeholders, …)',
  'row-without-host': 'Rows of hosts that the export does not list are left out',
  'row-of-several-hosts': 'Rows that fit several hosts of one name are left out',
  'machine-in-several-files':
    'Machines that several exports list, by name and VM UUID: the first is read',
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

  'host-nic-count-differs':
    'Hosts of which vNIC lists more or fewer ports than vHost counts: the list is absent',
  'vlan-not-single': 'Port groups with a range of VLANs, or a private one: the VLAN is absent',
  'dvswitch-without-cluster':
    'Distributed switches none of whose hosts is known to be in a cluster: they are left out',
  'dvport-without-cluster': 'Port groups of distributed switches that are left out',
  'evc-derived':
    'The CPU feature level of clusters is derived from "Current EVC", which is the same on all their hosts',
  'nics-not-listed':
    'Hosts whose number of NICs is known, but not what they are: no list is made up',
  'adapters-counted': 'Hosts whose storage adapters are counted in vHBA, since vHost does not',
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
  'drs-not-in-force': 'Clusters with DRS switched off: its automation is not in force, and absent',
  'failover-level-zero':
    'Clusters with a failover level of 0: that is no reserve of 0 hosts, but another way of reserving or none; it is absent',

  'disks-not-listed':
    'Machines whose disks are known in number and sum only: no list of disks is made up',
  'disk-count-differs':
    'Machines of which vDisk lists more or fewer disks than vInfo counts: the list is absent',
  'raw-mode-absent': 'Raw disks whose compatibility mode is not told: their kind is absent',
  'datastore-unknown':
    'Datastores that a disk names and vDatastore does not list: the storage of the disk is absent',
  'nic-count-differs':
    'Machines of which vNetwork lists more or fewer cards than vInfo counts: the list is absent',
  'usb-devices':
    'Machines with USB devices handed through: each is given as usb-device, since the sheet does not tell a dongle from a keyboard',
  'tools-of-resting-machine':
    'Machines that do not run, and so neither do their VMware Tools: toolsState is absent',
  'cpu-reservation-derived':
    'CPU reservations are derived: MHz reserved, of vCPUs times the base clock of the host',
  'cpu-reservation-absent':
    'CPU reservations of machines whose vCPUs or host clock are not known: the share is absent',
  'no-snapshots-derived':
    'Machines without a row in vSnapshot have no snapshots: the sheet lists all (count 0)',
  'snapshot-age-absent':
    'Snapshots whose day, or the day of the export, is not known or later than it: their age is absent',
  'unknown-files-derived':
    'Machines in whose folder vHealth found files of a snapshot that vSphere does not know of',
  'health-message':
    'Messages of vHealth that are not read: other sheets say the same, or no field does',
  'secret-in-notes':
    'Machines whose notes hold what looks like a password: a word such as "password" with a value behind it. The notes are not copied',
  'configured-os-compared':
    'Whether the guest that runs is the one configured is derived: by product, word size and version of both names',
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
  'storage-kind-derived':
    'Datastores all of whose paths go through adapters of one kind (vHBA): kind is derived from it',
  'free-percent-derived': 'The free share of datastores is derived from free and total capacity',
  'reachability-absent': 'Datastores whose hosts are not all known here: reachableBy is absent',

  'paths-derived':
    'Paths to datastores are derived from vMultiPath: the fewest of one host and disk (the sheet shows eight at most), and all that are dead',
  'path-policies-differ':
    'Datastores that hosts reach by different path policies: pathPolicy is absent',
  'paths-without-datastore': 'Paths to datastores that vDatastore does not list are left out',

  'licences-of-platform':
    'Licences of hosts are given to the one platform of the export: summed where they count the same, with the day that the first ends',
  'licence-without-platform': 'Licences of hosts of which no one platform is known are left out',
  'licence-not-of-hosts': 'Licences of other products than the hosts are left out',
  'licence-unit':
    'Licences that count what the inventory has no metric for: metric, total and used are absent',

  'as-of-absent': 'No export says when it was written: assessment.asOf is absent',
  'as-of-differs': 'The exports were written on several days: assessment.asOf is absent',
} as const satisfies Sentences<string>;

export type NoteCode = keyof typeof SENTENCES;
export type Notes = NoteBook<NoteCode>;

export function newNotes(): Notes {
  return new NoteBook<NoteCode>(SENTENCES);
}
