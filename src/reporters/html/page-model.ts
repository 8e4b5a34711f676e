import type { Atlas } from '../../domain/atlas.ts';
import type { FindingOutcome } from '../../domain/finding.ts';
import type { History } from '../../domain/history.ts';
import type { Report, ReportFinding } from '../../domain/report.ts';
import { optionValues } from '../../domain/rule-option.ts';
import type { SubjectKind } from '../../domain/subject.ts';
import { type FindingGroup, GroupBook } from './finding-groups.ts';
import { tame } from './tame.ts';

/** Everything that the page is made from, each text ready to be shown. */
export interface PageModel {
  readonly report: Omit<Report, 'findings'>;
  readonly atlas: Atlas | undefined;
  /** Reports that were kept before this one. */
  readonly history: History | undefined;
  readonly groups: readonly FindingGroup[];
  /** Answers of each rule. */
  readonly rules: ReadonlyMap<string, OutcomeCounts>;
  /** Answers for each application, and for each host or standalone machine with what stands on it. */
  readonly applications: ReadonlyMap<string, OutcomeCounts>;
  readonly machines: ReadonlyMap<string, OutcomeCounts>;
  /** What nothing was asked about, and why. */
  readonly notAsked: readonly NotAsked[];
}

export interface OutcomeCounts {
  readonly counts: Readonly<Partial<Record<FindingOutcome, number>>>;
  /** The first finding that failed, warned or is unknown: the gravest. */
  readonly first: Pick<ReportFinding, 'rule' | 'subject' | 'outcome'> | undefined;
}

export interface NotAsked {
  readonly rule: string;
  readonly reason: string;
  readonly subjects: number;
}

/** Reads the findings once: a large estate has millions of them. */
export function pageModel(
  { findings, ...rest }: Report,
  given: Atlas | undefined,
  history: History | undefined,
): PageModel {
  const atlas = given === undefined ? undefined : tame(given);
  const machineOf = machinesIn(atlas);
  const book = new GroupBook();
  const rules = new Tallies();
  const applications = new Tallies();
  const machines = new Tallies();
  const reasons = new Map<string, { rule: string; reason: string; subjects: number }>();
  const usual = new Map(rest.rules.map(({ id, options }) => [id, optionValues(options)]));
  for (const raw of findings) {
    const finding = tame(raw);
    const { rule, subject, outcome, message } = finding;
    const machine = machineOf(subject.kind, subject.id);
    rules.add(rule, finding);
    for (const id of finding.applications) applications.add(id, finding);
    if (machine !== null) machines.add(machine, finding);
    if (outcome === 'not-applicable') {
      const key = `${rule}\n${message}`;
      const known = reasons.get(key) ?? { rule, reason: message, subjects: 0 };
      reasons.set(key, known);
      known.subjects++;
    }
    book.add(finding, machine, usual.get(rule) ?? {});
  }
  return {
    report: tame(rest),
    atlas,
    history: history === undefined ? undefined : tame(history),
    groups: book.groups(),
    rules: rules.byKey,
    applications: applications.byKey,
    machines: machines.byKey,
    notAsked: [...reasons.values()],
  };
}

interface MutableCounts extends OutcomeCounts {
  readonly counts: Partial<Record<FindingOutcome, number>>;
  first: OutcomeCounts['first'];
}

class Tallies {
  readonly byKey = new Map<string, MutableCounts>();

  add(key: string, { rule, subject, outcome }: ReportFinding): void {
    const tally = this.byKey.get(key) ?? { counts: {}, first: undefined };
    this.byKey.set(key, tally);
    tally.counts[outcome] = (tally.counts[outcome] ?? 0) + 1;
    if (OPEN.has(outcome)) tally.first ??= { rule, subject, outcome };
  }
}

const OPEN: ReadonlySet<FindingOutcome> = new Set(['error', 'fail', 'warn', 'unknown']);

/** The host or standalone machine that a subject is, or is recorded to stand on. */
function machinesIn(atlas: Atlas | undefined) {
  const standsOn = new Map<string, string>();
  for (const { clusters, hosts, servers } of atlas?.sites ?? []) {
    for (const machine of [...clusters.flatMap((cluster) => cluster.hosts), ...hosts, ...servers]) {
      for (const instance of machine.instances) standsOn.set(instance, machine.id);
    }
  }
  return (kind: SubjectKind, id: string): string | null => {
    if (kind === 'host' || kind === 'server') return id;
    return kind === 'instance' ? (standsOn.get(id) ?? null) : null;
  };
}
