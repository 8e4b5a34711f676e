import type { BaselineAction } from '../../domain/baseline-action.ts';
import type { BaselineEntry } from '../../domain/report.ts';
import { subjectName } from '../../domain/subject.ts';
import { count } from '../../domain/wording.ts';
import type { Look } from '../reporter.ts';
import { safeText } from '../safe-text.ts';
import { wrapped } from './layout.ts';
import { type Style, styleFor } from './style.ts';

/** What an action made of a baseline. */
export interface ChangedBaseline {
  readonly action: BaselineAction;
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
  readonly added: readonly BaselineEntry[];
  readonly removed: readonly BaselineEntry[];
}

/** Entries of one kind of change that are listed. */
const SHOWN = 20;

/** What a baseline holds now, and what came and went. */
export function renderBaseline(change: ChangedBaseline, look: Look): string {
  const style = styleFor(look);
  const { action, file, entries, added, removed } = change;
  const isStale = action === 'check' && removed.length > 0;
  const mark = isStale ? 'fail' : 'pass';
  const holds =
    action === 'check'
      ? `${file} has ${count(entries.length + removed.length, 'finding')}, ${removed.length} of them mended or gone`
      : `${file} has ${count(entries.length, 'finding')}`;
  return [
    wrapped(`${style.outcome[mark](style.symbol[mark])} `, safeText(holds), look.width),
    ...list('+', action === 'create' ? [] : added, look.width, style),
    ...list(style.minus, removed, look.width, style),
    ...(isStale ? [style.accent('  virtready baseline prune takes them out')] : []),
    '',
  ].join('\n');
}

function list(
  sign: string,
  entries: readonly BaselineEntry[],
  width: number,
  style: Style,
): string[] {
  const lines = entries.slice(0, SHOWN).map(({ rule, subject, outcome, severity }) => {
    const text = `${style.bold(rule)} ${safeText(subjectName(subject))} ${style.dim(`${outcome}, ${severity}`)}`;
    return wrapped(`  ${sign} `, text, width);
  });
  const rest = entries.length - lines.length;
  return rest > 0 ? [...lines, style.dim(`  ${style.dash} ${rest} more`)] : lines;
}
