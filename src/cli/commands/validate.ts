import type { Tool } from '../../domain/report.ts';
import type { AnswerFormat } from '../../domain/report-format.ts';
import { appearanceOf, type LookChoices } from '../appearance.ts';
import { readConfig } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInputs } from '../inputs.ts';
import { type LimitOptions, limitsOf } from '../limit-options.ts';
import { type Output, streamFor, writeText } from '../outputs.ts';

export interface ValidateOptions extends LookChoices, LimitOptions {
  readonly config?: string;
  readonly output: Output<AnswerFormat>;
  readonly quiet?: true;
}

/** Checks inventories without judging them. A problem is thrown, and told by `main`. */
export async function validate(
  host: Host,
  tool: Tool,
  paths: readonly string[],
  options: ValidateOptions,
): Promise<ExitCode> {
  const { validateEstate } = await import('../../app/validate-estate.ts');
  const { config } = await readConfig(host, tool, options.config);
  const inputs = await readInputs(host, paths, options.maxFileSize, config);
  const summary = await validateEstate(inputs.files, limitsOf(options), inputs.unread);
  const { renderValidation } = await import('../../app/render.ts');
  const look = appearanceOf(host, streamFor(host, options.output.file), options);
  const text = renderValidation(summary, options.output.format, look);
  const isSilent = options.quiet === true && options.output.format === 'terminal';
  if (!isSilent) await writeText(host, options.output.file, text);
  return EXIT.ok;
}
