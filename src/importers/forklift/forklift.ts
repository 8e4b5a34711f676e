import { misfitNoter, noteUnused } from '../common-notes.ts';
import { assembled, type MachineDraft, type MachineFacts } from '../draft.ts';
import type { ForeignFile, Importer, ImportResult } from '../importer.ts';
import { jsonHead, readJson } from '../json.ts';
import { nameFrom, withoutRepeats } from '../machine-facts.ts';
import { Estate } from './estate.ts';
import { type Notes, newNotes } from './notes.ts';
import { openstackFacts } from './openstack.ts';
import { hypervFacts, ovaFacts } from './others.ts';
import { ovirtFacts } from './ovirt.ts';
import { isSelfLink, type Provider, type Resource, resourcesIn } from './resources.ts';
import { vsphereFacts } from './vsphere.ts';

export interface Machine {
  readonly resource: Resource;
  readonly name: string;
  readonly estate: Estate;
}

/** A workload is a machine with its host and its cluster. */
const MACHINES: ReadonlySet<string> = new Set(['vms', 'workloads']);
const READ: ReadonlySet<string> = new Set([...MACHINES, 'hosts', 'clusters', 'datastores']);

const FACTS: Readonly<Record<Provider, (machine: Machine, notes: Notes) => MachineFacts>> = {
  vsphere: vsphereFacts,
  ovirt: ovirtFacts,
  openstack: openstackFacts,
  hyperv: hypervFacts,
  ova: ovaFacts,
};

/** JSON of the inventory of Forklift, the Migration Toolkit for Virtualization. */
export const forklift: Importer = {
  id: 'forklift',
  about: 'Forklift inventory (JSON): machines of vSphere, oVirt, OpenStack, Hyper-V and OVA',
  recognises: (file) => {
    const head = jsonHead(file);
    return isSelfLink(head.get('selfLink')) || isSelfLink(head.get('[].selfLink'));
  },
  read: async (files) => read(files),
};

function read(files: readonly ForeignFile[]): ImportResult {
  const notes = newNotes();
  const onMisfit = misfitNoter(notes);
  const roots = files.map((file) => readJson(file, { onMisfit }));
  const resources = roots.flatMap((root) => resourcesIn(root, notes));
  const estate = new Estate(resources, notes);
  const found = resources.flatMap((resource) => machineOf(resource, estate, notes) ?? []);
  const machines = withoutRepeats(found, notes);
  for (const { collection } of resources) {
    if (!READ.has(collection)) notes.add('resource-not-used', collection);
  }
  noteUnused(roots, notes);
  const { hosts, clusters, datastores } = estate;
  return { ...assembled({ machines, hosts, clusters, datastores }, notes), notes: notes.notes() };
}

function machineOf(
  resource: Resource,
  estate: Estate,
  notes: Notes,
): (MachineDraft & { readonly uuid: string | undefined }) | undefined {
  const { node, owner, provider, collection } = resource;
  if (!MACHINES.has(collection)) return undefined;
  const name = nameFrom(node.at('name'), notes);
  if (name === undefined) return undefined;
  if (node.at('isTemplate').flag() === true) {
    notes.add('template-left-out', name);
    return undefined;
  }
  const id = node.at('id').text();
  const uuid = node.at('uuid').text();
  const host = estate.hostOf(owner, node.at('host'));
  if (host === undefined && !node.at('host').isAbsent) notes.add('host-not-listed', name);
  if (provider !== 'vsphere') notes.add('provider-version-absent', provider);
  const folder = folderIn(node.at('path').text());
  return {
    name,
    uuid: uuid ?? id,
    marks: [uuid, id, owner],
    host,
    cluster: host?.cluster ?? estate.clusterOf(owner, node.at('cluster')),
    facts: FACTS[provider]({ resource, name, estate }, notes),
    whereabouts: folder === undefined ? undefined : { folder },
  };
}

/** `Clinical/EHR` of `/dc-north/vm/Clinical/EHR/ehr-db-1`. */
function folderIn(path: string | undefined): string | undefined {
  return /^\/?[^/]+\/vm\/(.+)\/[^/]+$/.exec(path ?? '')?.[1];
}
