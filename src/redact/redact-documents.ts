import schema from '../../schemas/inventory.schema.json' with { type: 'json' };
import { layersOf, nestedLayers } from '../load/collect-entries.ts';
import { type Data, SECTION_KINDS, SECTIONS, type SourceDocument } from '../load/entry.ts';
import { isMapping } from '../load/facts.ts';
import { Pseudonyms, type Replacement } from './pseudonyms.ts';
import { REPLACERS, type RedactWord } from './replacers.ts';

/** Documents without names, and what their names were. */
export interface RedactedDocuments {
  readonly documents: readonly Data[];
  /** By the ids that subjects had. */
  readonly ids: ReadonlyMap<string, string>;
  readonly replacements: readonly Replacement[];
  /** `x-…` keys, which may hold anything, and are left out. */
  readonly foreignKeys: number;
}

interface Node {
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly 'x-reference'?: readonly string[];
  readonly 'x-redact'?: RedactWord;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
}

const DEFINITIONS = schema.$defs as unknown as Readonly<Record<string, Node>>;

/**
 * The documents of an estate with every name, address, path and free text replaced, as the schema
 * says of each; numbers, dates, versions, the words of the schema and the structure stay. Comments
 * are gone: they are free text that no rule reads.
 */
export function redactDocuments(
  documents: readonly SourceDocument[],
  seed: string,
): RedactedDocuments {
  const names = new Pseudonyms(seed);
  const ids = idsIn(documents, names);
  const redaction = new Redaction(names, ids);
  return {
    documents: documents.map(({ value }) => (isMapping(value) ? redaction.document(value) : {})),
    ids,
    replacements: names.list(),
    foreignKeys: redaction.foreignKeys,
  };
}

/** Every id that a document declares; an overlay alone may name one that others declare. */
function idsIn(
  documents: readonly SourceDocument[],
  names: Pseudonyms,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const layer of documents.flatMap((document) => [...layersOf(document)])) {
    for (const one of [layer, ...nestedLayers(layer)]) {
      const kind = one.nested === undefined ? SECTION_KINDS[one.section] : 'instance';
      const id = one.value['id'];
      if (typeof id === 'string' && !ids.has(id)) ids.set(id, names.of(kind, id));
    }
  }
  return ids;
}

class Redaction {
  foreignKeys = 0;
  readonly #names: Pseudonyms;
  readonly #ids: ReadonlyMap<string, string>;

  constructor(names: Pseudonyms, ids: ReadonlyMap<string, string>) {
    this.#names = names;
    this.#ids = ids;
  }

  document(value: Data): Data {
    const parts: Record<string, unknown> = {};
    for (const [key, part] of Object.entries(value)) {
      if (key.startsWith('x-')) this.foreignKeys += 1;
      else if (key !== '$schema' && part !== undefined) parts[key] = this.#section(key, part);
    }
    return parts;
  }

  #section(key: string, part: unknown): unknown {
    const section = SECTIONS.find((one) => one === key);
    if (section === undefined) return this.#value(part, DEFINITIONS[key] ?? {});
    const node = DEFINITIONS[SECTION_KINDS[section]] ?? {};
    return Array.isArray(part) ? part.map((item) => this.#value(item, node)) : part;
  }

  #value(value: unknown, node: Node): unknown {
    const { $ref } = node;
    if ($ref !== undefined)
      return this.#value(value, DEFINITIONS[$ref.replace('#/$defs/', '')] ?? {});
    if (typeof value === 'string') return this.#text(value, node);
    if (Array.isArray(value)) return value.map((item) => this.#value(item, node.items ?? {}));
    return isMapping(value) ? this.#mapping(value, node) : value;
  }

  #mapping(value: Data, { properties }: Node): Data {
    const facts: Record<string, unknown> = {};
    for (const [key, fact] of Object.entries(value)) {
      const node = properties?.[key];
      if (node === undefined) this.foreignKeys += 1;
      else if (key === 'id') facts[key] = this.#idOf(String(fact));
      else if (fact !== undefined) facts[key] = this.#value(fact, node);
    }
    return facts;
  }

  #text(text: string, node: Node): string {
    if (node.enum !== undefined || node.format === 'date') return text;
    if (node['x-reference'] !== undefined) return this.#idOf(text);
    // A text of which the schema says nothing is never given away.
    const word = node['x-redact'] ?? 'text';
    return REPLACERS[word](text, this.#names, (id) => this.#idOf(id));
  }

  /** What nobody declares stands outside the inventory. */
  #idOf(id: string): string {
    return this.#ids.get(id) ?? this.#names.of('external', id);
  }
}
