import {
  type ErrorReport,
  REPORT_SCHEMA_VERSION,
  type ReportProblem,
  type Tool,
} from '../domain/report.ts';
import type { Problem, UserError } from '../domain/user-error.ts';

/** The document that stands in the report's place when nothing could be assessed. */
export function errorReport(tool: Tool, { problems, more }: UserError): ErrorReport {
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool,
    error: {
      code: problems[0]?.code ?? 'unknown',
      message: problems[0]?.message ?? '',
      problems: problems.map(reportProblem),
      more,
    },
  };
}

/** A problem as a report shows it, every field present. */
export function reportProblem({ code, message, location, related, hint }: Problem): ReportProblem {
  return {
    code,
    message,
    location: location ?? null,
    related: related ?? [],
    hint: hint ?? null,
  };
}
