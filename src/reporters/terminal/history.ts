import type { History, HistoryPoint } from '../../domain/history.ts';
import type { NumberChange } from '../../domain/report-diff.ts';
import { count } from '../../domain/wording.ts';
import { scoreWord, signed } from '../diff-words.ts';
import { safeLines, safeText } from '../safe-text.ts';
import { verdictText } from './answer.ts';
import { type DiffOptions, renderDiff } from './diff.ts';
import { padded, wrapped } from './layout.ts';
import { type Style, styleFor } from './style.ts';

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
      `  guaranteed  ${sparkline(
        points.map(({ score }) => score.guaranteed),
        style,
      )}  ${spanOf(points, 'guaranteed', style)}`,
      `  possible    ${sparkline(
        points.map(({ score }) => score.possible),
        style,
      )}  ${spanOf(points, 'possible', style)}`,
    ].join('\n'),
    table(points, style),
    ...(latest === null
      ? []
      : [`${style.bold('Since the report before')}\n\n${renderDiff(latest, options).trimEnd()}`]),
  ];
  return safeLines(`${blocks.join('\n\n')}\n`);
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

function table(points: readonly HistoryPoint[], style: Style): string {
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
  return [
    `  ${style.dim(line(HEADINGS))}  ${style.dim('verdict')}`,
    ...rows.map(
      (row, i) => `  ${line(row)}  ${verdictText(points[i]?.verdict ?? 'unknown', style)}`,
    ),
  ].join('\n');
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
