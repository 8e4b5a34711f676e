import type { AssessedEstate } from '../app/assess-estate.ts';
import type { Config } from '../domain/config.ts';
import type { Tool } from '../domain/report.ts';
import { STANDING_STILL, type Stopwatch } from '../domain/stopwatch.ts';
import { readBaseline, readConfig } from './configuration.ts';
import { askedOf, type GateOptions } from './gate-options.ts';
import type { Host } from './host.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { type JudgingLimitOptions, judgingLimitsOf } from './limit-options.ts';
import { outputsOf } from './outputs.ts';
import type { ProgressOptions } from './progress.ts';
import type { ReportOptions } from './report-outputs.ts';

export interface AssessOptions
  extends ReportOptions,
    GateOptions,
    ProgressOptions,
    JudgingLimitOptions {
  readonly verbose?: true;
  readonly asOf?: string;
  readonly config?: string;
  readonly baseline?: string;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly application: readonly string[];
  readonly allowEmpty?: true;
  /** Folder of kept reports. */
  readonly history?: string;
  /** Assess again whenever a file changes. */
  readonly watch?: true;
}

/** What one assessment read and found. */
export interface Assessed {
  readonly assessed: AssessedEstate;
  readonly inputs: Inputs;
  readonly config: Config | undefined;
  /** Every file that the report was made from. */
  readonly files: readonly string[];
}

/** Reads and assesses; writes nothing but what `-v` tells. */
export async function assessOnce(
  host: Host,
  tool: Tool,
  today: string,
  paths: readonly string[],
  options: AssessOptions,
  watch: Stopwatch = STANDING_STILL,
): Promise<Assessed> {
  const [{ assessEstate }, { config }] = await Promise.all([
    import('../app/assess-estate.ts'),
    readConfig(host, tool, options.config),
  ]);
  outputsOf(options.output, config);
  const inputs = await readInputs(host, paths, options.maxFileSize, config);
  const baseline = await readBaseline(host, options.baseline, config);
  if (options.verbose === true) {
    const { readText } = await import('./verbose.ts');
    await host.stderr.write(readText(config, baseline.baseline, inputs.files));
  }
  const assessed = await assessEstate({
    tool,
    ...inputs,
    ...(config !== undefined && { config }),
    ...baseline,
    ...judgingLimitsOf(host, options),
    today,
    ...(options.asOf !== undefined && { asOf: options.asOf }),
    rules: { only: options.only, skip: options.skip },
    applications: options.application,
    gate: askedOf(options),
    allowEmpty: options.allowEmpty === true,
    watch,
  });
  const read = [...inputs.files, ...(config?.files ?? []), baseline.baseline];
  return { assessed, inputs, config, files: read.flatMap((one) => one?.file ?? []) };
}
