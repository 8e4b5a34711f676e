import Table from 'cli-table3';
import stringWidth from 'fast-string-width';
import type { Report, ReportUnit } from '../../domain/report.ts';
import { safeText } from '../safe-text.ts';
import { scoreWords } from '../words.ts';
import { worstFirst } from '../worst-first.ts';
import { verdictText, verdictWords } from './answer.ts';
import { cut, scoreBar } from './layout.ts';
import type { Style } from './style.ts';

/** A frame of nothing but a line under the heading. */
const BARE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: ' ',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};

const LONGEST_NAME = 28;
const SHORTEST_NAME = 8;
const LONGEST_BAR = 12;
const SHORTEST_BAR = 4;
/** What stands before the first column, and between two. */
const MARGIN = 1;
const GAP = 2;
const HEADS = ['Application', 'Tier', 'Verdict', 'Score'] as const;

interface Row {
  readonly name: string;
  readonly tier: string;
  readonly unit: ReportUnit;
}

/** The applications, the worst verdict and score first. */
export function renderApplications(report: Report, width: number, style: Style): string {
  const { applications, unassigned } = report;
  const rows: Row[] = [...applications].sort(worstFirst).map((unit) => {
    const basis = unit.tierBasis === 'recovery-time' ? ' (RTO)' : '';
    return { name: safeText(unit.id), tier: `${unit.tier ?? '?'}${basis}`, unit };
  });
  if (unassigned !== null) rows.push({ name: '(none of them)', tier: '', unit: unassigned });
  if (rows.length === 0) return '';
  const { name, bar } = roomsIn(rows, width);
  const table = new Table({
    chars: BARE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
    head: [cut(HEADS[0], name, style), ...HEADS.slice(1), ''].map((text) => style.dim(text)),
  });
  for (const row of rows) {
    const { guaranteed, possible } = row.unit.score;
    table.push([
      cut(row.name, name, style),
      row.tier,
      verdictText(row.unit.verdict, style),
      scoreWords(guaranteed, possible),
      scoreBar(guaranteed, possible, bar, style),
    ]);
  }
  const lines = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  return [style.bold('Applications'), ...lines.filter((line) => line !== '')].join('\n');
}

/** Columns for name and bar: where there is little room, the bar gives way, and then the name. */
function roomsIn(rows: readonly Row[], width: number): { name: number; bar: number } {
  const names = rows.map(({ name }) => name);
  const others = [
    rows.map(({ tier }) => tier),
    rows.map(({ unit }) => `x ${verdictWords(unit.verdict)}`),
    rows.map(({ unit: { score } }) => scoreWords(score.guaranteed, score.possible)),
  ];
  const widest = (texts: readonly string[]) => Math.max(...texts.map((text) => stringWidth(text)));
  const columns = others.map((texts, i) => widest([HEADS[i + 1] ?? '', ...texts]) + GAP);
  const room = width - columns.reduce((sum, column) => sum + column, MARGIN);
  const name = Math.min(LONGEST_NAME, widest([HEADS[0], ...names]));
  const bar = room - name - GAP;
  if (bar >= SHORTEST_BAR) return { name, bar: Math.min(LONGEST_BAR, bar) };
  return { name: Math.max(SHORTEST_NAME, Math.min(name, room)), bar: 0 };
}
