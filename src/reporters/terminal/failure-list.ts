import type { FailureList, FailureSummary } from '../../domain/failure.ts';
import { count, listNames } from '../../domain/wording.ts';
import { outageWords } from '../failure-words.ts';
import type { ListLook } from '../reporter.ts';
import { safeText } from '../safe-text.ts';
import { columns, GAP, layoutOf, shared, spread, wrapped } from './layout.ts';
import { type Style, styleFor } from './style.ts';

/** Every failure domain: which applications of tier 0 and 1 fall with it, and how long they are out. */
export function renderFailureList(list: FailureList, look: ListLook): string {
  const { width, limit } = look;
  const style = styleFor(look);
  const { domains, unplaced, unassigned, tool, asOf } = list;
  const falling = domains.filter(({ longest }) => longest !== null);
  const shown = limit === 0 ? falling : falling.slice(0, limit);
  const rest = falling.length - shown.length;
  const harmless = domains.length - falling.length;
  const notes = [
    ...(rest > 0 ? [`and ${rest} more: --limit 0 shows all`] : []),
    ...(harmless > 0
      ? [`${count(harmless, 'domain')} of which no record says that an application falls with it`]
      : []),
    ...(unplaced > 0
      ? [`${count(unplaced, 'machine')} without a recorded place may stand in any of them`]
      : []),
    ...(unassigned > 0
      ? [
          `${count(unassigned, 'machine')} without an application: what is out with them is not known`,
        ]
      : []),
    'virtready show failure <domain> <paths> shows the recovery of one of them.',
  ];
  const lines = [
    spread(
      style.bold('Failure domains, the worst first'),
      style.dim(`${tool.name} ${tool.version}, as of ${asOf}`),
      width,
    ),
    '',
    ...(layoutOf(width) === 'wide' && shown.length > 0 ? [headLine(width, style)] : []),
    ...shown.map((one) => domainLine(one, width, style)),
    ...(shown.length > 0 ? [''] : []),
    ...notes.map((note) => wrapped('  ', style.dim(note), width)),
  ];
  return `${lines.join('\n')}\n`;
}

function domainLine(domain: FailureSummary, width: number, style: Style): string {
  const { name, critical, exceeded, unknown, met, longest, machines } = domain;
  const outcome = exceeded > 0 ? 'fail' : unknown > 0 ? 'unknown' : 'pass';
  const mark = style.outcome[outcome](style.symbol[outcome]);
  const label = `  ${mark} `;
  const row = columnsOf(width, [
    (room) => wrapped(label, style.bold(safeText(name)), room),
    (room) => `${machines}`.padStart(room),
    (room) => wrapped('', criticalWords(critical, style), room),
    (room) => wrapped('', longest === null ? '' : outageWords(longest), room),
    ...[exceeded, unknown, met].map((number) => (room: number) => `${number}`.padStart(room)),
  ]);
  if (row !== undefined) return row;
  const falls =
    critical.length === 0
      ? 'nothing of tier 0 or 1'
      : `${critical.length} of tier 0 or 1: ${listNames(critical.map(safeText), 4)}`;
  const words = [
    `${count(machines, 'machine')} down`,
    falls,
    ...(longest === null ? [] : [`longest ${outageWords(longest)}`]),
    `of ${count(exceeded + unknown + met, 'application')} ${exceeded} too long, ${unknown} not known, ${met} in time`,
  ];
  return wrapped(label, `${style.bold(safeText(name))}  ${words.join('; ')}`, width);
}

function criticalWords(critical: readonly string[], { dash }: Style): string {
  if (critical.length === 0) return dash;
  return `${critical.length}: ${listNames(critical.map(safeText), 4)}`;
}

const HEADS = [
  '  Domain',
  'Machines',
  'Tier 0 and 1',
  'Longest',
  'Too long',
  'Not known',
  'In time',
];
/** Columns of numbers as wide as their headings; the others share what is left. */
const NUMBERS = { machines: 8, verdicts: [8, 9, 7] };

function headLine(width: number, style: Style): string {
  const row = columnsOf(
    width,
    HEADS.map((head) => () => head),
  );
  return style.dim(row ?? '');
}

/** A row of the table that a wide terminal has room for. */
function columnsOf(
  width: number,
  blocks: readonly ((width: number) => string)[],
): string | undefined {
  if (layoutOf(width) !== 'wide') return undefined;
  const { machines, verdicts } = NUMBERS;
  const numbers = [machines, ...verdicts];
  const rest = numbers.reduce((room, number) => room - number - GAP, width);
  const [domain = 0, falls = 0, longest = 0] = shared(rest, [5, 8, 7]);
  return columns([domain, machines, falls, longest, ...verdicts], blocks);
}
