import { formatPath, type PathSegment } from '../domain/fact-path.ts';
import type { SubjectChange } from '../domain/import-change.ts';
import type { Problem } from '../domain/user-error.ts';
import { layersOf, nestedLayers, ownFacts } from '../load/collect-entries.ts';
import {
  type Data,
  type Layer,
  locateInLayer,
  SECTION_KINDS,
  type SourceDocument,
} from '../load/entry.ts';
import { differingFacts } from '../load/facts.ts';
import { nearestWord } from '../load/nearest-word.ts';
import { isOverlay } from '../load/read-documents.ts';
import { compareImports, type Declared, declaredIn, subjectKey } from './import-changes.ts';

/** An import as it was and as it is to be, and every other document of the estate. */
export interface Refresh {
  readonly before: readonly SourceDocument[];
  readonly after: readonly SourceDocument[];
  readonly others: readonly SourceDocument[];
}

/**
 * What people should look at after an import: entries of overlays whose subject has vanished, and
 * facts of overlays that hide one which the import brings anew, each with both places. What people
 * have overruled before, and what the import has not changed, is no news.
 */
export function overlaysBeside({ before, after, others }: Refresh): Problem[] {
  const changes = new Map(compareImports(before, after).map((one) => [subjectKey(one), one]));
  const [old, now] = [declaredIn(before), declaredIn(after)];
  const elsewhere = declaredIn(others.filter((document) => !isOverlay(document)));
  const problems: Problem[] = [];
  for (const layer of others.filter(isOverlay).flatMap(allLayers)) {
    const key = keyOf(layer);
    const declared = now.get(key);
    if (declared !== undefined) problems.push(...hiddenFacts(layer, declared, changes.get(key)));
    else if (!elsewhere.has(key) && old.has(key)) {
      problems.push(vanished(layer, old.get(key) as Declared, [...changes.values()]));
    }
  }
  return problems;
}

function allLayers(document: SourceDocument): Layer[] {
  return [...layersOf(document)].flatMap((layer) => [layer, ...nestedLayers(layer)]);
}

function keyOf(layer: Layer): string {
  const kind = layer.nested === undefined ? SECTION_KINDS[layer.section] : 'instance';
  return subjectKey({ kind, id: String(layer.value['id']) });
}

function hiddenFacts(
  layer: Layer,
  { id, kind, facts, layer: imported }: Declared,
  change: SubjectChange | undefined,
): Problem[] {
  if (change === undefined || imported === undefined) return [];
  return differingFacts(facts, ownFacts(layer))
    .filter((path) => isNews(change, path))
    .map((path) => ({
      code: 'overlay-hides-import',
      message: `${kind} ${id}: the import now says ${formatPath(path)} ${shown(facts, path)}, an overlay says ${shown(layer.value, path)}`,
      location: locateInLayer(layer, path),
      related: [{ note: 'the import says so here', location: locateInLayer(imported, path) }],
      hint: 'The overlay counts: correct it, or take the fact out of it.',
    }));
}

/** Whether the import changed the fact, something within it, or what it stands in. */
function isNews({ change, facts }: SubjectChange, path: readonly PathSegment[]): boolean {
  return (
    change === 'new' || facts.some((fact) => isWithin(fact.path, path) || isWithin(path, fact.path))
  );
}

function isWithin(path: readonly PathSegment[], outer: readonly PathSegment[]): boolean {
  return outer.every((segment, i) => path[i] === segment);
}

function shown(facts: Data, path: readonly PathSegment[]): string {
  let at: unknown = facts;
  for (const segment of path) at = (at as Record<PathSegment, unknown> | undefined)?.[segment];
  return JSON.stringify(at);
}

function vanished(layer: Layer, old: Declared, changes: readonly SubjectChange[]): Problem {
  const fresh = changes.filter(({ kind, change }) => kind === old.kind && change === 'new');
  const near = nearestWord(
    old.id,
    fresh.map(({ id }) => id),
  );
  return {
    code: 'overlay-subject-vanished',
    message: `overlay for ${old.kind} ${old.id}, which the import does not hold any more`,
    location: locateInLayer(layer, ['id']),
    ...(old.layer !== undefined && {
      related: [{ note: 'it stood here', location: locateInLayer(old.layer, ['id']) }],
    }),
    hint:
      near === undefined
        ? 'Take the entry out, or keep the subject in a file of your own.'
        : `New in the import is "${near}": if it was renamed, rename it here.`,
  };
}
