import type { FindingWaiver, ReportFinding } from '../../domain/report.ts';
import { subjectName } from '../../domain/subject.ts';
import { count } from '../../domain/wording.ts';
import type { ReporterOptions } from '../reporter.ts';
import { safeText } from '../safe-text.ts';
import { formatPoints } from '../words.ts';
import { renderFrame } from './frame.ts';
import { columns, layoutOf, shared, wrapped } from './layout.ts';
import type { Style } from './style.ts';

/** How many subjects of one message are named. */
const SHOWN_SUBJECTS = 6;

/** One finding, with its place and what to do. */
export function renderFinding(finding: ReportFinding, width: number, style: Style): string {
  return renderAlike([finding], finding, true, { width, groupBy: 'severity' }, style);
}

/**
 * Findings that say the same of several subjects, with the place of the first: what was found, where, and what
 * mends it, below each other, or beside each other on a wide terminal.
 */
export function renderAlike(
  same: readonly ReportFinding[],
  finding: ReportFinding,
  withRemedy: boolean,
  { width, groupBy }: Pick<ReporterOptions, 'width' | 'groupBy'>,
  style: Style,
): string {
  const found = (room: number): string => foundText(same, finding, groupBy === 'rule', room, style);
  const borne = borneLines(finding, width);
  const mend = withRemedy ? remedyText(finding, style) : '';
  const snippet = withRemedy ? snippetLines(finding, width, style) : [];
  const label = (room: number): string => wrapped('  mend  ', mend, room);
  if (!isOpen(finding)) {
    return [found(width), ...borne, ...(mend === '' ? [] : [label(width), ...snippet])].join('\n');
  }
  const row =
    layoutOf(width) === 'wide'
      ? columns(shared(width, SHARES), [
          found,
          (room) => renderFrame(finding.location, room, style, noteOf(finding, style, same)),
          (room) => wrapped('', mend, room),
        ])
      : undefined;
  if (row !== undefined) return [row, ...borne, ...snippet].join('\n');
  return [
    found(width),
    renderFrame(finding.location, width, style, noteOf(finding, style)),
    ...borne,
    ...(mend === '' ? [] : [label(width), ...snippet]),
  ].join('\n');
}

/** What was found, where, and what mends it. */
const SHARES = [5, 5, 4];

/** Headings above the columns of a wide terminal, and nothing elsewhere. */
export function findingHeads(width: number, style: Style): string {
  if (layoutOf(width) !== 'wide') return '';
  const heads = ['Findings', '  Place, fingerprint, points', 'What mends it'];
  const row = columns(
    shared(width, SHARES),
    heads.map((head) => () => head),
  );
  return style.bold(row ?? '');
}

function isOpen({ outcome }: ReportFinding): boolean {
  return outcome === 'fail' || outcome === 'warn' || outcome === 'error';
}

function foundText(
  same: readonly ReportFinding[],
  finding: ReportFinding,
  byRule: boolean,
  width: number,
  style: Style,
): string {
  const { outcome, severity, rule, message } = finding;
  const symbol = style.outcome[outcome](style.symbol[outcome]);
  const grade = `${style.severity[severity](severity)} `;
  const head = byRule ? (isOpen(finding) ? grade : '') : `${style.bold(rule)} ${grade}`;
  const names = style.bold(safeText(subjectsOf(same)));
  return wrapped(`${symbol} `, `${head}${names}: ${safeText(message)}`, width);
}

function borneLines({ waiver }: ReportFinding, width: number): string[] {
  const borne = borneWords(waiver);
  return borne === '' ? [] : [wrapped('  borne ', safeText(borne), width)];
}

function remedyText({ remedy, effort, outcome }: ReportFinding, style: Style): string {
  if (remedy === null || outcome === 'waived') return '';
  return safeText(remedy) + (effort === null ? '' : style.dim(` (${effort} effort)`));
}

/** To be copied, so that its lines are left as they are. */
function snippetLines({ remedy, snippet, outcome }: ReportFinding, width: number, style: Style) {
  if (remedy === null || snippet === null || outcome === 'waived') return [];
  const indent = ' '.repeat(layoutOf(width) === 'narrow' ? 2 : 8);
  return snippet.split('\n').map((line) => style.dim(`${indent}${safeText(line)}`));
}

/** As much of the fingerprint as `explain` needs to find it. */
export function handleOf({ fingerprint }: ReportFinding): string {
  return fingerprint.slice(0, 8);
}

/** What stands behind a place: the handle, the state against a baseline and, of those named, the points. */
function noteOf(
  finding: ReportFinding,
  { minus }: Style,
  same: readonly ReportFinding[] = [],
): string {
  const { baseline } = finding;
  const isNews = baseline === 'new' || baseline === 'worse';
  const points = same.reduce((sum, { pointsLost }) => sum + pointsLost, 0);
  return [
    handleOf(finding),
    ...(isNews ? [baseline] : []),
    ...(points > 0 ? [`${minus}${formatPoints(points)}`] : []),
  ].join('  ');
}

/** Who bears it, until when and why; nothing where nobody does. */
export function borneWords(waiver: FindingWaiver | null): string {
  if (waiver === null) return '';
  const { state, until, owner, reason } = waiver;
  return `${state === 'expired' ? 'no longer: expired on' : 'until'} ${until} by ${owner}: ${reason}`;
}

/** `host/esx-1`, or `hosts esx-1, esx-2 and 7 more`. */
function subjectsOf(same: readonly ReportFinding[]): string {
  const [first] = same;
  if (first === undefined) return '';
  if (same.length === 1) return subjectName(first.subject);
  const names = same.slice(0, SHOWN_SUBJECTS).map(({ subject }) => subject.id);
  const rest = same.length - names.length;
  const more = rest > 0 ? ` and ${rest} more` : '';
  return `${count(same.length, first.subject.kind)} ${names.join(', ')}${more}`;
}
