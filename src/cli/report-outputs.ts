import type { ReporterOptions } from '../app/render.ts';
import type { GateDemands } from '../domain/gate-demands.ts';
import type { Report } from '../domain/report.ts';
import type { GroupBy } from '../domain/report-format.ts';
import type { Verdict } from '../domain/score.ts';
import type { Severity } from '../domain/severity.ts';
import { appearanceOf, type ColorChoice } from './appearance.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { Host } from './host.ts';
import { type Output, streamFor, TO_TERMINAL, writeText } from './outputs.ts';

/** How reports are shown, and what they say by their exit code. */
export interface ReportOptions {
  readonly output: readonly Output[];
  readonly groupBy: GroupBy;
  readonly limit: number;
  readonly showPasses?: true;
  readonly quiet?: true;
  readonly color: ColorChoice;
  readonly exitZero?: true;
}

/** What the command line demands of an estate. */
export interface GateOptions {
  readonly failOn: Severity | 'none';
  readonly minScore?: number;
  readonly requireVerdict?: Verdict;
}

export function gateDemands({ failOn, minScore, requireVerdict }: GateOptions): GateDemands {
  return {
    ...(failOn !== 'none' && { failOn }),
    ...(minScore !== undefined && { minScore: { estate: minScore } }),
    ...(requireVerdict !== undefined && { requireVerdict: { estate: requireVerdict } }),
  };
}

/** Writes a report to every output, and tells by the exit code how it went. */
export async function writeReport(
  host: Host,
  report: Report,
  options: ReportOptions,
): Promise<ExitCode> {
  const { renderReport } = await import('../app/render.ts');
  const outputs = options.output.length > 0 ? options.output : [TO_TERMINAL];
  for (const output of outputs) {
    const text = await renderReport(report, output.format, look(host, output, options));
    await writeText(host, output.file, text);
  }
  return exitCodeOf(report, options);
}

function look(host: Host, { file }: Output, options: ReportOptions): ReporterOptions {
  return {
    ...appearanceOf(host, streamFor(host, file), options.color),
    groupBy: options.groupBy,
    limit: options.limit,
    showPasses: options.showPasses === true,
    quiet: options.quiet === true,
  };
}

function exitCodeOf({ gate, counts }: Report, { exitZero }: ReportOptions): ExitCode {
  if (counts.outcomes.error > 0) return EXIT.couldNotAssess;
  return gate.passed || exitZero === true ? EXIT.ok : EXIT.gateFailed;
}
