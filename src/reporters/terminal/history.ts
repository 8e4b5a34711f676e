import type { History, HistoryPoint } from '../../domain/history.ts';
import type { NumberChange } from '../../domain/report-diff.ts';
import { count } from '../../domain/wording.ts';
import { scoreWord, signed } from '../diff-words.ts';
import { safeLines, safeText } from '../safe-text.ts';
import { scoreWords } from '../words.ts';
import { verdictText } from './answer.ts';
import { type DiffOptions, renderDiff } from './diff.ts';
import { padded, scoreBar, widestOf, wrapped } from './layout.ts';
import { type Style, styleFor } from './style.ts';
import { widthOf } from './text-width.ts';

/** A report of each day, the newest last: how the score went, and what the newest one changed. */
export function renderHistory({ points, latest }: History, options: DiffOptions): string {
  const style = styleFor(options);
  const newest = points.at(-1);
  const [first] = points;
  const title = safeText(newest?.estate ?? 'Virtualization readiness');
  const span = first === newest ? `${newest?.asOf}` : `${first?.asOf} to ${newest?.asOf}`;
  const blocks = [
    [
      wrapped(
        '',
        `${style.bold(title)}, ${count(points.length, 'report')}, ${span}`,
        options.width,
      ),
      '',
      trend('guaranteed', points, options.width, style),
      trend('possible', points, options.width, style),
    ].join('\n'),
    pointsText(points, options.width, style),
    ...(latest === null
      ? []
      : [`${style.bold('Since the report before')}\n\n${renderDiff(latest, options).trimEnd()}`]),
  ];
  return safeLines(`${blocks.join('\n\n')}\n`);
}

/** The newest scores, as many as there is room for. */
function trend(
  end: 'guaranteed' | 'possible',
  points: readonly HistoryPoint[],
  width: number,
  style: Style,
): string {
  const label = `  ${padded(end, 'guaranteed'.length)}  `;
  const span = spanOf(points, end, style);
  const shown = points.slice(-Math.max(1, width - label.length - span.length - 2));
  const line = sparkline(
    shown.map(({ score }) => score[end]),
    style,
  );
  return `${label}${line}  ${span}`;
}

/** One mark for each score, on a scale from 0 to 100; a blank where there is none. */
export function sparkline(scores: readonly (number | null)[], { levels }: Style): string {
  return scores
    .map((score) =>
      score === null
        ? ' '
        : levels[Math.min(levels.length - 1, Math.floor((score / 100) * levels.length))],
    )
    .join('');
}

function spanOf(
  points: readonly HistoryPoint[],
  end: 'guaranteed' | 'possible',
  style: Style,
): string {
  const [first, last] = [points[0]?.score[end] ?? null, points.at(-1)?.score[end] ?? null];
  if (points.length === 1) return scoreWord(last);
  return `${scoreWord(first)} ${style.arrow} ${scoreWord(last)}`;
}

const HEADINGS = ['as of', 'score', 'up to', 'change', 'failed', 'warned', 'unknown'] as const;

/** A row for each report; where there is no room for that, some lines. */
function pointsText(points: readonly HistoryPoint[], width: number, style: Style): string {
  const lines = tableOf(points, width, style);
  const fits = lines.every((line) => widthOf(line) <= width);
  return (fits ? lines : listOf(points, width, style)).join('\n');
}

function listOf(points: readonly HistoryPoint[], width: number, style: Style): string[] {
  return points.flatMap((point, i) => {
    const { asOf, score, verdict, failed, warned, unknown } = point;
    const { guaranteed, possible } = score;
    const change = changeOf(points[i - 1], point, style);
    const head = `${style.bold(asOf)}  ${scoreWords(guaranteed, possible)}  ${change}`;
    const counts = `${failed} failed, ${warned} warned, ${unknown} unknown`;
    return [
      wrapped('  ', head, width),
      `    ${scoreBar(guaranteed, possible, Math.min(WIDEST_BAR, width - 4), style)}`,
      wrapped('    ', `${verdictText(verdict, style)}; ${counts}`, width),
    ];
  });
}

const WIDEST_BAR = 60;
const SHORTEST_BAR = 10;

function tableOf(points: readonly HistoryPoint[], width: number, style: Style): string[] {
  const rows = points.map((point, i) => [
    point.asOf,
    fixed(point.score.guaranteed),
    fixed(point.score.possible),
    changeOf(points[i - 1], point, style),
    `${point.failed}`,
    `${point.warned}`,
    `${point.unknown}`,
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (i === 0 ? padded(cell, widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ');
  const verdicts = points.map(({ verdict }) => verdictText(verdict, style));
  const longest = widestOf(verdicts);
  const taken = widths.reduce((sum, column) => sum + column + 2, 2) + longest + 2;
  const cells = Math.min(WIDEST_BAR, width - taken);
  const bar = ({ score }: HistoryPoint): string =>
    cells < SHORTEST_BAR ? '' : `  ${scoreBar(score.guaranteed, score.possible, cells, style)}`;
  return [
    `  ${style.dim(line(HEADINGS))}  ${style.dim('verdict')}`,
    ...rows.map((row, i) => {
      const point = points[i];
      const end = point === undefined ? '' : bar(point);
      return `  ${line(row)}  ${end === '' ? verdicts[i] : padded(verdicts[i] ?? '', longest)}${end}`;
    }),
  ];
}

function fixed(score: number | null): string {
  return score === null ? scoreWord(score) : score.toFixed(1);
}

/** Scores that were made in two ways do not compare. */
function changeOf(before: HistoryPoint | undefined, now: HistoryPoint, { minus }: Style): string {
  if (before === undefined || before.model !== now.model) return '';
  const [old, fresh] = [before.score.guaranteed, now.score.guaranteed];
  const change = old === null || fresh === null ? null : Math.round((fresh - old) * 10) / 10;
  const number: NumberChange = { old, new: fresh, change };
  return signed(number, minus);
}
