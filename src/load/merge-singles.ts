import { formatPath, type PathSegment } from '../domain/fact-path.ts';
import type { Location } from '../domain/location.ts';
import type { Problem } from '../domain/user-error.ts';
import { type Data, depthOf, type SourceDocument } from './entry.ts';
import { differingFacts, isMapping, mergeFacts } from './facts.ts';

const SINGLES = ['assessment', 'operations'] as const;

/** The estate's own sections, which several documents may fill. */
export interface Singles {
  readonly assessment: Data;
  readonly operations: Data;
  readonly problems: readonly Problem[];
  /** The place of a fact such as `operations.changeControl`, or the begin of the first document. */
  locate(path: readonly PathSegment[]): Location;
}

/** Merges them key by key; an overlay wins, two documents of one kind must not contradict. */
export function mergeSingles(
  bases: readonly SourceDocument[],
  overlays: readonly SourceDocument[],
): Singles {
  const problems: Problem[] = [];
  const merged: Record<(typeof SINGLES)[number], Data> = { assessment: {}, operations: {} };
  for (const section of SINGLES) {
    for (const layer of [bases, overlays]) {
      const documents = layer.filter(({ value }) => isMapping(value) && isMapping(value[section]));
      problems.push(...contradictions(section, documents));
      for (const document of documents) {
        merged[section] = mergeFacts(merged[section], sectionOf(document, section));
      }
    }
  }
  const byRank = [...[...overlays].reverse(), ...bases];
  const [first = overlays[0]] = bases;
  return { ...merged, problems, locate: (path) => locateSingle(byRank, path, first) };
}

function sectionOf({ value }: SourceDocument, section: string): Data {
  const part = isMapping(value) ? value[section] : undefined;
  return isMapping(part) ? part : {};
}

function contradictions(section: string, documents: readonly SourceDocument[]): Problem[] {
  return documents.flatMap((document, i) =>
    documents.slice(0, i).flatMap((earlier) =>
      differingFacts(sectionOf(earlier, section), sectionOf(document, section), [section]).map(
        (path) => ({
          code: 'contradiction',
          message: `two documents set ${formatPath(path)} differently`,
          location: document.source.locate(document.offsetOf(path)),
          related: [
            {
              note: 'the other value stands here',
              location: earlier.source.locate(earlier.offsetOf(path)),
            },
          ],
          hint: 'Keep one of them, or put `overlay: true` at the top of the document that shall win.',
        }),
      ),
    ),
  );
}

function locateSingle(
  documents: readonly SourceDocument[],
  path: readonly PathSegment[],
  first: SourceDocument | undefined,
): Location {
  let nearest: SourceDocument | undefined;
  let depth = 0;
  for (const document of documents) {
    const found = depthOf(document.value, path);
    if (found > depth) {
      nearest = document;
      depth = found;
    }
  }
  if (nearest !== undefined) return nearest.source.locate(nearest.offsetOf(path));
  if (first === undefined) throw new Error('an inventory has at least one document');
  return first.source.locate(first.source.start);
}
