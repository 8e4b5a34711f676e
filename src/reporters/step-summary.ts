import type { GateAssertion, Report, ReportFinding } from '../domain/report.ts';
import type { Verdict } from '../domain/score.ts';
import { subjectName } from '../domain/subject.ts';
import { count } from '../domain/wording.ts';
import { checkoutPath, type Workspace } from './checkout-path.ts';
import { safeText } from './safe-text.ts';

/** Findings in the table; the report has them all. */
const SHOWN_FINDINGS = 20;
const LONGEST_CELL = 300;

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  'not-ready': 'not ready',
  unknown: 'unknown',
  'ready-with-conditions': 'ready with conditions',
  ready: 'ready',
};

/**
 * A report on the page of a GitHub run, as Markdown: the answer, the gate and the gravest findings. It is
 * a few kilobytes, of the mebibyte that a step may add.
 */
export function stepSummary(report: Report, workspace: Workspace): string {
  const { gate, findings } = report;
  const blocks = [
    answer(report),
    ...(gate.assertions.length === 0 ? [] : [gateTable(gate.assertions)]),
    findingTable(findings, workspace),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function answer({ estate, asOf, verdict, score, counts }: Report): string {
  const { guaranteed, possible, coverage } = score;
  const { outcomes } = counts;
  const points =
    guaranteed === null ? 'No score' : `${guaranteed}, up to ${possible ?? guaranteed} of 100`;
  const checks = [
    `${outcomes.fail} failed`,
    count(outcomes.warn, 'warning'),
    `${outcomes.unknown} unknown`,
    ...(outcomes.waived > 0 ? [`${outcomes.waived} waived`] : []),
    ...(outcomes.error > 0 ? [`${outcomes.error} crashed`] : []),
    `${outcomes.pass} passed`,
  ].join(', ');
  const covered = coverage === null ? '' : `, coverage ${coverage} %`;
  const name = estate.name === null ? '' : ` for ${plain(estate.name)}`;
  return `## virtready: ${VERDICT_WORDS[verdict]}\n\n${points}${name}, as of ${asOf}${covered}. ${checks}.`;
}

function gateTable(assertions: readonly GateAssertion[]): string {
  const rows = assertions.map(({ name, scope, passed, message }) => [
    passed ? '✅ passed' : '❌ failed',
    name,
    scope,
    message,
  ]);
  return table(['Gate', 'Demand', 'Of', 'What'], rows);
}

function findingTable(findings: Iterable<ReportFinding>, workspace: Workspace): string {
  const rows: string[][] = [];
  let rest = 0;
  for (const finding of findings) {
    const { outcome, severity, rule, subject, message, location } = finding;
    if (outcome !== 'error' && outcome !== 'fail' && outcome !== 'warn') continue;
    if (rows.length === SHOWN_FINDINGS) {
      rest++;
      continue;
    }
    const place = `${checkoutPath(location.file, workspace)}:${location.line}`;
    rows.push([outcome, severity, rule, subjectName(subject), message, place]);
  }
  if (rows.length === 0) return '';
  const heads = ['Outcome', 'Severity', 'Rule', 'Subject', 'What', 'Where'];
  const more = rest > 0 ? `\n\n${rest} more are in the report.` : '';
  return `### Gravest findings\n\n${table(heads, rows)}${more}`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(heads),
    line(heads.map(() => '---')),
    ...rows.map((cells) => line(cells.map((cell) => plain(shortened(cell))))),
  ].join('\n');
}

function shortened(text: string): string {
  return text.length <= LONGEST_CELL ? text : `${text.slice(0, LONGEST_CELL - 1)}…`;
}

/** Text that means nothing in Markdown or HTML, on one line; it names nobody and links nowhere. */
function plain(text: string): string {
  return safeText(text.replace(/\s+/g, ' ')).replace(
    /[&<>@:|`*_~#[\]()\\!$]|(?<=www)\./gi,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}
