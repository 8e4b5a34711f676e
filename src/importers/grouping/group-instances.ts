import type { InventoryDocument } from '../../domain/generated/inventory.ts';
import type { Application, Instance } from '../../domain/inventory.ts';
import { byId, byText } from '../../domain/order.ts';
import type { ForeignFile, ImportResult } from '../importer.ts';
import { recorded } from '../recorded.ts';
import { assignIds, cleanName, type NamedSubject } from '../subject-ids.ts';
import { finderOf, type Group, type GroupFinder } from './finders.ts';
import type { GroupBy } from './group-by.ts';
import { type Notes, newNotes } from './notes.ts';
import { proposeRedundancy } from './redundancy.ts';
import { tableFinder } from './table-finder.ts';

export interface Grouping {
  readonly by: GroupBy | { readonly kind: 'csv'; readonly table: ForeignFile };
  /** Its words on the command line, for the reader of the inventory. */
  readonly words: string;
}

interface Proposal extends NamedSubject {
  readonly path: string;
}

type ProposedApplication = Application & { 'x-grouped-by': string };
type ProposedInstance = Instance & { 'x-proposed-redundancy-group'?: string };

/**
 * Puts the machines that stand outside of an application into one each, as the grouping says. Their
 * facts stay as they are. The applications hold a name and where it is from, and no requirement: those
 * are for people to say. What no group fits stays as it is, and is noted. Throws a `UserError` for a
 * table that cannot be read.
 */
export function groupInstances(result: ImportResult, grouping: Grouping): ImportResult {
  const notes = newNotes();
  const { document } = result;
  const machines = document.instances ?? [];
  const find = finderFor(grouping, machines, notes);
  const groups = groupsOf(
    machines,
    (machine) => find(machine, result.whereabouts?.get(machine.id)),
    notes,
  );
  const { ids, added } = applicationsOf(document, groups, grouping, notes);
  const assigned = machines.map((machine) => {
    const group = groups.get(machine);
    return group === undefined ? machine : withApplication(machine, ids.get(group));
  });
  return {
    ...result,
    document: withSections(document, added, withProposals(assigned, notes)),
    notes: [...result.notes, ...notes.notes()],
  };
}

function finderFor({ by }: Grouping, machines: readonly Instance[], notes: Notes): GroupFinder {
  return by.kind === 'csv' ? tableFinder(by.table, machines, notes) : finderOf(by);
}

/** The group of each machine that has one, the same for machines of one path. */
function groupsOf(
  machines: readonly Instance[],
  find: (machine: Instance) => Group,
  notes: Notes,
): ReadonlyMap<Instance, Proposal> {
  const known = new Map<string, Proposal>();
  const groups = new Map<Instance, Proposal>();
  for (const machine of machines) {
    if (machine.application !== undefined) {
      notes.add('group-already-named', machine.id);
      continue;
    }
    const group = find(machine);
    const name = 'name' in group ? cleanName(group.name) : '';
    if ('reason' in group || name === '') {
      notes.add('reason' in group ? group.reason : 'group-absent', machine.id);
      continue;
    }
    const proposal = known.get(group.path) ?? { name, path: group.path, marks: [group.path] };
    known.set(group.path, proposal);
    groups.set(machine, proposal);
  }
  return groups;
}

/** An application of the export that has the name of a group is that group. */
function applicationsOf(
  { applications = [], ...sections }: InventoryDocument,
  groups: ReadonlyMap<Instance, Proposal>,
  { words }: Grouping,
  notes: Notes,
): { readonly ids: ReadonlyMap<Proposal, string>; readonly added: readonly Application[] } {
  const proposals = [...new Set(groups.values())].sort((a, b) => byText(a.path, b.path));
  noteAlike(proposals, notes);
  const ids = new Map<Proposal, string>();
  const known = new Map(applications.map(({ id, name }) => [name ?? id, id]));
  for (const { id } of applications) known.set(id, id);
  for (const proposal of proposals) {
    const existing = known.get(proposal.name);
    if (existing === undefined) continue;
    ids.set(proposal, existing);
    notes.add('application-found', existing);
  }
  const fresh = proposals.filter((proposal) => !ids.has(proposal));
  const taken = idsIn({ ...sections, applications }).map((name) => ({ name, marks: [] }));
  const assigned = assignIds<NamedSubject>(
    [
      { prefix: '', subjects: taken },
      { prefix: 'application', subjects: fresh },
    ],
    () => undefined,
  );
  const added = fresh.map((proposal): ProposedApplication => {
    const id = assigned.get(proposal) ?? proposal.name;
    ids.set(proposal, id);
    notes.add('application-proposed', id);
    return { id, name: proposal.name, 'x-grouped-by': words };
  });
  return { ids, added };
}

function noteAlike(proposals: readonly Proposal[], notes: Notes): void {
  const spellings = new Map<string, Set<string>>();
  for (const { name } of proposals) {
    const key = name.toLowerCase();
    spellings.set(key, new Set([...(spellings.get(key) ?? []), name]));
  }
  for (const names of spellings.values()) {
    if (names.size > 1) notes.add('group-names-alike', [...names].sort().join(' / '));
  }
}

/** Every id of the document: they are unique over all kinds. */
function idsIn(document: InventoryDocument): string[] {
  const { sites, platforms, clusters, servers, storage, applications, instances } = document;
  const inside = applications?.flatMap((application) => application.instances ?? []);
  const sections = [sites, platforms, clusters, servers, storage, applications, instances, inside];
  return sections.flatMap((section) => (section ?? []).map(({ id }) => id));
}

function withApplication({ id, ...facts }: Instance, application: string | undefined): Instance {
  return recorded<Instance>({ id, application, ...facts });
}

function withProposals(machines: readonly Instance[], notes: Notes): Instance[] {
  const proposed = proposeRedundancy(machines);
  return machines.map((machine) => {
    const group = proposed.get(machine);
    if (group === undefined) return machine;
    notes.add('redundancy-proposed', `${machine.application}: ${machine.id}`);
    const { id, application, ...facts } = machine;
    return recorded<ProposedInstance>({
      id,
      application,
      'x-proposed-redundancy-group': group,
      ...facts,
    });
  });
}

/** The sections in their order, applications before the instances that name them. */
function withSections(
  { applications = [], instances, operations, ...before }: InventoryDocument,
  added: readonly Application[],
  assigned: Instance[],
): InventoryDocument {
  const all = [...applications, ...added].sort(byId);
  return recorded<InventoryDocument>({
    ...before,
    applications: all.length === 0 ? undefined : all,
    instances: instances === undefined ? undefined : assigned,
    operations,
  });
}
