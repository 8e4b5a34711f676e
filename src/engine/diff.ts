import type { FindingOutcome } from '../domain/finding.ts';
import { byText } from '../domain/order.ts';
import type { Report, ReportApplication, ReportFinding, Tool } from '../domain/report.ts';
import {
  type ApplicationChange,
  type Caveat,
  type ChangedFinding,
  type ComparedReport,
  DIFF_SCHEMA_VERSION,
  type Drop,
  type DropGate,
  FINDING_CHANGES,
  type FindingChange,
  type FindingSide,
  type NoCounterpart,
  type NumberChange,
  type ReportDiff,
  type ScoreChange,
} from '../domain/report-diff.ts';
import type { RuleDescription } from '../domain/rule-description.ts';
import type { Score } from '../domain/score.ts';
import { type SubjectRef, subjectName } from '../domain/subject.ts';
import { count, formatNumber, listNames } from '../domain/wording.ts';

/** A report, and the file that it is from. */
export interface NamedReport {
  readonly file: string;
  readonly report: Report;
}

export interface DiffRequest {
  readonly tool: Tool;
  readonly before: NamedReport;
  readonly after: NamedReport;
  /** Points that a guaranteed score may lose; undefined where no drop is forbidden. */
  readonly allowedDrop: number | undefined;
}

/** What has changed; findings are matched by their fingerprint. */
export function diffReports({ tool, before, after, allowedDrop }: DiffRequest): ReportDiff {
  const [old, now] = [before.report, after.report];
  const applications = commonApplications(old, now);
  const score = scoreChange(old.score, now.score);
  const { findings, same, addedSubjects, goneSubjects } = diffFindings(old, now);
  const numberOf = (change: FindingChange) =>
    findings.filter((finding) => finding.change === change).length;
  return {
    schemaVersion: DIFF_SCHEMA_VERSION,
    tool,
    old: compared(before),
    new: compared(after),
    verdict: { old: old.verdict, new: now.verdict },
    score,
    applications,
    addedApplications: onlyIn(now.applications, old.applications),
    goneApplications: onlyIn(old.applications, now.applications),
    caveats: caveats(old, now),
    gate: allowedDrop === undefined ? null : dropGate(score, applications, allowedDrop),
    counts: {
      ...(Object.fromEntries(FINDING_CHANGES.map((change) => [change, numberOf(change)])) as Record<
        FindingChange,
        number
      >),
      same,
    },
    addedSubjects,
    goneSubjects,
    findings,
  };
}

function compared({ file, report }: NamedReport): ComparedReport {
  return { file, tool: report.tool, asOf: report.asOf, estate: report.estate.name };
}

function commonApplications(old: Report, now: Report): ApplicationChange[] {
  const before = new Map(old.applications.map((application) => [application.id, application]));
  return now.applications.flatMap((application) => {
    const { id, verdict, score } = application;
    const other = before.get(id);
    if (other === undefined) return [];
    return {
      id,
      verdict: { old: other.verdict, new: verdict },
      score: scoreChange(other.score, score),
    };
  });
}

function onlyIn(
  some: readonly ReportApplication[],
  others: readonly ReportApplication[],
): string[] {
  const known = new Set(others.map(({ id }) => id));
  return some.map(({ id }) => id).filter((id) => !known.has(id));
}

function scoreChange(old: Score, now: Score): ScoreChange {
  return {
    guaranteed: numberChange(old.guaranteed, now.guaranteed),
    possible: numberChange(old.possible, now.possible),
    coverage: numberChange(old.coverage, now.coverage),
  };
}

/** Scores have one decimal, and so has their change. */
function numberChange(old: number | null, now: number | null): NumberChange {
  const change = old === null || now === null ? null : Number((now - old).toFixed(1));
  return { old, new: now, change };
}

/**
 * The estate's guaranteed score and that of every application that both reports have: an average hides
 * the one application that fell. A score that could be told and no longer can is a drop.
 */
function dropGate(
  estate: ScoreChange,
  applications: readonly ApplicationChange[],
  allowed: number,
): DropGate {
  const scores = [
    { scope: 'estate', words: 'estate', change: estate.guaranteed },
    ...applications.map(({ id, score }) => ({
      scope: `application/${id}`,
      words: `application ${id}`,
      change: score.guaranteed,
    })),
  ];
  const drops = scores.flatMap(({ scope, words, change }): Drop[] => {
    const { old, new: now } = change;
    if (old === null || (now !== null && old - now <= allowed + NOISE)) return [];
    const fell = now === null ? 'can no longer be told' : `fell by ${formatNumber(old - now)}`;
    const message = `${words}: ${fell}, from ${old} to ${now ?? 'none'}, allowed ${allowed}`;
    return [{ scope, old, new: now, message }];
  });
  return { passed: drops.length === 0, allowed, drops };
}

/** Scores have one decimal; what lies below it is noise of the difference. */
const NOISE = 1e-6;

/** What moves scores although the estate stayed as it was. */
function caveats(old: Report, now: Report): Caveat[] {
  const list: Caveat[] = [];
  const differ = (code: Caveat['code'], what: string, a: unknown, b: unknown): void => {
    if (a !== b) list.push({ code, message: `${what}: ${a ?? 'none'}, now ${b ?? 'none'}` });
  };
  differ('other-estate', 'the name of the estate differs', old.estate.name, now.estate.name);
  differ('other-profile', 'the profile differs', old.estate.profile, now.estate.profile);
  differ('other-score-model', 'scores are made in another way', old.score.model, now.score.model);
  const before = new Map(old.rules.map((rule) => [rule.id, rule]));
  const after = new Map(now.rules.map((rule) => [rule.id, rule]));
  const some = (code: Caveat['code'], words: string, rules: readonly RuleDescription[]): void => {
    if (rules.length === 0) return;
    const names = listNames(rules.map(({ id }) => id));
    list.push({ code, message: `${count(rules.length, 'rule')} ${words}: ${names}` });
  };
  some(
    'rules-added',
    'ran in the new report only',
    now.rules.filter(({ id }) => !before.has(id)),
  );
  some(
    'rules-gone',
    'ran in the old report only',
    old.rules.filter(({ id }) => !after.has(id)),
  );
  const isChanged = (rule: RuleDescription): boolean => {
    const other = before.get(rule.id);
    return other !== undefined && terms(other) !== terms(rule);
  };
  some('rules-changed', 'with another severity or threshold', now.rules.filter(isChanged));
  differ('other-day', 'the day that stands for today differs', old.asOf, now.asOf);
  differ('other-version', 'virtready differs', old.tool.version, now.tool.version);
  return list;
}

function terms({ severity, severityBelow, options }: RuleDescription): string {
  return JSON.stringify([severity, severityBelow, options]);
}

/** What a finding says, for the table below. `unknown` also stands for a rule that crashed. */
type State = 'open' | 'waived' | 'unknown' | 'met';

const STATE_OF: Readonly<Record<FindingOutcome, State>> = {
  fail: 'open',
  warn: 'open',
  waived: 'waived',
  unknown: 'unknown',
  error: 'unknown',
  pass: 'met',
  'not-applicable': 'met',
};

/** What became of a finding, by its state before and now; null is no change. */
const CHANGE_OF: Readonly<
  Record<State | 'absent', Readonly<Record<State | 'absent', FindingChange | null>>>
> = {
  open: { open: 'changed', waived: 'waived', unknown: 'unknown', met: 'mended', absent: 'gone' },
  waived: { open: 'new', waived: null, unknown: 'unknown', met: 'mended', absent: 'gone' },
  unknown: { open: 'new', waived: 'waived', unknown: null, met: 'known', absent: 'gone' },
  met: { open: 'new', waived: 'waived', unknown: 'unknown', met: null, absent: null },
  absent: { open: 'new', waived: 'waived', unknown: 'unknown', met: null, absent: null },
};

interface FindingsDiff {
  readonly findings: readonly ChangedFinding[];
  readonly same: number;
  readonly addedSubjects: readonly SubjectRef[];
  readonly goneSubjects: readonly SubjectRef[];
}

/** A finding without what is not compared: an old report's are all held at once. */
type Slim = FindingSide & Pick<ReportFinding, 'rule' | 'subject' | 'applications' | 'fingerprint'>;

function slim({ rule, subject, applications, fingerprint, ...rest }: ReportFinding): Slim {
  const { outcome, severity, message, pointsLost } = rest;
  const { file, line, column } = rest.location;
  const side = { outcome, severity, message, pointsLost, location: { file, line, column } };
  return { rule, subject, applications, fingerprint, ...side };
}

/** What a report has asked about: why a finding may be missing in it. */
interface Scope {
  /** By name. */
  readonly subjects: ReadonlyMap<string, SubjectRef>;
  /** Rule id → title. */
  readonly rules: ReadonlyMap<string, string>;
}

function diffFindings(old: Report, now: Report): FindingsDiff {
  const before = new Map<string, Slim>();
  for (const finding of old.findings) before.set(finding.fingerprint, slim(finding));
  const oldScope = scopeOf(old);
  const newScope = scopeOf(now);
  const changed: ChangedFinding[] = [];
  let same = 0;
  const add = (was: Slim | undefined, is: Slim | undefined): void => {
    const finding = changedFinding(was, is, oldScope, newScope);
    if (finding === undefined) same++;
    else changed.push(finding);
  };
  for (const finding of now.findings) {
    add(before.get(finding.fingerprint), slim(finding));
    before.delete(finding.fingerprint);
  }
  for (const finding of before.values()) add(finding, undefined);
  const order = (finding: ChangedFinding): number => FINDING_CHANGES.indexOf(finding.change);
  return {
    findings: changed.sort((a, b) => order(a) - order(b)),
    same,
    addedSubjects: missingIn(oldScope, newScope),
    goneSubjects: missingIn(newScope, oldScope),
  };
}

function scopeOf({ findings, rules }: Report): Scope {
  const subjects = new Map<string, SubjectRef>();
  for (const { subject } of findings) subjects.set(subjectName(subject), subject);
  return { subjects, rules: new Map(rules.map(({ id, title }) => [id, title])) };
}

/** Subjects of `other` that `scope` does not have, by name. */
function missingIn(scope: Scope, other: Scope): SubjectRef[] {
  return [...other.subjects]
    .filter(([name]) => !scope.subjects.has(name))
    .sort(([a], [b]) => byText(a, b))
    .map(([, subject]) => subject);
}

function changedFinding(
  was: Slim | undefined,
  is: Slim | undefined,
  oldScope: Scope,
  newScope: Scope,
): ChangedFinding | undefined {
  const about = is ?? was;
  const change = CHANGE_OF[stateOf(was)][stateOf(is)];
  if (about === undefined || change === null) return undefined;
  if (change === 'changed' && isSame(was, is)) return undefined;
  const { rule, subject, applications, fingerprint } = about;
  return {
    change,
    rule,
    title: newScope.rules.get(rule) ?? oldScope.rules.get(rule) ?? '',
    subject,
    applications,
    old: sideOf(was),
    new: sideOf(is),
    reason: reasonOf(was, is, oldScope, newScope),
    fingerprint,
  };
}

function stateOf(finding: Slim | undefined): State | 'absent' {
  return finding === undefined ? 'absent' : STATE_OF[finding.outcome];
}

function isSame(was: Slim | undefined, is: Slim | undefined): boolean {
  return (
    was?.outcome === is?.outcome && was?.severity === is?.severity && was?.message === is?.message
  );
}

function sideOf(finding: Slim | undefined): FindingSide | null {
  if (finding === undefined) return null;
  const { outcome, severity, message, pointsLost, location } = finding;
  return { outcome, severity, message, pointsLost, location };
}

function reasonOf(
  was: Slim | undefined,
  is: Slim | undefined,
  oldScope: Scope,
  newScope: Scope,
): NoCounterpart | null {
  if (was !== undefined && is !== undefined) return null;
  const about = was ?? is;
  const other = was === undefined ? oldScope : newScope;
  if (about === undefined) return null;
  if (!other.rules.has(about.rule)) return 'no-rule';
  return other.subjects.has(subjectName(about.subject)) ? 'not-asked' : 'no-subject';
}
