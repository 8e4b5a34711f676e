import type { FailureList, FailureReport } from '../domain/failure.ts';
import type { ErrorReport, Report } from '../domain/report.ts';
import type { Format } from '../domain/report-format.ts';
import type { RuleDescription } from '../domain/rule-description.ts';
import type { Problem } from '../domain/user-error.ts';
import type { ImportNote } from '../importers/importer.ts';
import { renderErrorJson, renderJson } from '../reporters/json.ts';
import { REPORTERS } from '../reporters/registry.ts';
import type { ListLook, Look, ReporterOptions } from '../reporters/reporter.ts';
import { safeText } from '../reporters/safe-text.ts';
import { type ChangedBaseline, renderBaseline } from '../reporters/terminal/baseline.ts';
import { renderConfigRows } from '../reporters/terminal/config-rows.ts';
import { renderExplanation } from '../reporters/terminal/explanation.ts';
import { renderFailure } from '../reporters/terminal/failure.ts';
import { renderFailureList } from '../reporters/terminal/failure-list.ts';
import { renderProblems } from '../reporters/terminal/problems.ts';
import { renderRuleList } from '../reporters/terminal/rule-list.ts';
import { renderRuleTests } from '../reporters/terminal/rule-tests.ts';
import { renderRuleText } from '../reporters/terminal/rule-text.ts';
import { renderValid } from '../reporters/terminal/valid.ts';
import type { ConfigRow } from './config/config-rows.ts';
import type { FindingExplanation } from './explain-finding.ts';
import type { CaseResult } from './test-own-rules.ts';
import type { ValidationSummary } from './validate-estate.ts';

export type { Look, ReporterOptions };

/** A report in a format, in parts. */
export function renderReport(
  report: Report,
  format: Format,
  options: ReporterOptions,
): Iterable<string> {
  return REPORTERS[format](report, options);
}

/** What a machine format says in a report's place; nothing for people, who read the problems. */
export function renderErrorReport(error: ErrorReport, format: Format): string {
  return format === 'json' ? renderErrorJson(error) : '';
}

/** Problems for a person, with their places. */
export function renderUserError(problems: readonly Problem[], more: number, look: Look): string {
  return renderProblems(problems, more, look);
}

/** What an import left out or derived, a line each. */
export function renderNotes(notes: readonly ImportNote[]): string {
  return notes.map(({ code, message }) => `note: ${safeText(message)} [${code}]\n`).join('');
}

/** That an estate is valid, and what it holds. */
export function renderValidation(summary: ValidationSummary, format: Format, look: Look): string {
  return format === 'json' ? renderJson(summary) : renderValid(summary, look);
}

/** All rules: a line each, or their descriptions as JSON. */
export function renderRules(rules: readonly RuleDescription[], format: Format, look: Look): string {
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

/** What an action made of a baseline. */
export function renderBaselineChange(change: ChangedBaseline, format: Format, look: Look): string {
  return format === 'json' ? renderJson(change) : renderBaseline(change, look);
}

/** How the cases of own rules went. */
export function renderCases(cases: readonly CaseResult[], format: Format, look: Look): string {
  return format === 'json' ? renderJson(cases) : renderRuleTests(cases, look);
}

/** One rule with everything that its page says. */
export function renderRule(rule: RuleDescription, format: Format, look: Look): string {
  return format === 'json' ? renderJson(rule) : renderRuleText(rule, look);
}

/** One finding with the facts that it was judged by. */
export function renderFinding(explanation: FindingExplanation, format: Format, look: Look): string {
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
