import { type FindingSketch, sketchesOf } from '../domain/lazy-findings.ts';
import type { GateAssertion, Report, ReportFinding, ReportProblem } from '../domain/report.ts';
import type { Severity } from '../domain/severity.ts';
import { checkoutPath, type Workspace } from './checkout-path.ts';
import { inChunks } from './chunks.ts';
import { findingText, sentence } from './finding-text.ts';
import type { ErrorReporter, Reporter } from './reporter.ts';
import { safeJson } from './safe-text.ts';

type Grade = 'blocker' | 'critical' | 'major' | 'minor' | 'info';

const FAIL_GRADES: Readonly<Record<Severity, Grade>> = {
  blocker: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
};

/** A rule that is met in part is one grade less. */
const WARN_GRADES: Readonly<Record<Severity, Grade>> = {
  blocker: 'critical',
  high: 'major',
  medium: 'minor',
  low: 'info',
  info: 'info',
};

/** An entry without a path is refused. */
const TOOL = 'virtready';

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: Grade;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/**
 * What GitLab shows as Code Quality: whatever is not met, not known or borne. What is unknown or waived is
 * information: it is to be seen, and is nothing that a merge request has broken.
 */
export const gitlab: Reporter = (report, { workspace }) =>
  inChunks(list(allEntries(report, workspace)));

function* allEntries(report: Report, workspace: Workspace): Iterable<Entry> {
  const [input] = report.inputs;
  const path = input === undefined ? TOOL : checkoutPath(input.file, workspace);
  for (const assertion of report.gate.assertions) {
    if (!assertion.passed) yield gateEntry(assertion, path);
  }
  yield* entries(report.findings, workspace);
}

/** What fails the job has no place of its own; it is shown at the begin of the first inventory. */
function gateEntry({ name, scope, message }: GateAssertion, path: string): Entry {
  return {
    description: `The gate failed: ${sentence(message)}`,
    check_name: name,
    fingerprint: `virtready-gate-${name}-${scope}`,
    severity: 'blocker',
    location: { path, lines: { begin: 1 } },
  };
}

/** An empty list would say that everything was mended, so each problem is an entry. */
export const gitlabErrors: ErrorReporter = ({ error }, workspace) =>
  [...list(error.problems.map((problem, i) => problemEntry(problem, i, workspace)))].join('');

function* list(entries: Iterable<Entry>): Iterable<string> {
  let before = '[';
  for (const entry of entries) {
    yield `${before}\n  ${safeJson(entry)}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

function* entries(findings: Iterable<ReportFinding>, workspace: Workspace): Iterable<Entry> {
  for (const sketch of sketchesOf(findings)) {
    const severity = gradeOf(sketch);
    if (severity === undefined) continue;
    const finding = sketch.whole();
    const { rule, fingerprint, location } = finding;
    yield {
      description: findingText(finding),
      check_name: rule,
      fingerprint,
      severity,
      location: {
        path: checkoutPath(location.file, workspace),
        lines: { begin: location.line },
      },
    };
  }
}

/** Undefined for what needs no attention. */
function gradeOf({ outcome, severity }: FindingSketch): Grade | undefined {
  switch (outcome) {
    case 'error':
      return 'blocker';
    case 'fail':
      return FAIL_GRADES[severity];
    case 'warn':
      return WARN_GRADES[severity];
    case 'unknown':
    case 'waived':
      return 'info';
    default:
      return undefined;
  }
}

/** What has no place is shown at the tool's own name. */
function problemEntry(
  { code, message, hint, location }: ReportProblem,
  position: number,
  workspace: Workspace,
): Entry {
  const advice = hint === null ? '' : ` ${sentence(hint)}`;
  return {
    description: `Could not assess: ${sentence(message)}${advice}`,
    check_name: code,
    fingerprint: `virtready-problem-${position + 1}-${code}`,
    severity: 'blocker',
    location: {
      path: location === null ? TOOL : checkoutPath(location.file, workspace),
      lines: { begin: location?.line ?? 1 },
    },
  };
}
