import type { Report, ReportBaseline, ReportProblem, ReportWaiver } from '../../domain/report.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import { subjectName } from '../../domain/subject.ts';
import { count, listNames } from '../../domain/wording.ts';
import { safeText } from '../safe-text.ts';
import { layoutOf, placed, wrapped } from './layout.ts';
import type { Style } from './style.ts';

/** What the reader must know beside the findings: waivers, the baseline, and notes on the run. */
export function renderBearings(report: Report, width: number, style: Style): string {
  const { waivers, baseline, notices } = report;
  const blocks = [
    block(
      'Waivers',
      waivers.map((waiver) => waiverLines(waiver, width, style)),
      style,
    ),
    baseline === null ? '' : block('Baseline', [baselineLines(baseline, width, style)], style),
    block(
      'Notes',
      notices.map((notice) => noticeLines(notice, width, style)),
      style,
    ),
  ];
  return blocks.filter((text) => text !== '').join('\n\n');
}

function block(title: string, items: readonly string[], style: Style): string {
  return items.length === 0 ? '' : [style.bold(title), ...items].join('\n');
}

function waiverLines(waiver: ReportWaiver, width: number, style: Style): string {
  const { rule, subject, reason, owner, ticket, location } = waiver;
  const mark = markOf(waiver, style);
  const by = [owner, ...(ticket === null ? [] : [ticket])].map(safeText).join(', ');
  const head = `${style.bold(rule)} ${safeText(subject)}: ${termOf(waiver)}`;
  return [
    wrapped(`  ${mark} `, head, width),
    wrapped('      ', `${safeText(reason)} ${style.dim(`(${by})`)}`, width),
    `${' '.repeat(layoutOf(width) === 'narrow' ? 4 : 6)}${style.accent(style.place(location))}`,
  ].join('\n');
}

function markOf({ state }: ReportWaiver, style: Style): string {
  const outcome = { active: 'waived', expiring: 'warn', expired: 'fail', unused: 'warn' } as const;
  return style.outcome[outcome[state]](style.symbol[outcome[state]]);
}

function termOf({ state, until, daysLeft, findings }: ReportWaiver): string {
  const what = count(findings.length, 'finding');
  switch (state) {
    case 'expired':
      return `expired on ${until}, ${count(-daysLeft, 'day')} ago; ${
        findings.length === 0 ? 'nothing needs it, so take it out' : `${what} of it count again`
      }`;
    case 'unused':
      return `until ${until}, for nothing: no finding fits it, so take it out`;
    case 'expiring':
      return `${what} waived, expires on ${until}, in ${count(daysLeft, 'day')}`;
    case 'active':
      return `${what} waived until ${until}`;
  }
}

/** How many entries that are gone are named. */
const SHOWN_MENDED = 3;

function baselineLines(
  { file, entries, added, mended }: ReportBaseline,
  width: number,
  style: Style,
): string {
  const total = SEVERITIES.reduce((sum, one) => sum + added[one].fail + added[one].warn, 0);
  const mark = total === 0 ? 'pass' : 'fail';
  const head = `${safeText(file)}: ${count(entries, 'known finding')}, ${total} new or worse`;
  const lines = [wrapped(`  ${style.outcome[mark](style.symbol[mark])} `, head, width)];
  if (mended.length > 0) {
    const names = mended.map(({ rule, subject }) => `${rule} ${safeText(subjectName(subject))}`);
    const text = `${mended.length} of it are mended or gone: ${listNames(names, SHOWN_MENDED)} (virtready baseline prune takes them out)`;
    lines.push(wrapped(`  ${style.bullet} `, text, width));
  }
  return lines.join('\n');
}

function noticeLines(
  { message, location, hint }: ReportProblem,
  width: number,
  style: Style,
): string {
  const label = `  ${style.bullet} `;
  const text = safeText(message);
  const lines = [
    location === null
      ? wrapped(label, text, width)
      : placed(label, text, style.dim(style.place(location)), width),
  ];
  if (hint !== null) lines.push(wrapped('    ', style.accent(safeText(hint)), width));
  return lines.join('\n');
}
