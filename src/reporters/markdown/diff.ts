import {
  type ChangedFinding,
  type ComparedReport,
  FINDING_CHANGES,
  type FindingChange,
  type NumberChange,
  type ReportDiff,
} from '../../domain/report-diff.ts';
import { subjectName } from '../../domain/subject.ts';
import { count, listNames } from '../../domain/wording.ts';
import { arrowWords, CHANGE_TITLES, hasMoved, scoreWord, signed, wasWords } from '../diff-words.ts';
import { code, place, plain } from './escape.ts';
import { LONGEST_COMMENT, Room, table, tableSection } from './room.ts';
import { mark, OUTCOME_MARKS, verdictWords } from './words.ts';

/** By this, a bot finds the comment that it wrote before, and replaces it. */
const MARKER = '<!-- virtready:diff -->';

/** Room for the last line. */
const FOOT = 1000;
const SHOWN_NAMES = 6;

/** What has changed, as a comment on a pull request. */
export function renderDiffMarkdown(diff: ReportDiff, limit: number, quiet: boolean): string {
  const room = new Room(LONGEST_COMMENT - FOOT);
  const head = answer(diff);
  room.take(head);
  const parts = [head, gate(diff, room)];
  if (!quiet) {
    parts.push(applications(diff, room), subjects(diff, room));
    for (const change of FINDING_CHANGES) parts.push(findings(diff, change, limit, room));
  }
  return [...parts, foot(diff, room)].join('');
}

function answer(diff: ReportDiff): string {
  const { verdict, score, counts, caveats } = diff;
  const numbers = FINDING_CHANGES.filter((change) => counts[change] > 0).map(
    (change) => `${counts[change]} ${change}`,
  );
  const title = plain(diff.new.estate ?? 'Virtualization readiness');
  const scores = [
    `**${scoreText(score.guaranteed)}** of 100`,
    `up to ${scoreText(score.possible)}`,
    `coverage ${scoreText(score.coverage)} %`,
  ];
  return [
    MARKER,
    `## ${title}: ${arrowWords(verdict, '→', verdictWords)}`,
    scores.join(' · '),
    `Findings: ${[...numbers, `${counts.same} the same`].join(', ')}`,
    ...(caveats.length === 0
      ? []
      : [
          `Not the estate’s own doing:`,
          caveats.map(({ message }) => `- ${plain(message)}`).join('\n'),
        ]),
  ].join('\n\n');
}

function scoreText(change: NumberChange): string {
  const by = signed(change, '−');
  return `${arrowWords(change, '→', scoreWord)}${by === '' ? '' : ` (${by})`}`;
}

function gate({ gate }: ReportDiff, room: Room): string {
  if (gate === null) return '';
  if (gate.passed) {
    const text = `\n\n${mark(true)} No guaranteed score has fallen by more than ${count(gate.allowed, 'point')}.`;
    room.take(text);
    return text;
  }
  const rows = gate.drops.map(({ scope, old, new: now }) => [
    code(scope),
    scoreWord(old),
    scoreWord(now),
    scoreWord(gate.allowed),
  ]);
  const title = `${mark(false)} Scores fell`;
  const heads = ['about', 'was', 'is', 'may lose'];
  return tableSection({ title, heads, rows, about: count(rows.length, 'drop') }, room);
}

function applications(diff: ReportDiff, room: Room): string {
  const rows = diff.applications
    .filter(hasMoved)
    .map(({ id, verdict, score }) => [
      code(id),
      arrowWords(verdict, '→', verdictWords),
      scoreText(score.guaranteed),
      scoreText(score.possible),
    ]);
  const heads = ['application', 'verdict', 'guaranteed', 'possible'];
  const about = count(rows.length, 'application');
  return tableSection({ title: 'Applications', heads, rows, about }, room);
}

function subjects(diff: ReportDiff, room: Room): string {
  const lines = [
    named('New applications', diff.addedApplications),
    named('Gone applications', diff.goneApplications),
    named('New subjects', diff.addedSubjects.map(subjectName)),
    named('Gone subjects', diff.goneSubjects.map(subjectName)),
  ].filter((line) => line !== '');
  const text = lines.length === 0 ? '' : `\n\n${lines.join('\n')}`;
  return room.take(text) ? text : '';
}

function named(what: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `- ${what}: ${listNames(names.map(code), SHOWN_NAMES)}`;
}

/** What is new is open to be seen; the rest folds away. */
function findings(
  { findings, counts }: ReportDiff,
  change: FindingChange,
  limit: number,
  room: Room,
): string {
  const total = counts[change];
  if (total === 0) return '';
  const shown = findings.filter((finding) => finding.change === change).slice(0, limit || total);
  const summary = `<b>${CHANGE_TITLES[change]}</b> (${total})`;
  const open = `\n\n<details${change === 'new' ? ' open' : ''}><summary>${summary}</summary>\n\n`;
  const close = '\n\n</details>';
  const rows = shown.map((finding) => ({ cells: findingRow(finding), holds: 1 }));
  const isRoom = room.take(open + close);
  const text = isRoom
    ? table(['answer', 'rule', 'subject', 'found', 'before', 'recorded in'], rows, total, room)
    : '';
  if (text === '') {
    room.leftOut.push(`${total} ${change}`);
    return '';
  }
  return open + text + close;
}

function findingRow(finding: ChangedFinding): string[] {
  const side = finding.new ?? finding.old;
  if (side === null) return [];
  const { outcome, severity, message, location } = side;
  return [
    `${OUTCOME_MARKS[outcome]} ${severity}`,
    `**${plain(finding.rule)}** ${plain(finding.title)}`,
    code(subjectName(finding.subject)),
    plain(message),
    plain(wasWords(finding)),
    finding.new === null ? '' : place(location),
  ];
}

function foot(diff: ReportDiff, { leftOut }: Room): string {
  const from = ({ file, asOf, tool }: ComparedReport): string =>
    `${plain(file)} as of ${plain(asOf)} (${plain(`${tool.name} ${tool.version}`)})`;
  const cut =
    leftOut.length === 0
      ? ''
      : `. Cut to the ${LONGEST_COMMENT} characters of a comment; not shown: ${leftOut.join(', ')}`;
  return `\n\n<sub>${from(diff.old)} → ${from(diff.new)}${cut}</sub>\n`;
}
