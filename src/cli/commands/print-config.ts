import type { Tool } from '../../domain/report.ts';
import { appearanceOf, type LookChoices } from '../appearance.ts';
import { readConfig } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { askedOf, type GateOptions } from '../gate-options.ts';
import type { Host } from '../host.ts';
import { type Output, streamFor, writeText } from '../outputs.ts';

export interface PrintConfigOptions extends GateOptions, LookChoices {
  readonly config?: string;
  readonly output: Output;
}

/** Prints every value in force, with its origin. */
export async function printConfig(
  host: Host,
  tool: Tool,
  options: PrintConfigOptions,
): Promise<ExitCode> {
  const { config } = await readConfig(host, tool, options.config);
  const { configRows } = await import('../../app/config/config-rows.ts');
  const { renderConfig } = await import('../../app/render.ts');
  const rows = await configRows(config, askedOf(options));
  const { output } = options;
  const look = appearanceOf(host, streamFor(host, output.file), options);
  await writeText(host, output.file, renderConfig(rows, output.format, look));
  return EXIT.ok;
}
