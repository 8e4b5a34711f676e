import type {
  ErrorReport,
  GateAssertion,
  MendAdvice,
  RecordAdvice,
  Report,
  ReportProblem,
  ReportWaiver,
} from '../../domain/report.ts';
import { subjectName } from '../../domain/subject.ts';
import { count, listNames } from '../../domain/wording.ts';
import type { Reporter } from '../reporter.ts';
import { formatPoints, scoreWords } from '../words.ts';
import { worstFirst } from '../worst-first.ts';
import { code, place, plain } from './escape.ts';
import {
  type CollectedFindings,
  collectFindings,
  FINDING_HEADS,
  findingRow,
  type Owners,
  ownersOf,
  renderRule,
  renderUnknown,
  total,
} from './findings.ts';
import { LONGEST_COMMENT, Room, tableSection } from './room.ts';
import { mark, OUTCOME_MARKS, verdictWords } from './words.ts';

/** By this, a bot finds the comment that it wrote before, and replaces it. */
const MARKER = '<!-- virtready:report -->';

/** Room for the last line. */
const FOOT = 1000;
const SHOWN_ADVICE = 5;
const SHOWN_APPLICATIONS = 50;

/**
 * The report as a comment on a pull request: the answer and the gate, what is new, what to do, the
 * applications with their owners, then every rule to fold open. What a comment cannot hold is left out
 * from the end, and said.
 */
export const markdown: Reporter = function* markdown(report, { limit, quiet }) {
  const room = new Room(LONGEST_COMMENT - FOOT);
  const head = answer(report);
  room.take(head);
  yield head;
  yield gate(report, room);
  yield notices(report, room);
  if (!quiet) {
    const found = collectFindings(report.findings, limit);
    const owners = ownersOf(report.applications);
    yield added(report, found, owners, room);
    yield mendFirst(report, room);
    yield recordFirst(report, room);
    yield applications(report, room);
    yield waivers(report, room);
    yield* byRule(report, found, owners, room);
    yield unknown(found, room);
  }
  yield foot(report, room);
};

/** In the place of the comment that a report would be. */
export function renderErrorMarkdown({ error, tool }: ErrorReport): string {
  const room = new Room(LONGEST_COMMENT - FOOT);
  return [
    MARKER,
    `\n\n## ${OUTCOME_MARKS.error} The estate could not be assessed`,
    problems(error.problems, error.more, room),
    `\n\n<sub>${plain(`${tool.name} ${tool.version}`)}</sub>\n`,
  ].join('');
}

function answer({ estate, verdict, score, counts, withoutWaivers }: Report): string {
  const { outcomes } = counts;
  const numbers = [
    outcomes.error > 0 ? `${outcomes.error} crashed` : '',
    `${outcomes.fail} failed`,
    count(outcomes.warn, 'warning'),
    `${outcomes.unknown} unknown`,
    outcomes.waived > 0 ? `${outcomes.waived} waived` : '',
    `${outcomes.pass} passed`,
  ].filter((part) => part !== '');
  const coverage = score.coverage === null ? '' : ` · coverage ${score.coverage} %`;
  const words = scoreWords(score.guaranteed, score.possible);
  const lines = [
    MARKER,
    `## ${plain(estate.name ?? 'Virtualization readiness')}: ${verdictWords(verdict)}`,
    `**${words}** of 100${coverage} · ${numbers.join(', ')}`,
  ];
  if (withoutWaivers !== null) {
    const { guaranteed, possible } = withoutWaivers.score;
    const without = `${verdictWords(withoutWaivers.verdict)}, ${scoreWords(guaranteed, possible)}`;
    lines.push(`Without waivers: ${without}`);
  }
  return lines.join('\n\n');
}

function gate({ gate: { passed, assertions } }: Report, room: Room): string {
  const rows = [...assertions]
    .sort((a, b) => Number(a.passed) - Number(b.passed))
    .map(({ passed, scope, message, required, actual }: GateAssertion) => [
      mark(passed),
      code(scope),
      plain(message),
      plain(String(required)),
      plain(String(actual ?? 'none')),
    ]);
  const title = `${mark(passed)} Gate ${passed ? 'passed' : 'failed'}`;
  const heads = ['', 'about', 'demand', 'required', 'found'];
  const about = count(rows.length, 'demand of the gate', 'demands of the gate');
  return tableSection({ title, heads, rows, about }, room);
}

function notices({ notices }: Report, room: Room): string {
  const title = '\n\n### Notices';
  return notices.length > 0 && room.take(title) ? title + problems(notices, 0, room) : '';
}

/** A line for each as far as there is room, and how many more there are. */
function problems(problems: readonly ReportProblem[], more: number, room: Room): string {
  const lines: string[] = [];
  for (const { message, location, hint } of problems) {
    const where = location === null ? '' : ` (${place(location)})`;
    const line = `- ${plain(message)}${where}${hint === null ? '' : ` ${plain(hint)}`}`;
    if (!room.take(`${line}\n`)) break;
    lines.push(line);
  }
  const rest = problems.length - lines.length + more;
  return `\n\n${[...lines, ...(rest > 0 ? [`- … and ${rest} more`] : [])].join('\n')}`;
}

function added(
  { baseline }: Report,
  { added, addedInAll }: CollectedFindings,
  owners: Owners,
  room: Room,
): string {
  if (baseline === null) return '';
  const mended = baseline.mended.length === 0 ? '' : `; ${baseline.mended.length} mended`;
  const since = `since the baseline ${code(baseline.file)}`;
  const title = `${count(addedInAll, 'finding')} new or worse ${since}${mended}`;
  if (addedInAll === 0) return `\n\n### Nothing new ${since}${mended}`;
  const rows = added.map((finding) => [
    `**${plain(finding.rule)}** ${plain(finding.title)}`,
    ...findingRow([finding], 1, owners),
  ]);
  const about = count(addedInAll, 'new finding');
  const heads = ['rule', ...FINDING_HEADS];
  return tableSection({ title, heads, rows, total: addedInAll, about }, room);
}

function mendFirst({ mendFirst }: Report, room: Room): string {
  const rows = mendFirst
    .slice(0, SHOWN_ADVICE)
    .map(({ rule, title, outcome, severity, subjects, points, effort, remedy }: MendAdvice) => [
      `${OUTCOME_MARKS[outcome]} ${severity}`,
      `**${plain(rule)}** ${plain(title)}`,
      listNames(subjects.map((subject) => code(subjectName(subject)))),
      plain(remedy),
      points > 0 ? `+${plain(formatPoints(points))}` : '',
      effort,
    ]);
  const heads = ['', 'rule', 'subjects', 'remedy', 'points', 'effort'];
  return tableSection({ title: 'Mend first', heads, rows, about: 'what to mend first' }, room);
}

function recordFirst({ recordFirst }: Report, room: Room): string {
  const rows = recordFirst
    .filter(({ pointsAlone, pointsShared }) => pointsAlone + pointsShared > 0)
    .slice(0, SHOWN_ADVICE)
    .map(({ kind, path, subjects, checks, pointsAlone, pointsShared }: RecordAdvice) => [
      code(path === '' ? kind : `${kind} ${path}`),
      kind === 'estate' ? '' : listNames(subjects.map(code)),
      pointsAlone > 0 ? `+${plain(formatPoints(pointsAlone))}` : '',
      pointsShared > 0 ? `+${plain(formatPoints(pointsShared))}` : '',
      String(checks),
    ]);
  const heads = ['fact', 'of', 'points up to', 'together with others', 'checks'];
  return tableSection({ title: 'Record first', heads, rows, about: 'what to record first' }, room);
}

function applications({ applications, unassigned }: Report, room: Room): string {
  const rows = [...applications]
    .sort(worstFirst)
    .slice(0, SHOWN_APPLICATIONS)
    .map(({ id, name, owner, tier, tierBasis, verdict, score }) => [
      code(id),
      plain(name ?? ''),
      plain(owner ?? ''),
      `${tier ?? '?'}${tierBasis === 'recovery-time' ? ' (RTO)' : ''}`,
      verdictWords(verdict),
      scoreWords(score.guaranteed, score.possible),
    ]);
  const total = applications.length + (unassigned === null ? 0 : 1);
  if (unassigned !== null) {
    const { verdict, score } = unassigned;
    const words = scoreWords(score.guaranteed, score.possible);
    rows.push(['(none of them)', '', '', '', verdictWords(verdict), words]);
  }
  const heads = ['application', 'name', 'owner', 'tier', 'verdict', 'score'];
  const about = count(total, 'application');
  return tableSection({ title: 'Applications', heads, rows, total, about }, room);
}

function waivers({ waivers }: Report, room: Room): string {
  const rows = waivers.map(
    ({ rule, subject, owner, until, state, reason, ticket, findings }: ReportWaiver) => [
      `**${plain(rule)}**`,
      code(subject),
      plain(owner),
      `${plain(until)} (${state})`,
      plain(reason) + (ticket === null ? '' : ` (${plain(ticket)})`),
      String(findings.length),
    ],
  );
  const heads = ['rule', 'subject', 'owner', 'until', 'reason', 'findings'];
  const about = count(rows.length, 'waiver');
  return tableSection({ title: 'Waivers', heads, rows, about }, room);
}

function* byRule(
  { rules }: Report,
  { rules: groups }: CollectedFindings,
  owners: Owners,
  room: Room,
): Iterable<string> {
  const title = '\n\n### Failed and warned, by rule';
  if (groups.length > 0 && room.take(title)) yield title;
  const whys = new Map(rules.map(({ id, why }) => [id, why]));
  for (const [i, group] of groups.entries()) {
    const text = renderRule(group, whys.get(group.first.rule) ?? '', owners, room);
    if (text === '') {
      const rest = groups.slice(i);
      const findings = rest.reduce((sum, one) => sum + total(one), 0);
      room.leftOut.push(`${count(rest.length, 'rule')} with ${count(findings, 'finding')}`);
      return;
    }
    yield text;
  }
}

function unknown({ unknown }: CollectedFindings, room: Room): string {
  if (unknown.length === 0) return '';
  const text = renderUnknown(unknown, room);
  if (text === '') room.leftOut.push(`${count(unknown.length, 'rule')} with unknown answers`);
  return text;
}

function foot({ tool, asOf }: Report, { leftOut }: Room): string {
  const cut =
    leftOut.length === 0
      ? ''
      : `. Cut to the ${LONGEST_COMMENT} characters of a comment; not shown: ${leftOut.join(', ')}. The JSON report has everything`;
  return `\n\n<sub>${plain(`${tool.name} ${tool.version}`)}, as of ${plain(asOf)}${cut}</sub>\n`;
}
