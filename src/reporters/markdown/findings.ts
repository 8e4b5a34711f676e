import { sketchesOf } from '../../domain/lazy-findings.ts';
import type { ReportApplication, ReportFinding } from '../../domain/report.ts';
import { subjectName } from '../../domain/subject.ts';
import { count, listNames } from '../../domain/wording.ts';
import { formatPoints } from '../words.ts';
import { code, place, plain } from './escape.ts';
import { type Room, table } from './room.ts';
import { OUTCOME_MARKS } from './words.ts';

/** No comment holds more rows of one table, whatever the limit is. */
const MOST_ROWS = 500;
/** How many subjects of one answer are named. */
const SHOWN_SUBJECTS = 5;
const SHOWN_REMEDIES = 3;

/** Findings of a rule that say the same of several subjects. */
interface Answer {
  readonly findings: ReportFinding[];
  /** How many there are in all. */
  number: number;
}

/** What a rule has found: numbers of all of it, and as many answers as are shown. */
interface RuleFindings {
  readonly first: ReportFinding;
  readonly answers: Map<string, Answer>;
  readonly numbers: { fail: number; warn: number; error: number };
  pointsLost: number;
}

export interface CollectedFindings {
  /** What failed or warned, by rule, in the order of the report. */
  readonly rules: readonly RuleFindings[];
  /** What is not known, by rule. */
  readonly unknown: readonly Answer[];
  /** What the baseline lacks, or has as less grave. */
  readonly added: readonly ReportFinding[];
  readonly addedInAll: number;
}

/** One reading of the findings, of which no more is kept than can be shown. */
export function collectFindings(
  findings: Iterable<ReportFinding>,
  limit: number,
): CollectedFindings {
  const most = limit === 0 ? MOST_ROWS : Math.min(limit, MOST_ROWS);
  const rules = new Map<string, RuleFindings>();
  const unknown = new Map<string, Answer>();
  const added: ReportFinding[] = [];
  let addedInAll = 0;
  for (const { rule, outcome, whole } of sketchesOf(findings)) {
    if (outcome === 'unknown') addAnswer(unknown, rule, whole(), MOST_ROWS);
    if (outcome !== 'fail' && outcome !== 'warn' && outcome !== 'error') continue;
    const finding = whole();
    const { baseline, pointsLost } = finding;
    const group = rules.get(rule) ?? emptyGroup(finding);
    rules.set(rule, group);
    group.numbers[outcome]++;
    group.pointsLost += pointsLost;
    addAnswer(group.answers, answerKey(finding), finding, most);
    if (baseline !== 'new' && baseline !== 'worse') continue;
    addedInAll++;
    if (added.length < MOST_ROWS) added.push(finding);
  }
  return { rules: [...rules.values()], unknown: [...unknown.values()], added, addedInAll };
}

function emptyGroup(first: ReportFinding): RuleFindings {
  const numbers = { fail: 0, warn: 0, error: 0 };
  return { first, answers: new Map(), numbers, pointsLost: 0 };
}

function answerKey({ outcome, severity, subject, message }: ReportFinding): string {
  return [outcome, severity, subject.kind, message].join('\n');
}

function addAnswer(
  answers: Map<string, Answer>,
  key: string,
  finding: ReportFinding,
  most: number,
): void {
  const answer = answers.get(key);
  if (answer === undefined) {
    if (answers.size < most) answers.set(key, { findings: [finding], number: 1 });
    return;
  }
  answer.number++;
  if (answer.findings.length < SHOWN_SUBJECTS) answer.findings.push(finding);
}

/** Who answers for what a finding counts in. */
export type Owners = ReadonlyMap<string, string | null>;

export function ownersOf(applications: readonly ReportApplication[]): Owners {
  return new Map(applications.map(({ id, owner }) => [id, owner]));
}

/**
 * A rule that folds away: what it asks and found in its title, then its answers, why, and the remedy.
 * Empty where there is no room for it.
 */
export function renderRule(group: RuleFindings, why: string, owners: Owners, room: Room): string {
  const { first, answers } = group;
  const mended = [...answers.values()].map(({ findings }) => findings[0]?.remedy ?? '');
  const remedies = [...new Set(mended)].filter((remedy) => remedy !== '').slice(0, SHOWN_REMEDIES);
  const title = `${OUTCOME_MARKS[first.outcome]} <b>${plain(first.rule)}</b> ${plain(first.title)} (${found(group)})`;
  const open = `\n\n<details><summary>${title}</summary>\n\n`;
  const end = [
    ...(why === '' ? [] : [`*Why:* ${plain(why)}`]),
    ...remedies.map((remedy) => `*Mend:* ${plain(remedy)}`),
  ];
  const close = `\n\n${[...end, '</details>'].join('\n\n')}`;
  if (!room.take(open + close)) return '';
  const rows = [...answers.values()].map(({ findings, number }) => ({
    cells: findingRow(findings, number, owners),
    holds: number,
  }));
  return open + table(FINDING_HEADS, rows, total(group), room) + close;
}

export function total({ numbers }: RuleFindings): number {
  return numbers.fail + numbers.warn + numbers.error;
}

function found({ numbers, pointsLost }: RuleFindings): string {
  const parts = [
    numbers.error > 0 ? `${numbers.error} crashed` : '',
    numbers.fail > 0 ? `${numbers.fail} failed` : '',
    numbers.warn > 0 ? count(numbers.warn, 'warning') : '',
    pointsLost > 0 ? `−${plain(formatPoints(pointsLost))} points` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

export const FINDING_HEADS = ['answer', 'subject', 'found', 'counts for', 'recorded in'];

/** Findings that say the same, the first few of `number`, below these heads. */
export function findingRow(
  findings: readonly ReportFinding[],
  number: number,
  owners: Owners,
): string[] {
  const [first] = findings;
  if (first === undefined) return [];
  const applications = [...new Set(findings.flatMap(({ applications }) => applications))];
  return [
    `${OUTCOME_MARKS[first.outcome]} ${first.outcome === 'unknown' ? 'unknown' : first.severity}`,
    names(findings, number, ({ subject }) => code(subjectName(subject))),
    plain(first.message),
    listNames(applications.map((id) => withOwner(id, owners))),
    names(findings, number, ({ location }) => place(location)),
  ];
}

/** What could not be told, folded away, by rule; empty where there is no room for it. */
export function renderUnknown(answers: readonly Answer[], room: Room): string {
  const total = answers.reduce((sum, { number }) => sum + number, 0);
  const title = `${OUTCOME_MARKS.unknown} ${count(total, 'check')} could not be judged`;
  const open = `\n\n<details><summary>${title}</summary>\n\n`;
  const close = '\n\n</details>';
  if (!room.take(open + close)) return '';
  const rows = answers.map((answer) => ({ cells: unknownRow(answer), holds: answer.number }));
  return open + table(['rule', 'checks', 'of'], rows, total, room) + close;
}

/** The rule and its subjects: the facts that it misses stand where they are to be recorded. */
function unknownRow({ findings, number }: Answer): string[] {
  const [first] = findings;
  if (first === undefined) return [];
  return [
    `**${plain(first.rule)}** ${plain(first.title)}`,
    String(number),
    names(findings, number, ({ subject }) => code(subjectName(subject))),
  ];
}

function names(
  findings: readonly ReportFinding[],
  number: number,
  name: (finding: ReportFinding) => string,
): string {
  const rest = number - findings.length;
  const texts = [...new Set(findings.map(name))].join(', ');
  return rest > 0 ? `${texts} and ${rest} more` : texts;
}

function withOwner(id: string, owners: Owners): string {
  const owner = owners.get(id) ?? null;
  return owner === null ? plain(id) : `${plain(id)} (${plain(owner)})`;
}
