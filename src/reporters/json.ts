import type { ErrorReport, ReportFinding } from '../domain/report.ts';
import type { Reporter } from './reporter.ts';

/** The engine's longest text is half a gigabyte, which a large estate's findings exceed. */
const FINDINGS_IN_CHUNK = 1000;

/** The whole report as one JSON document; each finding stands on a line of its own. */
export const json: Reporter = function* json(report) {
  let before = '{';
  for (const [key, value] of Object.entries(report)) {
    yield `${before}\n  ${JSON.stringify(key)}: `;
    if (key === 'findings') yield* findingLines(report.findings);
    else yield JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
    before = ',';
  }
  yield '\n}\n';
};

function* findingLines(findings: Iterable<ReportFinding>): Iterable<string> {
  let before = '[';
  let lines: string[] = [];
  const chunk = (): string => {
    const text = `${before}\n${lines.join(',\n')}`;
    before = ',';
    lines = [];
    return text;
  };
  for (const finding of findings) {
    lines.push(`    ${JSON.stringify(finding)}`);
    if (lines.length === FINDINGS_IN_CHUNK) yield chunk();
  }
  if (lines.length > 0) yield chunk();
  yield before === '[' ? '[]' : '\n  ]';
}

export function renderErrorJson(error: ErrorReport): string {
  return renderJson(error);
}

/** Any of the tool's documents, indented, with a newline at its end. */
export function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
