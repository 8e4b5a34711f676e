import { type JsonNode, jsonNodeOf } from '../json.ts';
import type { OnMisfit } from '../value.ts';
import type { Variables } from './inventory.ts';
import type { Notes } from './notes.ts';

/** What is read of a host, as facts name it; most people who write them by hand do so too. */
const FACTS = [
  'architecture',
  'default_ipv4',
  'devices',
  'distribution',
  'distribution_release',
  'distribution_version',
  'fqdn',
  'hostname',
  'memtotal_mb',
  'mounts',
  'processor_cores',
  'processor_count',
  'processor_threads_per_core',
  'processor_vcpus',
  'product_name',
  'system_vendor',
  'userspace_bits',
  'virtualization_role',
  'virtualization_type',
] as const;

export type Fact = (typeof FACTS)[number];

const PREFIX = 'ansible_';
/** How a host is reached, which tells what it is. */
const CONNECTION = 'ansible_connection';
const PRIORITY = 'ansible_group_priority';
const GATHERED = 'ansible_facts';
const KNOWN: ReadonlySet<string> = new Set([
  ...FACTS.map((fact) => `${PREFIX}${fact}`),
  CONNECTION,
  PRIORITY,
  GATHERED,
]);

/** Templates are evaluated by Ansible alone; secrets by those who have the key. */
const NOT_PLAIN = /\{\{|\{%|^\s*\$ANSIBLE_VAULT;/;
/** Facts of disks nest 6 deep. */
const DEEPEST = 20;

export function isKnown(variable: string): boolean {
  return KNOWN.has(variable);
}

/** What the variables of a host say; templates in them are noted, and absent. */
export class HostFacts {
  readonly #variables: Variables;
  readonly #notes: Notes;
  readonly #onMisfit: OnMisfit;

  constructor(variables: Variables, notes: Notes, onMisfit: OnMisfit) {
    this.#variables = variables;
    this.#notes = notes;
    this.#onMisfit = onMisfit;
  }

  get connection(): string | undefined {
    return this.#plain(this.#variables.get(CONNECTION)).text();
  }

  get(fact: Fact): JsonNode {
    const gathered = this.#variables.get(GATHERED);
    const variable = this.#variables.get(`${PREFIX}${fact}`);
    const inner = gathered?.isGroup ? gathered.either(`${PREFIX}${fact}`, fact) : undefined;
    return this.#plain(inner === undefined || inner.isAbsent ? variable : inner);
  }

  #plain(variable: JsonNode | undefined): JsonNode {
    const place = variable?.place ?? '';
    const onTemplate = () => this.#notes.add('template-not-evaluated', place);
    const data = variable?.plain((raw) => withoutTemplates(raw, onTemplate, DEEPEST));
    return jsonNodeOf(data, place, { onMisfit: this.#onMisfit });
  }
}

function withoutTemplates(raw: unknown, onTemplate: () => void, depth: number): unknown {
  if (typeof raw === 'string') {
    if (!NOT_PLAIN.test(raw)) return raw;
    onTemplate();
    return undefined;
  }
  if (typeof raw !== 'object' || raw === null) return raw;
  if (depth === 0) return undefined;
  const inner = (one: unknown) => withoutTemplates(one, onTemplate, depth - 1);
  if (Array.isArray(raw)) return raw.map(inner);
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, inner(value)]));
}
