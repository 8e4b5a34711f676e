import type { JsonNode } from '../json.ts';
import type { Notes } from './notes.ts';

/** One object of a state. */
export class StateObject {
  readonly type: string;
  /** As Terraform addresses it: `module.ehr.vsphere_virtual_machine.db[0]`. */
  readonly address: string;
  /** It is only looked up by Terraform, not made. */
  readonly isData: boolean;
  readonly #attributes: JsonNode;
  readonly #sensitive: ReadonlySet<string>;
  readonly #notes: Notes;

  constructor(
    type: string,
    { address, isData }: { address: string; isData: boolean },
    { attributes, sensitive }: { attributes: JsonNode; sensitive: ReadonlySet<string> },
    notes: Notes,
  ) {
    this.type = type;
    this.address = address;
    this.isData = isData;
    this.#attributes = attributes;
    this.#sensitive = sensitive;
    this.#notes = notes;
  }

  /** An attribute; one that is sensitive, or holds what is, is as good as absent. */
  get(name: string): JsonNode {
    const node = this.#attributes.at(name);
    if (!this.#sensitive.has(name) || node.isAbsent) return node;
    this.#notes.add('sensitive-not-read', `${this.type}.${name}`);
    return node.nothing();
  }

  /** The one entry of a nested block, which a state keeps as a list. */
  block(name: string): JsonNode {
    const node = this.get(name);
    return node.list()?.[0] ?? node.nothing();
  }
}

/** The objects of a state of version 4, those of data sources among them. */
export function objectsIn(root: JsonNode, notes: Notes): StateObject[] {
  for (const key of ['version', 'terraform_version', 'serial', 'lineage']) root.at(key);
  return root
    .at('resources')
    .items()
    .flatMap((resource) => objectsOf(resource, notes));
}

function objectsOf(resource: JsonNode, notes: Notes): StateObject[] {
  const type = resource.at('type').text();
  if (type === undefined) return [];
  const isData = resource.at('mode').text() === 'data';
  const module = resource.at('module').text();
  const name = resource.at('name').text() ?? '';
  resource.at('provider');
  const address = `${module === undefined ? '' : `${module}.`}${isData ? 'data.' : ''}${type}.${name}`;
  return resource
    .at('instances')
    .items()
    .flatMap((instance) => {
      const index = instance.at('index_key').scalar();
      const own = index === undefined ? address : `${address}[${JSON.stringify(index)}]`;
      for (const key of ['schema_version', 'private', 'dependencies']) instance.at(key);
      if (!instance.at('deposed').isAbsent) {
        notes.add('deposed-left-out', own);
        return [];
      }
      const parts = {
        attributes: instance.at('attributes'),
        sensitive: sensitiveNames(instance.at('sensitive_attributes')),
      };
      return [new StateObject(type, { address: own, isData }, parts, notes)];
    });
}

/** The first step of each path to a sensitive value. */
function sensitiveNames(paths: JsonNode): ReadonlySet<string> {
  return new Set(paths.items().flatMap((path) => path.items()[0]?.at('value').text() ?? []));
}
