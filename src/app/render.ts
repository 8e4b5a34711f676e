import type { ConfigRow } from '../domain/config.ts';
import type { Examined } from '../domain/examined.ts';
import type { FailureList, FailureReport } from '../domain/failure.ts';
import type { History } from '../domain/history.ts';
import type { RefreshSummary } from '../domain/import-change.ts';
import type { ErrorReport, Report, Tool } from '../domain/report.ts';
import type { ReportDiff } from '../domain/report-diff.ts';
import type { AnswerFormat, DiffFormat, Format } from '../domain/report-format.ts';
import type { RuleDescription } from '../domain/rule-description.ts';
import type { SubjectPage } from '../domain/subject-page.ts';
import type { Problem } from '../domain/user-error.ts';
import type { ImportNote } from '../importers/importer.ts';
import type { Workspace } from '../reporters/checkout-path.ts';
import { jsonDocument, renderJson } from '../reporters/json.ts';
import { ERROR_REPORTERS, REPORTERS } from '../reporters/registry.ts';
import type { ListLook, Look, OutputNote, ReporterOptions } from '../reporters/reporter.ts';
import { safeLines, safeText } from '../reporters/safe-text.ts';
import { type ChangedBaseline, renderBaseline } from '../reporters/terminal/baseline.ts';
import { renderConfigRows } from '../reporters/terminal/config-rows.ts';
import type { DiffOptions } from '../reporters/terminal/diff.ts';
import { renderExaminedText } from '../reporters/terminal/examined.ts';
import { renderExplanation } from '../reporters/terminal/explanation.ts';
import { renderFailure } from '../reporters/terminal/failure.ts';
import { renderFailureList } from '../reporters/terminal/failure-list.ts';
import { renderProblems } from '../reporters/terminal/problems.ts';
import { renderRuleList } from '../reporters/terminal/rule-list.ts';
import { renderRuleTests } from '../reporters/terminal/rule-tests.ts';
import { renderRuleText } from '../reporters/terminal/rule-text.ts';
import { renderValid } from '../reporters/terminal/valid.ts';
import type { FindingExplanation } from './explain-finding.ts';
import type { CaseResult } from './test-own-rules.ts';
import type { ValidationSummary } from './validate-estate.ts';

export type { DiffOptions, Look, OutputNote, ReporterOptions, Workspace };

/** A report in a format, in parts. */
export async function renderReport(
  report: Report,
  format: Format,
  options: ReporterOptions,
): Promise<Iterable<string>> {
  const reporter = await REPORTERS[format]();
  return reporter(report, options);
}

/** What has changed between two assessments of one estate, a moment apart. */
export async function renderChange(
  tool: Tool,
  before: Report,
  after: Report,
  options: DiffOptions,
): Promise<string> {
  const { diffReports } = await import('../engine/diff.ts');
  const { renderChangedFindings } = await import('../reporters/terminal/diff.ts');
  const named = (report: Report) => ({ file: report.inputs[0]?.file ?? '', report });
  const request = { tool, before: named(before), after: named(after), allowedDrop: undefined };
  return renderChangedFindings(diffReports(request), options);
}

/** What has changed between two reports, in parts. */
export async function renderDiff(
  diff: ReportDiff,
  format: DiffFormat,
  options: DiffOptions,
): Promise<Iterable<string>> {
  switch (format) {
    case 'json':
      return jsonDocument(diff, ['findings']);
    case 'markdown': {
      const { renderDiffMarkdown } = await import('../reporters/markdown/diff.ts');
      return [renderDiffMarkdown(diff, options.limit, options.quiet)];
    }
    case 'terminal': {
      const { renderDiff } = await import('../reporters/terminal/diff.ts');
      return [renderDiff(diff, options)];
    }
  }
}

/** The page of one subject, in a format of answers. */
export async function renderSubjectPage(
  page: SubjectPage,
  format: Format,
  look: ListLook,
): Promise<string> {
  if (format === 'json') return renderJson(page);
  const { renderSubjectPage } = await import('../reporters/terminal/subject-page.ts');
  return renderSubjectPage(page, look);
}

/** A history of reports, in a format of answers. */
export async function renderHistory(
  history: History,
  format: AnswerFormat,
  options: DiffOptions,
): Promise<string> {
  if (format === 'json') return renderJson(history);
  const { renderHistory } = await import('../reporters/terminal/history.ts');
  return renderHistory(history, options);
}

/** What a format says in a report's place; nothing where people read the problems. */
export async function renderErrorReport(
  error: ErrorReport,
  format: Format,
  workspace: Workspace,
): Promise<string> {
  const reporter = await ERROR_REPORTERS[format]?.();
  return reporter === undefined ? '' : reporter(error, workspace);
}

/** Problems for a person, with their places. */
export function renderUserError(problems: readonly Problem[], more: number, look: Look): string {
  return renderProblems(problems, more, look);
}

/** What is wrong with the words of a command: they may be names of files that a stranger has made. */
export function renderUsage(text: string): string {
  return safeLines(text.split('\n').map(safeText).join('\n'));
}

/** What a new import of a file changes. */
export async function renderRefresh(summary: RefreshSummary, look: Look): Promise<string> {
  const { renderRefresh } = await import('../reporters/terminal/refresh.ts');
  return renderRefresh(summary, look);
}

/** What an import or a format left out, a line each. */
export function renderNotes(notes: readonly (ImportNote | OutputNote)[]): string {
  return notes.map(({ code, message }) => `note: ${safeText(message)} [${code}]\n`).join('');
}

/** That an estate is valid, and what it holds. */
export function renderValidation(
  summary: ValidationSummary,
  format: AnswerFormat,
  look: Look,
): string {
  return format === 'json' ? renderJson(summary) : renderValid(summary, look);
}

/** All rules: a line each, or their descriptions as JSON. */
export function renderRules(
  rules: readonly RuleDescription[],
  format: AnswerFormat,
  look: Look,
): string {
  return format === 'json' ? renderJson(rules) : renderRuleList(rules, look);
}

/** Every setting in force with its origin. */
export function renderConfig(rows: readonly ConfigRow[], format: Format, look: Look): string {
  return format === 'json' ? renderJson(rows) : renderConfigRows(rows, look);
}

/** Names of files, one a line. */
export function renderFiles(names: readonly string[], format: Format): string {
  return format === 'json'
    ? renderJson(names)
    : names.map((name) => `${safeText(name)}\n`).join('');
}

/** What was looked at, and how it is. */
export function renderExamined(examined: readonly Examined[], format: Format, look: Look): string {
  return format === 'json' ? renderJson(examined) : renderExaminedText(examined, look);
}

/** What an action made of a baseline. */
export function renderBaselineChange(change: ChangedBaseline, format: Format, look: Look): string {
  return format === 'json' ? renderJson(change) : renderBaseline(change, look);
}

/** How the cases of own rules went. */
export function renderCases(
  cases: readonly CaseResult[],
  format: AnswerFormat,
  look: Look,
): string {
  return format === 'json' ? renderJson(cases) : renderRuleTests(cases, look);
}

/** One rule with everything that its page says. */
export function renderRule(rule: RuleDescription, format: AnswerFormat, look: Look): string {
  return format === 'json' ? renderJson(rule) : renderRuleText(rule, look);
}

/** One finding with the facts that it was judged by. */
export function renderFinding(
  explanation: FindingExplanation,
  format: AnswerFormat,
  look: Look,
): string {
  return format === 'json' ? renderJson(explanation) : renderExplanation(explanation, look);
}

/** The recovery after the loss of one failure domain. */
export function renderFailureReport(report: FailureReport, format: Format, look: ListLook): string {
  return format === 'json' ? renderJson(report) : renderFailure(report, look);
}

/** All failure domains of an estate. */
export function renderFailures(list: FailureList, format: Format, look: ListLook): string {
  return format === 'json' ? renderJson(list) : renderFailureList(list, look);
}
