import type { Tool } from '../../domain/report.ts';
import { count } from '../../domain/wording.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readForeignFiles } from '../foreign-files.ts';
import type { Host } from '../host.ts';
import { writeText } from '../outputs.ts';
import { type ExtraOptions, readExtras } from './import-extras.ts';
import { type RefreshOptions, refreshImport } from './refresh.ts';

export interface ImportOptions extends ExtraOptions, Omit<RefreshOptions, 'into'> {
  /** The inventory file to write; standard output where it is absent. */
  readonly output?: string;
  readonly into?: string;
  /** Propose a mapping of the columns in place of an inventory. */
  readonly suggestMapping?: true;
}

/**
 * Writes an inventory from foreign files; the notes go to standard error. The first word is the
 * kind of the files where it is the word of an importer, else a file like the others.
 */
export async function importFiles(
  host: Host,
  tool: Tool,
  words: readonly string[],
  options: ImportOptions,
): Promise<ExitCode> {
  const { importEstate, splitKind } = await import('../../app/import-estate.ts');
  const isFile = (await host.kindOf(words[0] ?? '')) !== 'missing';
  const { kind, paths } = splitKind(words, isFile);
  const files = await readForeignFiles(host, paths);
  if (options.suggestMapping === true) {
    const { suggestMappingFor } = await import('../../app/suggest-mapping.ts');
    await writeText(host, options.output, await suggestMappingFor(files, options.sheet));
    return EXIT.ok;
  }
  const request = { kind, files, ...(await readExtras(host, options)) };
  const { into } = options;
  if (into !== undefined) return refreshImport(host, tool, request, { ...options, into });
  const { yaml, notes } = await importEstate(tool, request);
  await writeText(host, options.output, yaml);
  if (options.quiet === true) return EXIT.ok;
  const { renderNotes } = await import('../../app/render.ts');
  await host.stderr.write(renderNotes(notes));
  const end = options.output === undefined ? '' : `wrote ${options.output}, `;
  await host.stderr.write(`${end}${count(notes.length, 'note')}\n`);
  return EXIT.ok;
}
