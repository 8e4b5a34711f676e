import type { Tool } from '../../domain/report.ts';
import { count } from '../../domain/wording.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readForeignFiles } from '../foreign-files.ts';
import type { Host } from '../host.ts';
import { writeText } from '../outputs.ts';
import { type RefreshOptions, refreshImport } from './refresh.ts';

export interface ImportOptions extends Omit<RefreshOptions, 'into'> {
  /** The inventory file to write; standard output where it is absent. */
  readonly output?: string;
  readonly into?: string;
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
  const { into } = options;
  if (into !== undefined) return refreshImport(host, tool, { kind, files }, { ...options, into });
  const { yaml, notes } = await importEstate(tool, { kind, files });
  await writeText(host, options.output, yaml);
  if (options.quiet === true) return EXIT.ok;
  const { renderNotes } = await import('../../app/render.ts');
  await host.stderr.write(renderNotes(notes));
  const end = options.output === undefined ? '' : `wrote ${options.output}, `;
  await host.stderr.write(`${end}${count(notes.length, 'note')}\n`);
  return EXIT.ok;
}
