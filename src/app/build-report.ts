import { createHash } from 'node:crypto';
import type { IsoDate } from '../domain/calendar.ts';
import { cite } from '../domain/citation.ts';
import type { EstateView } from '../domain/estate-view.ts';
import { type FindingOutcome, type Judgement, shownSeverity } from '../domain/finding.ts';
import type { GateDemands } from '../domain/gate-demands.ts';
import type { InputFile } from '../domain/input-file.ts';
import { memoised } from '../domain/memo.ts';
import {
  REPORT_SCHEMA_VERSION,
  type Report,
  type ReportApplication,
  type ReportCounts,
  type ReportFinding,
  type ReportInput,
  type ReportUnit,
  type Tool,
} from '../domain/report.ts';
import type { Rule } from '../domain/rule.ts';
import { describeRule } from '../domain/rule-description.ts';
import { optionValues } from '../domain/rule-option.ts';
import { coverageStars, SCORE_MODEL, type UnitScore } from '../domain/score.ts';
import { SEVERITIES, SEVERITY_WEIGHT } from '../domain/severity.ts';
import { SUBJECT_KINDS } from '../domain/subject.ts';
import { adviseMends, adviseRecords, compareJudgements } from '../engine/advice.ts';
import { fingerprint } from '../engine/fingerprint.ts';
import { judgeGate } from '../engine/gate.ts';
import { decidingFact, judgedFacts } from '../engine/judge.ts';
import type { EstateScore } from '../engine/score.ts';
import type { LoadedInventory } from '../load/load-inventory.ts';
import type { EstateRule } from '../rules/define-rule.ts';

export interface ReportParts {
  readonly tool: Tool;
  readonly files: readonly InputFile[];
  readonly config?: InputFile;
  readonly asOf: IsoDate;
  readonly rules: readonly EstateRule[];
  readonly loaded: LoadedInventory;
  readonly estate: EstateView;
  readonly judgements: readonly Judgement[];
  readonly score: EstateScore;
  readonly demands: GateDemands;
}

/** Puts an assessment into the one contract, with places, facts and points. */
export function buildReport(parts: ReportParts): Report {
  const { tool, files, config, asOf, rules, loaded, estate, judgements, score } = parts;
  const { name, organization, profile } = loaded.inventory.assessment;
  const pointsOf = (judgement: Judgement): number => score.pointsLost(judgement);
  const sorted = [...judgements].sort((a, b) => compareJudgements(a, b, pointsOf));
  const owners = new Map(loaded.inventory.applications.map(({ id, owner }) => [id, owner]));
  const report = {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool,
    asOf,
    estate: {
      name: name ?? null,
      organization: organization ?? null,
      profile: profile ?? 'healthcare',
    },
    inputs: files.map(reportInput),
    config: config === undefined ? null : reportInput(config),
    verdict: score.verdict,
    score: { ...score.score, stars: coverageStars(score.score.coverage), model: SCORE_MODEL },
    withoutWaivers: null,
    categories: score.categories,
    applications: score.applications.map((unit) => reportApplication(unit, owners)),
    worstApplication: worstOf(score.applications)?.id ?? null,
    unassigned: score.unassigned === undefined ? null : reportUnit(score.unassigned),
    findings: lazily(sorted, (judgement) => reportFinding(judgement, parts, pointsOf(judgement))),
    rules: rules.map((rule) => describeRule(rule as Rule)),
    recordFirst: adviseRecords(judgements, pointsOf).map((advice) => ({
      ...advice,
      pointsAlone: roundPoints(advice.pointsAlone),
      pointsShared: roundPoints(advice.pointsShared),
    })),
    mendFirst: adviseMends(judgements, pointsOf).map((advice) => ({
      ...advice,
      points: roundPoints(advice.points),
    })),
    waivers: [],
    baseline: null,
    notices: [],
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

/**
 * Six decimals: no float noise reaches a file that is compared byte by byte, and the sum of thousands
 * of findings is still what they cost.
 */
function roundPoints(points: number): number {
  return Number(points.toFixed(6));
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

/** Makes each item when it is read, and again when it is read again. */
function lazily<T, R>(items: readonly T[], make: (item: T) => R): Iterable<R> {
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
  { loaded, estate }: ReportParts,
  points: number,
): ReportFinding {
  const { rule, subject, kind, outcome, severity, missing } = judgement;
  const { options, source } = sayingsOf(rule);
  const isOpen = kind === 'fail' || kind === 'warn';
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
    message: outcome.message,
    remedy: isOpen ? (outcome.remedy ?? rule.remedy) : null,
    snippet: outcome.snippet ?? null,
    effort: isOpen ? (outcome.effort ?? rule.effort) : null,
    facts: judgedFacts(judgement, estate),
    options,
    missing: missing.map(({ subject: { kind, id }, path }) => ({ subject: { kind, id }, path })),
    assumed: outcome.assumed ?? [],
    location: loaded.locate(decidingFact(judgement, estate)),
    source,
    fingerprint: fingerprint(rule.id, subject),
    waiver: null,
    baseline: null,
  };
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

function countAll(estate: EstateView, judgements: readonly Judgement[]): ReportCounts {
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]));
  const severities = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, { fail: 0, warn: 0 }]),
  );
  for (const judgement of judgements) {
    const { kind } = judgement;
    outcomes[kind] = (outcomes[kind] ?? 0) + 1;
    const bySeverity = severities[shownSeverity(judgement)];
    if (bySeverity !== undefined && (kind === 'fail' || kind === 'warn')) bySeverity[kind]++;
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
