import { misfitNoter, noteUnused } from '../common-notes.ts';
import { assembled, type HostDraft, type MachineDraft } from '../draft.ts';
import type { ForeignFile, Importer, ImportResult } from '../importer.ts';
import { jsonHead, readJson } from '../json.ts';
import { withoutRepeats } from '../machine-facts.ts';
import { libvirtMachine, volumesIn } from './libvirt.ts';
import { type Notes, newNotes } from './notes.ts';
import { bpgMachine, telmateMachine } from './proxmox.ts';
import { objectsIn, type StateObject } from './state.ts';
import { Vsphere } from './vsphere.ts';

export type Machine = MachineDraft & { readonly uuid: string | undefined };

const VERSION = '4';
/** One that is only looked up is a template, or is in another state. */
const MACHINES: ReadonlySet<string> = new Set([
  'vsphere_virtual_machine',
  'proxmox_vm_qemu',
  'proxmox_virtual_environment_vm',
  'libvirt_domain',
]);
const READ: ReadonlySet<string> = new Set([
  ...MACHINES,
  'vsphere_host',
  'vsphere_compute_cluster',
  'vsphere_datastore',
  'vsphere_vmfs_datastore',
  'vsphere_nas_datastore',
  'libvirt_volume',
]);

/** States of Terraform and OpenTofu. */
export const terraform: Importer = {
  id: 'terraform',
  about: 'Terraform state (.tfstate, version 4): machines of vSphere, Proxmox VE and libvirt',
  recognises: (file) => {
    const head = jsonHead(file);
    return head.get('version') === VERSION && head.has('terraform_version');
  },
  read: async (files) => read(files),
};

function read(files: readonly ForeignFile[]): ImportResult {
  const notes = newNotes();
  // A value out of place may be a secret: only its place is told.
  const onMisfit = misfitNoter(notes, { showsValues: false });
  const roots = files.map((file) => readJson(file, { onMisfit }));
  const objects = roots.flatMap((root) => objectsIn(root, notes));
  for (const { type, isData } of objects) {
    const isRead = READ.has(type) && !(isData && MACHINES.has(type));
    if (!isRead) notes.add('resource-not-used', isData ? `data.${type}` : type);
  }
  const vsphere = new Vsphere(objects, notes);
  const nodes = new Map<string, HostDraft>();
  const volumes = volumesIn(objects);
  const made = objects.filter(({ isData }) => !isData);
  const found = made.flatMap(
    (object) => machineOf(object, { vsphere, nodes, volumes }, notes) ?? [],
  );
  const machines = withoutRepeats(found, notes);
  if (machines.length > 0) notes.add('state-may-be-old');
  if (machines.length > 0) notes.add('version-unknown');
  for (const root of roots) root.at('outputs');
  noteUnused(roots, notes);
  const draft = {
    machines,
    hosts: [...vsphere.hosts, ...nodes.values()],
    clusters: vsphere.clusters,
    datastores: vsphere.datastores,
  };
  return { ...assembled(draft, notes), notes: notes.notes() };
}

interface World {
  readonly vsphere: Vsphere;
  readonly nodes: Map<string, HostDraft>;
  readonly volumes: ReadonlyMap<string, number>;
}

function machineOf(
  object: StateObject,
  { vsphere, nodes, volumes }: World,
  notes: Notes,
): Machine | undefined {
  switch (object.type) {
    case 'vsphere_virtual_machine':
      return vsphere.machineOf(object, notes);
    case 'proxmox_vm_qemu':
      return telmateMachine(object, nodes, notes);
    case 'proxmox_virtual_environment_vm':
      return bpgMachine(object, nodes, notes);
    case 'libvirt_domain':
      return libvirtMachine(object, volumes, notes);
    default:
      return undefined;
  }
}
