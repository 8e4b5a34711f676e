import { type FindingSketch, sketchesOf } from '../domain/lazy-findings.ts';
import type { GateAssertion, Report, ReportFinding, ReportProblem } from '../domain/report.ts';
import { count } from '../domain/wording.ts';
import { checkoutPath, type Workspace } from './checkout-path.ts';
import { findingText, levelOf, sentence } from './finding-text.ts';
import type { ErrorReporter, Reporter } from './reporter.ts';
import { safeText } from './safe-text.ts';

/** GitHub shows as many annotations of each level in a step. */
const SHOWN_EACH = 10;

type Command = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly command: Command;
  readonly title: string;
  readonly message: string;
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/**
 * The gravest of a report as workflow commands, which GitHub shows beside the lines: what the gate has to
 * say, what crashed, failed or warned. What is unknown stands in the summary of the step.
 */
export const github: Reporter = function* github(report, { workspace }) {
  const shown = { error: 0, warning: 0, notice: 0 };
  let more = 0;
  for (const annotation of annotations(report)) {
    const { command } = annotation;
    // The last notice is kept for the number of those that are left out.
    const room = command === 'notice' ? SHOWN_EACH - 1 : SHOWN_EACH;
    if (shown[command] === room) more++;
    else {
      shown[command]++;
      yield commandLine(annotation, workspace);
    }
  }
  if (more > 0) yield commandLine(leftOut(more), workspace);
};

/** Each problem at its place. */
export const githubErrors: ErrorReporter = ({ error }, workspace) => {
  const { problems, more } = error;
  const shown = problems.slice(0, SHOWN_EACH);
  const rest = problems.length - shown.length + more;
  const all = shown.map((problem) => problemAnnotation('error', problem));
  return [...all, ...(rest > 0 ? [leftOut(rest)] : [])]
    .map((annotation) => commandLine(annotation, workspace))
    .join('');
};

function* annotations(report: Report): Iterable<Annotation> {
  for (const assertion of report.gate.assertions) {
    if (!assertion.passed) yield gateAnnotation(assertion);
  }
  for (const notice of report.notices) yield problemAnnotation('warning', notice);
  for (const finding of sketchesOf(report.findings)) {
    const command = commandOf(finding);
    if (command !== undefined) yield findingAnnotation(command, finding.whole());
  }
}

/** Undefined for what has no line in the list of annotations. */
function commandOf({ outcome, severity }: FindingSketch): Command | undefined {
  if (outcome === 'error') return 'error';
  if (outcome !== 'fail' && outcome !== 'warn') return undefined;
  const level = levelOf(outcome, severity);
  return level === 'note' ? 'notice' : level;
}

function findingAnnotation(command: Command, finding: ReportFinding): Annotation {
  const { rule, title, location } = finding;
  return { command, title: `${rule} ${title}`, message: findingText(finding), place: location };
}

function gateAnnotation({ name, scope, message }: GateAssertion): Annotation {
  const title = `Gate failed: ${name} of ${scope}`;
  return { command: 'error', title, message: sentence(message), place: null };
}

function problemAnnotation(
  command: Command,
  { code, message, hint, location }: ReportProblem,
): Annotation {
  const advice = hint === null ? '' : ` ${sentence(hint)}`;
  return {
    command,
    title: `virtready: ${code}`,
    message: `${sentence(message)}${advice}`,
    place: location,
  };
}

function leftOut(more: number): Annotation {
  const message = `${count(more, 'more annotation')} left out: GitHub shows ${SHOWN_EACH} of each level in a step. The report has them all.`;
  return { command: 'notice', title: 'virtready', message, place: null };
}

function commandLine({ command, title, message, place }: Annotation, workspace: Workspace): string {
  const where =
    place === null
      ? []
      : [
          `file=${property(checkoutPath(place.file, workspace))}`,
          `line=${place.line}`,
          `endLine=${place.line}`,
          `col=${place.column}`,
        ];
  const properties = [...where, `title=${property(title)}`].join(',');
  return `::${command} ${properties}::${data(message)}\n`;
}

/** What the runner reads back as the text: nothing in it ends the line, and so starts a command. */
function data(text: string): string {
  return safeText(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
