import type { Report, ReportUnit } from '../../domain/report.ts';
import { CATEGORIES, type Category } from '../../domain/rule.ts';
import type { Score } from '../../domain/score.ts';
import { safeText } from '../safe-text.ts';
import { scoreWords } from '../words.ts';
import { worstFirst } from '../worst-first.ts';
import { verdictSymbol, verdictText, verdictWords } from './answer.ts';
import { cut, layoutOf, scoreBar, spread, widestOf } from './layout.ts';
import type { Style } from './style.ts';
import { CELL_GAP, type Column, roomBeside, tableLines } from './table.ts';

const LONGEST_NAME = 28;
const SHORTEST_NAME = 8;
const LONGEST_OWNER = 24;
const LONGEST_BAR = { usual: 12, wide: 60 };
const SHORTEST_BAR = 4;

interface Row {
  readonly name: string;
  readonly tier: string;
  readonly owner: string;
  readonly unit: ReportUnit;
}

/** The applications, the worst verdict and score first. */
export function renderApplications(report: Report, width: number, style: Style): string {
  const rows = rowsOf(report);
  if (rows.length === 0) return '';
  const title = style.bold('Applications');
  switch (layoutOf(width)) {
    case 'narrow':
      return [title, ...listed(rows, width, style)].join('\n');
    case 'usual':
      return [title, ...table(rows, width, style)].join('\n');
    case 'wide':
      return [title, ...table(rows, width, style), ...categories(report, rows, width, style)].join(
        '\n',
      );
  }
}

function rowsOf({ applications, unassigned }: Report): Row[] {
  const rows: Row[] = [...applications].sort(worstFirst).map((unit) => {
    const basis = unit.tierBasis === 'recovery-time' ? ' (RTO)' : '';
    return {
      name: safeText(unit.id),
      tier: `${unit.tier ?? '?'}${basis}`,
      owner: safeText(unit.owner ?? '?'),
      unit,
    };
  });
  if (unassigned !== null)
    rows.push({ name: '(none of them)', tier: '', owner: '', unit: unassigned });
  return rows;
}

/** Where there is no room for columns: name and verdict, and below them a bar with the score. */
function listed(rows: readonly Row[], width: number, style: Style): string[] {
  const scores = rows.map(({ unit: { score } }) => scoreWords(score.guaranteed, score.possible));
  const longest = widestOf(scores);
  const cells = width - BAR_INDENT.length - longest - CELL_GAP;
  return rows.map(({ name, tier, unit: { verdict, score } }, i) => {
    const paint = style.verdict[verdict];
    const shown = cut(name, width - BAR_INDENT.length, style);
    const head = `  ${paint(verdictSymbol(verdict, style))} ${style.bold(shown)}`;
    const bar = scoreBar(score.guaranteed, score.possible, cells, style);
    return [
      spread(tier === '' ? head : `${head} tier ${tier}`, paint(verdictWords(verdict)), width),
      `${BAR_INDENT}${bar}${' '.repeat(CELL_GAP)}${(scores[i] ?? '').padStart(longest)}`,
    ].join('\n');
  });
}

const BAR_INDENT = '    ';

function table(rows: readonly Row[], width: number, style: Style): string[] {
  const withOwner = layoutOf(width) === 'wide';
  const others: Column[] = [
    { head: 'Tier' },
    ...(withOwner ? [{ head: 'Owner' }] : []),
    { head: 'Verdict' },
    { head: 'Score' },
  ];
  const cells = rows.map(({ tier, owner, unit: { verdict, score } }) => [
    tier,
    ...(withOwner ? [cut(owner, LONGEST_OWNER, style)] : []),
    verdictText(verdict, style),
    scoreWords(score.guaranteed, score.possible),
  ]);
  const room = roomBeside(others, cells, width);
  const name = nameRoom(rows, room);
  const bar = Math.min(LONGEST_BAR[withOwner ? 'wide' : 'usual'], room - name - CELL_GAP);
  const hasBar = bar >= SHORTEST_BAR;
  return tableLines(
    [{ head: cut('Application', name, style) }, ...others, ...(hasBar ? [{ head: '' }] : [])],
    rows.map((row, i) => [
      cut(row.name, name, style),
      ...(cells[i] ?? []),
      ...(hasBar ? [scoreBar(row.unit.score.guaranteed, row.unit.score.possible, bar, style)] : []),
    ]),
    style,
  );
}

/** Columns for the names: where there is little room, they are cut. */
function nameRoom(rows: readonly Row[], room: number): number {
  const widest = widestOf(['Application', ...rows.map(({ name }) => name)]);
  return Math.max(SHORTEST_NAME, Math.min(LONGEST_NAME, widest, room));
}

/** From where to where each application stands in each category, and the estate in the last row. */
function categories(
  report: Report,
  rows: readonly Row[],
  width: number,
  style: Style,
): readonly string[] {
  const units = [...rows, { name: '(estate)', unit: report }];
  const scored = CATEGORIES.filter((category) =>
    units.some(({ unit }) => scoreOf(unit, category)?.guaranteed != null),
  );
  const heads: Column[] = scored.map((head) => ({ head, align: 'right' }));
  const cells = units.map(({ unit }) =>
    scored.map((category) => rangeWords(scoreOf(unit, category), style)),
  );
  const room = roomBeside(heads, cells, width) - CELL_GAP;
  if (room < SHORTEST_NAME) return [];
  const name = nameRoom(rows, room);
  const lines = tableLines(
    [{ head: cut('By category', name, style) }, ...heads],
    units.map((one, i) => [cut(one.name, name, style), ...(cells[i] ?? [])]),
    style,
  );
  return ['', ...lines];
}

function scoreOf(
  { categories }: Pick<ReportUnit, 'categories'>,
  category: Category,
): Score | undefined {
  return categories.find((one) => one.category === category);
}

/** `60–89` in whole points, rounded down as scores are; a dash where nothing was asked. */
function rangeWords(score: Score | undefined, { dash }: Style): string {
  if (score === undefined || score.guaranteed === null) return dash;
  const [from, to] = [Math.floor(score.guaranteed), Math.floor(score.possible ?? 0)];
  return from === to ? `${from}` : `${from}${dash}${to}`;
}
