import type { Tool } from '../../domain/report.ts';
import { count } from '../../domain/wording.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readBytes } from '../inputs.ts';
import { writeText } from '../outputs.ts';

export interface ImportOptions {
  /** The inventory file to write; standard output where it is absent. */
  readonly output?: string;
  readonly quiet?: true;
}

/** Writes an inventory from a foreign file; the notes go to standard error. */
export async function importFile(
  host: Host,
  tool: Tool,
  kind: string,
  path: string,
  options: ImportOptions,
): Promise<ExitCode> {
  const { importEstate } = await import('../../app/import-estate.ts');
  const bytes = await readBytes(host, path);
  const { yaml, notes } = await importEstate(tool, kind, {
    file: path.replaceAll('\\', '/'),
    bytes,
  });
  await writeText(host, options.output, yaml);
  if (options.quiet === true) return EXIT.ok;
  const { renderNotes } = await import('../../app/render.ts');
  await host.stderr.write(renderNotes(notes));
  const end = options.output === undefined ? '' : `wrote ${options.output}, `;
  await host.stderr.write(`${end}${count(notes.length, 'note')}\n`);
  return EXIT.ok;
}
