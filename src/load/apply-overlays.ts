import { formatPath } from '../domain/fact-path.ts';
import type { Problem } from '../domain/user-error.ts';
import { layersOf, nestedLayers, ownFacts } from './collect-entries.ts';
import {
  declaredAt,
  type Entry,
  entryName,
  type Layer,
  locateInLayer,
  SECTION_KINDS,
  type SourceDocument,
} from './entry.ts';
import { differingFacts, mergeFacts } from './facts.ts';
import { nearestWord } from './nearest-word.ts';
import type { EntryKind } from './reference.ts';

/**
 * Adds the facts of overlays to the subjects that other documents declare: key by key, a list as a
 * whole, the overlay wins over the declaration. An overlay never removes a fact: null says nothing.
 */
export function applyOverlays(
  documents: readonly SourceDocument[],
  byId: ReadonlyMap<string, Entry>,
): Problem[] {
  const problems: Problem[] = [];
  for (const document of documents) {
    for (const layer of layersOf(document)) {
      problems.push(...addLayer(SECTION_KINDS[layer.section], layer, byId));
      for (const nested of nestedLayers(layer)) {
        problems.push(...addLayer('instance', nested, byId, layer.value['id'] as string));
      }
    }
  }
  return problems;
}

function addLayer(
  kind: EntryKind,
  layer: Layer,
  byId: ReadonlyMap<string, Entry>,
  application?: string,
): Problem[] {
  const id = layer.value['id'] as string;
  const entry = byId.get(id);
  if (entry === undefined || entry.kind !== kind) return [unknownSubject(kind, id, layer, byId)];
  const problems = entry.overlays.flatMap((other) => conflicts(entry, other, layer));
  if (application !== undefined && ownerOf(entry) !== application) {
    problems.push(wrongOwner(entry, layer, application));
  }
  entry.overlays.push(layer);
  entry.value = mergeFacts(entry.value, ownFacts(layer));
  return problems;
}

function ownerOf({ parent, value }: Entry): unknown {
  return parent?.id ?? value['application'];
}

function unknownSubject(
  kind: EntryKind,
  id: string,
  layer: Layer,
  byId: ReadonlyMap<string, Entry>,
): Problem {
  const ids = [...byId.values()].filter((entry) => entry.kind === kind).map((entry) => entry.id);
  const near = nearestWord(id, ids);
  const nearest = near === undefined ? undefined : byId.get(near);
  return {
    code: 'overlay-without-subject',
    message: `overlay for ${kind} "${id}", which no document declares`,
    location: locateInLayer(layer, ['id']),
    ...(nearest !== undefined && {
      related: [{ note: `${entryName(nearest)} stands here`, location: declaredAt(nearest) }],
      hint: `Did you mean "${near}"?`,
    }),
  };
}

function wrongOwner(entry: Entry, layer: Layer, application: string): Problem {
  const owner = ownerOf(entry);
  const belongs =
    owner === undefined ? 'belongs to no application' : `belongs to application ${owner}`;
  return {
    code: 'contradiction',
    message: `${entryName(entry)} stands in application ${application} here, but it ${belongs}`,
    location: locateInLayer(layer, ['id']),
    related: [{ note: `${entryName(entry)} stands here`, location: declaredAt(entry) }],
    hint:
      owner === undefined
        ? `Assign it in an overlay of the top-level instances: application: ${application}`
        : 'Write its facts under the application that it belongs to.',
  };
}

/** Facts that two overlays set to different values: neither of them may win by its place. */
function conflicts(entry: Entry, one: Layer, other: Layer): Problem[] {
  return differingFacts(ownFacts(one), ownFacts(other)).map((path) => ({
    code: 'overlay-conflict',
    message: `two overlays set ${formatPath(path)} of ${entryName(entry)} differently`,
    location: locateInLayer(other, path),
    related: [{ note: 'the other value stands here', location: locateInLayer(one, path) }],
    hint: 'Keep one of them.',
  }));
}
