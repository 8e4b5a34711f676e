import { COMMON_SENTENCES } from '../common-notes.ts';
import { NoteBook, type Sentences } from '../note-book.ts';

const SENTENCES = {
  ...COMMON_SENTENCES,
  'entity-not-used': 'Kinds of entities that are not read: machines of AHV, hosts and clusters are',
  'list-incomplete':
    'Lists that hold fewer entries than Prism has: a list gives one page, ask for all of them',
  'controller-vm-left-out':
    'Controller VMs (NTNX-…-CVM) are left out: they are the storage of their host, and never leave it',
  'prism-central-left-out':
    'Prism Central is listed as a cluster: it has no hosts that run machines, and is left out',
  'host-not-listed': 'Machines on hosts that no file lists: target.host is absent',
  'cluster-not-listed':
    'Machines and hosts of clusters that no file lists or names: target.cluster is absent',
  'cluster-of-reference':
    'Clusters that machines and hosts name and no file lists: nothing else is known of them',
  'hypervisor-not-read':
    'Hosts whose hypervisor is not named as AHV or ESXi with its version: no platform is declared',
  'ahv-by-aos':
    'The version of AHV is that of the AOS of its cluster, by which Nutanix dates its support; x-hypervisor keeps its own',
  'ahv-own-version':
    'Hosts with AHV whose cluster no file lists: the version is that of AHV itself, not of AOS',
  'architecture-derived': 'The architecture of hosts is that of their cluster',
  'redundancy-of-cluster':
    'The redundancy factor of a cluster is the highest that its containers may have: x-redundancyFactor keeps it, storage[].protection is absent',
  'ha-not-listed': 'Lists of clusters do not say what is reserved for a restart: ha is absent',
  'container-derived':
    'Storage containers are derived from the disks on them: hyper-converged (hci), reached by the cluster of the machine',
  'container-unnamed':
    'Disks on storage containers that only have a number: disks[].storage is absent',
  'category-unnamed': 'Categories that only have a number: they give no tag',
  'network-unnamed': 'Network cards in subnets that only have a number: nics[].network is absent',
  'addresses-assigned':
    'Addresses that Prism hands out, and nobody saw in use: nics[].addresses holds those that were learned',
  'volume-group-disk':
    'Disks of volume groups, which several machines may share: their size is in none of these lists',
  'threads-per-core':
    'Machines with several threads for each core: how many processors the guest counts is not said, vcpu is absent',
  'vnuma-binding-unknown':
    'Machines with virtual NUMA nodes: whether they are bound to those of the host is not said, numaPinned is absent',
  'tools-unreachable':
    'Guest tools that are installed and do not answer: stopped, or without a network; toolsState is absent',
  'tools-current-derived':
    'toolsCurrent is derived: the version that is installed is the one that the cluster offers, or not',
  'agent-vm':
    'Agent machines stay on their host and are not restarted elsewhere: protection is absent, since they may have another',
  'power-state-other': 'Machines that are neither on, off nor suspended: powerState is absent',
} as const satisfies Sentences<string>;

type NoteCode = keyof typeof SENTENCES;
export type Notes = NoteBook<NoteCode>;

export function newNotes(): Notes {
  return new NoteBook<NoteCode>(SENTENCES);
}
