import type { Format } from '../domain/report-format.ts';
import type { ErrorReporter, Reporter } from './reporter.ts';

/** The reporter of every format, loaded when it is asked for. */
export const REPORTERS: Readonly<Record<Format, () => Promise<Reporter>>> = {
  terminal: async () => (await import('./terminal/terminal.ts')).terminal,
  json: async () => (await import('./json.ts')).json,
  jsonl: async () => (await import('./jsonl.ts')).jsonl,
  markdown: async () => (await import('./markdown/markdown.ts')).markdown,
  csv: async () => (await import('./csv.ts')).csv,
  sarif: async () => (await import('./sarif.ts')).sarif,
  gitlab: async () => (await import('./gitlab.ts')).gitlab,
  junit: async () => (await import('./junit.ts')).junit,
  github: async () => (await import('./github.ts')).github,
  html: async () => (await import('./html/html.tsx')).html,
};

/**
 * What stands in the report's place where nothing could be assessed. A format without it stays empty:
 * people read the problems on standard error, and a table without rows would say that all is well.
 */
export const ERROR_REPORTERS: Readonly<Partial<Record<Format, () => Promise<ErrorReporter>>>> = {
  json: async () => (await import('./json.ts')).renderErrorJson,
  jsonl: async () => (await import('./jsonl.ts')).renderErrorLine,
  markdown: async () => (await import('./markdown/markdown.ts')).renderErrorMarkdown,
  sarif: async () => (await import('./sarif.ts')).sarifErrors,
  gitlab: async () => (await import('./gitlab.ts')).gitlabErrors,
  junit: async () => (await import('./junit.ts')).junitErrors,
  github: async () => (await import('./github.ts')).githubErrors,
  html: async () => (await import('./html/html.tsx')).renderErrorHtml,
};
