import type { ReporterOptions } from '../../app/render.ts';
import type { Report, Tool } from '../../domain/report.ts';
import type { GroupBy } from '../../domain/report-format.ts';
import type { Verdict } from '../../domain/score.ts';
import type { Severity } from '../../domain/severity.ts';
import { appearanceOf, type ColorChoice } from '../appearance.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readConfig, readInputs } from '../inputs.ts';
import { checkOutputs, type Output, TO_TERMINAL, writeText } from '../outputs.ts';

export interface AssessOptions {
  readonly output: readonly Output[];
  readonly asOf?: string;
  readonly failOn: Severity | 'none';
  readonly minScore?: number;
  readonly requireVerdict?: Verdict;
  readonly config?: string;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly application: readonly string[];
  readonly groupBy: GroupBy;
  readonly limit: number;
  readonly showPasses?: true;
  readonly quiet?: true;
  readonly color: ColorChoice;
  readonly exitZero?: true;
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
  const outputs = options.output.length > 0 ? options.output : [TO_TERMINAL];
  checkOutputs(outputs);
  const [{ assessEstate }, { renderReport }, inputs, config] = await Promise.all([
    import('../../app/assess-estate.ts'),
    import('../../app/render.ts'),
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
    gate: {
      ...(options.failOn !== 'none' && { failOn: options.failOn }),
      ...(options.minScore !== undefined && { minScore: { estate: options.minScore } }),
      ...(options.requireVerdict !== undefined && {
        requireVerdict: { estate: options.requireVerdict },
      }),
    },
    allowEmpty: options.allowEmpty === true,
  });
  for (const output of outputs) {
    const text = renderReport(report, output.format, look(host, output, options));
    await writeText(host, output.file, text);
  }
  return exitCodeOf(report, options);
}

/** A file is plain, whatever the terminal can show. */
function look(host: Host, { file }: Output, options: AssessOptions): ReporterOptions {
  const stream = file === undefined ? host.stdout : { ...host.stdout, isTTY: false };
  return {
    ...appearanceOf(host, stream, options.color),
    groupBy: options.groupBy,
    limit: options.limit,
    showPasses: options.showPasses === true,
    quiet: options.quiet === true,
  };
}

function exitCodeOf({ gate, counts }: Report, { exitZero }: AssessOptions): ExitCode {
  if (counts.outcomes.error > 0) return EXIT.couldNotAssess;
  return gate.passed || exitZero === true ? EXIT.ok : EXIT.gateFailed;
}
