import type { Demand } from '../domain/config.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Report, Tool } from '../domain/report.ts';
import { judgeGate } from '../engine/gate.ts';
import { loadReport } from '../load/load-report.ts';
import { demandsOf } from './config/configured-demands.ts';

export interface ConvertRequest {
  readonly tool: Tool;
  readonly file: InputFile;
  /** What is demanded now; where nothing is, the gate stays as it was judged. */
  readonly gate: readonly Demand[];
}

/** A saved report, gated again where that is asked for. Throws a `UserError` for what is no report. */
export async function convertReport({ tool, file, gate }: ConvertRequest): Promise<Report> {
  const report = await loadReport(file, tool);
  if (gate.length === 0) return report;
  // As in an assessment, nothing is demanded of an estate that holds nothing.
  const isEmpty = Object.keys(report.counts.subjects).length === 0;
  return { ...report, gate: judgeGate(isEmpty ? {} : demandsOf(undefined, gate), report) };
}
