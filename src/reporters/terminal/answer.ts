import type { GateAssertion, MendAdvice, RecordAdvice, Report } from '../../domain/report.ts';
import type { Verdict } from '../../domain/score.ts';
import { subjectName } from '../../domain/subject.ts';
import { count, listNames } from '../../domain/wording.ts';
import { safeText } from '../safe-text.ts';
import { formatPoints, scoreWords, VERDICT_NAMES, VERDICT_OUTCOMES } from '../words.ts';
import { beside, layoutOf, scoreBar, spread, wrapped } from './layout.ts';
import type { Style } from './style.ts';

/** A verdict as a headline: `NOT READY`. */
export function verdictWords(verdict: Verdict): string {
  return VERDICT_NAMES[verdict].toUpperCase();
}

export function verdictText(verdict: Verdict, style: Style): string {
  return style.verdict[verdict](`${verdictSymbol(verdict, style)} ${verdictWords(verdict)}`);
}

export function verdictSymbol(verdict: Verdict, style: Style): string {
  return style.symbol[VERDICT_OUTCOMES[verdict]];
}

/** How many of a list are shown in the answer. */
const SHOWN_MENDS = 3;
const SHOWN_RECORDS = 5;

/** What a reader at 3 a.m. needs first: verdict, score, what to mend and what to record. */
export function renderAnswer(report: Report, width: number, style: Style): string {
  const { estate, tool, asOf, score } = report;
  const title = safeText(estate.name ?? 'Virtualization readiness');
  const lines = [
    spread(
      style.bold(title),
      style.dim(safeText(`${tool.name} ${tool.version}, as of ${asOf}`)),
      width,
    ),
    '',
    ...verdictLines(report, width, style),
    `  ${scoreBar(score.guaranteed, score.possible, width - 4, style)}`,
    wrapped('  ', style.dim(explainScore(report, style)), width),
  ];
  if (report.withoutWaivers !== null) {
    const { verdict: bare, score: plain } = report.withoutWaivers;
    const words = `without waivers ${scoreWords(plain.guaranteed, plain.possible)}, ${verdictWords(bare)}`;
    lines.push(wrapped('  ', style.dim(words), width));
  }
  const advice = adviceBlocks(report, width, style);
  return [lines.join('\n'), ...(advice === '' ? [] : [advice])].join('\n\n');
}

function verdictLines({ verdict, score }: Report, width: number, style: Style): string[] {
  const { guaranteed, possible, coverage, stars } = score;
  const words = style.bold(scoreWords(guaranteed, possible));
  const line = (right: string): string => spread(`  ${verdictText(verdict, style)}`, right, width);
  if (coverage === null) return [line(words)];
  const filled = style.star.full.repeat(stars ?? 0) + style.star.empty.repeat(5 - (stars ?? 0));
  const covered = `coverage ${coverage} % ${filled}`;
  return layoutOf(width) === 'narrow'
    ? [line(`${words} of 100`), wrapped('  ', covered, width)]
    : [line(`${words} of 100   ${covered}`)];
}

/** What to mend and what to record first. */
function adviceBlocks(report: Report, width: number, style: Style): string {
  const mends = report.mendFirst.slice(0, SHOWN_MENDS);
  const records = report.recordFirst
    .filter(({ pointsAlone, pointsShared }) => pointsAlone + pointsShared > 0)
    .slice(0, SHOWN_RECORDS);
  return beside(
    width,
    (room) =>
      list(
        'Mend first',
        mends.map((one, i) => mendLine(i + 1, one, room, style)),
        style,
      ),
    (room) =>
      list(
        'Record first',
        records.map((one) => recordLine(one, room, style)),
        style,
      ),
  );
}

function list(title: string, lines: readonly string[], style: Style): string {
  return lines.length === 0 ? '' : [`  ${style.bold(title)}`, ...lines].join('\n');
}

function explainScore(
  { score, counts, applications, worstApplication }: Report,
  style: Style,
): string {
  const { outcomes } = counts;
  const checks = [
    `${style.symbol.fail} ${outcomes.fail} failed`,
    `${style.symbol.warn} ${count(outcomes.warn, 'warning')}`,
    `${style.symbol.unknown} ${outcomes.unknown} unknown`,
    `${style.symbol.pass} ${outcomes.pass} passed`,
  ];
  if (outcomes.waived > 0) checks.push(`${style.symbol.waived} ${outcomes.waived} waived`);
  if (outcomes.error > 0) checks.unshift(`${outcomes.error} crashed`);
  const worst = applications.find(({ id }) => id === worstApplication);
  const least =
    worst === undefined
      ? ''
      : `; worst application: ${safeText(worst.id)} at ${worst.score.guaranteed}`;
  const sure = score.guaranteed === null ? 'nothing was applicable' : checks.join(', ');
  return `${sure}${least}`;
}

function mendLine(position: number, advice: MendAdvice, width: number, style: Style): string {
  const { rule, title, severity, outcome, effort, points, subjects, remedy } = advice;
  const mark = style.outcome[outcome](style.symbol[outcome]);
  const head = `${style.bold(safeText(rule))} ${style.severity[severity](severity)} ${safeText(title)}`;
  const names = listNames(subjects.map((subject) => safeText(subjectName(subject))));
  const gain = points > 0 ? `+${formatPoints(points)} points, ` : '';
  return [
    wrapped(`  ${position} ${mark} `, head, width),
    wrapped('      ', `${names} ${style.dim(`(${gain}${effort} effort)`)}`, width),
    wrapped('      ', safeText(remedy), width),
  ].join('\n');
}

function recordLine(advice: RecordAdvice, width: number, style: Style): string {
  const { kind, path, subjects, checks, pointsAlone, pointsShared } = advice;
  const what = safeText(path === '' ? kind : `${kind} ${path}`);
  const alone = pointsAlone > 0 ? `+${formatPoints(pointsAlone)} points` : '';
  const shared = pointsShared > 0 ? `+${formatPoints(pointsShared)} together with others` : '';
  const points = [alone, shared].filter((text) => text !== '').join(', ');
  const names = kind === 'estate' ? '' : ` of ${listNames(subjects.map(safeText))}`;
  const text = `${style.accent(what)}${names} ${style.dim(`(up to ${points}; ${count(checks, 'check')})`)}`;
  return wrapped(`  ${style.bullet} `, text, width);
}

/** The gate's assertions, the failed ones first to be seen. */
export function renderGate({ gate }: Report, width: number, style: Style): string {
  if (gate.assertions.length === 0) return '';
  const line = ({ passed, message }: GateAssertion): string => {
    const mark = passed ? 'pass' : 'fail';
    const symbol = style.outcome[mark](style.symbol[mark]);
    return wrapped(`  ${symbol} `, safeText(message), width);
  };
  const title = gate.passed ? 'Gate passed' : 'Gate failed';
  const paint = gate.passed ? style.outcome.pass : style.outcome.fail;
  return [style.bold(paint(title)), ...gate.assertions.map(line)].join('\n');
}
