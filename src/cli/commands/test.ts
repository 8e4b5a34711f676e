import { DEFAULT_LIMITS } from '../../domain/limits.ts';
import type { Tool } from '../../domain/report.ts';
import type { AnswerFormat } from '../../domain/report-format.ts';
import { UserError, userError } from '../../domain/user-error.ts';
import { appearanceOf, type LookChoices } from '../appearance.ts';
import { readConfig } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInputs } from '../inputs.ts';
import { type Output, streamFor, writeText } from '../outputs.ts';

export interface TestOptions extends LookChoices {
  readonly config?: string;
  readonly output: Output<AnswerFormat>;
}

/** Runs the cases of own rules; a case that fails is a failed gate. */
export async function test(
  host: Host,
  tool: Tool,
  today: string,
  paths: readonly string[],
  options: TestOptions,
): Promise<ExitCode> {
  const { testOwnRules } = await import('../../app/test-own-rules.ts');
  const { renderCases } = await import('../../app/render.ts');
  const { output } = options;
  const { files, unread } = await readInputs(host, paths, DEFAULT_LIMITS.maxFileMiB);
  if (unread.length > 0) throw new UserError(unread);
  const config = await readConfig(host, tool, options.config);
  const results = await testOwnRules({ ...config, files, today });
  if (results.length === 0) {
    throw userError('nothing-to-assess', 'there is no case to run', {
      hint: 'Give a folder of files that are called by the ids of own rules.',
    });
  }
  const look = appearanceOf(host, streamFor(host, output.file), options);
  await writeText(host, output.file, renderCases(results, output.format, look));
  return results.every(({ passed }) => passed) ? EXIT.ok : EXIT.gateFailed;
}
