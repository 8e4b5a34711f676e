import type { ErrorReport } from '../domain/report.ts';
import type { Reporter } from './reporter.ts';

/** The whole report as one JSON document. */
export const json: Reporter = (report) => renderJson(report);

export function renderErrorJson(error: ErrorReport): string {
  return renderJson(error);
}

/** Any of the tool's documents, indented, with a newline at its end. */
export function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
