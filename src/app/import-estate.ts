import { createHash } from 'node:crypto';
import { byText } from '../domain/order.ts';
import type { Tool } from '../domain/report.ts';
import { userError } from '../domain/user-error.ts';
import { listNames } from '../domain/wording.ts';
import { unpackZips } from '../importers/archive.ts';
import type { ForeignFile, Importer, ImportNote, ImportResult } from '../importers/importer.ts';
import { IMPORTERS } from '../importers/registry.ts';
import { renderInventoryYaml } from '../reporters/inventory-yaml.ts';

export interface ImportRequest {
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
  const source = await readSource(request);
  return { yaml: yamlOf(tool, source), notes: source.notes };
}

/**
 * Of the words of a command: the kind, where the first is the word of an importer, and the paths.
 * Throws a `UserError` where no path is left.
 */
export function splitKind(words: readonly string[]): {
  readonly kind: string | undefined;
  readonly paths: readonly string[];
} {
  const [first = '', ...others] = words;
  if (!IMPORTERS.some(({ id }) => id === first)) return { kind: undefined, paths: words };
  if (others.length > 0) return { kind: first, paths: others };
  throw userError('no-file', `no file of the kind ${first} is named`, {
    hint: `Name files or folders behind it; a file of this name is ./${first}.`,
  });
}

async function readSource({ kind, files: given }: ImportRequest): Promise<ImportedSource> {
  const files = await unpackZips(given);
  const importer = kind === undefined ? recognised(files) : importerNamed(kind);
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
  if (importer !== undefined) return importer;
  throw userError('unknown-importer', `nothing is imported from "${kind}"`, { hint: kindsHint() });
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

function yamlOf(tool: Tool, { document, importer, files }: ImportedSource): string {
  return renderInventoryYaml(document, [
    `Imported by ${tool.name} ${tool.version} from ${nameOf(files[0]?.file ?? '')} (${importer.id}).`,
    ...files.map(
      ({ bytes }) => `SHA-256 of the source: ${createHash('sha256').update(bytes).digest('hex')}`,
    ),
    'Facts that no export knows belong into a file of their own with `overlay: true`.',
  ]);
}

function byFile(a: ForeignFile, b: ForeignFile): number {
  return byText(a.file, b.file);
}

/** The name alone: where a file lay when it was imported is nobody else's business. */
function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
