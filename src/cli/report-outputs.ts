import type { OutputNote, ReporterOptions } from '../app/render.ts';
import type { Atlas } from '../domain/atlas.ts';
import type { History } from '../domain/history.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Report } from '../domain/report.ts';
import type { GroupBy } from '../domain/report-format.ts';
import { appearanceOf, type LookChoices } from './appearance.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { Host } from './host.ts';
import { type Output, streamFor, workspaceOf, writeText } from './outputs.ts';
import { addStepSummary } from './step-summary.ts';

/** How reports are shown, and what they say by their exit code. */
export interface ReportOptions extends LookChoices {
  readonly output: readonly Output[];
  readonly groupBy: GroupBy;
  readonly limit: number;
  readonly showPasses?: true;
  readonly quiet?: true;
  readonly exitZero?: true;
}

/** What a report was made from; a saved one comes without it. */
export interface ReportOrigin {
  readonly inputs: readonly InputFile[];
  /** What pictures show, where one of the outputs draws them. */
  readonly atlas?: Atlas;
  /** Reports that were kept before. */
  readonly history?: History;
}

/** Writes a report to every output, and tells by the exit code how it went. */
export async function writeReport(
  host: Host,
  report: Report,
  origin: ReportOrigin,
  options: ReportOptions,
): Promise<ExitCode> {
  const { renderNotes, renderReport } = await import('../app/render.ts');
  const notes: OutputNote[] = [];
  const note = (one: OutputNote): number => notes.push(one);
  for (const output of [...options.output].sort(filesFirst)) {
    const look = { ...lookOf(host, output, options), ...origin, note };
    if (output.format === 'github') {
      const left = await addStepSummary(host, await renderReport(report, 'markdown', look));
      if (left !== undefined) note(left);
    }
    await writeText(host, output.file, await renderReport(report, output.format, look));
  }
  if (notes.length > 0) await host.stderr.write(renderNotes(notes));
  return exitCodeOf(report, options);
}

/** Where a file fails, standard output is still free for the one document that says so. */
function filesFirst({ file: a }: Output, { file: b }: Output): number {
  return Number(a === undefined) - Number(b === undefined);
}

function lookOf(
  host: Host,
  { file }: Output,
  options: ReportOptions,
): Omit<ReporterOptions, keyof ReportOrigin | 'note'> {
  return {
    ...appearanceOf(host, streamFor(host, file), options),
    groupBy: options.groupBy,
    limit: options.limit,
    showPasses: options.showPasses === true,
    quiet: options.quiet === true,
    workspace: workspaceOf(host),
  };
}

function exitCodeOf({ gate, counts }: Report, { exitZero }: ReportOptions): ExitCode {
  if (counts.outcomes.error > 0) return EXIT.couldNotAssess;
  return gate.passed || exitZero === true ? EXIT.ok : EXIT.gateFailed;
}
