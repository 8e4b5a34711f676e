import type { CsvKind } from '../cloud/tables.ts';
import type { Headings } from '../table.ts';

/*
 * The headings of the CSV set that Migration Center takes, and that its scripts for AWS and Azure
 * write. Sizes are in GiB, as the headings say.
 */

const MACHINE = {
  id: ['MachineId'],
  name: ['MachineName'],
  cores: ['AllocatedProcessorCoreCount'],
  memoryGiB: ['MemoryGiB'],
  osName: ['OsName'],
  osVersion: ['OsVersion'],
  status: ['MachineStatus'],
  created: ['CreateDate'],
  physical: ['IsPhysical'],
} as const satisfies Headings<string>;

const DISK = {
  machine: ['MachineId'],
  label: ['DiskLabel'],
  sizeGiB: ['SizeInGib'],
} as const satisfies Headings<string>;

const TAG = {
  machine: ['MachineId'],
  key: ['Key'],
  value: ['Value'],
} as const satisfies Headings<string>;

const SAMPLE = {
  machine: ['MachineId'],
  time: ['TimeStamp'],
  cpu: ['CpuUtilizationPercentage'],
  availableBytes: ['AvailableMemoryBytes'],
  reads: ['DiskReadOperationsPerSec'],
  writes: ['DiskWriteOperationsPerSec'],
} as const satisfies Headings<string>;

export type MachineFact = keyof typeof MACHINE;
export type DiskFact = keyof typeof DISK;
export type TagFact = keyof typeof TAG;
export type SampleFact = keyof typeof SAMPLE;

const hint = 'The first row must hold the headings of the template of Migration Center.';

export const MACHINES: CsvKind<MachineFact> = {
  headings: MACHINE,
  required: 'id',
  helpers: [],
  hint,
};
export const DISKS: CsvKind<DiskFact> = { headings: DISK, required: 'machine', helpers: [], hint };
export const TAGS: CsvKind<TagFact> = { headings: TAG, required: 'machine', helpers: [], hint };
export const SAMPLES: CsvKind<SampleFact> = {
  headings: SAMPLE,
  required: 'machine',
  helpers: [],
  hint,
};
