import type { Tool } from '../../domain/report.ts';
import type { ExitCode } from '../exit-code.ts';
import { askedOf, type GateOptions } from '../gate-options.ts';
import type { Host } from '../host.ts';
import { readInput } from '../inputs.ts';
import { historyIn } from '../kept-reports.ts';
import { outputsOf } from '../outputs.ts';
import { type ReportOptions, writeReport } from '../report-outputs.ts';

export interface ConvertOptions extends ReportOptions, GateOptions {
  /** Folder of kept reports. */
  readonly history?: string;
}

/** Writes a saved report as if it had just been assessed, and gates it again where that is asked. */
export async function convert(
  host: Host,
  tool: Tool,
  path: string,
  options: ConvertOptions,
): Promise<ExitCode> {
  const outputs = outputsOf(options.output, undefined);
  const { convertReport } = await import('../../app/convert-report.ts');
  const report = await convertReport({
    tool,
    file: await readInput(host, path),
    gate: askedOf(options),
  });
  const origin = { inputs: [], ...(await historyIn(host, tool, options.history)) };
  return writeReport(host, report, origin, { ...options, output: outputs });
}
