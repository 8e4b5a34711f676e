import type {
  FailedApplication,
  FailedMachine,
  FailureGap,
  FailureReport,
  Objective,
  ObjectiveVerdict,
  Outage,
} from '../../domain/failure.ts';
import { subjectName } from '../../domain/subject.ts';
import { count, formatMinutes, listNames } from '../../domain/wording.ts';
import { isWholeTime, outageWords, timeWords, wayWords, worstOf } from '../failure-words.ts';
import type { ListLook } from '../reporter.ts';
import { safeText } from '../safe-text.ts';
import { columns, layoutOf, placed, shared, spread, wrapped } from './layout.ts';
import { type Style, styleFor } from './style.ts';

/** The recovery after one failure: who is out and how long, then each machine in its order. */
export function renderFailure(report: FailureReport, look: ListLook): string {
  const { width, limit } = look;
  const style = styleFor(look);
  const { domain, applications, machines, goOn, circles, gaps, asOf, tool } = report;
  const axis = axisOf(report, barRoom(width));
  const blocks = [
    [
      spread(
        style.bold(`The loss of ${safeText(domain.name)}`),
        style.dim(`${tool.name} ${tool.version}, as of ${asOf}`),
        width,
      ),
      '',
      ...summaryLines(report, width, style),
    ],
    section('Applications', applications, limit, style, (one) =>
      applicationLines(one, axis, width, style),
    ),
    applications.length === 0 ? [] : [legend(axis, width, style)],
    goOn.length === 0
      ? []
      : [
          style.bold('Go on without their lost machines'),
          wrapped('  ', goOn.map(safeText).join(', '), width),
        ],
    section('Machines in the order of their start', machines, limit, style, (one) =>
      machineLines(one, axis, width, style),
    ),
    section('Wait for each other without end', circles, 0, style, (one) => [
      wrapped(
        `  ${style.outcome.fail(style.symbol.fail)} `,
        one.map(safeText).join(' needs '),
        width,
      ),
    ]),
    section('What this rests on', gaps, limit, style, (gap) => [gapLine(gap, width, style)]),
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${text.join('\n\n')}\n`;
}

const INDENT = '    ';

/** A title and the lines of each item, as many as are to be shown. */
export function section<T>(
  title: string,
  items: readonly T[],
  limit: number,
  style: Style,
  linesOf: (item: T) => readonly string[],
): readonly string[] {
  if (items.length === 0) return [];
  const shown = limit === 0 ? items : items.slice(0, limit);
  const rest = items.length - shown.length;
  return [
    style.bold(title),
    ...shown.flatMap(linesOf),
    ...(rest > 0 ? [style.dim(`  and ${rest} more: --limit 0 shows all`)] : []),
  ];
}

function summaryLines(report: FailureReport, width: number, style: Style): readonly string[] {
  const { applications, machines, domain } = report;
  const certain = machines.filter((machine) => machine.certain).length;
  const perhaps = machines.length - certain;
  const down = [
    `${count(certain, 'machine')} down`,
    ...(perhaps > 0 ? [`${count(perhaps, 'more', 'more')} may be`] : []),
  ];
  if (applications.length === 0) {
    const unassigned = machines.filter(({ application }) => application === null).length;
    const out =
      unassigned === 0
        ? 'no application is out'
        : `${unassigned} of them without an application, so what is out is not known`;
    return [wrapped('  ', `${down.join(', ')}; ${out}`, width)];
  }
  const number = (verdict: ObjectiveVerdict): number =>
    applications.filter((one) => worstOf(one) === verdict).length;
  const words = [
    `${style.symbol.fail} ${number('exceeded')} out too long`,
    `${style.symbol.unknown} ${number('unknown')} not known`,
    `${style.symbol.pass} ${number('met')} back in time`,
  ];
  const inside = domain.contains.map(safeText);
  return [
    wrapped('  ', `Applications: ${words.join(', ')}`, width),
    wrapped('  ', `Machines: ${down.join(', ')}`, width),
    ...(inside.length === 0
      ? []
      : [wrapped('  ', `Falls with it: ${listNames(inside, 12)}`, width)]),
  ];
}

const VERDICT_SYMBOL = { exceeded: 'fail', unknown: 'unknown', met: 'pass' } as const;

/** The symbol of a verdict on an objective. */
export function mark(verdict: ObjectiveVerdict, style: Style): string {
  const outcome = VERDICT_SYMBOL[verdict];
  return style.outcome[outcome](style.symbol[outcome]);
}

// Applications.

function applicationLines(
  application: FailedApplication,
  axis: Axis,
  width: number,
  style: Style,
): readonly string[] {
  const { id, tier, certain, outage, rto, tolerable, waitsFor } = application;
  const head = [
    `${style.bold(safeText(id))} (tier ${tier ?? '?'})`,
    `${certain ? '' : 'may be '}${outageWords(outage)}`,
    ...(waitsFor === null ? [] : [`it waits for ${safeText(waitsFor)}`]),
  ];
  const limits = [
    objectiveWords('RTO', rto, style),
    objectiveWords('tolerable outage', tolerable, style),
  ];
  const label = `  ${mark(worstOf(application), style)} `;
  const [name = '', ...words] = head;
  const bar = outageBar(outage, rto.limitMinutes, axis, style);
  return (
    charted(width, [
      (room) => wrapped(label, name, room),
      () => bar,
      (room) => `${wrapped('', words.join('; '), room)}\n${wrapped('', limits.join(', '), room)}`,
    ]) ?? [
      wrapped(label, `${name} ${words.join('; ')}`, width),
      `${INDENT}${bar}`,
      wrapped(INDENT, limits.join(', '), width),
    ]
  );
}

export function objectiveWords(
  name: string,
  { limitMinutes, verdict }: Objective,
  style: Style,
): string {
  if (limitMinutes === null) return `${mark('unknown', style)} ${name} not recorded`;
  const words = { exceeded: 'exceeded', unknown: 'not known to be met', met: 'met' };
  return `${mark(verdict, style)} ${name} ${formatMinutes(limitMinutes)} ${words[verdict]}`;
}

// Bars.

function legend({ minutes }: Axis, width: number, { bar, gutter, dim }: Style): string {
  const words = [
    ...(minutes === undefined ? [] : [`bars from 0 to ${formatMinutes(minutes)}`]),
    `${bar.sure} for sure`,
    `${bar.possible} predicted`,
    '> no end is known',
    `${gutter} RTO`,
  ];
  return dim(wrapped('  ', words.join(', '), width));
}

interface Axis {
  /** Undefined where no time is known. */
  readonly minutes: number | undefined;
  readonly cells: number;
}

const WIDEST_BAR = 60;

/** Of a chart on a wide terminal: name, bar, words. */
const SHARES = [3, 7, 6];

/** A line of a chart, whose bars stand below each other; undefined where there is no room for one. */
function charted(
  width: number,
  blocks: readonly ((width: number) => string)[],
): readonly string[] | undefined {
  if (layoutOf(width) !== 'wide') return undefined;
  const row = columns(shared(width, SHARES), blocks);
  return row === undefined ? undefined : [row];
}

/** Cells for a bar, the mark of an open end left out. */
function barRoom(width: number): number {
  return layoutOf(width) === 'wide'
    ? (shared(width, SHARES)[1] ?? 0) - 1
    : Math.min(WIDEST_BAR, width - INDENT.length - 1);
}

/** Long enough for the longest time that is known. */
function axisOf({ applications, machines }: FailureReport, cells: number): Axis {
  const ends = [
    ...applications.flatMap(({ outage }) => [outage.toMinutes ?? 0, outage.fromMinutes ?? 0]),
    ...machines.map(({ backAtMinutes }) => backAtMinutes ?? 0),
  ];
  const longest = ends.reduce((most, end) => Math.max(most, end), 0);
  return { minutes: longest === 0 ? undefined : longest, cells };
}

function cellAt(minutes: number, { minutes: whole = 1, cells }: Axis): number {
  return Math.min(cells, Math.round((minutes / whole) * cells));
}

/** What is sure, what is predicted beyond it, and the RTO where it lies within; open at its end. */
function outageBar(
  { fromMinutes, toMinutes, ending }: Outage,
  rto: number | null,
  axis: Axis,
  style: Style,
): string {
  const sure = fromMinutes === null ? axis.cells : cellAt(fromMinutes, axis);
  const end = ending === 'predicted' ? Math.max(1, sure, cellAt(toMinutes ?? 0, axis)) : axis.cells;
  const limit = rto !== null && rto < (axis.minutes ?? 0) ? cellAt(rto, axis) : undefined;
  const bar = Array.from({ length: axis.cells }, (_, i) => {
    if (i === limit) return style.bold(style.gutter);
    if (i < sure) return style.outcome.fail(style.bar.sure);
    return i < end ? style.outcome.unknown(style.bar.possible) : style.dim(style.bar.rest);
  }).join('');
  return ending === 'predicted' ? bar : bar + style.outcome.unknown('>');
}

// Machines.

function machineLines(
  machine: FailedMachine,
  axis: Axis,
  width: number,
  style: Style,
): readonly string[] {
  const { id, application, certain, waitsFor } = machine;
  const owner = application === null ? '' : ` (${safeText(application)})`;
  const head = `${style.bold(safeText(id))}${owner}${certain ? '' : ', if it is down'}`;
  const words = [
    safeText(wayWords(machine)),
    ...(waitsFor.length === 0 ? [] : [`waits for ${listNames(waitsFor.map(safeText))}`]),
    timeWords(machine),
  ];
  const label = `  ${style.bullet} `;
  const bar = machineBar(machine, axis, style);
  return (
    charted(width, [
      (room) => wrapped(label, head, room),
      () => bar,
      (room) => wrapped('', words.join('; '), room),
    ]) ?? [wrapped(label, `${head}: ${words.join('; ')}`, width), `${INDENT}${bar}`]
  );
}

/** Waiting, then starting, then running again. */
function machineBar(
  { way, startsAtMinutes, backAtMinutes, assumed }: FailedMachine,
  axis: Axis,
  style: Style,
): string {
  if (startsAtMinutes === null || backAtMinutes === null) {
    return `${style.dim(style.bar.rest.repeat(axis.cells))}${style.outcome.unknown('>')}`;
  }
  const end = Math.max(1, cellAt(backAtMinutes, axis));
  const start = isWholeTime(way) ? 0 : Math.min(end - 1, cellAt(startsAtMinutes, axis));
  const paint = assumed ? style.outcome.unknown : style.accent;
  const cell = assumed ? style.bar.possible : style.bar.sure;
  return style.dim(style.bar.rest.repeat(start)) + paint(cell.repeat(end - start));
}

function gapLine(
  { assumed, fact, facts, location }: FailureGap,
  width: number,
  style: Style,
): string {
  const more = facts > 1 ? ` and ${facts - 1} more` : '';
  const what = `${safeText(subjectName(fact.subject))} ${style.accent(fact.path)}${more}`;
  const place = style.dim(style.place(location));
  const text =
    assumed === null ? `not recorded: ${what}` : `assumed: ${safeText(assumed)}; ${what}`;
  return placed(`  ${style.outcome.unknown(style.symbol.unknown)} `, text, place, width);
}
