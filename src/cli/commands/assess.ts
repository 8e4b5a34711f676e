import type { Tool } from '../../domain/report.ts';
import { type AssessOptions, assessOnce } from '../assess-once.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { outputsOf } from '../outputs.ts';
import { progressOf } from '../progress.ts';
import { writeReport } from '../report-outputs.ts';

export type { AssessOptions };

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
