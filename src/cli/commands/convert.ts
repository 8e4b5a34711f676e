import type { Tool } from '../../domain/report.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInput } from '../inputs.ts';
import { checkOutputs } from '../outputs.ts';
import {
  type GateOptions,
  gateDemands,
  type ReportOptions,
  writeReport,
} from '../report-outputs.ts';

export interface ConvertOptions extends ReportOptions, Partial<GateOptions> {}

/** Writes a saved report as if it had just been assessed, and gates it again where that is asked. */
export async function convert(
  host: Host,
  tool: Tool,
  path: string,
  options: ConvertOptions,
): Promise<ExitCode> {
  checkOutputs(options.output);
  const { convertReport } = await import('../../app/convert-report.ts');
  const report = await convertReport({
    tool,
    file: await readInput(host, path),
    ...(isGatedAgain(options) && {
      gate: gateDemands({ ...options, failOn: options.failOn ?? 'blocker' }),
    }),
  });
  return writeReport(host, report, [], options);
}

/** One demand means what it means to `assess`, where a failed blocker fails the gate as well. */
function isGatedAgain({ failOn, minScore, requireVerdict }: ConvertOptions): boolean {
  return failOn !== undefined || minScore !== undefined || requireVerdict !== undefined;
}
