import type { Tool } from '../../domain/report.ts';
import { count } from '../../domain/wording.ts';
import { readConfig } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInput, readInputs } from '../inputs.ts';
import { type JudgingLimitOptions, judgingLimitsOf } from '../limit-options.ts';
import { writeText } from '../outputs.ts';
import { WHOLE_ESTATE } from '../whole-estate.ts';

export interface ScaffoldOptions extends JudgingLimitOptions {
  readonly config?: string;
  readonly asOf?: string;
  /** The overlay to write or to add to; standard output where it is absent. */
  readonly output?: string;
  readonly quiet?: true;
}

/** Writes an overlay with a comment for each fact that is not recorded. */
export async function scaffold(
  host: Host,
  tool: Tool,
  today: string,
  paths: readonly string[],
  { output, ...options }: ScaffoldOptions,
): Promise<ExitCode> {
  const { config } = await readConfig(host, tool, options.config);
  const inputs = await readInputs(host, paths, options.maxFileSize, config);
  const { assessEstate } = await import('../../app/assess-estate.ts');
  const { scaffoldEstate } = await import('../../app/scaffold-estate.ts');
  const { report } = await assessEstate({
    tool,
    ...inputs,
    ...(config !== undefined && { config }),
    ...judgingLimitsOf(host, options),
    today,
    ...(options.asOf !== undefined && { asOf: options.asOf }),
    ...WHOLE_ESTATE,
  });
  const isThere = output !== undefined && (await host.kindOf(output)) !== 'missing';
  const before = isThere ? await readInput(host, output) : undefined;
  const { text, wanted } = await scaffoldEstate(report, before);
  const isSame = before !== undefined && Buffer.from(before.bytes).equals(Buffer.from(text));
  if (!isSame) await writeText(host, output, text);
  if (options.quiet === true) return EXIT.ok;
  const facts = wanted.reduce((sum, subject) => sum + subject.facts.length, 0);
  const lacking = `${count(facts, 'fact')} of ${count(wanted.length, 'subject')} not recorded`;
  const done = isSame ? `; ${output} mentions all of them` : `; wrote ${output}`;
  await host.stderr.write(`${lacking}${output === undefined ? '' : done}\n`);
  return EXIT.ok;
}
