import type { FindingOutcome } from '../../domain/finding.ts';
import type { BaselineState, MissingFact, ReportFinding } from '../../domain/report.ts';
import type { Category, Effort } from '../../domain/rule.ts';
import type { Severity } from '../../domain/severity.ts';
import { type SubjectKind, subjectName } from '../../domain/subject.ts';
import { safeJson } from '../safe-text.ts';

/** Findings that say the same of several subjects of a kind; the page shows them together. */
export interface FindingGroup {
  readonly rule: string;
  readonly title: string;
  readonly category: Category;
  readonly outcome: FindingOutcome;
  readonly severity: Severity;
  readonly kind: SubjectKind;
  readonly message: string;
  readonly remedy: string | null;
  readonly effort: Effort | null;
  readonly snippet: string | null;
  /** Who bears it, until when and why. */
  readonly borne: string | null;
  readonly baseline: BaselineState | null;
  readonly members: readonly FindingMember[];
}

export interface FindingMember {
  /** Id of its subject. */
  readonly id: string;
  readonly applications: readonly string[];
  /** Host or standalone machine that it is, or stands on. */
  readonly machine: string | null;
  readonly points: number;
  readonly place: FindingPlace;
  /** Each as `path: value`. */
  readonly facts: readonly string[];
  /** Those of its limits that are not the rule’s usual ones. */
  readonly options: readonly string[];
  /** The first of the facts that would settle it; how many more there are. */
  readonly missing: readonly string[];
  readonly moreMissing: number;
  readonly assumed: readonly string[];
  /** As much of the fingerprint as `virtready explain` needs. */
  readonly handle: string;
}

export interface FindingPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line, without the space around it. */
  readonly excerpt: string;
}

/** Members of a group; what is beyond begins another one, so that none grows without end. */
const MOST_MEMBERS = 100;
const SHOWN_MISSING = 5;
const HANDLE_LENGTH = 8;

/** Collects findings into groups, in the order of the first finding of each. */
export class GroupBook {
  readonly #groups = new Map<string, MutableGroup[]>();

  /** `usual` are the limits that the rule has where nothing else is settled. */
  add(finding: ReportFinding, machine: string | null, usual: Options): void {
    const key = keyOf(finding);
    const chunks = this.#groups.get(key) ?? [];
    this.#groups.set(key, chunks);
    let chunk = chunks.at(-1);
    if (chunk === undefined || chunk.members.length >= MOST_MEMBERS) {
      chunk = groupOf(finding);
      chunks.push(chunk);
    }
    chunk.members.push(memberOf(finding, machine, usual));
  }

  groups(): readonly FindingGroup[] {
    return [...this.#groups.values()].flat();
  }
}

/** The place of a finding in the page; rule and subject are its identity. */
export function anchorOf(rule: string, kind: SubjectKind, id: string): string {
  return `finding-${encodeURIComponent(`${rule}-${subjectName({ kind, id })}`)}`;
}

/** Where the page tells everything of a rule. */
export function ruleAnchor(rule: string): string {
  return `rule-${encodeURIComponent(rule)}`;
}

interface MutableGroup extends FindingGroup {
  readonly members: FindingMember[];
}

function keyOf(finding: ReportFinding): string {
  const { rule, outcome, severity, message, remedy, snippet, subject, baseline } = finding;
  const said = [rule, outcome, severity, subject.kind, message, remedy, snippet, borneBy(finding)];
  return [...said, baseline].join('\n');
}

function groupOf(finding: ReportFinding): MutableGroup {
  const { rule, title, category, outcome, severity, subject, message, remedy } = finding;
  const { effort, snippet, baseline } = finding;
  return {
    rule,
    title,
    category,
    outcome,
    severity,
    kind: subject.kind,
    message,
    remedy,
    effort,
    snippet,
    borne: borneBy(finding),
    baseline,
    members: [],
  };
}

type Options = ReportFinding['options'];

function memberOf(finding: ReportFinding, machine: string | null, usual: Options): FindingMember {
  const { subject, applications, pointsLost, location, facts, options, missing, assumed } = finding;
  const { file, line, column, excerpt } = location;
  return {
    id: subject.id,
    applications,
    machine,
    points: Number(pointsLost.toFixed(3)),
    place: { file, line, column, excerpt: excerpt.text.trim() },
    facts: pairsOf(facts),
    options: pairsOf(unusual(options, usual)),
    missing: missing.slice(0, SHOWN_MISSING).map((fact) => missingWords(fact, finding)),
    moreMissing: Math.max(0, missing.length - SHOWN_MISSING),
    assumed,
    handle: finding.fingerprint.slice(0, HANDLE_LENGTH),
  };
}

function unusual(options: Options, usual: Options): Options {
  return Object.fromEntries(
    Object.entries(options).filter(
      ([name, value]) => safeJson(value) !== safeJson(usual[name] ?? null),
    ),
  );
}

/** A value longer than this is cut: the JSON report has it whole. */
const LONGEST_VALUE = 400;

function pairsOf(values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(values).flatMap(([path, value]) => {
    // As in JSON, a value that is not there is not told of.
    if (value === undefined) return [];
    const text = typeof value === 'string' ? value : safeJson(value);
    const shown = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)} …` : text;
    return [`${path}: ${shown}`];
  });
}

/** A fact of the finding's own subject goes without its name. */
function missingWords({ subject, path }: MissingFact, finding: ReportFinding): string {
  const isOwn = subject.kind === finding.subject.kind && subject.id === finding.subject.id;
  return isOwn && path !== '' ? path : `${subjectName(subject)} ${path}`.trim();
}

function borneBy({ waiver }: ReportFinding): string | null {
  if (waiver === null) return null;
  const { state, until, owner, reason, ticket } = waiver;
  const by = ticket === null ? owner : `${owner}, ${ticket}`;
  return `${state === 'expired' ? 'no longer: expired on' : 'until'} ${until} by ${by}: ${reason}`;
}
