import type { InputFile } from '../domain/input-file.ts';
import type { Tool } from '../domain/report.ts';
import type { ReportDiff } from '../domain/report-diff.ts';
import { diffReports as diff } from '../engine/diff.ts';
import { loadReport } from '../load/load-report.ts';

export interface DiffReportsRequest {
  readonly tool: Tool;
  readonly before: InputFile;
  readonly after: InputFile;
  /** Points that a guaranteed score may lose; undefined where no drop is forbidden. */
  readonly allowedDrop: number | undefined;
}

/** Compares two saved reports. Throws a `UserError` for what is no report. */
export async function diffReports(request: DiffReportsRequest): Promise<ReportDiff> {
  const { tool, before, after, allowedDrop } = request;
  return diff({
    tool,
    before: { file: before.file, report: await loadReport(before, tool) },
    after: { file: after.file, report: await loadReport(after, tool) },
    allowedDrop,
  });
}
