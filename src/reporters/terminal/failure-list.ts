import type { FailureList, FailureSummary } from '../../domain/failure.ts';
import { count, listNames } from '../../domain/wording.ts';
import { outageWords } from '../failure-words.ts';
import type { ListLook } from '../reporter.ts';
import { safeText } from '../safe-text.ts';
import { spread, wrapped } from './layout.ts';
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
    ...shown.map((one) => domainLine(one, width, style)),
    ...(shown.length > 0 ? [''] : []),
    ...notes.map((note) => style.dim(wrapped('  ', note, width))),
  ];
  return `${lines.join('\n')}\n`;
}

function domainLine(domain: FailureSummary, width: number, style: Style): string {
  const { name, critical, exceeded, unknown, met, longest, machines } = domain;
  const outcome = exceeded > 0 ? 'fail' : unknown > 0 ? 'unknown' : 'pass';
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
  const mark = style.outcome[outcome](style.symbol[outcome]);
  return wrapped(`  ${mark} `, `${style.bold(safeText(name))}  ${words.join('; ')}`, width);
}
