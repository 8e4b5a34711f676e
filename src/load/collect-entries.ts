import type { PathSegment } from '../domain/fact-path.ts';
import type { Problem } from '../domain/user-error.ts';
import {
  type Data,
  declaredAt,
  type Entry,
  entryName,
  type Layer,
  locateInLayer,
  SECTION_KINDS,
  SECTIONS,
  type SourceDocument,
} from './entry.ts';
import type { EntryKind } from './reference.ts';

/** Everything that documents declare, by id; ids are unique over the whole estate. */
export interface Entries {
  readonly byId: ReadonlyMap<string, Entry>;
  readonly problems: readonly Problem[];
}

/** Collects the subjects that documents declare, overlays left out. */
export function collectEntries(documents: readonly SourceDocument[]): Entries {
  const byId = new Map<string, Entry>();
  const problems: Problem[] = [];
  const add = (entry: Entry): void => {
    const first = byId.get(entry.id);
    if (first === undefined) byId.set(entry.id, entry);
    else problems.push(duplicate(entry, first));
  };
  for (const document of documents) {
    for (const layer of layersOf(document)) {
      const entry = entryOf(SECTION_KINDS[layer.section], layer);
      if (entry.kind === 'server' && layer.value['role'] === undefined)
        problems.push(noRole(entry));
      add(entry);
      for (const nested of nestedLayers(layer)) add(entryOf('instance', nested, entry));
    }
  }
  return { byId, problems };
}

function entryOf(kind: EntryKind, base: Layer, parent?: Entry): Entry {
  const { value } = base;
  const entry = { kind, id: value['id'] as string, base, overlays: [], value };
  return parent === undefined ? entry : { ...entry, parent };
}

/** What a document says about subjects, section by section. */
export function* layersOf(document: SourceDocument): Generator<Layer> {
  const root = document.value as Data | undefined;
  if (root === undefined) return;
  for (const section of SECTIONS) {
    const items = root[section] as readonly Data[] | undefined;
    if (items === undefined) continue;
    for (let index = 0; index < items.length; index++) {
      yield { document, section, index, value: items[index] as Data };
    }
  }
}

/** Instances that stand inside an application's entry. */
export function nestedLayers(layer: Layer): Layer[] {
  if (layer.section !== 'applications') return [];
  const instances = (layer.value['instances'] ?? []) as readonly Data[];
  return instances.map((value, nested) => ({ ...layer, nested, value }));
}

/** What a layer says of its own subject: an application's instances are subjects of their own. */
export function ownFacts({ section, nested, value }: Layer): Data {
  if (section !== 'applications' || nested !== undefined) return value;
  const { instances: _instances, ...facts } = value;
  return facts;
}

function duplicate(entry: Entry, first: Entry): Problem {
  return {
    code: 'duplicate-id',
    message: `${entry.kind} "${entry.id}": this is already the id of ${entryName(first)}; ids are unique over the whole estate`,
    location: locateInLayer(entry.base, ID),
    related: [{ note: `${entryName(first)} stands here`, location: declaredAt(first) }],
    hint: 'Rename one of them; if both say something about one subject, put `overlay: true` at the top of the second document.',
  };
}

const ID: readonly PathSegment[] = ['id'];

function noRole(entry: Entry): Problem {
  return {
    code: 'missing-key',
    message: `${entryName(entry)}: role is missing`,
    location: locateInLayer(entry.base, ID),
    hint: 'Write role: host for a machine that runs virtual machines, role: standalone for any other.',
  };
}
