import { formatPath } from '../../domain/fact-path.ts';
import type {
  AdoptedEdits,
  FactChange,
  RefreshSummary,
  SubjectChange,
} from '../../domain/import-change.ts';
import { count } from '../../domain/wording.ts';
import type { Look } from '../reporter.ts';
import { safeText } from '../safe-text.ts';
import { wrapped } from './layout.ts';
import { renderProblems } from './problems.ts';
import { type Style, styleFor } from './style.ts';

/**
 * What a new import changes, or with a dry run would change: the sums, and each subject where they
 * were asked for; then what people should look at in their own files.
 */
export function renderRefresh(summary: RefreshSummary, look: Look): string {
  const style = styleFor(look);
  const { isDryRun, isFirst, changes, adopted, written, notices } = summary;
  const lines = [
    wrapped(`${style.outcome.pass(style.symbol.pass)} `, safeText(headline(summary)), look.width),
    ...(adopted === undefined ? [] : [adoption(adopted, summary, look.width)]),
    ...(isDryRun && !isFirst ? changes.map((change) => changeLine(change, look.width, style)) : []),
    ...(isDryRun
      ? [
          style.dim(
            `  nothing is written${written.length === 0 ? '' : `, it would be: ${written.join(', ')}`}`,
          ),
        ]
      : []),
  ];
  const text = `${lines.join('\n')}\n`;
  return notices.length === 0 ? text : `${text}\n${renderProblems(notices, 0, look, 'warn')}`;
}

function headline({ target, isFirst, isDryRun, changes }: RefreshSummary): string {
  const subjects = (change: SubjectChange['change']) =>
    changes.filter((one) => one.change === change).length;
  if (isFirst)
    return `${target}: ${count(subjects('new'), 'subject')}${isDryRun ? '' : ', written'}`;
  if (changes.length === 0) return `${target}: the import brings nothing new`;
  const facts = changes.reduce((sum, one) => sum + one.facts.length, 0);
  const changed = subjects('changed');
  return [
    `${target}: ${subjects('new')} new, ${subjects('vanished')} vanished, ${changed} changed`,
    ...(changed === 0 ? [] : [` (${count(facts, 'fact')})`]),
  ].join('');
}

function adoption(
  { facts, subjects, comments, removals }: AdoptedEdits,
  { written, isDryRun }: RefreshSummary,
  width: number,
): string {
  const what = `${count(facts, 'fact')}, ${count(subjects, 'subject')} and ${count(comments, 'comment')}`;
  const gone = removals === 0 ? '' : `; ${count(removals, 'removal')} noted there as comments`;
  const verb = isDryRun ? 'would move' : 'moved';
  return wrapped('  ', safeText(`${verb} ${what} into ${written[0]}${gone}`), width);
}

const SIGNS = { new: '+', vanished: '-', changed: '~' } as const;

function changeLine(
  { kind, id, change, facts }: SubjectChange,
  width: number,
  style: Style,
): string {
  const name = kind === id ? kind : `${kind} ${id}`;
  const text =
    facts.length === 0 ? name : `${name}: ${facts.map((fact) => factText(fact, style)).join('; ')}`;
  return wrapped(`  ${SIGNS[change]} `, safeText(text), width);
}

function factText({ path, before, after }: FactChange, style: Style): string {
  const shown = (value: unknown) => (value === undefined ? 'not recorded' : JSON.stringify(value));
  return `${formatPath(path)} ${shown(before)} ${style.arrow} ${shown(after)}`;
}
