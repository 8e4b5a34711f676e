import type { Tool } from '../../domain/report.ts';
import { readBaseline, readConfig } from '../configuration.ts';
import type { ExitCode } from '../exit-code.ts';
import { askedOf, type GateOptions } from '../gate-options.ts';
import type { Host } from '../host.ts';
import { readInputs } from '../inputs.ts';
import { outputsOf } from '../outputs.ts';
import { type ReportOptions, writeReport } from '../report-outputs.ts';

export interface AssessOptions extends ReportOptions, GateOptions {
  readonly asOf?: string;
  readonly config?: string;
  readonly baseline?: string;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly application: readonly string[];
  readonly allowEmpty?: true;
  readonly maxFileSize: number;
}

/** Reads, assesses, writes every output, and tells by the exit code how it went. */
export async function assess(
  host: Host,
  tool: Tool,
  today: string,
  paths: readonly string[],
  options: AssessOptions,
): Promise<ExitCode> {
  const [{ assessEstate }, { config }] = await Promise.all([
    import('../../app/assess-estate.ts'),
    readConfig(host, tool, options.config),
  ]);
  const outputs = outputsOf(options.output, config);
  const inputs = await readInputs(host, paths, options.maxFileSize, config);
  const { report } = await assessEstate({
    tool,
    ...inputs,
    ...(config !== undefined && { config }),
    ...(await readBaseline(host, options.baseline, config)),
    maxFileMiB: options.maxFileSize,
    today,
    ...(options.asOf !== undefined && { asOf: options.asOf }),
    rules: { only: options.only, skip: options.skip },
    applications: options.application,
    gate: askedOf(options),
    allowEmpty: options.allowEmpty === true,
  });
  return writeReport(host, report, inputs.files, { ...options, output: outputs });
}
