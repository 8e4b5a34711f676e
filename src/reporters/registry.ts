import type { ErrorReport } from '../domain/report.ts';
import type { Format } from '../domain/report-format.ts';
import type { Reporter } from './reporter.ts';

/** The reporter of every format, loaded when it is asked for. */
export const REPORTERS: Readonly<Record<Format, () => Promise<Reporter>>> = {
  terminal: async () => (await import('./terminal/terminal.ts')).terminal,
  json: async () => (await import('./json.ts')).json,
  jsonl: async () => (await import('./jsonl.ts')).jsonl,
  markdown: async () => (await import('./markdown/markdown.ts')).markdown,
  csv: async () => (await import('./csv.ts')).csv,
};

/**
 * What stands in the report's place where nothing could be assessed. A format without it stays empty:
 * people read the problems on standard error, and a table without rows would say that all is well.
 */
export const ERROR_REPORTERS: Readonly<
  Partial<Record<Format, () => Promise<(error: ErrorReport) => string>>>
> = {
  json: async () => (await import('./json.ts')).renderErrorJson,
  jsonl: async () => (await import('./jsonl.ts')).renderErrorLine,
  markdown: async () => (await import('./markdown/markdown.ts')).renderErrorMarkdown,
};
