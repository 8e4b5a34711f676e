import type { Tool } from '../../domain/report.ts';
import { count } from '../../domain/wording.ts';
import { readConfig } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInputs } from '../inputs.ts';
import { type JudgingLimitOptions, judgingLimitsOf } from '../limit-options.ts';
import { writeText } from '../outputs.ts';
import { WHOLE_ESTATE } from '../whole-estate.ts';

export interface RedactOptions extends JudgingLimitOptions {
  readonly config?: string;
  /** What the pseudonyms are made with. */
  readonly seed: string;
  /** The inventory to write; standard output where it is absent. */
  readonly output?: string;
  /** Where the way back is written; nowhere where it is absent. */
  readonly map?: string;
  readonly quiet?: true;
}

/** Writes an estate without its names. */
export async function redact(
  host: Host,
  tool: Tool,
  today: string,
  paths: readonly string[],
  { seed, output, map, ...options }: RedactOptions,
): Promise<ExitCode> {
  const { config } = await readConfig(host, tool, options.config);
  const inputs = await readInputs(host, paths, options.maxFileSize, config);
  const { redactEstate } = await import('../../app/redact-estate.ts');
  const redacted = await redactEstate(
    {
      tool,
      ...inputs,
      // Findings of own rules have a place in the map as well.
      ...(config !== undefined && { config }),
      ...judgingLimitsOf(host, options),
      today,
      ...WHOLE_ESTATE,
    },
    seed,
  );
  await writeText(host, output, redacted.yaml);
  if (map !== undefined) await writeText(host, map, redacted.map);
  if (options.quiet === true) return EXIT.ok;
  const gone =
    redacted.foreignKeys === 0 ? '' : `, ${count(redacted.foreignKeys, 'x- key')} left out`;
  await host.stderr.write(`${count(redacted.replaced, 'name')} replaced${gone}\n`);
  return EXIT.ok;
}
