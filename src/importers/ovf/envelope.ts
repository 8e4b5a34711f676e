import type { MachineDraft } from '../draft.ts';
import { nameFrom } from '../machine-facts.ts';
import { inGiB } from '../units.ts';
import type { XmlElement } from '../xml.ts';
import { unitOf } from './allocation-units.ts';
import { type DiskSizes, hardwareFacts, type Options } from './hardware.ts';
import type { Notes } from './notes.ts';
import { guestOsOf } from './operating-system.ts';

/** A size that the deployment asks for: `${name}`. */
const PROPERTY = /^\$\{.*\}$/;

interface Envelope {
  readonly file: string;
  readonly disks: DiskSizes;
  readonly options: Options;
}

/** The machines of a descriptor, those of its collections among them. */
export function systemsOf(root: XmlElement, file: string, notes: Notes): MachineDraft[] {
  const envelope = { file, disks: diskSizes(root, notes), options: optionsOf(root, notes) };
  return systemsIn(root, [], envelope, notes);
}

function systemsIn(
  parent: XmlElement,
  collections: readonly string[],
  envelope: Envelope,
  notes: Notes,
): MachineDraft[] {
  if (parent.has('ProductSection')) notes.add('properties-not-read');
  const systems = parent
    .all('VirtualSystem')
    .flatMap((system) => systemOf(system, collections, envelope, notes) ?? []);
  const nested = parent.all('VirtualSystemCollection').flatMap((collection) => {
    const name = collection.first('Name')?.value.text() ?? collection.attribute('id').text();
    return systemsIn(collection, [...collections, name ?? 'vApp'], envelope, notes);
  });
  return [...systems, ...nested];
}

function systemOf(
  system: XmlElement,
  collections: readonly string[],
  { file, disks, options }: Envelope,
  notes: Notes,
): MachineDraft | undefined {
  if (system.has('ProductSection')) notes.add('properties-not-read');
  const id = system.attribute('id');
  const name = nameFrom(system.first('Name')?.value ?? id, notes);
  if (name === undefined) return undefined;
  const hardware = system.first('VirtualHardwareSection');
  return {
    name,
    marks: [id.text(), file.split('/').at(-1)],
    facts: {
      ...hardwareFacts(hardware, { name, disks, options }, notes),
      guestOs: guestOsOf(system.first('OperatingSystemSection'), notes),
    },
    whereabouts: collections.length === 0 ? undefined : { vApp: collections.join('/') },
  };
}

function diskSizes(root: XmlElement, notes: Notes): DiskSizes {
  const sections = [...root.all('DiskSection'), ...root.all('Section')];
  const sizes = new Map<string, number | undefined>();
  for (const disk of sections.flatMap((section) => section.all('Disk'))) {
    const id = disk.attribute('diskId').text();
    if (id !== undefined) sizes.set(id, sizeOf(disk, id, notes));
  }
  return sizes;
}

/** Without units, a capacity counts bytes. */
function sizeOf(disk: XmlElement, id: string, notes: Notes): number | undefined {
  const capacity = disk.attribute('capacity');
  const units = disk.attribute('capacityAllocationUnits');
  if (PROPERTY.test(capacity.text() ?? '')) {
    notes.add('size-not-fixed', id);
    return undefined;
  }
  const bytes = units.isAbsent ? 1 : unitOf(units);
  const amount = capacity.amount();
  return bytes === undefined || amount === undefined ? undefined : inGiB(amount * bytes, 'B');
}

/** The option that is meant where nobody chooses. */
function optionsOf(root: XmlElement, notes: Notes): Options {
  const choices = root.first('DeploymentOptionSection')?.all('Configuration') ?? [];
  const isDefault = (choice: XmlElement) => choice.attribute('default').flag() === true;
  const chosen = (choices.find(isDefault) ?? choices[0])?.attribute('id').text();
  if (chosen !== undefined) notes.add('option-chosen', chosen);
  return { chosen };
}
