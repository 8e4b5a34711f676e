import type { Tool } from '../../domain/report.ts';
import { UserError } from '../../domain/user-error.ts';
import { readConfig } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { findInputs } from '../inputs.ts';
import { type Output, writeText } from '../outputs.ts';

export interface ListFilesOptions {
  readonly config?: string;
  readonly output: Output;
}

/** Names the inventory files that an assessment of these paths would read. */
export async function listFiles(
  host: Host,
  tool: Tool,
  paths: readonly string[],
  options: ListFilesOptions,
): Promise<ExitCode> {
  const { config } = await readConfig(host, tool, options.config);
  const { names, unread } = await findInputs(host, paths, config);
  if (unread.length > 0) throw new UserError(unread);
  const { renderFiles } = await import('../../app/render.ts');
  const { output } = options;
  await writeText(host, output.file, renderFiles(names, output.format));
  return names.length === 0 ? EXIT.nothingToAssess : EXIT.ok;
}
