import type { InputFile } from '../domain/input-file.ts';
import { userError } from '../domain/user-error.ts';
import { parseGroupBy } from '../importers/grouping/group-by.ts';
import { type Grouping, groupInstances } from '../importers/grouping/group-instances.ts';
import type { ForeignFile, Importer, ImportResult } from '../importers/importer.ts';
import { mapped, mappedBy } from '../importers/mapped/mapped.ts';
import { loadMapping } from '../load/load-mapping.ts';

/** What an import can be told beyond its files. */
export interface ImportExtras {
  /** Says what the columns of the tables hold. */
  readonly mapping?: InputFile;
  /** The sheet of a workbook that a mapping is for. */
  readonly sheet?: string;
  /** How machines become applications: the words of `--group-by`, and the table that they name. */
  readonly groupBy?: { readonly words: string; readonly table?: ForeignFile };
}

/**
 * The importer that reads by a mapping, undefined where none is asked for. Throws a `UserError` for
 * a mapping that is wrong, and for one beside files of a kind that needs none.
 */
export async function importerByMapping({
  kind = mapped.id,
  mapping,
  sheet,
}: ImportExtras & { readonly kind: string | undefined }): Promise<Importer | undefined> {
  if (mapping === undefined && sheet === undefined) return undefined;
  if (kind !== mapped.id) {
    throw userError('mapping-not-used', `--mapping and --sheet are for tables, not for ${kind}`, {
      hint: `Leave them out, or import with ${mapped.id}.`,
    });
  }
  if (mapping === undefined) return mapped;
  const loaded = await loadMapping(mapping);
  return mappedBy({ ...loaded, sheet: sheet ?? loaded.sheet });
}

/** The file that the words of `--group-by` name. Throws a `UserError` for words that are unknown. */
export function groupingTable(words: string): string | undefined {
  const by = parseGroupBy(words);
  return by.kind === 'csv' ? by.file : undefined;
}

/** The import with its machines in applications, where that was asked for. */
export function grouped<Result extends ImportResult>(
  result: Result,
  { groupBy }: ImportExtras,
): Result {
  if (groupBy === undefined) return result;
  return { ...result, ...groupInstances(result, groupingOf(groupBy)) };
}

function groupingOf({ words, table }: NonNullable<ImportExtras['groupBy']>): Grouping {
  const by = parseGroupBy(words);
  if (by.kind !== 'csv') return { by, words };
  // A path that was typed says where the table lay; its name is enough.
  const name = by.file.split('/').at(-1) ?? by.file;
  const empty = { file: by.file, bytes: new Uint8Array() };
  return { by: { kind: 'csv', table: table ?? empty }, words: `csv:${name}` };
}
