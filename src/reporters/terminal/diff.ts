import type {
  ApplicationChange,
  ChangedFinding,
  ComparedReport,
  FindingChange,
  NumberChange,
  ReportDiff,
} from '../../domain/report-diff.ts';
import { FINDING_CHANGES } from '../../domain/report-diff.ts';
import { subjectName } from '../../domain/subject.ts';
import { count, listNames } from '../../domain/wording.ts';
import { arrowWords, CHANGE_TITLES, hasMoved, scoreWord, signed, wasWords } from '../diff-words.ts';
import type { Look } from '../reporter.ts';
import { safeLines, safeText } from '../safe-text.ts';
import { verdictText } from './answer.ts';
import { placeLines } from './frame.ts';
import { columns, cut, layoutOf, padded, scoreBar, shared, spread, wrapped } from './layout.ts';
import { type Style, styleFor } from './style.ts';

export interface DiffOptions extends Look {
  /** Findings shown in a list; 0 shows all. */
  readonly limit: number;
  /** The answer alone. */
  readonly quiet: boolean;
}

/** What has changed, for a person at a terminal: scores first, then applications, then findings. */
export function renderDiff(diff: ReportDiff, options: DiffOptions): string {
  const { width } = options;
  const style = styleFor(options);
  const blocks = options.quiet
    ? [answer(diff, width, style), gate(diff, options, style)]
    : [
        answer(diff, width, style),
        applications(diff, width, style),
        subjects(diff, width, style),
        ...FINDING_CHANGES.map((change) => findings(diff, change, options, style)),
        gate(diff, options, style),
      ];
  return safeLines(`${blocks.filter((block) => block !== '').join('\n\n')}\n`);
}

/** The scores and findings that have changed, and nothing of what is the same. */
export function renderChangedFindings(diff: ReportDiff, options: DiffOptions): string {
  const { width } = options;
  const style = styleFor(options);
  const { guaranteed, possible } = diff.score;
  const scores = wrapped(
    '',
    `${scoreLine('guaranteed', guaranteed, style)}, ${scoreLine('possible', possible, style)}; ${numbers(diff)}`,
    width,
  );
  const blocks = [
    `${style.bold('Since the last change')}\n${scores}`,
    ...FINDING_CHANGES.map((change) => findings(diff, change, options, style)),
  ];
  return safeLines(`${blocks.filter((block) => block !== '').join('\n\n')}\n`);
}

function answer(diff: ReportDiff, width: number, style: Style): string {
  const { verdict, score, tool, caveats } = diff;
  const title = safeText(diff.new.estate ?? 'Virtualization readiness');
  const { guaranteed, possible, coverage } = score;
  const lines = [
    spread(style.bold(title), style.dim(safeText(`${tool.name} ${tool.version}`)), width),
    wrapped('  old  ', reportLine(diff.old), width),
    wrapped('  new  ', reportLine(diff.new), width),
    '',
    wrapped(
      '  ',
      arrowWords(verdict, style.arrow, (one) => verdictText(one, style)),
      width,
    ),
    wrapped('  ', scoreLine('guaranteed', guaranteed, style), width),
    `  ${scoreBar(guaranteed.old, possible.old, width - 4, style)}`,
    `  ${scoreBar(guaranteed.new, possible.new, width - 4, style)}`,
    wrapped(
      '  ',
      `${scoreLine('possible', possible, style)}   ${scoreLine('coverage', coverage, style, ' %')}`,
      width,
    ),
    wrapped('  ', style.dim(numbers(diff)), width),
  ];
  if (caveats.length > 0) {
    lines.push('', `  ${style.bold('Not the estate’s own doing')}`);
    for (const { message } of caveats)
      lines.push(wrapped(`  ${style.bullet} `, safeText(message), width));
  }
  return lines.join('\n');
}

function reportLine({ file, tool, asOf }: ComparedReport): string {
  return safeText(`${file}, as of ${asOf}, ${tool.name} ${tool.version}`);
}

function scoreLine(name: string, change: NumberChange, style: Style, unit = ''): string {
  const by = signed(change, style.minus);
  const words = `${name} ${style.bold(arrowWords(change, style.arrow, scoreWord))}${unit}`;
  return by === '' ? words : `${words} ${painted(change, style)(by)}`;
}

function painted({ change }: NumberChange, style: Style): (text: string) => string {
  return change !== null && change < 0 ? style.outcome.fail : style.outcome.pass;
}

function numbers({ counts }: ReportDiff): string {
  const parts = FINDING_CHANGES.filter((change) => counts[change] > 0).map(
    (change) => `${counts[change]} ${change}`,
  );
  return [...parts, `${counts.same} the same`].join(', ');
}

/** The applications whose verdict or score is another one, those that fell most first. */
function applications(diff: ReportDiff, width: number, style: Style): string {
  const moved = diff.applications.filter(hasMoved).sort((a, b) => by(a) - by(b));
  const same = diff.applications.length - moved.length;
  const rows = moved.map(({ id, verdict, score: { guaranteed, possible } }) => ({
    id: safeText(id),
    bar: (cells: number) => scoreBar(guaranteed.new, possible.new, cells, style),
    score: arrowWords(guaranteed, style.arrow, scoreWord),
    change: (room: number) =>
      painted(guaranteed, style)(signed(guaranteed, style.minus).padStart(room)),
    verdict: arrowWords(verdict, style.arrow, (one) => verdictText(one, style)),
  }));
  const longest = Math.max(0, ...rows.map(({ id }) => id.length));
  const name = Math.min(LONGEST_NAME, longest);
  const score = Math.max(0, ...rows.map((row) => row.score.length));
  const wide = layoutOf(width) === 'wide';
  const lines = rows.map(({ id, score: points, change, bar, verdict }) => {
    if (layoutOf(width) === 'narrow') {
      return [
        spread(`  ${style.bold(cut(id, width - 2, style))}`, verdict, width),
        wrapped('    ', `${points} ${change(0)}`, width),
        `    ${bar(width - 4)}`,
      ].join('\n');
    }
    const label = `  ${padded(cut(id, name, style), name)}  ${padded(points, score)}  ${change(LONGEST_CHANGE)}  `;
    return wrapped(label, wide ? `${bar(BAR)}  ${verdict}` : verdict, width);
  });
  const others = [
    same > 0 ? `${same} with the same score and verdict` : '',
    namesOf('new', diff.addedApplications),
    namesOf('gone', diff.goneApplications),
  ].filter((text) => text !== '');
  if (others.length > 0) lines.push(wrapped('  ', style.dim(others.join('; ')), width));
  return lines.length === 0 ? '' : [style.bold('Applications'), ...lines].join('\n');
}

const LONGEST_NAME = 24;
const BAR = 50;
const LONGEST_CHANGE = '−100.0'.length;

function by({ score }: ApplicationChange): number {
  return score.guaranteed.change ?? Number.NEGATIVE_INFINITY;
}

function namesOf(what: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${what}: ${listNames(names.map(safeText), 6)}`;
}

function subjects(
  { addedSubjects, goneSubjects }: ReportDiff,
  width: number,
  style: Style,
): string {
  const lines = [
    namesOf('new', addedSubjects.map(subjectName)),
    namesOf('gone', goneSubjects.map(subjectName)),
  ].filter((text) => text !== '');
  if (lines.length === 0) return '';
  return [style.bold('Subjects'), ...lines.map((line) => wrapped('  ', line, width))].join('\n');
}

function findings(
  { findings, counts }: ReportDiff,
  change: FindingChange,
  { limit, width }: DiffOptions,
  style: Style,
): string {
  const all = findings.filter((finding) => finding.change === change);
  if (all.length === 0) return '';
  const shown = limit === 0 ? all : all.slice(0, limit);
  const lines = shown.map((finding) => findingLines(finding, width, style));
  const title = style.bold(`${CHANGE_TITLES[change]} (${counts[change]})`);
  return [title, ...lines, ...moreLine(all.length - shown.length, style)].join('\n');
}

function moreLine(rest: number, style: Style): string[] {
  return rest > 0 ? [style.dim(`  ${style.dash} ${rest} more (--limit 0 shows all)`)] : [];
}

function findingLines(finding: ChangedFinding, width: number, style: Style): string {
  const side = finding.new ?? finding.old;
  if (side === null) return '';
  const { outcome, severity, message, location } = side;
  const symbol = style.outcome[outcome](style.symbol[outcome]);
  const grade = style.severity[severity](severity);
  const name = `${style.bold(finding.rule)} ${style.bold(safeText(subjectName(finding.subject)))}`;
  const place = style.accent(style.place(location));
  const was = wasWords(finding);
  const said = (room: number): string =>
    [
      wrapped(`${symbol} `, `${grade} ${name}: ${safeText(message)}`, room),
      ...(was === '' ? [] : [wrapped('  ', style.dim(safeText(was)), room)]),
    ].join('\n');
  if (finding.new === null) return said(width);
  const handle = finding.fingerprint.slice(0, 8);
  const at = (room: number): string => placeLines(place, handle, room, style);
  const row = layoutOf(width) === 'wide' ? columns(shared(width, [3, 2]), [said, at]) : undefined;
  return row ?? `${said(width)}\n${at(width)}`;
}

function gate({ gate }: ReportDiff, { limit, width }: DiffOptions, style: Style): string {
  if (gate === null) return '';
  if (gate.passed) {
    const points = count(gate.allowed, 'point');
    const message = `no guaranteed score has fallen by more than ${points}`;
    return wrapped(`${style.outcome.pass(style.symbol.pass)} `, message, width);
  }
  const shown = limit === 0 ? gate.drops : gate.drops.slice(0, limit);
  const lines = shown.map(({ message }) =>
    wrapped(`  ${style.outcome.fail(style.symbol.fail)} `, safeText(message), width),
  );
  const title = style.bold(style.outcome.fail('Gate failed: a guaranteed score fell'));
  return [title, ...lines, ...moreLine(gate.drops.length - shown.length, style)].join('\n');
}
