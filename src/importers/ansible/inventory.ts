import { byText } from '../../domain/order.ts';
import { userError } from '../../domain/user-error.ts';
import type { JsonNode } from '../json.ts';
import type { Notes } from './notes.ts';
import { isKnown } from './variables.ts';

/** Variables by name, each where it stands. */
export type Variables = Map<string, JsonNode>;

interface Group {
  readonly children: Set<string>;
  readonly hosts: Set<string>;
  readonly ofInventory: Variables;
  readonly ofFiles: Variables;
}

export interface ResolvedHost {
  readonly name: string;
  /** Names of its groups, without the two that Ansible makes by itself. */
  readonly tags: readonly string[];
  readonly variables: Variables;
}

/** Far more than one inventory has; ranges make many of few characters. */
const MOST_HOSTS = 50_000;
/** Every host is in it. */
const ALL = 'all';
const NO_TAGS: ReadonlySet<string> = new Set([ALL, 'ungrouped']);

/** The inventory files of one folder, which Ansible reads as one, and the variables beside them. */
export class Inventory {
  readonly #groups = new Map<string, Group>();
  readonly #hosts = new Map<string, { ofInventory: Variables; ofFiles: Variables }>();
  readonly #notes: Notes;
  readonly #folder: string;

  constructor(notes: Notes, folder: string) {
    this.#notes = notes;
    this.#folder = folder;
    this.#group(ALL);
  }

  addHost(host: string, group: string, variables: Variables): void {
    this.#group(group).hosts.add(host);
    this.#addOnce(this.#host(host).ofInventory, variables, host);
  }

  addGroup(group: string, variables: Variables): void {
    this.#addOnce(this.#group(group).ofInventory, variables, group);
  }

  addChild(group: string, child: string): void {
    this.#group(group).children.add(child);
    this.#group(child);
  }

  /** What a file below group_vars or host_vars says; false where it is about nobody. */
  addFile(of: 'group' | 'host', name: string, variables: Variables): boolean {
    const subject = of === 'group' ? this.#groups.get(name) : this.#hosts.get(name);
    for (const [variable, value] of variables) subject?.ofFiles.set(variable, value);
    return subject !== undefined;
  }

  /** Each host with its groups, and the variables of higher precedence over the others. */
  resolved(): ResolvedHost[] {
    const depths = this.#depths();
    const rank = (name: string) => (name === ALL ? -1 : (depths.get(name) ?? 0));
    const groupsOf = this.#groupsByHost();
    return [...this.#hosts].map(([name, own]) => {
      const groups = [...(groupsOf.get(name) ?? [])];
      // Parents before their children, those of one depth by priority and then by name.
      const inOrder = groups.sort(
        (a, b) => rank(a) - rank(b) || this.#priority(a) - this.#priority(b) || byText(a, b),
      );
      const layers = inOrder.flatMap((group) => this.#groups.get(group) ?? []);
      const variables = new Map(
        [
          ...layers.map(({ ofInventory }) => ofInventory),
          ...layers.map(({ ofFiles }) => ofFiles),
          own.ofInventory,
          own.ofFiles,
        ].flatMap((layer) => [...layer]),
      );
      const tags = groups.filter((group) => !NO_TAGS.has(group)).sort(byText);
      return { name, tags, variables };
    });
  }

  #group(name: string): Group {
    const group = this.#groups.get(name) ?? {
      children: new Set(),
      hosts: new Set(),
      ofInventory: new Map(),
      ofFiles: new Map(),
    };
    this.#groups.set(name, group);
    return group;
  }

  #host(name: string): { ofInventory: Variables; ofFiles: Variables } {
    const host = this.#hosts.get(name) ?? { ofInventory: new Map(), ofFiles: new Map() };
    if (this.#hosts.size >= MOST_HOSTS) {
      throw userError('too-many-hosts', `an inventory has more than ${MOST_HOSTS} hosts`, {
        hint: 'Check its ranges, or import a part of it at a time.',
      });
    }
    this.#hosts.set(name, host);
    return host;
  }

  /** Two files beside each other may be for two estates: neither has the last word. */
  #addOnce(known: Variables, added: Variables, subject: string): void {
    for (const [name, value] of added) {
      const before = known.get(name);
      const differs = before !== undefined && isKnown(name) && !before.equals(value);
      if (differs) this.#notes.add('variable-contradicts', `${subject}: ${name}`);
      known.set(name, differs ? value.nothing() : value);
    }
  }

  /** The groups of each host, those above them among them. */
  #groupsByHost(): ReadonlyMap<string, ReadonlySet<string>> {
    const parents = this.#parents();
    const byHost = new Map<string, Set<string>>();
    for (const [name, { hosts }] of this.#groups) {
      const groups = withParents(name, parents);
      for (const host of hosts) byHost.set(host, new Set([...(byHost.get(host) ?? []), ...groups]));
    }
    return byHost;
  }

  #parents(): ReadonlyMap<string, readonly string[]> {
    const parents = new Map<string, string[]>();
    for (const [name, { children }] of this.#groups) {
      for (const child of children) parents.set(child, [...(parents.get(child) ?? []), name]);
    }
    return parents;
  }

  #priority(name: string): number {
    return this.#groups.get(name)?.ofInventory.get('ansible_group_priority')?.whole() ?? 1;
  }

  /** The longest way from a group that is nobody's child. Throws where groups go round. */
  #depths(): ReadonlyMap<string, number> {
    const depths = new Map([...this.#groups.keys()].map((name) => [name, 0]));
    for (let round = 0; this.#deepen(depths); round++) {
      if (round > depths.size) {
        const name = [...depths].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
        throw userError(
          'group-loop',
          `${this.#folder || '.'}: group "${name}" is its own child, by way of others`,
          {
            hint: 'Ansible refuses such groups: take one of the children out.',
          },
        );
      }
    }
    return depths;
  }

  #deepen(depths: Map<string, number>): boolean {
    let changed = false;
    for (const [name, { children }] of this.#groups) {
      for (const child of children) {
        const least = (depths.get(name) ?? 0) + 1;
        if ((depths.get(child) ?? 0) >= least) continue;
        depths.set(child, least);
        changed = true;
      }
    }
    return changed;
  }
}

function withParents(group: string, parents: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set([ALL]);
  const waiting = [group];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...(parents.get(name) ?? []));
  }
  return found;
}
