import type { Config } from '../../domain/config.ts';
import type { Report, Tool } from '../../domain/report.ts';
import { STANDING_STILL, type Stopwatch } from '../../domain/stopwatch.ts';
import { readBaseline, readConfig } from '../configuration.ts';
import type { ExitCode } from '../exit-code.ts';
import { askedOf, type GateOptions } from '../gate-options.ts';
import type { Host } from '../host.ts';
import { type Inputs, readInputs } from '../inputs.ts';
import { outputsOf } from '../outputs.ts';
import { type ProgressOptions, progressOf } from '../progress.ts';
import { type ReportOptions, writeReport } from '../report-outputs.ts';

export interface AssessOptions extends ReportOptions, GateOptions, ProgressOptions {
  readonly verbose?: true;
  readonly asOf?: string;
  readonly config?: string;
  readonly baseline?: string;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly application: readonly string[];
  readonly allowEmpty?: true;
  readonly maxFileSize: number;
  /** Assess again whenever a file changes. */
  readonly watch?: true;
}

/** Reads, assesses, writes every output, and tells by the exit code how it went. */
export async function assess(
  host: Host,
  tool: Tool,
  today: string,
  paths: readonly string[],
  options: AssessOptions,
): Promise<ExitCode> {
  if (options.watch === true) {
    const { watchEstate } = await import('./watch.ts');
    return watchEstate(host, tool, today, paths, options);
  }
  const progress = progressOf(host, options);
  try {
    const { report, inputs, config } = await assessOnce(
      host,
      tool,
      today,
      paths,
      options,
      progress,
    );
    const all = { ...options, output: outputsOf(options.output, config) };
    return await progress.time('write', () => writeReport(host, report, inputs.files, all));
  } finally {
    await progress.finish();
  }
}

/** What one assessment read and found. */
export interface Assessed {
  readonly report: Report;
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
    import('../../app/assess-estate.ts'),
    readConfig(host, tool, options.config),
  ]);
  outputsOf(options.output, config);
  const inputs = await readInputs(host, paths, options.maxFileSize, config);
  const baseline = await readBaseline(host, options.baseline, config);
  if (options.verbose === true) {
    const { readText } = await import('../verbose.ts');
    await host.stderr.write(readText(config, baseline.baseline, inputs.files));
  }
  const { report } = await assessEstate({
    tool,
    ...inputs,
    ...(config !== undefined && { config }),
    ...baseline,
    maxFileMiB: options.maxFileSize,
    today,
    ...(options.asOf !== undefined && { asOf: options.asOf }),
    rules: { only: options.only, skip: options.skip },
    applications: options.application,
    gate: askedOf(options),
    allowEmpty: options.allowEmpty === true,
    watch,
  });
  const read = [...inputs.files, ...(config?.files ?? []), baseline.baseline];
  return { report, inputs, config, files: read.flatMap((one) => one?.file ?? []) };
}
