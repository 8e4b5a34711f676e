import Table from 'cli-table3';
import type { Report, ReportUnit } from '../../domain/report.ts';
import { verdictText } from './answer.ts';
import { scoreBar, scoreWords } from './layout.ts';
import { safeText } from './safe-text.ts';
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
const BAR_CELLS = 12;

/** The applications, the worst verdict and score first. */
export function renderApplications(report: Report, style: Style): string {
  const { applications, unassigned } = report;
  if (applications.length === 0 && unassigned === null) return '';
  const table = new Table({
    chars: BARE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
    head: ['Application', 'Tier', 'Verdict', 'Score', ''].map((text) => style.dim(text)),
  });
  for (const { id, tier, tierBasis, ...unit } of [...applications].sort(byScore)) {
    const basis = tierBasis === 'recovery-time' ? ' (RTO)' : '';
    table.push(row(safeText(id), `${tier ?? '?'}${tier === null ? '' : basis}`, unit, style));
  }
  if (unassigned !== null) table.push(row('(none of them)', '', unassigned, style));
  const lines = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  return [style.bold('Applications'), ...lines.filter((line) => line !== '')].join('\n');
}

function row(name: string, tier: string, unit: ReportUnit, style: Style): string[] {
  const { guaranteed, possible } = unit.score;
  return [
    name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name,
    tier,
    verdictText(unit.verdict, style),
    scoreWords(guaranteed, possible),
    scoreBar(guaranteed, possible, BAR_CELLS, style),
  ];
}

const VERDICT_ORDER = ['not-ready', 'unknown', 'ready-with-conditions', 'ready'];

function byScore(a: Report['applications'][number], b: Report['applications'][number]): number {
  return (
    VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict) ||
    (a.score.guaranteed ?? 101) - (b.score.guaranteed ?? 101)
  );
}
