import type { JsonNode } from '../json.ts';
import { expandHosts } from './host-range.ts';
import type { Inventory, Variables } from './inventory.ts';
import type { Notes } from './notes.ts';

/** Groups within groups deeper than any real inventory has them. */
const DEEPEST = 50;

/** Reads an inventory in YAML: groups with hosts, children and vars. */
export function readGroups(root: JsonNode, inventory: Inventory, notes: Notes): void {
  for (const [name, group] of root.entries()) readGroup(name, group, 0);

  function readGroup(name: string, group: JsonNode, depth: number): void {
    inventory.addGroup(name, variablesIn(group.isGroup ? group.at('vars') : group.nothing()));
    for (const [section, entries] of group.entries()) {
      if (section === 'hosts') readHosts(name, entries);
      else if (section === 'children') readChildren(name, entries, depth);
      else if (section !== 'vars') notes.add('section-not-read', entries.place);
    }
  }

  function readChildren(group: string, children: JsonNode, depth: number): void {
    for (const [child, below] of membersOf(children)) {
      inventory.addChild(group, child);
      if (depth < DEEPEST) readGroup(child, below, depth + 1);
      else notes.add('section-not-read', below.place);
    }
  }

  function readHosts(group: string, hosts: JsonNode): void {
    for (const [pattern, variables] of membersOf(hosts)) {
      for (const host of expandHosts(pattern, variables.place)) {
        inventory.addHost(host, group, variablesIn(variables));
      }
    }
  }
}

/** Reads what `ansible-inventory --list` prints: groups by name, the variables of all hosts apart. */
export function readListing(root: JsonNode, inventory: Inventory): void {
  const variables = new Map(root.at('_meta', 'hostvars').entries());
  for (const [name, group] of root.entries()) {
    if (name === '_meta') continue;
    inventory.addGroup(name, variablesIn(group.isGroup ? group.at('vars') : group.nothing()));
    if (!group.isGroup) continue;
    for (const child of textsIn(group.at('children'))) inventory.addChild(name, child);
    for (const host of textsIn(group.at('hosts'))) inventory.addHost(host, name, new Map());
  }
  for (const [host, own] of variables) inventory.addHost(host, 'all', variablesIn(own));
}

export function variablesIn(node: JsonNode): Variables {
  return new Map(node.entries());
}

/** Names with what stands below them; a name alone stands for itself. */
function membersOf(node: JsonNode): [string, JsonNode][] {
  const name = typeof node.scalar() === 'string' ? node.text() : undefined;
  return name === undefined ? node.entries() : [[name, node.nothing()]];
}

function textsIn(list: JsonNode): string[] {
  return list.items().flatMap((one) => one.text() ?? []);
}
