import type { AssessedEstate } from '../../app/assess-estate.ts';
import type { Atlas } from '../../domain/atlas.ts';
import type { Config } from '../../domain/config.ts';
import type { Tool } from '../../domain/report.ts';
import type { Format } from '../../domain/report-format.ts';
import { type AssessOptions, assessOnce } from '../assess-once.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { historyIn } from '../kept-reports.ts';
import { outputsOf } from '../outputs.ts';
import { progressOf } from '../progress.ts';
import { writeReport } from '../report-outputs.ts';

export type { AssessOptions };

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
  if (options.watch === true) {
    const { watchEstate } = await import('./watch.ts');
    return watchEstate(host, tool, today, paths, options);
  }
  const progress = progressOf(host, options);
  try {
    const { assessed, inputs, config } = await assessOnce(
      host,
      tool,
      today,
      paths,
      options,
      progress,
    );
    const output = outputsOf(options.output, config);
    const atlas = output.some(({ format }) => PICTURED.has(format))
      ? await progress.time('pictures', () => atlasOf(assessed, config))
      : undefined;
    const origin = {
      inputs: inputs.files,
      ...(atlas !== undefined && { atlas }),
      ...(await historyIn(host, tool, options.history)),
    };
    const all = { ...options, output };
    return await progress.time('write', () => writeReport(host, assessed.report, origin, all));
  } finally {
    await progress.finish();
  }
}

async function atlasOf(assessed: AssessedEstate, config: Config | undefined): Promise<Atlas> {
  const { buildAtlas } = await import('../../app/atlas/build-atlas.ts');
  return buildAtlas(assessed, config);
}
