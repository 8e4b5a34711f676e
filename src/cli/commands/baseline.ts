import type { BaselineAction } from '../../domain/baseline-action.ts';
import type { Tool } from '../../domain/report.ts';
import { userError } from '../../domain/user-error.ts';
import { appearanceOf, type LookChoices } from '../appearance.ts';
import { readBaseline, readConfig } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInputs } from '../inputs.ts';
import { type JudgingLimitOptions, judgingLimitsOf } from '../limit-options.ts';
import { type Output, streamFor, writeText } from '../outputs.ts';
import { WHOLE_ESTATE } from '../whole-estate.ts';

export interface BaselineOptions extends LookChoices, JudgingLimitOptions {
  readonly config?: string;
  readonly baseline?: string;
  readonly asOf?: string;
  readonly output: Output;
}

const DEFAULT_FILE = 'virtready.baseline.json';

/** Writes, renews, trims or checks the file of known findings. */
export async function baseline(
  host: Host,
  tool: Tool,
  today: string,
  action: BaselineAction,
  paths: readonly string[],
  options: BaselineOptions,
): Promise<ExitCode> {
  const { config } = await readConfig(host, tool, options.config);
  const inputs = await readInputs(host, paths, options.maxFileSize, config);
  const file = options.baseline ?? config?.baseline?.value ?? DEFAULT_FILE;
  const isThere = (await host.kindOf(file)) !== 'missing';
  if (action === 'create' && isThere) {
    throw userError('file-exists', `${file} is there already`, {
      hint: 'virtready baseline update takes every finding of today into it.',
    });
  }
  const known = action === 'create' ? {} : await readBaseline(host, file, config);
  const { assessEstate } = await import('../../app/assess-estate.ts');
  const { baselineText, changeBaseline } = await import('../../app/baseline.ts');
  const assessed = await assessEstate({
    tool,
    ...inputs,
    ...known,
    ...(config !== undefined && { config }),
    ...judgingLimitsOf(host, options),
    today,
    ...(options.asOf !== undefined && { asOf: options.asOf }),
    ...WHOLE_ESTATE,
  });
  const change = await changeBaseline(action, assessed, known.baseline);
  if (action !== 'check') await writeText(host, file, baselineText(change.entries));
  const { renderBaselineChange } = await import('../../app/render.ts');
  const { output } = options;
  const look = appearanceOf(host, streamFor(host, output.file), options);
  const text = renderBaselineChange({ action, file, ...change }, output.format, look);
  await writeText(host, output.file, text);
  return action === 'check' && change.removed.length > 0 ? EXIT.gateFailed : EXIT.ok;
}
