import type { ErrorReport, Report } from '../domain/report.ts';
import { inChunks } from './chunks.ts';
import type { Reporter } from './reporter.ts';
import { safeJson } from './safe-text.ts';

/**
 * A JSON document on each line, which says by its `type` what it is: the report without its findings
 * first, because a reader wants to know at once how it went; then every finding; then the end, without
 * which the stream was cut off.
 */
export const jsonl: Reporter = (report) => inChunks(lines(report));

function* lines({ findings, ...report }: Report): Iterable<string> {
  yield line('report', report);
  let number = 0;
  for (const finding of findings) {
    number++;
    yield line('finding', finding);
  }
  yield line('end', { findings: number });
}

export function renderErrorLine(error: ErrorReport): string {
  return line('error', error);
}

function line(type: string, record: object): string {
  return `${safeJson({ type, ...record })}\n`;
}
