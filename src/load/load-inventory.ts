import type { FactRef } from '../domain/fact-path.ts';
import { pathSegments } from '../domain/fact-path.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Inventory } from '../domain/inventory.ts';
import { DEFAULT_LIMITS, type InputLimits } from '../domain/limits.ts';
import type { Location } from '../domain/location.ts';
import { byText, byId as orderById } from '../domain/order.ts';
import type { SubjectKind } from '../domain/subject.ts';
import { type Problem, UserError } from '../domain/user-error.ts';
import type { Waiver } from '../domain/waiver.ts';
import { applyOverlays } from './apply-overlays.ts';
import { checkContradictions } from './check-contradictions.ts';
import { checkReferences } from './check-references.ts';
import { collectEntries } from './collect-entries.ts';
import { type Data, type Entry, locateInEntry, type SourceDocument } from './entry.ts';
import { mergeSingles, type Singles } from './merge-singles.ts';
import { isOverlay, readDocuments } from './read-documents.ts';
import { waiverComments } from './waiver-comments.ts';

export interface LoadedInventory {
  readonly inventory: Inventory;
  /** The place of a fact; of its nearest recorded parent where it is not recorded. */
  locate(fact: FactRef): Location;
  /** Waivers that stand as comments in the files. */
  readonly waivers: readonly Waiver[];
  /** What a reader should know of the files. */
  readonly notices: readonly Problem[];
}

/** Problems that one run lists; the rest is counted. */
const SHOWN_PROBLEMS = 50;

/**
 * Reads, validates and merges the documents of an estate. Throws a `UserError` with every problem
 * of the first stage that has any: files, syntax and schema (of all files); subjects; references.
 * `unread` are problems of files that could not be read at all.
 */
export async function loadInventory(
  files: readonly InputFile[],
  limits: InputLimits = DEFAULT_LIMITS,
  unread: readonly Problem[] = [],
): Promise<LoadedInventory> {
  const documents: SourceDocument[] = [];
  const problems: Problem[] = [...unread];
  for (const input of files) {
    const read = await readDocuments(input, limits);
    problems.push(...read.problems);
    documents.push(...read.documents);
  }
  refuse(problems);

  const bases = documents.filter((document) => !isOverlay(document));
  const overlays = documents.filter(isOverlay);
  const collected = collectEntries(bases);
  const { byId } = collected;
  refuse(collected.problems);
  refuse(applyOverlays(overlays, byId));
  const singles = mergeSingles(bases, overlays);
  refuse([
    ...singles.problems,
    ...checkReferences(byId, singles.operations, (path) => singles.locate(path)),
  ]);
  refuse(checkContradictions(byId));
  const { waivers, notices, problems: wrong } = await waiverComments(documents, byId);
  refuse(wrong);
  return {
    inventory: inventoryOf(byId, singles),
    locate: locator(byId, singles),
    waivers,
    notices,
  };
}

/** Throws the problems, by place; a run shows so many and counts the others. */
function refuse(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const sorted = [...problems].sort(byPlace);
  throw new UserError(sorted.slice(0, SHOWN_PROBLEMS), Math.max(0, sorted.length - SHOWN_PROBLEMS));
}

function byPlace({ location: a }: Problem, { location: b }: Problem): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return byText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** The typed inventory, each section sorted by id so that no result depends on files or their order. */
function inventoryOf(byId: ReadonlyMap<string, Entry>, singles: Singles): Inventory {
  const lists: Record<Entry['kind'], Data[]> = {
    site: [],
    platform: [],
    cluster: [],
    server: [],
    storage: [],
    application: [],
    instance: [],
  };
  for (const entry of byId.values()) {
    if (entry.parent === undefined) lists[entry.kind].push(withInstances(entry, byId));
  }
  const sorted = (list: readonly unknown[]): unknown[] =>
    [...(list as { readonly id: string }[])].sort(orderById);
  // Every item was validated against the schema that the types are generated from.
  return {
    assessment: singles.assessment,
    operations: singles.operations,
    sites: sorted(lists.site),
    platforms: sorted(lists.platform),
    clusters: sorted(lists.cluster),
    servers: sorted(lists.server),
    storage: sorted(lists.storage),
    applications: sorted(lists.application),
    instances: sorted(lists.instance),
  } as unknown as Inventory;
}

/** An application with its instances as overlays have left them. */
function withInstances({ value }: Entry, byId: ReadonlyMap<string, Entry>): Data {
  const instances = value['instances'];
  if (!Array.isArray(instances)) return value;
  const merged = (instances as readonly Data[]).map(
    (instance) => byId.get(instance['id'] as string)?.value ?? instance,
  );
  return merged.every((instance, i) => instance === instances[i])
    ? value
    : { ...value, instances: merged };
}

/** Kinds of subjects to kinds of entries: hosts and standalone machines are both servers. */
function locator(byId: ReadonlyMap<string, Entry>, singles: Singles): (fact: FactRef) => Location {
  return ({ subject, path }) => {
    const segments = pathSegments(path);
    const isEstate = (kind: SubjectKind): boolean => kind === 'estate';
    const entry = isEstate(subject.kind) ? undefined : byId.get(subject.id);
    return entry === undefined ? singles.locate(segments) : locateInEntry(entry, segments);
  };
}
