import { misfitNoter, noteUnused } from '../common-notes.ts';
import { assembled } from '../draft.ts';
import type { ForeignFile, Importer, ImportResult } from '../importer.ts';
import { jsonHead, readJson } from '../json.ts';
import { withoutRepeats } from '../machine-facts.ts';
import { Datastores } from './datastores.ts';
import { Clusters, hostOf } from './hosts.ts';
import { type Machine, machineOf } from './machines.ts';
import { newNotes } from './notes.ts';
import { References, referencesTo } from './references.ts';

/** What `vm.info`, `host.info` and `datastore.info` call their lists, in both spellings. */
const LISTS = ['virtualMachines', 'hostSystems', 'datastores'] as const;
const KEYS: readonly string[] = LISTS.flatMap((list) => [list, capitalised(list)]);

/** JSON of govc, the command line of VMware's govmomi. */
export const govc: Importer = {
  id: 'govc',
  about: 'govc vm.info, host.info and datastore.info with -json: machines and hosts of vSphere',
  recognises: (file) => {
    const head = jsonHead(file);
    return KEYS.some((key) => head.get(key) === '[');
  },
  read: async (files) => read(files),
};

function read(files: readonly ForeignFile[]): ImportResult {
  const notes = newNotes();
  const onMisfit = misfitNoter(notes);
  const roots = files.map((file) => readJson(file, { onMisfit, anyInitial: true }));
  const items = (list: (typeof LISTS)[number]) => roots.flatMap((root) => root.at(list).items());
  const clusters = new Clusters(notes);
  const listed = items('hostSystems').flatMap((node) => hostOf(node, clusters, notes) ?? []);
  const hosts = withoutRepeats(listed, notes);
  const references = { hosts: referencesTo(hosts), machines: new References<Machine>() };
  const datastores = new Datastores(items('datastores'), references.hosts, notes);
  const found = items('virtualMachines').flatMap(
    (node) => machineOf(node, { ...references, datastores }, notes) ?? [],
  );
  const machines = withoutRepeats(found, notes);
  for (const machine of machines) references.machines.add(machine.reference, machine);
  noteUnused(roots, notes);
  const draft = { machines, hosts, clusters: clusters.all(), datastores: datastores.all() };
  return { ...assembled(draft, notes), notes: notes.notes() };
}

function capitalised(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
