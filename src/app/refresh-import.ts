import type { AdoptedEdits, SubjectChange } from '../domain/import-change.ts';
import type { InputFile } from '../domain/input-file.ts';
import { DEFAULT_LIMITS } from '../domain/limits.ts';
import type { Tool } from '../domain/report.ts';
import { type Problem, UserError, userError } from '../domain/user-error.ts';
import { count } from '../domain/wording.ts';
import type { SourceDocument } from '../load/entry.ts';
import { loadInventory } from '../load/load-inventory.ts';
import { readDocuments } from '../load/read-documents.ts';
import { adoptEdits } from '../refresh/adopt-edits.ts';
import { compareImports } from '../refresh/import-changes.ts';
import { contentHash, foreignComments, stateOfImport } from '../refresh/imported-file.ts';
import { overlaysBeside } from '../refresh/overlays-beside.ts';
import { type ImportRequest, importEstate, kindOf } from './import-estate.ts';

export { kindOf };

export interface RefreshRequest extends ImportRequest {
  /** The imported file to write, and what stands there now. */
  readonly target: string;
  readonly found: InputFile | undefined;
  /** The copy that the last import left beside it. */
  readonly pristine: InputFile | undefined;
  /** All other files of the estate. */
  readonly others: readonly InputFile[];
  /** Where edits of the imported file go, and what stands there now; absent to refuse them. */
  readonly adoptInto?: { readonly file: string; readonly found: InputFile | undefined };
}

/** What a refresh would write, in this order, and what it would change. */
export interface RefreshPlan {
  readonly writes: readonly { readonly file: string; readonly text: string }[];
  readonly changes: readonly SubjectChange[];
  readonly isFirst: boolean;
  readonly adopted: AdoptedEdits | undefined;
  /** What people should look at in their own files. */
  readonly notices: readonly Problem[];
  readonly notes: Awaited<ReturnType<typeof importEstate>>['notes'];
}

/** The copy of an imported file by which edits are told from what the program wrote. */
export function pristineName(target: string): string {
  return `${target}.pristine`;
}

/**
 * Plans to replace an imported file by a new import; writes nothing. Throws a `UserError` for
 * sources that cannot be read, for a file that no import wrote, and for one that was edited, unless
 * its edits are to be adopted.
 */
export async function planRefresh(tool: Tool, request: RefreshRequest): Promise<RefreshPlan> {
  const { target, found, adoptInto } = request;
  const { yaml, notes } = await importEstate(tool, request);
  const text = found === undefined ? undefined : decoded(found);
  const state = text === undefined ? 'untouched' : stateOfImport(text);
  if (state === 'foreign') throw foreignFile(target);
  const edits =
    state === 'edited' && found !== undefined ? await editsOf(request, found, yaml) : undefined;
  if (edits !== undefined && adoptInto === undefined) throw editedFile(target, edits);

  const after = await documentsOf({ file: target, bytes: Buffer.from(yaml) });
  // What people edited and keep is no change of the import.
  const before = edits?.pristine ?? (found === undefined ? [] : await documentsOf(found));
  const { documents: others, problems } = await readable(request.others);
  const writes = [
    ...(edits === undefined || adoptInto === undefined
      ? []
      : [await overlayWrite(request, adoptInto, edits.adopted, yaml)]),
    ...(text === yaml ? [] : [{ file: target, text: yaml }]),
    ...(isSame(request.pristine, yaml) ? [] : [{ file: pristineName(target), text: yaml }]),
  ];
  return {
    writes,
    changes: compareImports(before, after),
    isFirst: found === undefined,
    adopted: edits?.adopted,
    notices: [
      ...problems,
      ...(before.length === 0 ? [] : overlaysBeside({ before, after, others })),
    ],
    notes,
  };
}

interface Edits {
  readonly pristine: readonly SourceDocument[];
  readonly adopted: AdoptedEdits;
}

/** What people changed, by the copy of what the program wrote. */
async function editsOf(
  { target, pristine }: RefreshRequest,
  found: InputFile,
  fresh: string,
): Promise<Edits> {
  const text = decoded(found);
  const copies = [pristine === undefined ? '' : decoded(pristine), fresh];
  const original = copies.find((copy) => isOriginalOf(copy, text));
  if (original === undefined) throw noPristine(target);
  const base = await documentsOf({ file: pristineName(target), bytes: Buffer.from(original) });
  const edited = await documentsOf(found);
  return { pristine: base, adopted: adoptEdits(base, edited, foreignComments(text)) };
}

function isOriginalOf(copy: string, edited: string): boolean {
  return stateOfImport(copy) === 'untouched' && contentHash(copy) === contentHash(edited);
}

/** The overlay with the edits behind what it holds already; refuses edits that contradict others. */
async function overlayWrite(
  { target, others }: RefreshRequest,
  { file, found }: NonNullable<RefreshRequest['adoptInto']>,
  { documents }: AdoptedEdits,
  imported: string,
): Promise<{ readonly file: string; readonly text: string }> {
  const known = found === undefined ? '' : decoded(found);
  const end = known === '' || known.endsWith('\n') ? '' : '\n';
  const text = [`${known}${end}`, ...documents].filter((part) => part !== '').join('---\n');
  const estate = [
    ...others.filter((other) => other.file !== file),
    { file: target, bytes: Buffer.from(imported) },
    { file, bytes: Buffer.from(text) },
  ];
  try {
    await loadInventory(estate);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const conflicts = error.problems.filter(({ code }) => code === 'overlay-conflict');
    if (conflicts.length > 0) throw new UserError(conflicts);
  }
  return { file, text };
}

/** What the user has of his own is not refused for its size. */
const OF_ANY_SIZE = { ...DEFAULT_LIMITS, maxFileMiB: Number.POSITIVE_INFINITY };

async function documentsOf(input: InputFile): Promise<readonly SourceDocument[]> {
  const { documents, problems } = await readDocuments(input, OF_ANY_SIZE);
  if (problems.length > 0) throw new UserError(problems);
  return documents;
}

/** The documents of files that people write; what cannot be read is said, and hides no other. */
async function readable(files: readonly InputFile[]) {
  const documents: SourceDocument[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const read = await readDocuments(file, DEFAULT_LIMITS);
    documents.push(...read.documents);
    // A folder may hold YAML that is no inventory at all.
    if (/^overlay:/m.test(decoded(file))) problems.push(...read.problems);
  }
  return { documents, problems };
}

function isSame(file: InputFile | undefined, text: string): boolean {
  return file !== undefined && decoded(file) === text;
}

function decoded({ bytes }: InputFile): string {
  return Buffer.from(bytes).toString('utf8');
}

function foreignFile(target: string): Error {
  return userError('not-imported', `${target} is there, and no import wrote it`, {
    hint: 'Import under another name with --name, or into another folder.',
  });
}

function editedFile(target: string, { adopted }: Edits): Error {
  const { facts, subjects, comments, removals } = adopted;
  const parts = [
    [facts, 'fact'],
    [subjects, 'subject'],
    [comments, 'comment'],
    [removals, 'removal'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, noun]) => count(number, noun));
  const what = said.length === 0 ? 'its form alone' : said.join(', ');
  return userError('edited-by-hand', `${target} was changed by hand since its import: ${what}`, {
    hint: 'Add --adopt to move the changes into an overlay, or undo them.',
  });
}

function noPristine(target: string): Error {
  return userError(
    'pristine-missing',
    `${target} was changed by hand, and ${pristineName(target)}, which tells what it was, is not the copy of it`,
    { hint: 'Bring the copy back, or import the same export again with --adopt.' },
  );
}
