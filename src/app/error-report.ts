import { type ErrorReport, REPORT_SCHEMA_VERSION, type Tool } from '../domain/report.ts';
import type { UserError } from '../domain/user-error.ts';

/** The document that stands in the report's place when nothing could be assessed. */
export function errorReport(tool: Tool, { problems, more }: UserError): ErrorReport {
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool,
    error: {
      code: problems[0]?.code ?? 'unknown',
      message: problems[0]?.message ?? '',
      problems: problems.map(({ code, message, location, related, hint }) => ({
        code,
        message,
        location: location ?? null,
        related: related ?? [],
        hint: hint ?? null,
      })),
      more,
    },
  };
}
