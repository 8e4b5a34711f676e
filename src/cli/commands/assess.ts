import type { Tool } from '../../domain/report.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readConfig, readInputs } from '../inputs.ts';
import { checkOutputs } from '../outputs.ts';
import {
  type GateOptions,
  gateDemands,
  type ReportOptions,
  writeReport,
} from '../report-outputs.ts';

export interface AssessOptions extends ReportOptions, GateOptions {
  readonly asOf?: string;
  readonly config?: string;
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
  checkOutputs(options.output);
  const [{ assessEstate }, inputs, config] = await Promise.all([
    import('../../app/assess-estate.ts'),
    readInputs(host, paths, options.maxFileSize),
    readConfig(host, options.config),
  ]);
  const { report } = await assessEstate({
    tool,
    ...inputs,
    ...config,
    maxFileMiB: options.maxFileSize,
    today,
    ...(options.asOf !== undefined && { asOf: options.asOf }),
    rules: { only: options.only, skip: options.skip },
    applications: options.application,
    gate: gateDemands(options),
    allowEmpty: options.allowEmpty === true,
  });
  return writeReport(host, report, inputs.files, options);
}
