import type { InventoryDocument } from '../../domain/generated/inventory.ts';
import { byText } from '../../domain/order.ts';
import { type Machine, machineEntries } from '../cloud/machines.ts';
import { misfitNoter } from '../common-notes.ts';
import type { ForeignFile, Importer, ImportResult } from '../importer.ts';
import { readJson } from '../json.ts';
import { recorded } from '../recorded.ts';
import type { OnMisfit } from '../value.ts';
import { type FileKind, fileKind, readKind, variablesOf } from './files.ts';
import { readGroups, readListing, variablesIn } from './group-tree.ts';
import { readIni } from './ini-file.ts';
import { Inventory, type Variables } from './inventory.ts';
import { machineOf } from './machines.ts';
import { type Notes, newNotes } from './notes.ts';
import { HostFacts, isKnown } from './variables.ts';
import { readYaml } from './yaml-file.ts';

/** Inventories of Ansible with the variables beside them, and facts that it has gathered. */
export const ansible: Importer = {
  id: 'ansible',
  about:
    'Ansible inventories (INI, YAML, ansible-inventory --list), group_vars, host_vars and facts',
  recognises: (file) => fileKind(file) !== undefined,
  read: async (files) => read(files),
};

interface Tools {
  readonly notes: Notes;
  readonly onMisfit: OnMisfit;
}

interface Host {
  readonly tags: Set<string>;
  readonly variables: Variables;
}

function read(files: readonly ForeignFile[]): ImportResult {
  const notes = newNotes();
  const tools: Tools = { notes, onMisfit: misfitNoter(notes) };
  const of = (kind: FileKind) => files.filter((file) => readKind(file) === kind);
  for (const { file } of of('encrypted')) notes.add('file-encrypted', file);
  const inventories = inventoriesIn(of, tools);
  for (const file of outermostLast(of('variables'))) addVariables(file, inventories, tools);
  const hosts = hostsOf(inventories, notes);
  for (const file of of('facts')) addFacts(file, hosts, tools);
  noteUnusedVariables(hosts, notes);
  const machines = [...hosts].flatMap(([name, { tags, variables }]): Machine | Machine[] => {
    const facts = new HostFacts(variables, notes, tools.onMisfit);
    return machineOf(name, [...tags].sort(byText), facts, notes) ?? [];
  });
  const { servers, instances } = machineEntries(machines, [], notes);
  notes.add('as-of-absent');
  const document = recorded<InventoryDocument>({ schemaVersion: 1, servers, instances });
  return { document, notes: notes.notes() };
}

/** Ansible reads the inventory files of one folder as one inventory. */
function inventoriesIn(
  of: (kind: FileKind) => readonly ForeignFile[],
  tools: Tools,
): ReadonlyMap<string, Inventory> {
  const inventories = new Map<string, Inventory>();
  const inventoryOf = ({ file }: ForeignFile) => {
    const folder = folderOf(file);
    const inventory = inventories.get(folder) ?? new Inventory(tools.notes, folder);
    inventories.set(folder, inventory);
    return inventory;
  };
  for (const file of of('ini')) readIni(file, inventoryOf(file), tools);
  for (const file of of('groups')) {
    readGroups(readYaml(file, tools.onMisfit), inventoryOf(file), tools.notes);
  }
  for (const file of of('listing')) {
    readListing(readJson(file, { onMisfit: tools.onMisfit }), inventoryOf(file));
  }
  return inventories;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Those beside a playbook win over those beside an inventory in a folder below. */
function outermostLast(files: readonly ForeignFile[]): ForeignFile[] {
  const depth = ({ file }: ForeignFile) => variablesOf(file)?.folder.split('/').length ?? 0;
  return [...files].sort((a, b) => depth(b) - depth(a));
}

/** Variables hold for the inventories beside them, and for those below, as beside a playbook. */
function addVariables(
  file: ForeignFile,
  inventories: ReadonlyMap<string, Inventory>,
  { notes, onMisfit }: Tools,
): void {
  const where = variablesOf(file.file);
  if (where === undefined) return;
  const { folder, of, name } = where;
  const below = [...inventories].filter(([place]) => place.startsWith(folder));
  const variables = variablesIn(readYaml(file, onMisfit));
  if (below.length === 0) {
    notes.add('variables-apart', file.file);
    return;
  }
  const known = below.filter(([, inventory]) => inventory.addFile(of, name, variables));
  if (known.length === 0) notes.add('variables-of-nobody', file.file);
}

/** One machine for a name, in however many groups and inventories it stands. */
function hostsOf(inventories: ReadonlyMap<string, Inventory>, notes: Notes): Map<string, Host> {
  const hosts = new Map<string, Host>();
  for (const [, inventory] of [...inventories].sort(([a], [b]) => byText(a, b))) {
    for (const { name, tags, variables } of inventory.resolved()) {
      const known = hosts.get(name);
      if (known !== undefined) notes.add('host-of-several-inventories', name);
      hosts.set(name, {
        tags: new Set([...(known?.tags ?? []), ...tags]),
        variables: new Map([...variables, ...(known?.variables ?? [])]),
      });
    }
  }
  return hosts;
}

/** Facts are the last to speak, as they are for Ansible; the file has the name of its host. */
function addFacts(file: ForeignFile, hosts: Map<string, Host>, { notes, onMisfit }: Tools): void {
  const name = file.file.slice(folderOf(file.file).length).replace(/\.json$/, '');
  const root = readJson(file, { onMisfit });
  const inner = root.at('ansible_facts');
  const facts = variablesIn(inner.isGroup ? inner : root);
  const known = hosts.get(name);
  if (known === undefined) notes.add('host-of-facts', name);
  hosts.set(name, {
    tags: known?.tags ?? new Set(),
    variables: new Map([...(known?.variables ?? []), ...facts]),
  });
}

function noteUnusedVariables(hosts: ReadonlyMap<string, Host>, notes: Notes): void {
  const names = new Set([...hosts.values()].flatMap(({ variables }) => [...variables.keys()]));
  for (const name of names) if (!isKnown(name)) notes.add('variable-not-used', name);
}
