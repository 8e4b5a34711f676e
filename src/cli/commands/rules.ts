import { appearanceOf, type ColorChoice } from '../appearance.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { type Output, writeText } from '../outputs.ts';

export interface RulesOptions {
  readonly output: Output;
  readonly color: ColorChoice;
}

/** Lists every rule. */
export async function rules(host: Host, { output, color }: RulesOptions): Promise<ExitCode> {
  const { listRules } = await import('../../app/list-rules.ts');
  const { renderRules } = await import('../../app/render.ts');
  const look = appearanceOf(host, host.stdout, color);
  await writeText(host, output.file, renderRules(listRules(), output.format, look));
  return EXIT.ok;
}
