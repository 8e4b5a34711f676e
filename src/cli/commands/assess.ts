import type { AssessedEstate } from '../../app/assess-estate.ts';
import type { Atlas } from '../../domain/atlas.ts';
import type { Config } from '../../domain/config.ts';
import type { Tool } from '../../domain/report.ts';
import type { Format } from '../../domain/report-format.ts';
import { readBaseline, readConfig } from '../configuration.ts';
import type { ExitCode } from '../exit-code.ts';
import { askedOf, type GateOptions } from '../gate-options.ts';
import type { Host } from '../host.ts';
import { readInputs } from '../inputs.ts';
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
}

/** The formats that draw pictures of the estate. */
const PICTURED: ReadonlySet<Format> = new Set(['html']);

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
  const baseline = await readBaseline(host, options.baseline, config);
  if (options.verbose === true) {
    const { readText } = await import('../verbose.ts');
    await host.stderr.write(readText(config, baseline.baseline, inputs.files));
  }
  const progress = progressOf(host, options);
  try {
    const assessed = await assessEstate({
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
      watch: progress,
    });
    const atlas = outputs.some(({ format }) => PICTURED.has(format))
      ? await progress.time('pictures', () => atlasOf(assessed, config))
      : undefined;
    const origin = { inputs: inputs.files, ...(atlas !== undefined && { atlas }) };
    const all = { ...options, output: outputs };
    return await progress.time('write', () => writeReport(host, assessed.report, origin, all));
  } finally {
    await progress.finish();
  }
}

async function atlasOf(assessed: AssessedEstate, config: Config | undefined): Promise<Atlas> {
  const { buildAtlas } = await import('../../app/atlas/build-atlas.ts');
  return buildAtlas(assessed, config);
}
