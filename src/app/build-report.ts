import { createHash } from 'node:crypto';
import type { IsoDate } from '../domain/calendar.ts';
import { cite } from '../domain/citation.ts';
import type { Config } from '../domain/config.ts';
import type { EstateView } from '../domain/estate-view.ts';
import {
  type FindingOutcome,
  type Judgement,
  missingFacts,
  shownSeverity,
} from '../domain/finding.ts';
import type { GateDemands } from '../domain/gate-demands.ts';
import type { InputFile } from '../domain/input-file.ts';
import { type FindingSketch, LazyFindings } from '../domain/lazy-findings.ts';
import { memoised } from '../domain/memo.ts';
import { byText } from '../domain/order.ts';
import {
  type BaselineEntry,
  type FindingWaiver,
  REPORT_SCHEMA_VERSION,
  type Report,
  type ReportApplication,
  type ReportBaseline,
  type ReportCounts,
  type ReportFinding,
  type ReportInput,
  type ReportUnit,
  type ReportWaiver,
  type Tool,
} from '../domain/report.ts';
import type { Rule } from '../domain/rule.ts';
import { describeRule } from '../domain/rule-description.ts';
import { optionValues } from '../domain/rule-option.ts';
import { coverageStars, roundPoints, SCORE_MODEL, type UnitScore } from '../domain/score.ts';
import { SEVERITIES, SEVERITY_WEIGHT } from '../domain/severity.ts';
import { SUBJECT_KINDS } from '../domain/subject.ts';
import type { Problem } from '../domain/user-error.ts';
import type { Waiver } from '../domain/waiver.ts';
import { adviseMends, adviseRecords } from '../engine/advice.ts';
import { type Compared, compareWithBaseline } from '../engine/baseline.ts';
import { fingerprint } from '../engine/fingerprint.ts';
import { judgeGate } from '../engine/gate.ts';
import { answerOf, decidingFact, judgedFacts } from '../engine/judge.ts';
import { type Judgements, subjectsPerRuling } from '../engine/judgements.ts';
import { inReportOrder } from '../engine/report-order.ts';
import type { EstateScore } from '../engine/score.ts';
import { waiverTerm } from '../engine/waive.ts';
import type { LoadedInventory } from '../load/load-inventory.ts';
import type { EstateRule } from '../rules/define-rule.ts';
import { reportProblem } from './error-report.ts';

export interface ReportParts {
  readonly tool: Tool;
  readonly files: readonly InputFile[];
  readonly config?: Config;
  readonly asOf: IsoDate;
  readonly rules: readonly EstateRule[];
  readonly loaded: LoadedInventory;
  /** The estate that was judged, and what the report shows of it. */
  readonly asked: EstateView;
  readonly estate: EstateView;
  readonly judgements: Judgements;
  readonly waivers: readonly Waiver[];
  readonly score: EstateScore;
  /** The score as if nothing were waived; undefined where nothing is. */
  readonly withoutWaivers: EstateScore | undefined;
  readonly baseline: ReadBaseline | undefined;
  readonly demands: GateDemands;
  readonly notices: readonly Problem[];
  /** Rules and applications that the run was narrowed to. */
  readonly applications: readonly string[];
}

export interface ReadBaseline {
  readonly file: InputFile;
  readonly entries: readonly BaselineEntry[];
}

/** Puts an assessment into the one contract, with places, facts and points. */
export function buildReport(parts: ReportParts): Report {
  const { tool, files, config, asOf, rules, loaded, asked, estate, judgements, score } = parts;
  const { withoutWaivers } = parts;
  const { name, organization, profile } = loaded.inventory.assessment;
  const order = inReportOrder(judgements, score.pointsLostIn);
  const compared = compareBaseline(parts);
  const owners = new Map(loaded.inventory.applications.map(({ id, owner }) => [id, owner]));
  const report = {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool,
    asOf,
    estate: {
      name: name ?? null,
      organization: organization ?? null,
      profile: config?.profile?.value ?? profile ?? 'healthcare',
    },
    inputs: files.map(reportInput),
    config: (config?.files ?? []).map(reportInput),
    verdict: score.verdict,
    score: { ...score.score, stars: coverageStars(score.score.coverage), model: SCORE_MODEL },
    withoutWaivers:
      withoutWaivers === undefined
        ? null
        : { verdict: withoutWaivers.verdict, score: withoutWaivers.score },
    categories: score.categories,
    applications: score.applications.map((unit) => reportApplication(unit, owners)),
    worstApplication: worstOf(score.applications)?.id ?? null,
    unassigned: score.unassigned === undefined ? null : reportUnit(score.unassigned),
    findings: new LazyFindings(
      mapped(order, (judgement) => ({
        ...sketchOf(judgement),
        whole: () => ({
          ...reportFinding(judgement, parts, score.pointsLost(judgement)),
          baseline: compared?.stateOf(judgement) ?? null,
        }),
      })),
    ),
    rules: rules.map((rule) => describeRule(rule as Rule)),
    recordFirst: adviseRecords(judgements, score.pointsLostIn),
    mendFirst: adviseMends(order, asked),
    waivers: reportWaivers(parts),
    baseline: reportBaseline(parts.baseline, compared),
    notices: parts.notices.map(reportProblem),
    counts: countAll(estate, judgements),
  } satisfies Omit<Report, 'gate'>;
  return { ...report, gate: judgeGate(parts.demands, report) };
}

function worstOf(units: readonly UnitScore[]): UnitScore | undefined {
  const guaranteed = ({ score }: UnitScore): number => score.guaranteed ?? Number.POSITIVE_INFINITY;
  return units
    .filter(({ score }) => score.guaranteed !== null)
    .reduce<UnitScore | undefined>(
      (worst, unit) => (worst === undefined || guaranteed(unit) < guaranteed(worst) ? unit : worst),
      undefined,
    );
}

function reportInput({ file, bytes }: InputFile): ReportInput {
  return { file, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function reportUnit({ verdict, score, categories, sharePercent }: UnitScore): ReportUnit {
  return { verdict, score, categories, sharePercent };
}

function reportApplication(
  unit: UnitScore,
  owners: ReadonlyMap<string, string | undefined>,
): ReportApplication {
  const { id = '' } = unit;
  return {
    id,
    name: unit.name ?? null,
    tier: unit.tier ?? null,
    tierBasis: unit.tierBasis ?? null,
    owner: owners.get(id) ?? null,
    ...reportUnit(unit),
  };
}

function sketchOf(judgement: Judgement): Omit<FindingSketch, 'whole'> {
  const { rule, kind } = judgement;
  const severity = shownSeverity(judgement);
  return { rule: rule.id, category: rule.category, outcome: kind, severity };
}

/** Makes each item when it is read, and again when it is read again. */
function mapped<T, R>(items: Iterable<T>, make: (item: T) => R): Iterable<R> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield make(item);
    },
  };
}

/** What every finding of a rule repeats. */
const sayingsOf = memoised(({ options, sources }: Rule) => ({
  options: optionValues(options),
  source: sources.map(cite),
}));

function reportFinding(
  judgement: Judgement,
  { loaded, asked, estate, asOf }: ReportParts,
  points: number,
): Omit<ReportFinding, 'baseline'> {
  const { rule, subject, kind, severity } = judgement;
  const { options, source } = sayingsOf(rule);
  const answer = answerOf(judgement, asked);
  const isOpen = kind === 'fail' || kind === 'warn' || kind === 'waived';
  return {
    rule: rule.id,
    name: rule.name,
    title: rule.title,
    category: rule.category,
    subject: { kind: subject.kind, id: subject.id },
    applications: estate.applicationsOn(subject),
    outcome: kind,
    severity: shownSeverity(judgement),
    weight: SEVERITY_WEIGHT[severity],
    pointsLost: roundPoints(points),
    message: answer.message,
    remedy: isOpen ? (answer.remedy ?? rule.remedy) : null,
    snippet: answer.snippet ?? null,
    effort: isOpen ? (answer.effort ?? rule.effort) : null,
    facts: judgedFacts(judgement, answer, asked),
    options,
    missing: missingFacts(judgement).map(({ subject: { kind, id }, path }) => ({
      subject: { kind, id },
      path,
    })),
    assumed: answer.assumed ?? [],
    location: loaded.locate(decidingFact(judgement, answer, asked)),
    source,
    fingerprint: fingerprint(rule.id, subject),
    waiver: findingWaiver(judgement, asOf),
  };
}

function findingWaiver({ waiver, outcome }: Judgement, asOf: IsoDate): FindingWaiver | null {
  if (waiver === undefined) return null;
  const { reason, owner, until, ticket = null, location } = waiver;
  const { state } = waiverTerm(waiver, asOf);
  const answer = outcome.kind === 'fail' ? 'fail' : 'warn';
  return { reason, owner, until, ticket, location, state, outcome: answer };
}

/** Every waiver by its place, with what it is for. */
function reportWaivers(parts: ReportParts): ReportWaiver[] {
  const { waivers, judgements, asOf } = parts;
  const findings = new Map<Waiver, string[]>(waivers.map((waiver) => [waiver, []]));
  if (waivers.length > 0) {
    for (const { waiver, rule, subject } of judgements) {
      if (waiver !== undefined) findings.get(waiver)?.push(fingerprint(rule.id, subject));
    }
  }
  return [...findings]
    .map(([waiver, own]): ReportWaiver => {
      const { rule, subject, reason, owner, until, ticket = null, location } = waiver;
      const { state: term, daysLeft } = waiverTerm(waiver, asOf);
      const isUnused = own.length === 0 && term !== 'expired' && wasAsked(rule, parts);
      const state = isUnused ? 'unused' : term;
      return {
        rule,
        subject,
        reason,
        owner,
        until,
        ticket,
        location,
        state,
        daysLeft,
        findings: own,
      };
    })
    .sort(byPlace);
}

function byPlace({ location: a }: ReportWaiver, { location: b }: ReportWaiver): number {
  return byText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** Whether the run can tell that a rule has no finding: it was asked about all that it concerns. */
function wasAsked(id: string, { rules, applications }: ReportParts): boolean {
  return applications.length === 0 && rules.some((rule) => rule.id === id);
}

function compareBaseline(parts: ReportParts): Compared | undefined {
  const { baseline, judgements } = parts;
  if (baseline === undefined) return undefined;
  return compareWithBaseline(judgements, baseline.entries, ({ rule }) => wasAsked(rule, parts));
}

function reportBaseline(
  baseline: ReadBaseline | undefined,
  compared: Compared | undefined,
): ReportBaseline | null {
  if (baseline === undefined || compared === undefined) return null;
  const { added, mended } = compared;
  return { ...reportInput(baseline.file), entries: baseline.entries.length, added, mended };
}

const OUTCOMES: readonly FindingOutcome[] = [
  'error',
  'fail',
  'warn',
  'unknown',
  'waived',
  'pass',
  'not-applicable',
];

function countAll(estate: EstateView, judgements: Judgements): ReportCounts {
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]));
  const severities = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, { fail: 0, warn: 0 }]),
  );
  for (const column of judgements.columns) {
    const counts = subjectsPerRuling(column);
    for (const [number, ruling] of column.rulings.entries()) {
      const { kind } = ruling;
      const count = counts[number] ?? 0;
      outcomes[kind] = (outcomes[kind] ?? 0) + count;
      const bySeverity = severities[shownSeverity(ruling)];
      if (bySeverity === undefined) continue;
      if (kind === 'fail' || kind === 'warn') bySeverity[kind] += count;
    }
  }
  const subjects = SUBJECT_KINDS.filter((kind) => kind !== 'estate').map(
    (kind) => [kind, estate.subjectsOf(kind).length] as const,
  );
  return {
    subjects: Object.fromEntries(subjects.filter(([, number]) => number > 0)),
    outcomes: outcomes as ReportCounts['outcomes'],
    severities: severities as ReportCounts['severities'],
  };
}
