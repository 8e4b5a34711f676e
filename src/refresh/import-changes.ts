import { isDeepStrictEqual } from 'node:util';
import type { PathSegment } from '../domain/fact-path.ts';
import type { FactChange, SubjectChange } from '../domain/import-change.ts';
import { byText } from '../domain/order.ts';
import { layersOf, nestedLayers, ownFacts } from '../load/collect-entries.ts';
import { type Data, type Layer, SECTION_KINDS, type SourceDocument } from '../load/entry.ts';
import { isMapping } from '../load/facts.ts';

/** A subject as one file declares it. */
export interface Declared {
  readonly kind: SubjectChange['kind'];
  readonly id: string;
  readonly facts: Data;
  /** Absent for what a document says of the whole estate. */
  readonly layer?: Layer;
}

/** What has changed from one import to the next: by kind and id, facts by path. */
export function compareImports(
  before: readonly SourceDocument[],
  after: readonly SourceDocument[],
): SubjectChange[] {
  const old = declaredIn(before);
  const now = declaredIn(after);
  const changes: SubjectChange[] = [];
  for (const [key, { kind, id, facts }] of now) {
    const known = old.get(key);
    const differing = known === undefined ? [] : changedFacts(known.facts, facts);
    if (known === undefined) changes.push({ kind, id, change: 'new', facts: [] });
    else if (differing.length > 0) {
      changes.push({ kind, id, change: 'changed', facts: differing });
    }
  }
  for (const [key, { kind, id }] of old) {
    if (!now.has(key)) changes.push({ kind, id, change: 'vanished', facts: [] });
  }
  return changes.sort((a, b) => byText(a.kind, b.kind) || byText(a.id, b.id));
}

/** Every subject that documents declare, by kind and id. */
export function declaredIn(documents: readonly SourceDocument[]): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>();
  const add = (declared: Declared) => found.set(subjectKey(declared), declared);
  for (const document of documents) {
    for (const kind of ['assessment', 'operations'] as const) {
      const facts = isMapping(document.value) ? document.value[kind] : undefined;
      if (isMapping(facts)) add({ kind, id: kind, facts });
    }
    for (const layer of layersOf(document)) {
      for (const one of [layer, ...nestedLayers(layer)]) {
        const kind = one.nested === undefined ? SECTION_KINDS[one.section] : 'instance';
        add({ kind, id: String(one.value['id']), facts: ownFacts(one), layer: one });
      }
    }
  }
  return found;
}

export function subjectKey({ kind, id }: Pick<Declared, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}

function changedFacts(before: Data, after: Data, above: readonly PathSegment[] = []): FactChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const [one, other] = [before[key], after[key]];
    const path = [...above, key];
    if (isMapping(one) && isMapping(other)) return changedFacts(one, other, path);
    return isDeepStrictEqual(one, other) ? [] : [{ path, before: one, after: other }];
  });
}
