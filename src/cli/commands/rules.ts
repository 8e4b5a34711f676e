import type { Tool } from '../../domain/report.ts';
import type { AnswerFormat } from '../../domain/report-format.ts';
import { appearanceOf, type LookChoices } from '../appearance.ts';
import { readConfig } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { type Output, streamFor, writeText } from '../outputs.ts';

export interface RulesOptions extends LookChoices {
  readonly output: Output<AnswerFormat>;
  readonly config?: string;
}

/** Lists every rule. */
export async function rules(host: Host, tool: Tool, options: RulesOptions): Promise<ExitCode> {
  const { listRules } = await import('../../app/list-rules.ts');
  const { renderRules } = await import('../../app/render.ts');
  const { output } = options;
  const look = appearanceOf(host, streamFor(host, output.file), options);
  const { config } = await readConfig(host, tool, options.config);
  await writeText(host, output.file, renderRules(await listRules(config), output.format, look));
  return EXIT.ok;
}
