import type { Headings } from '../table.ts';

/*
 * The headings of RVTools 3.x to 4.7, and of the tools that imitate them.
 * RVTools 3.x wrote "MB" over numbers that are MiB (2^20 bytes); 4.x renamed the headings and left
 * the numbers alone. So every size here is MiB, whatever its heading says.
 */

export type MachineFact = keyof typeof MACHINE_HEADINGS;
export type HostFact = keyof typeof HOST_HEADINGS;
export type ClusterFact = keyof typeof CLUSTER_HEADINGS;
export type DatastoreFact = keyof typeof DATASTORE_HEADINGS;
export type ExportFact = keyof typeof EXPORT_HEADINGS;

/** Sheet vInfo: a row for each virtual machine. */
export const MACHINE_HEADINGS = {
  name: ['VM'],
  powerState: ['Powerstate'],
  template: ['Template'],
  placeholder: ['SRM Placeholder'],
  created: ['Creation date'],
  vcpu: ['CPUs'],
  memoryMiB: ['Memory', 'Memory MiB', 'Memory MB', 'Size MiB', 'Size MB'],
  disks: ['Disks'],
  haProtected: ['DAS protection'],
  restartPriority: ['HA Restart Priority'],
  ftState: ['FT State'],
  ftRole: ['FT Role'],
  datacenter: ['Datacenter'],
  cluster: ['Cluster'],
  host: ['Host'],
  folder: ['Folder'],
  osByTools: ['OS according to the VMware Tools'],
  osByConfiguration: ['OS according to the configuration file'],
  vmId: ['VM ID'],
  uuid: ['VM UUID'],
  vcenter: ['VI SDK Server'],
} as const satisfies Headings<string>;

/** Sheet vHost: a row for each ESX host. */
export const HOST_HEADINGS = {
  name: ['Host'],
  datacenter: ['Datacenter'],
  cluster: ['Cluster'],
  cpuModel: ['CPU Model'],
  speedMHz: ['Speed', 'Speed MHz'],
  htActive: ['HT Active'],
  sockets: ['# CPU'],
  coresPerSocket: ['Cores per CPU'],
  memoryMiB: ['# Memory', '# Memory MiB', '# Memory MB', 'Memory', 'Memory MiB', 'Memory MB'],
  nics: ['# NICs'],
  storageAdapters: ['# HBAs'],
  esxVersion: ['ESX Version'],
  vendor: ['Vendor'],
  model: ['Model'],
  vcenter: ['VI SDK Server'],
} as const satisfies Headings<string>;

/** Sheet vCluster: a row for each cluster. It does not say which datacenter the cluster is in. */
export const CLUSTER_HEADINGS = {
  name: ['Name', 'Cluster'],
  haEnabled: ['HA enabled'],
  failoverLevel: ['Failover Level', 'HA Failover Level', 'Configured Failover Level'],
  admissionControl: ['AdmissionControlEnabled', 'Admission Control Enabled'],
  isolationResponse: ['Isolation Response'],
  vcenter: ['VI SDK Server'],
} as const satisfies Headings<string>;

/**
 * Sheet vDatastore: a row for each datastore. Its "Cluster name" is the datastore cluster, not a
 * cluster of hosts, and so no fact here; "Cluster" is written by imitators only.
 */
export const DATASTORE_HEADINGS = {
  name: ['Name'],
  type: ['Type'],
  capacityMiB: ['Capacity MiB', 'Capacity MB'],
  provisionedMiB: ['Provisioned MiB', 'Provisioned MB'],
  freeMiB: ['Free MiB', 'Free MB'],
  freePercent: ['Free %'],
  hostCount: ['# Hosts'],
  hosts: ['Hosts'],
  cluster: ['Cluster'],
  url: ['URL'],
  objectId: ['Object ID'],
  vcenter: ['VI SDK Server'],
} as const satisfies Headings<string>;

/** Sheet vMetaData: when the file was written. */
export const EXPORT_HEADINGS = {
  writtenOn: ['xlsx creation datetime', 'Generated'],
} as const satisfies Headings<string>;
