import { byText } from '../domain/order.ts';
import type { Tool } from '../domain/report.ts';
import { userError } from '../domain/user-error.ts';
import { listNames } from '../domain/wording.ts';
import { unpackZips } from '../importers/archive.ts';
import type { ForeignFile, Importer, ImportNote, ImportResult } from '../importers/importer.ts';
import { mapped } from '../importers/mapped/mapped.ts';
import { IMPORTERS } from '../importers/registry.ts';
import { nearestWord } from '../load/nearest-word.ts';
import { importedFile } from '../refresh/imported-file.ts';
import { renderInventoryYaml } from '../reporters/inventory-yaml.ts';
import { grouped, type ImportExtras, importerByMapping } from './import-options.ts';

export interface ImportRequest extends ImportExtras {
  /** The word of an importer; absent where the files shall say what they are. */
  readonly kind: string | undefined;
  /** At least one, each under a name of its own. */
  readonly files: readonly ForeignFile[];
}

export type { ForeignFile };

/** What was read from all files of one kind. */
interface ImportedSource extends ImportResult {
  readonly importer: Pick<Importer, 'id'>;
  /** The files that were read, by name. */
  readonly files: readonly ForeignFile[];
}

/** An imported inventory as YAML, and what the import left out or derived. */
export interface ImportedEstate {
  readonly yaml: string;
  readonly notes: readonly ImportNote[];
}

/**
 * Turns foreign files of one kind into an inventory. Throws a `UserError` for files that cannot be
 * read, that nobody recognises, or that are of several kinds.
 */
export async function importEstate(tool: Tool, request: ImportRequest): Promise<ImportedEstate> {
  const source = grouped(await readSource(await unpacked(request)), request);
  return { yaml: yamlOf(tool, source, request), notes: source.notes };
}

/**
 * Of the words of a command: the kind, where the first is one, and the paths. `isFile` tells whether
 * something of that name is there. Throws a `UserError` where no path is left, and for a first word
 * that is neither a kind nor there.
 */
export function splitKind(
  words: readonly string[],
  isFile: boolean,
): { readonly kind: string | undefined; readonly paths: readonly string[] } {
  const [first = '', ...others] = words;
  const isKind = IMPORTERS.some(({ id }) => id === first);
  if (isKind && others.length === 0) {
    throw userError('no-file', `no file of the kind ${first} is named`, {
      hint: `Name files or folders behind it; a file of this name is ./${first}.`,
    });
  }
  if (isKind) return { kind: first, paths: others };
  const isMeantAsKind = others.length > 0 && !isFile && /^[\w-]+$/.test(first);
  if (isMeantAsKind) throw unknownKind(first);
  return { kind: undefined, paths: words };
}

/** The word of the importer that reads the files. Throws a `UserError` as `importEstate` does. */
export async function kindOf(request: ImportRequest): Promise<string> {
  return importerFor(await unpacked(request)).id;
}

/** With the files of archives in their place. */
async function unpacked<Request extends ImportRequest>(request: Request): Promise<Request> {
  return { ...request, files: await unpackZips(request.files) };
}

/** Whoever names a mapping wants its tables read. */
function importerFor({ kind, files, mapping }: ImportRequest): Importer {
  const named = kind ?? (mapping === undefined ? undefined : mapped.id);
  return named === undefined ? recognised(files) : importerNamed(named);
}

async function readSource(request: ImportRequest): Promise<ImportedSource> {
  const { files } = request;
  const importer = (await importerByMapping(request)) ?? importerFor(request);
  const own = files.filter((file) => importer.recognises(file));
  // One that is named is read whatever it looks like: the importer says best what is wrong with it.
  const read = own.length > 0 ? own : files;
  const result = await importer.read([...read].sort(byFile));
  const others = files.filter((file) => !read.includes(file));
  return {
    ...result,
    importer,
    files: read,
    notes: [...unused(importer, others), ...result.notes],
  };
}

function importerNamed(kind: string): Importer {
  const importer = IMPORTERS.find(({ id }) => id === kind);
  if (importer === undefined) throw unknownKind(kind);
  return importer;
}

function unknownKind(kind: string): Error {
  const near = nearestWord(
    kind,
    IMPORTERS.map(({ id }) => id),
  );
  return userError('unknown-importer', `nothing is imported from "${kind}"`, {
    hint: near === undefined ? kindsHint() : `Did you mean "${near}"?`,
  });
}

/** The one kind of the files; files that are of no kind are left over. */
function recognised(files: readonly ForeignFile[]): Importer {
  const [importer, ...others] = IMPORTERS.filter((one) => files.some((f) => one.recognises(f)));
  if (importer === undefined) {
    const names = listNames(files.map(({ file }) => file));
    throw userError('not-recognised', `no importer recognises ${names}`, { hint: kindsHint() });
  }
  if (others.length === 0) return importer;
  const kinds = listNames([importer, ...others].map(({ id }) => id));
  throw userError('several-kinds', `the files are of several kinds: ${kinds}`, {
    hint: 'Import each kind by itself, and name it: virtready import <kind> <file>.',
  });
}

function kindsHint(): string {
  return `Importers: ${IMPORTERS.map(({ id }) => id).join(', ')}.`;
}

function unused({ id }: Importer, files: readonly ForeignFile[]): ImportNote[] {
  if (files.length === 0) return [];
  const names = listNames(files.map(({ file }) => nameOf(file)));
  const message = `Files that ${id} does not know, and that were not read (${names}).`;
  return [{ code: 'file-not-used', message, count: files.length }];
}

/** The header names all that decided the content: the files, and what they were read and grouped by. */
function yamlOf(
  tool: Tool,
  { document, importer, files }: ImportedSource,
  { mapping, groupBy }: ImportExtras,
): string {
  const aids = [mapping, groupBy?.table].filter((aid) => aid !== undefined);
  return importedFile(renderInventoryYaml(document), {
    program: `${tool.name} ${tool.version}`,
    importer: importer.id,
    sources: [...files, ...aids].map(sourceOf),
    asOf: document.assessment?.asOf ?? undefined,
  });
}

/** Of a large archive the hash is that of its begin, and says so. */
function sourceOf({ file, bytes, isHead }: ForeignFile) {
  const name = nameOf(file);
  return { name: isHead ? `${name} (its first ${bytes.length} bytes)` : name, bytes };
}

function byFile(a: ForeignFile, b: ForeignFile): number {
  return byText(a.file, b.file);
}

/** The name alone: where a file lay when it was imported is nobody else's business. */
function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
